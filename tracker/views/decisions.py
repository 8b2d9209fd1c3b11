"""Decisions: the log, one of them, recording one at a meeting, carrying it out."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from tracker.exports.board_columns import DECISION_COLUMNS
from tracker.filters.board import DecisionFilter
from tracker.forms.decisions import DECISION_FORMS, CompleteDecisionForm
from tracker.models import Decision, Meeting, Plan
from tracker.permissions import Verb, refusal_to_complete
from tracker.reports.decisions import decisions_shown, listed_decisions
from tracker.views.board import get_meeting
from tracker.views.came_from import came_from
from tracker.views.challenges import back_link
from tracker.views.fetch import get_plan, today
from tracker.views.listing import PlanList, export_list, list_context
from tracker.views.submit import carried_out
from tracker.workflow.decisions import complete_decision, record_decision

DECISION_LIST = PlanList(
    "Decisions", "decision", "tracker:decision-list", DECISION_COLUMNS
)


def decision_filter(request: HttpRequest, plan: Plan) -> DecisionFilter:
    """The plan's decisions as the address narrows and sorts them, newest first."""
    on = today()
    return DecisionFilter(request.GET, listed_decisions(plan, on), plan=plan, on=on)


@require_safe
def decision_list(request: HttpRequest, slug: str) -> HttpResponse:
    """The decisions of a plan's boards, filtered and sorted, fifty a page."""
    plan = get_plan(request, slug)
    context = list_context(request, decision_filter(request, plan), DECISION_LIST) | {
        "section": "board",
    }
    return render(request, "tracker/board/decisions.html", context)


@require_safe
def decision_export(request: HttpRequest, slug: str, suffix: str) -> HttpResponseBase:
    """What the list shows, as a file."""
    filterset = decision_filter(request, get_plan(request, slug))
    return export_list(request, filterset, DECISION_LIST, suffix)


@require_safe
def decision_detail(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """One decision: its words, what it did, who carries it out."""
    plan = get_plan(request, slug)
    decision = get_decision(plan, ref)
    refusal = refusal_to_complete(request.user, decision, plan, today())
    context = {
        "plan": plan,
        "section": "board",
        "decision": decision,
        "may_complete": not refusal,
    }
    return render(request, "tracker/board/decision.html", context)


@require_http_methods(["GET", "POST"])
def decision_create(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """Record a decision; `?decides=date` moves a due date, `closure` closes an action."""
    plan = get_plan(request, slug, Verb.EDIT_PLAN)
    meeting = get_meeting(plan, ref)
    form_class = DECISION_FORMS.get(request.GET.get("decides", ""), DECISION_FORMS[""])
    options = {"plan": plan, "today": today()}
    if request.method == "GET":
        if meeting.is_called_off or meeting.held_on > today():
            messages.info(request, f"{ref} has not been held: nothing is decided yet.")
            return redirect("tracker:meeting-detail", slug, ref)
        form = form_class(initial={"decided_on": meeting.held_on}, **options)
        return create_page(request, plan, form, meeting)
    form = form_class(request.POST, **options)
    if form.is_valid():
        made = carried_out(
            form,
            lambda: record_decision(
                meeting=meeting,
                entry=form.entry(),
                effect=form.effect(),
                by=request.user,
                on=today(),
            ),
        )
        if made:
            messages.success(request, f"{made.reference} was recorded.")
            return redirect("tracker:meeting-detail", slug, ref)
    return create_page(request, plan, form, meeting)


@require_http_methods(["GET", "POST"])
def decision_done(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """Say that a decision was carried out; who was to do it and plan managers may."""
    plan = get_plan(request, slug)
    decision = get_decision(plan, ref)
    refusal = refusal_to_complete(request.user, decision, plan, today())
    if refusal:
        raise PermissionDenied(refusal)
    above = reverse("tracker:decision-detail", args=[slug, ref])
    if request.method == "GET":
        if not decision.is_outstanding:
            messages.info(request, f"{ref} asks for nothing now.")
            return redirect(came_from(request, above))
        return done_page(request, plan, CompleteDecisionForm(), decision)
    form = CompleteDecisionForm(request.POST)
    if form.is_valid() and carried_out(
        form,
        lambda: complete_decision(
            decision=decision,
            note=form.cleaned_data["note"],
            by=request.user,
            on=today(),
        ),
    ):
        messages.success(request, f"{ref} was carried out.")
        return redirect(came_from(request, above))
    return done_page(request, plan, form, decision)


def get_decision(plan: Plan, ref: str) -> Decision:
    """A decision of a plan that the person may see, with its state."""
    rows = decisions_shown(Decision.objects.with_state(today()))
    decision = get_object_or_404(rows, plan=plan, reference=ref)
    decision.plan = plan
    return decision


def create_page(
    request: HttpRequest, plan: Plan, form: forms.Form, meeting: Meeting
) -> HttpResponse:
    """The page on which a decision of a meeting is recorded."""
    above = reverse("tracker:meeting-detail", args=[plan.slug, meeting.reference])
    context = {
        "plan": plan,
        "section": "board",
        "form": form,
        "heading": form.heading,
        "button": "Record the decision",
        "caption": f"{meeting.reference}, {meeting.board}, {meeting.when}",
        "back": {"href": above, "text": meeting.reference},
    }
    return render(request, "tracker/board/form.html", context)


def done_page(
    request: HttpRequest, plan: Plan, form: forms.Form, decision: Decision
) -> HttpResponse:
    """The page on which it is said that a decision was carried out."""
    ref = decision.reference
    above = reverse("tracker:decision-detail", args=[plan.slug, ref])
    context = {
        "plan": plan,
        "section": "board",
        "form": form,
        "heading": "Say that it is done",
        "caption": ref,
        "lead": decision.text,
        "back": back_link(request, above, ref),
    }
    return render(request, "tracker/board/form.html", context)
