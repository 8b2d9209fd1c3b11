"""Findings and grades of a draft visit: added, mended, taken out."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tracker.forms.base import GovukForm
from tracker.forms.findings import FindingForm, JudgementForm
from tracker.forms.stale import compare
from tracker.models import Judgement, Visit
from tracker.views.submit import carried_out
from tracker.views.visit_forms import (
    draft_only,
    get_visit,
    show_form,
    to_visit,
    typed,
)
from tracker.workflow.findings import (
    add_finding,
    add_judgement,
    edit_finding,
    edit_judgement,
    remove_finding,
    remove_judgement,
)

ANOTHER = "another"  # the button that saves and opens an empty form again


@require_http_methods(["GET", "POST"])
def finding_create(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """Add a finding to a draft, and perhaps the next one."""
    plan, visit = get_visit(request, slug, ref)
    if answer := draft_only(request, visit):
        return answer
    form = FindingForm(*typed(request), visit=visit)
    if form.is_bound and form.is_valid():
        finding = carried_out(
            form,
            lambda: add_finding(visit=visit, entry=form.entry(), by=request.user),
        )
        if finding:
            said = f"{finding.reference} was added."
            return added(request, visit, said, "finding-create")
    return show_form(
        request, plan, visit, form, "Add a finding", "Add the finding", another=True
    )


@require_http_methods(["GET", "POST"])
def finding_update(
    request: HttpRequest, slug: str, ref: str, finding: str
) -> HttpResponse:
    """Mend a finding of a draft."""
    plan, visit = get_visit(request, slug, ref)
    if answer := draft_only(request, visit):
        return answer
    rows = visit.findings.select_related("source", "theme", "visit")
    row = get_object_or_404(rows, reference=finding)
    form = FindingForm(
        *typed(request), visit=visit, initial=FindingForm.initial_of(row)
    )
    if mended(request, form, row, lambda **told: edit_finding(finding=row, **told)):
        messages.success(request, f"{finding} was changed.")
        return to_visit(visit)
    show_stale(form, FindingForm, visit)
    return show_form(
        request,
        plan,
        visit,
        form,
        f"Edit {finding}",
        remove=remove_link("finding-remove", visit, finding),
    )


@require_http_methods(["GET", "POST"])
def finding_remove(
    request: HttpRequest, slug: str, ref: str, finding: str
) -> HttpResponse:
    """Take a finding out of a draft, once confirmed."""
    _plan, visit = get_visit(request, slug, ref)
    if answer := draft_only(request, visit):
        return answer
    rows = visit.findings.select_related("visit")
    row = get_object_or_404(rows, reference=finding)
    return confirm_removal(
        request,
        visit,
        f"Take out {row}",
        lambda: remove_finding(finding=row, by=request.user),
    )


@require_http_methods(["GET", "POST"])
def judgement_create(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """Add the grade of an area to a draft, and perhaps the next one."""
    plan, visit = get_visit(request, slug, ref)
    if answer := draft_only(request, visit):
        return answer
    form = JudgementForm(*typed(request), visit=visit)
    if form.is_bound and form.is_valid():
        judgement = carried_out(
            form,
            lambda: add_judgement(visit=visit, entry=form.entry(), by=request.user),
        )
        if judgement:
            said = f"{judgement.area} was added."
            return added(request, visit, said, "judgement-create")
    return show_form(
        request, plan, visit, form, "Add a grade", "Add the grade", another=True
    )


@require_http_methods(["GET", "POST"])
def judgement_update(
    request: HttpRequest, slug: str, ref: str, number: int
) -> HttpResponse:
    """Mend a grade of a draft; `number` counts the visit's grades."""
    plan, visit = get_visit(request, slug, ref)
    if answer := draft_only(request, visit):
        return answer
    row = get_judgement(request, visit, number)
    form = JudgementForm(
        *typed(request), visit=visit, initial=JudgementForm.initial_of(row)
    )
    if mended(request, form, row, lambda **told: edit_judgement(judgement=row, **told)):
        messages.success(request, "The grade was changed.")
        return to_visit(visit)
    show_stale(form, JudgementForm, visit)
    return show_form(
        request,
        plan,
        visit,
        form,
        "Edit the grade",
        remove=remove_link("judgement-remove", visit, number),
        was=row.area,
    )


@require_http_methods(["GET", "POST"])
def judgement_remove(
    request: HttpRequest, slug: str, ref: str, number: int
) -> HttpResponse:
    """Take a grade out of a draft, once confirmed."""
    _plan, visit = get_visit(request, slug, ref)
    if answer := draft_only(request, visit):
        return answer
    row = get_judgement(request, visit, number)
    return confirm_removal(
        request,
        visit,
        f"Take out the grade “{row}”",
        lambda: remove_judgement(judgement=row, by=request.user),
        was=row.area,
    )


def get_judgement(request: HttpRequest, visit: Visit, number: int) -> Judgement:
    """A grade by its place among the visit's.

    `was` is the area that the page showed: where grades were added or taken out
    meanwhile, another one may stand in that place.
    """
    rows = list(visit.judgements.select_related("visit", "source").order_by("pk"))
    if not 0 < number <= len(rows):
        raise Http404
    row = rows[number - 1]
    if request.POST.get("was", row.area) != row.area:
        raise Http404
    return row


def added(request: HttpRequest, visit: Visit, said: str, again: str) -> HttpResponse:
    """Back to the visit, or to an empty form for the next one."""
    messages.success(request, said)
    if ANOTHER in request.POST:
        return redirect(f"tracker:{again}", visit.plan.slug, visit.reference)
    return to_visit(visit)


def mended(
    request: HttpRequest, form: GovukForm, row: Any, edit: Callable[..., Any]
) -> Any:
    """What stands after the change; nothing where the form is not right."""
    if not (form.is_bound and form.is_valid()):
        return None
    version = form.cleaned_data["version"] or row.version
    told = {"version": version, "entry": form.entry(), "by": request.user}
    return carried_out(form, lambda: edit(**told))


def show_stale(form: GovukForm, kind: type[GovukForm], visit: Visit) -> None:
    """After a stale save the page shows both versions."""
    current = getattr(form, "stale", None)
    if current:
        compare(form, kind(visit=visit, initial=kind.initial_of(current)), current)


def confirm_removal(
    request: HttpRequest,
    visit: Visit,
    heading: str,
    remove: Callable[[], None],
    was: str = "",
) -> HttpResponse:
    """The page that asks before something is taken out, and then does it."""
    form = GovukForm(*typed(request))
    if form.is_bound and form.is_valid():
        remove()
        messages.success(request, "It was taken out.")
        return to_visit(visit)
    context = {
        "plan": visit.plan,
        "section": "visits",
        "visit": visit,
        "heading": heading,
        "was": was,
    }
    return render(request, "tracker/visit/remove.html", context)


def remove_link(name: str, visit: Visit, key: object) -> str:
    """The address of the page that asks before something is taken out."""
    return reverse(f"tracker:{name}", args=[visit.plan.slug, visit.reference, key])
