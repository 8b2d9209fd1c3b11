"""A visit recorded, its facts mended while it is a draft, and when its report came."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from tracker.forms.base import GovukForm
from tracker.forms.stale import compare
from tracker.forms.visits import EditVisitForm, ReceiveReportForm, VisitForm
from tracker.models import Plan, Visit
from tracker.permissions import Verb
from tracker.views.fetch import get_plan, today
from tracker.views.submit import carried_out
from tracker.workflow.visits import edit_visit, receive_report, record_visit


def get_visit(request: HttpRequest, slug: str, ref: str) -> tuple[Plan, Visit]:
    """A plan that the person manages, and a visit of it, published or not."""
    plan = get_plan(request, slug, Verb.EDIT_PLAN)
    visits = Visit.objects.select_related("source")
    visit = get_object_or_404(visits, plan=plan, reference=ref)
    visit.plan = plan
    return plan, visit


def for_draft(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a view the draft it is about; from a published visit, back with a word."""

    @require_http_methods(["GET", "POST"])
    @wraps(view)
    def page(request: HttpRequest, slug: str, ref: str, **key: Any) -> HttpResponse:
        _plan, visit = get_visit(request, slug, ref)
        if visit.is_published:
            said = (
                f"{visit.reference} is published: its words stay. Add a note instead."
            )
            messages.info(request, said)
            return to_visit(visit)
        return view(request, visit, **key)

    return page


def to_visit(visit: Visit) -> HttpResponse:
    """The visit's own page."""
    return redirect("tracker:visit-detail", visit.plan.slug, visit.reference)


@require_http_methods(["GET", "POST"])
def visit_create(request: HttpRequest, slug: str) -> HttpResponse:
    """Record a visit; it is a draft until it is published."""
    plan = get_plan(request, slug, Verb.EDIT_PLAN)
    form = VisitForm(*typed(request), plan=plan)
    if form.is_bound and form.is_valid():
        visit = carried_out(
            form,
            lambda: record_visit(
                plan=plan, facts=form.facts(), by=request.user, on=today()
            ),
        )
        if visit:
            said = f"{visit.reference} is a draft. Only plan managers see it."
            messages.success(request, said)
            return to_visit(visit)
    return show_form(request, plan, None, form, "Record a visit", "Record the visit")


@for_draft
def visit_update(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Mend the facts of a draft."""
    plan = visit.plan
    initial = EditVisitForm.initial_of(visit)
    form = EditVisitForm(*typed(request), plan=plan, initial=initial)
    if form.is_bound and form.is_valid():
        edited = carried_out(
            form,
            lambda: edit_visit(
                visit=visit,
                version=form.cleaned_data["version"],
                facts=form.facts(),
                by=request.user,
                on=today(),
            ),
        )
        if edited:
            messages.success(request, f"{edited.reference} was changed.")
            return to_visit(edited)
    if getattr(form, "stale", None):
        now = EditVisitForm(plan=plan, initial=EditVisitForm.initial_of(form.stale))
        compare(form, now, form.stale)
    return show_form(request, plan, visit, form, "Edit the visit")


@require_http_methods(["GET", "POST"])
def visit_receive(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """Say on which day the report came; statutory limits run from it."""
    plan, visit = get_visit(request, slug, ref)
    form = ReceiveReportForm(*typed(request))
    if form.is_bound and form.is_valid():
        received = carried_out(
            form,
            lambda: receive_report(
                visit=visit,
                received_on=form.cleaned_data["received_on"],
                by=request.user,
                on=today(),
            ),
        )
        if received:
            said = f"The report came on {received.received_on:%-d %B %Y}."
            messages.success(request, said)
            return to_visit(visit)
    return show_form(request, plan, visit, form, "When did the report come?")


def typed(request: HttpRequest) -> list[Any]:
    """What was sent, for a form; nothing where the page is only opened."""
    return [request.POST] if request.method == "POST" else []


def show_form(
    request: HttpRequest,
    plan: Plan,
    visit: Visit | None,
    form: GovukForm,
    heading: str,
    button: str = "Save",
    **more: Any,
) -> HttpResponse:
    """The page of one form about a visit or something in it."""
    context = {
        "plan": plan,
        "section": "visits",
        "visit": visit,
        "form": form,
        "heading": heading,
        "button": button,
        **more,
    }
    return render(request, "tracker/visit/form.html", context)
