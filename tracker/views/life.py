"""An action's life: delivered, verified, closed, reopened, each on its own page."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from tracker.choices import Step
from tracker.forms.life import (
    CloseActionForm,
    DeliverActionForm,
    ReopenActionForm,
    VerifyActionForm,
)
from tracker.forms.stale import compare
from tracker.models import Action, Plan, Verification
from tracker.permissions import Verb, may_with, refusal_to_verify
from tracker.reports.delivery import Delivery, delivery
from tracker.reports.my_work import with_return
from tracker.reports.queue_rows import why_it_came_back
from tracker.reports.steps import verify_label
from tracker.views.action_pages import done, form_page
from tracker.views.fetch import get_action, get_plan, today
from tracker.views.submit import carried_out
from tracker.workflow.life import close_action, deliver_action, reopen_action
from tracker.workflow.verification import answer_check, verify_action


@require_http_methods(["GET", "POST"])
def action_deliver(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """Say that an action is delivered; its owner and plan managers may."""
    plan = get_plan(request, slug)
    rows = with_return(Action.objects.with_last_heard(today()), today())
    action = get_action(request, plan, ref, Verb.UPDATE, rows)
    options = {"action": action, "today": today()}
    if request.method == "GET":
        if action.status not in Step.ways[Step.DELIVER][0]:
            return not_now(request, action, "delivered")
        form = DeliverActionForm(initial={"made_on": today()}, **options)
        return deliver_page(request, form, action)
    form = DeliverActionForm(request.POST, request.FILES, **options)
    if form.is_valid() and carried_out(
        form,
        lambda: deliver_action(
            action=action,
            entry=form.entry(),
            by=request.user,
            on=form.cleaned_data["made_on"],
        ),
    ):
        said = f"{ref} is delivered. Another person verifies it."
        return done(request, action, said)
    return deliver_page(request, form, action)


def deliver_page(
    request: HttpRequest, form: forms.Form, action: Action
) -> HttpResponse:
    """The page on which an action is delivered; where it came back, with the reason."""
    came_back = why_it_came_back(action, today())
    return form_page(request, "action/deliver", form, action, came_back=came_back)


@require_http_methods(["GET", "POST"])
def action_verify(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """Look at what was delivered, or look again; never by who delivered or owns it."""
    plan = get_plan(request, slug)
    action = get_action_to_verify(request, plan, ref)
    delivered = delivery(action=action, on=today())
    if request.method == "GET":
        if not delivered.is_to_verify:
            return not_now(request, action, "verified", delivered.why_not)
        return verify_page(request, VerifyActionForm(today=today()), action, delivered)
    form = VerifyActionForm(request.POST, today=today())
    if form.is_valid():
        found = carried_out(
            form, lambda: verify(request, action, delivered, form.entry())
        )
        if found:
            return done(request, action, outcome(found))
    return verify_page(request, form, action, delivered)


@require_http_methods(["GET", "POST"])
def action_close(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """Close an action for a coded reason; plan managers may."""
    plan = get_plan(request, slug, Verb.EDIT_PLAN)
    action = get_action_that_stands(request, plan, ref)
    if request.method == "GET":
        if action.status not in Step.ways[Step.CLOSE][0]:
            return not_now(request, action, "closed")
        form = CloseActionForm(initial={"version": action.version}, action=action)
        return form_page(request, "action/close", form, action)
    form = CloseActionForm(request.POST, action=action)
    if form.is_valid() and carried_out(
        form,
        lambda: close_action(
            action=action,
            version=form.cleaned_data["version"],
            closing=form.closing(),
            by=request.user,
            on=today(),
        ),
    ):
        return done(request, action, f"{ref} is closed.")
    show_what_stands(form, action)
    return form_page(request, "action/close", form, action)


@require_http_methods(["GET", "POST"])
def action_reopen(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """Put an action back in progress; plan managers may."""
    plan = get_plan(request, slug, Verb.EDIT_PLAN)
    action = get_action_that_stands(request, plan, ref)
    if request.method == "GET":
        if action.status not in Step.ways[Step.REOPEN][0]:
            return not_now(request, action, "reopened")
        form = ReopenActionForm(initial={"version": action.version})
        return form_page(request, "action/reopen", form, action)
    form = ReopenActionForm(request.POST)
    if form.is_valid() and carried_out(
        form,
        lambda: reopen_action(
            action=action, by=request.user, on=today(), **form.cleaned_data
        ),
    ):
        return done(request, action, f"{ref} is in progress again.")
    show_what_stands(form, action)
    return form_page(request, "action/reopen", form, action)


def get_action_that_stands(request: HttpRequest, plan: Plan, ref: str) -> Action:
    """An action with its owner post and holder, to show where it stands."""
    rows = Action.objects.select_related("owner_post").with_owner(today())
    return get_action(request, plan, ref, rows=rows)


def get_action_to_verify(request: HttpRequest, plan: Plan, ref: str) -> Action:
    """An action that the person may verify; 403 with the reason."""
    action = get_action(request, plan, ref)
    refusal = refusal_to_verify(request.user, action, plan, today())
    if refusal:
        raise PermissionDenied(refusal)
    return action


def verify(
    request: HttpRequest, action: Action, delivered: Delivery, entry: Any
) -> Verification:
    """Answer the earliest check that waits, else verify for the first time."""
    told = {"entry": entry, "by": request.user, "on": today()}
    if delivered.waiting:
        return answer_check(check=delivered.waiting, **told)
    return verify_action(action=action, **told)


def outcome(found: Verification) -> str:
    """What a verification did to the action, in a sentence."""
    action, said = found.action, found.get_result_display().lower()
    return f"{action.reference}: {said}. It is {action.status_label.lower()}."


def verify_page(
    request: HttpRequest, form: forms.Form, action: Action, delivered: Delivery
) -> HttpResponse:
    """The page on which an action is verified: what was promised, said and shown."""
    more = {
        "delivered": delivered,
        "heading": verify_label(delivered.waiting),
        "may_open_evidence": may_with(
            request.user, Verb.OPEN_EVIDENCE, action, action.plan, today()
        ),
    }
    return form_page(request, "action/verify", form, action, **more)


def show_what_stands(form: forms.Form, action: Action) -> None:
    """After a stale save the page shows the action as it stands; it may be sent again.

    The form holds nothing of the action, so there is nothing to compare field by
    field.
    """
    if getattr(form, "stale", None):
        compare(form, form, action)


def not_now(
    request: HttpRequest, action: Action, verb: str, why: str = ""
) -> HttpResponse:
    """Back, with a word on why the step is not taken now."""
    reason = why or f"It is {action.status_label.lower()}."
    said = f"{action.reference} cannot be {verb} now. {reason}"
    return done(request, action, said, messages.INFO)
