"""Another due date: asked for by one person, decided by another."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from tracker.choices import DateDecision
from tracker.forms.base import GovukForm
from tracker.forms.due_dates import DecideDueDateForm, RequestDueDateForm
from tracker.models import Action, DueDateChange, Plan
from tracker.permissions import Verb, refusal_to_decide
from tracker.reports.due_dates import due_date_story
from tracker.views.action_pages import done, form_page
from tracker.views.fetch import get_action, get_plan, today
from tracker.views.submit import carried_out
from tracker.workflow.due_dates import decide_due_date, request_due_date


@require_http_methods(["GET", "POST"])
def due_date_request(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """Ask for another due date; the action's owner and plan managers may."""
    plan = get_plan(request, slug)
    action = get_action(request, plan, ref, Verb.UPDATE)
    if request.method == "GET":
        if not action.is_open:
            return done(request, action, f"The due date of {ref} stays.", messages.INFO)
        form = RequestDueDateForm()
        return date_page(request, "request", form, action)
    form = RequestDueDateForm(request.POST)
    if form.is_valid() and carried_out(
        form,
        lambda: request_due_date(
            action=action,
            request=form.date_request(),
            by=request.user,
            on=today(),
        ),
    ):
        return done(request, action, f"You asked for a new due date of {ref}.")
    return date_page(request, "request", form, action)


@require_http_methods(["GET", "POST"])
def due_date_decide(
    request: HttpRequest, slug: str, ref: str, number: int
) -> HttpResponse:
    """Approve or refuse another due date; never by the person who asked."""
    plan = get_plan(request, slug)
    action = get_action(request, plan, ref)
    change = get_change(request, plan, action, number)
    if request.method == "GET":
        if change.decision:
            said = f"Request {number} of {ref} is decided already."
            return done(request, action, said, messages.INFO)
        return date_page(request, "decide", DecideDueDateForm(), action, change)
    form = DecideDueDateForm(request.POST)
    if form.is_valid() and carried_out(
        form,
        lambda: decide_due_date(
            change=change, by=request.user, on=today(), **form.cleaned_data
        ),
    ):
        said = outcome(action, change, form.cleaned_data["decision"])
        return done(request, action, said)
    return date_page(request, "decide", form, action, change)


def get_change(
    request: HttpRequest, plan: Plan, action: Action, number: int
) -> DueDateChange:
    """A request about the action that the person may decide; 403 with the reason."""
    requests = action.due_date_changes.select_related("asked_by", "decided_by")
    change = get_object_or_404(requests, number=number)
    refusal = refusal_to_decide(request.user, change, plan)
    if refusal:
        raise PermissionDenied(refusal)
    return change


def outcome(action: Action, change: DueDateChange, decision: str) -> str:
    """What a decision means for the action, in a sentence."""
    if decision == DateDecision.APPROVED:
        return f"{action.reference} is now due on {change.new_on:%-d %B %Y}."
    if action.due_on:
        return f"{action.reference} is still due on {action.due_on:%-d %B %Y}."
    return f"{action.reference} still has no due date."


def date_page(
    request: HttpRequest,
    verb: str,
    form: GovukForm,
    action: Action,
    change: DueDateChange | None = None,
) -> HttpResponse:
    """The page of a request or of its decision, with how the date moved so far."""
    more = {"change": change, "story": due_date_story(action=action)}
    return form_page(request, f"due_date/{verb}", form, action, **more)
