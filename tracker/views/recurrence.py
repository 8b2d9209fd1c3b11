"""What recurs: links to earlier recommendations, and themes through all visits."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from tracker.exports.columns import Table
from tracker.exports.recurrence_columns import recurrence_columns, recurrence_rows
from tracker.forms.base import GovukForm
from tracker.forms.recurrence import (
    DeclineRecurrenceForm,
    RecurrenceForm,
    RemoveRecurrenceForm,
)
from tracker.models import Plan, Recommendation, Recurrence
from tracker.permissions import Verb, may
from tracker.reports.recurrence import recurrence_matrix as matrix_for
from tracker.reports.suggestions import suggestions
from tracker.views.days import asked_day
from tracker.views.fetch import get_plan, today
from tracker.views.listing import about_plan, file_response
from tracker.views.recommendations import get_recommendation
from tracker.views.submit import carried_out
from tracker.workflow.recurrence import (
    decline_recurrence,
    link_recurrence,
    remove_recurrence,
)


@require_safe
def recurrence_matrix(request: HttpRequest, slug: str) -> HttpResponse:
    """Themes by visits: raised, checked, not in scope, a concern; for a day."""
    plan = get_plan(request, slug)
    asked = asked_day(request, default=plan.day(today()))
    context = {
        "plan": plan,
        "section": "visits",
        "asked": asked,
        "is_past": asked.on != plan.day(today()),
        "matrix": matrix_for(plan=plan, on=asked.on),
    }
    if may(request.user, Verb.EDIT_PLAN, plan):
        context["suggestions"] = suggestions(plan=plan, on=asked.on)
    return render(request, "tracker/recurrence/matrix.html", context)


@require_safe
def recurrence_export(request: HttpRequest, slug: str, suffix: str) -> HttpResponseBase:
    """What the page shows, as a file."""
    plan = get_plan(request, slug)
    asked = asked_day(request, default=plan.day(today()))
    matrix = matrix_for(plan=plan, on=asked.on)
    table = Table(
        title="Recurrence",
        columns=recurrence_columns(matrix),
        rows=recurrence_rows(matrix),
        about=[*about_plan(plan), ("As at", f"{asked.on:%-d %B %Y}")],
    )
    return file_response(table, f"{plan.slug}-recurrence-{asked.on}", suffix)


@require_http_methods(["GET", "POST"])
def recurrence_create(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """Link a recommendation to an earlier one; `?earlier=` names it."""
    plan = get_plan(request, slug, Verb.EDIT_PLAN)
    later = get_recommendation(request, plan, ref)
    options = {"later": later, "today": today()}
    if request.method == "GET":
        initial = {"earlier": request.GET.get("earlier", ""), "linked_on": today()}
        form = RecurrenceForm(initial=initial, **options)
        return form_page(request, "create", form, plan, later)
    form = RecurrenceForm(request.POST, **options)
    if form.is_valid():
        linked = carried_out(
            form,
            lambda: link_recurrence(
                later=later, earlier=form.cleaned_data["earlier"], link=form.link()
            ),
        )
        if linked:
            return done(request, later, f"It was linked to {linked.earlier.reference}.")
    return form_page(request, "create", form, plan, later)


@require_http_methods(["GET", "POST"])
def recurrence_remove(
    request: HttpRequest, slug: str, ref: str, earlier: str
) -> HttpResponse:
    """Take a link out that was made by mistake, and say why."""
    plan = get_plan(request, slug, Verb.EDIT_PLAN)
    links = Recurrence.objects.select_related("later", "earlier")
    link = get_object_or_404(
        links, later__plan=plan, later__reference=ref, earlier__reference=earlier
    )
    form = RemoveRecurrenceForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and carried_out(
        form,
        lambda: remove_recurrence(recurrence=link, reason=form.cleaned_data["reason"]),
    ):
        return done(request, link.later, f"The link to {earlier} was removed.")
    more = {"earlier": link.earlier, "link": link}
    return form_page(request, "remove", form, plan, link.later, **more)


@require_http_methods(["GET", "POST"])
def recurrence_decline(
    request: HttpRequest, slug: str, ref: str, earlier: str
) -> HttpResponse:
    """Say that a suggestion is no recurrence; it is not suggested again."""
    plan = get_plan(request, slug, Verb.EDIT_PLAN)
    later = get_recommendation(request, plan, ref)
    other = get_recommendation(request, plan, earlier)
    form = DeclineRecurrenceForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and carried_out(
        form,
        lambda: decline_recurrence(
            later=later,
            earlier=other,
            reason=form.cleaned_data["reason"],
            on=today(),
        ),
    ):
        return done(request, later, f"{earlier} is not suggested again.")
    return form_page(request, "decline", form, plan, later, earlier=other)


def done(request: HttpRequest, later: Recommendation, said: str) -> HttpResponse:
    """Back to the recommendation, with what was done to its links."""
    messages.success(request, said)
    return redirect("tracker:recommendation-detail", later.plan.slug, later.reference)


def form_page(
    request: HttpRequest,
    verb: str,
    form: GovukForm,
    plan: Plan,
    later: Recommendation,
    **more: object,
) -> HttpResponse:
    """The page of a form about a recommendation and an earlier one."""
    context = {"plan": plan, "section": "recommendations", "form": form, **more}
    context["later"] = later
    return render(request, f"tracker/recurrence/{verb}.html", context)
