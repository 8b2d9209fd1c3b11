"""A report of Ofsted: chosen, read, reviewed, confirmed, told; and opened again."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
)
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from tracker.forms.report_confirm import ConfirmReportForm
from tracker.forms.report_import import ReportForm
from tracker.models import ImportDraft, Plan
from tracker.permissions import WHO_MAY, Verb, may
from tracker.views.fetch import get_plan, today
from tracker.views.reviewing import area_rows, get_report, of_open_report
from tracker.views.submit import carried_out
from tracker.workflow.report_confirm import confirm_report
from tracker.workflow.report_drafts import review_of, save_report
from tracker.workflow.report_plan import planned
from tracker.workflow.report_review import is_about

STALE = "Somebody changed this draft. Here it is as it stands now: look again."


@require_http_methods(["GET", "POST"])
def import_report(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose the PDF or paste a letter; it is read, and shown for review."""
    plan = get_plan(request, slug, Verb.EDIT_PLAN)
    form = ReportForm()
    if request.method == "POST":
        form = ReportForm(request.POST, request.FILES)
        draft = form.is_valid() and (
            earlier_of(request, plan, form.report.sha256)
            or carried_out(
                form,
                lambda: save_report(
                    plan=plan, report=form.report, by=request.user, on=today()
                ),
            )
        )
        if draft:
            return redirect("tracker:import-draft", slug, draft.number)
    context = {"plan": plan, "section": "visits", "form": form}
    return render(request, "tracker/report_import/upload.html", context)


def earlier_of(request: HttpRequest, plan: Plan, sha256: str) -> ImportDraft | None:
    """The same document, where it is here already, and a message that says so."""
    rows = plan.import_drafts.reports().select_related("made_by", "confirmed_by")
    earlier = rows.select_related("visit").filter(sha256=sha256).first()
    if not earlier:
        return None
    if earlier.is_confirmed:
        said = (
            f"The same document was brought in on {earlier.confirmed_on:%-d %B %Y} by "
            f"{earlier.confirmed_by}, as {earlier.visit}. It is not brought in twice."
        )
    else:
        said = (
            f"{earlier.made_by} brought the same document here on "
            f"{earlier.made_on:%-d %B %Y}. This is the draft of it."
        )
    messages.info(request, said)
    return earlier


def report_page(request: HttpRequest, draft: ImportDraft) -> HttpResponse:
    """The draft to be reviewed; once it is brought in, what became of it."""
    plan = draft.plan
    context = {"plan": plan, "section": "visits", "draft": draft}
    if draft.is_confirmed:
        context["result"] = draft.result
        return render(request, "tracker/report_import/result.html", context)
    review = review_of(draft)
    context |= {
        "review": review,
        "rows": area_rows(plan, review),
        "is_of_another_body": is_of_another_body(draft),
        "needed": list(review.still_needed()),
    }
    return render(request, "tracker/report_import/review.html", context)


def is_of_another_body(draft: ImportDraft) -> bool:
    """Whether the report names another authority than the plan's body."""
    authority = review_of(draft).visit.authority
    return not is_about(draft.plan.accountable_body, authority)


@of_open_report
def import_confirm(request: HttpRequest, draft: ImportDraft) -> HttpResponse:
    """What confirming does to the plan; sent back, do it."""
    plan, review = draft.plan, review_of(draft)
    if list(review.still_needed()):
        return redirect("tracker:import-draft", plan.slug, draft.number)
    form = confirm_form(request, draft)
    if request.method == "POST" and form.is_valid():
        done = carried_out(
            form,
            lambda: confirm_report(
                draft=draft,
                version=form.cleaned_data["version"],
                decision=form.decision(),
                by=request.user,
                on=today(),
            ),
        )
        if done:
            messages.success(request, f"{draft.file_name} was brought in.")
            return redirect("tracker:import-draft", plan.slug, draft.number)
        if getattr(form, "stale", None):
            messages.warning(request, STALE)
            return redirect("tracker:import-draft", plan.slug, draft.number)
    return confirm_page(request, draft, form)


def confirm_form(request: HttpRequest, draft: ImportDraft) -> ConfirmReportForm:
    """The form that asks what has to be decided, of this plan as it stands."""
    plan, review = draft.plan, review_of(draft)
    sent = [request.POST] if request.method == "POST" else []
    return ConfirmReportForm(
        *sent,
        planned=planned(plan=plan, review=review),
        gaps=list(plan.gaps.open()),
        year=review.visit.known_days()[0].year,
        initial={"version": draft.version},
    )


def confirm_page(
    request: HttpRequest, draft: ImportDraft, form: forms.Form
) -> HttpResponse:
    """What would be added, to which visit, and the one button."""
    context = {
        "plan": draft.plan,
        "section": "visits",
        "draft": draft,
        "review": review_of(draft),
        "form": form,
        "planned": form.planned,
        "is_of_another_body": is_of_another_body(draft),
    }
    return render(request, "tracker/report_import/confirm.html", context)


@require_safe
def import_file(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    """The document as it was brought: for members with its visit, else for managers."""
    plan = get_plan(request, slug)
    draft = get_report(plan, number)
    is_published = draft.visit and draft.visit.is_published
    if not is_published and not may(request.user, Verb.EDIT_PLAN, plan):
        raise PermissionDenied(WHO_MAY.get(Verb.EDIT_PLAN, ""))
    try:
        content = draft.file.open("rb")
    except FileNotFoundError as missing:
        raise Http404("The file is not in the store.") from missing
    kind = "application/pdf" if draft.is_pdf else "text/plain; charset=utf-8"
    response = FileResponse(
        content, as_attachment=True, filename=draft.file_name, content_type=kind
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
