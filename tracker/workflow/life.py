"""Delivering, closing and reopening an action."""

from datetime import date

from django.core.exceptions import ValidationError

from tracker.choices import ActionStatus, CloseReason, Step
from tracker.models import Action, User, change_set, written_together
from tracker.workflow.progress import ProgressEntry, add_update
from tracker.workflow.steps import Closing, check_step, end_of, take_step


@written_together()
def deliver_action(
    *, action: Action, entry: ProgressEntry, by: User, on: date
) -> Action:
    """Say that an action is delivered, with the difference it made.

    Raises ValidationError where it is not in progress, the difference is not
    said, or no evidence stands with it.
    """
    held = Action.objects.select_related("plan").locked(action.pk)
    end_of(held, Step.DELIVER)
    if not entry.difference.strip():
        raise ValidationError({"difference": "Enter what difference it made"})
    add_update(held, entry, by=by, on=on)
    if not held.evidence.standing().exists():
        raise ValidationError(
            {"evidence_file": "Add at least one piece of evidence to deliver it"}
        )
    take_step(held, Step.DELIVER, by=by, on=on)
    return held


@written_together()
def close_action(
    *, action: Action, version: int, closing: Closing, by: User, on: date
) -> Action:
    """Close an action for a coded reason, with a link to what replaces it.

    Raises ValidationError where it is closed or recorded only, no reason is given,
    or the reason needs another action and names none that goes on; StaleRecordError
    after another save.
    """
    held = Action.objects.locked(action.pk, version)
    check_step(held, Step.CLOSE, on)
    _refuse_without_reason(closing.reason)
    refusal = _refusal_of_other(held, closing)
    if refusal:
        raise ValidationError({"superseded_by": refusal})
    with change_set(why=closing.reason):
        take_step(held, Step.CLOSE, by=by, on=on, closing=closing)
    return held


@written_together()
def reopen_action(
    *, action: Action, version: int, reason: str, by: User, on: date
) -> Action:
    """Put an action back in progress; what was on record stays there.

    Raises ValidationError where it is open already or no reason is given,
    StaleRecordError after another save.
    """
    held = Action.objects.locked(action.pk, version)
    check_step(held, Step.REOPEN, on)
    _refuse_without_reason(reason)
    with change_set(why=reason):
        take_step(held, Step.REOPEN, by=by, on=on, reason=reason)
    return held


def _refuse_without_reason(reason: str) -> None:
    if not reason.strip():
        raise ValidationError({"reason": "Say why."})


def _refusal_of_other(action: Action, closing: Closing) -> str:
    """Why the action that stands in its place cannot; empty where it can."""
    other = closing.superseded_by
    if closing.code not in CloseReason.names_another:
        return "Leave this empty: the reason names no other action." if other else ""
    if other is None:
        return "Choose the other action."
    if other.pk == action.pk:
        return "Choose another action."
    if other.plan_id != action.plan_id:
        return "Choose an action of the same plan."
    if other.status not in ActionStatus.live_statuses:
        return f"{other.reference} is {other.status_label.lower()}. Choose another."
    return ""
