"""A visit published; then notes on it, and other days for its statutory limits."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from tracker.choices import StatutoryLimit
from tracker.forms.publishing import PublishForm
from tracker.forms.visit_notes import CorrectionForm, ReplyForm, TimeLimitForm
from tracker.models import Finding, Visit, VisitCheck
from tracker.reports.visit_page import visit_page
from tracker.reports.worksheet import worksheet
from tracker.views.fetch import today
from tracker.views.submit import carried_out
from tracker.views.visit_forms import (
    for_draft,
    get_visit,
    show_form,
    to_visit,
    typed,
)
from tracker.workflow.publishing import publish_visit
from tracker.workflow.time_limits import change_time_limit
from tracker.workflow.visit_notes import NoteEntry, add_note


@for_draft
def visit_publish(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What will be read-only, and which steps its checks take; then publish."""
    checks = visit.checks.select_related("action")
    relapses, sustained = checks.proposing_relapse(), checks.showing_sustained()
    form = PublishForm(*typed(request), relapses=relapses, sustained=list(sustained))
    if form.is_bound and form.is_valid():
        published = carried_out(
            form,
            lambda: publish_visit(
                visit=visit,
                publication=form.publication(),
                by=request.user,
                on=today(),
            ),
        )
        if published:
            messages.success(request, f"{published.reference} is published.")
            return to_visit(published)
        if "seen" in form.data:
            # What was refused is shown anew: the page now holds what stands
            form.data = {**form.data.dict(), "seen": form.initial["seen"]}
    context = {
        "plan": visit.plan,
        "section": "visits",
        "page": visit_page(visit),
        "sheet": worksheet(visit=visit),
        "sustained": sustained,
        "form": form,
    }
    return render(request, "tracker/visit/publish.html", context)


@require_http_methods(["GET", "POST"])
def note_create(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """A dated correction of a published visit, or of what `?of=` names in it."""
    plan, visit = get_visit(request, slug, ref)
    about = about_what(request, visit)
    form = CorrectionForm(*typed(request), plan=plan, today=today())
    heading = f"Correct {about.get('name', ref)}"
    if form.is_bound and form.is_valid():
        entry = form.entry(
            finding=about.get("finding"), check_made=about.get("check_made")
        )
        if noted(request, visit, form, entry):
            messages.success(request, "The note was added.")
            return to_visit(visit)
    return show_form(request, plan, visit, form, heading, "Add the note", about=about)


@require_http_methods(["GET", "POST"])
def reply_create(
    request: HttpRequest, slug: str, ref: str, finding: str
) -> HttpResponse:
    """The council's reply to a finding of a published visit."""
    plan, visit = get_visit(request, slug, ref)
    row = get_object_or_404(visit.findings.all(), reference=finding)
    form = ReplyForm(*typed(request), plan=plan, today=today())
    is_right = form.is_bound and form.is_valid()
    if is_right and noted(request, visit, form, form.entry(finding=row)):
        messages.success(request, "The reply was added.")
        return to_visit(visit)
    return show_form(
        request,
        plan,
        visit,
        form,
        f"The council's reply to {finding}",
        "Add the reply",
        about={"finding": row},
    )


@require_http_methods(["GET", "POST"])
def time_limit_update(
    request: HttpRequest, slug: str, ref: str, limit: str
) -> HttpResponse:
    """Another day for a statutory limit of the visit, with the reason."""
    plan, visit = get_visit(request, slug, ref)
    runs = {row.code for row in visit_page(visit).limits}
    if limit not in runs:
        raise Http404
    form = TimeLimitForm(*typed(request))
    if form.is_bound and form.is_valid():
        change = carried_out(
            form,
            lambda: change_time_limit(
                visit=visit,
                limit=limit,
                by=request.user,
                on=today(),
                **{name: form.cleaned_data[name] for name in ("due_on", "reason")},
            ),
        )
        if change:
            messages.success(request, f"The last day is {change.due_on:%-d %B %Y}.")
            return to_visit(visit)
    label = StatutoryLimit(limit).label
    return show_form(request, plan, visit, form, f"Another last day: {label.lower()}")


def noted(
    request: HttpRequest, visit: Visit, form: CorrectionForm, entry: NoteEntry
) -> object:
    """The note that was added; nothing where it was refused."""
    return carried_out(
        form,
        lambda: add_note(
            visit=visit,
            entry=entry,
            noted_on=form.cleaned_data["noted_on"],
            by=request.user,
            on=today(),
        ),
    )


def about_what(request: HttpRequest, visit: Visit) -> dict:
    """The finding or check that the note is about; nothing for the whole visit."""
    reference = request.GET.get("of", "")
    if not reference:
        return {}
    finding: Finding | None = visit.findings.filter(reference=reference).first()
    if finding:
        return {"finding": finding, "name": finding.reference}
    checks = visit.checks.select_related("action", "recommendation")
    found: list[VisitCheck] = [
        check for check in checks if check.target.reference == reference
    ]
    if not found:
        raise Http404
    return {"check_made": found[0], "name": f"the check of {reference}"}
