"""What every page of a plan begins with: the record, from what the person may see."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from tracker.models import Action, Plan
from tracker.permissions import WHO_MAY, Verb, may, may_with, plans_visible_to, with_own


def today() -> date:
    """The day it is, in London; below the views it is handed down."""
    return timezone.localdate()


def get_plan(request: HttpRequest, slug: str, verb: Verb = Verb.READ) -> Plan:
    """The plan, with the person's `role`; 404 for who is outside it, 403 for who

    may read it but not do what the page is for.
    """
    plan = get_object_or_404(plans_visible_to(request.user, today()), slug=slug)
    if not may(request.user, verb, plan):
        raise PermissionDenied(WHO_MAY.get(verb, ""))
    return plan


def get_action(
    request: HttpRequest,
    plan: Plan,
    ref: str,
    verb: Verb = Verb.READ,
    rows: QuerySet[Action] | None = None,
) -> Action:
    """An action of the plan that the person may do this with, `with_own`."""
    actions = plan.actions.all() if rows is None else rows
    asked = with_own(actions, request.user, today())
    action = get_object_or_404(asked, plan=plan, reference=ref)
    action.plan = plan
    if not may_with(request.user, verb, action, plan, today()):
        raise PermissionDenied(WHO_MAY.get(verb, ""))
    return action
