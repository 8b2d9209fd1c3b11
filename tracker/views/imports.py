"""Files brought in: the choice, and a spreadsheet of actions from upload to result."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from tracker.forms.imports import ConfirmImportForm, WorkbookForm
from tracker.models import ImportDraft, Plan
from tracker.permissions import Verb
from tracker.views.fetch import get_plan, today
from tracker.views.report_imports import report_page
from tracker.views.submit import carried_out
from tracker.workflow.import_rows import dry_run
from tracker.workflow.imports import confirm_draft, rows_of, save_draft

EARLIER_SHOWN = 20


@require_safe
def import_list(request: HttpRequest, slug: str) -> HttpResponse:
    """What can be brought in, and the latest files that were."""
    plan = get_plan(request, slug, Verb.EDIT_PLAN)
    context = {
        "plan": plan,
        "section": "visits",
        "drafts": plan.import_drafts.in_short()[:EARLIER_SHOWN],
    }
    return render(request, "tracker/import/list.html", context)


@require_http_methods(["GET", "POST"])
def import_workbook(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose the file; what it would do is shown before anything is written."""
    plan = get_plan(request, slug, Verb.EDIT_PLAN)
    if request.method == "GET":
        return upload_page(request, plan, WorkbookForm(plan=plan))
    form = WorkbookForm(request.POST, request.FILES, plan=plan)
    if not form.is_valid():
        return upload_page(request, plan, form)
    file = form.cleaned_data["file"]
    earlier = (
        plan.import_drafts.workbooks().confirmed().filter(sha256=file.sha256).last()
    )
    draft = carried_out(
        form, lambda: save_draft(plan=plan, file=file, by=request.user, on=today())
    )
    if draft is None:
        return upload_page(request, plan, form)
    if earlier:
        messages.info(
            request,
            f"The same file was brought in on {earlier.confirmed_on:%-d %B %Y}, as "
            f"import {earlier.number}. Here is what it would change now.",
        )
    return redirect("tracker:import-draft", plan.slug, draft.number)


@require_http_methods(["GET", "POST"])
def import_draft(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What a file would do to the plan as it stands; of a spreadsheet, sent back, do it.

    A report is reviewed piece by piece, and confirmed on a page of its own.
    """
    plan = get_plan(request, slug, Verb.EDIT_PLAN)
    drafts = plan.import_drafts.select_related("made_by", "confirmed_by", "visit")
    draft = get_object_or_404(drafts, number=number)
    if draft.is_report:
        draft.plan = plan
        return report_page(request, draft)
    if request.method == "GET":
        if draft.is_confirmed:
            return result_page(request, plan, draft)
        return dry_run_page(request, plan, draft, ConfirmImportForm())
    form = ConfirmImportForm(request.POST)
    if form.is_valid() and carried_out(
        form,
        lambda: confirm_draft(
            draft=draft,
            plan=plan,
            why=form.cleaned_data["why"],
            by=request.user,
            on=today(),
        ),
    ):
        messages.success(request, f"{draft.file_name} was brought in.")
        return redirect("tracker:import-draft", plan.slug, number)
    if draft.is_confirmed:
        return redirect("tracker:import-draft", plan.slug, number)
    return dry_run_page(request, plan, draft, form)


def upload_page(request: HttpRequest, plan: Plan, form: forms.Form) -> HttpResponse:
    """The page to choose a file on."""
    context = {"plan": plan, "section": "actions", "form": form}
    return render(request, "tracker/import/upload.html", context)


def dry_run_page(
    request: HttpRequest, plan: Plan, draft: ImportDraft, form: forms.Form
) -> HttpResponse:
    """What is new, changed, unchanged and refused, and the one button."""
    context = {
        "plan": plan,
        "section": "actions",
        "draft": draft,
        "form": form,
        "run": dry_run(plan=plan, rows=rows_of(draft), on=today()),
    }
    return render(request, "tracker/import/dry_run.html", context)


def result_page(request: HttpRequest, plan: Plan, draft: ImportDraft) -> HttpResponse:
    """What became of each row, and where it stands in the history."""
    context = {
        "plan": plan,
        "section": "actions",
        "draft": draft,
        "result": draft.result,
    }
    return render(request, "tracker/import/result.html", context)
