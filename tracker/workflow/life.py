"""Delivering, closing and reopening an action."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from tracker.choices import CloseReason, Step
from tracker.models import Action, User, change_set
from tracker.workflow.progress import ProgressEntry, add_update
from tracker.workflow.steps import Closing, check_step, take_step


@transaction.atomic
def deliver_action(
    *, action: Action, entry: ProgressEntry, by: User, on: date
) -> Action:
    """Say that an action is delivered, with the difference it made.

    Raises ValidationError where it is not in progress, the difference is not
    said, or no evidence is on record with it.
    """
    held = Action.objects.select_related("plan").locked(action.pk)
    check_step(held, Step.DELIVER, on)
    if not entry.difference.strip():
        raise ValidationError({"difference": "Enter what difference it made"})
    add_update(held, entry, by=by, on=on)
    if not held.evidence.exists():
        raise ValidationError(
            {"evidence_file": "Add at least one piece of evidence to deliver it"}
        )
    take_step(held, Step.DELIVER, by=by, on=on)
    return held


@transaction.atomic
def close_action(
    *, action: Action, version: int, closing: Closing, by: User, on: date
) -> Action:
    """Close an action for a coded reason, with a link to what replaces it.

    Raises ValidationError where it is closed or recorded only, or the reason
    needs another action and names none; StaleRecordError after another save.
    """
    held = Action.objects.locked(action.pk, version)
    if closing.code in CloseReason.names_another and closing.superseded_by is None:
        raise ValidationError({"superseded_by": "Choose the other action"})
    other = closing.superseded_by
    if other and other.plan_id != held.plan_id:
        raise ValidationError({"superseded_by": "Choose an action of the same plan."})
    with change_set(why=closing.reason):
        take_step(held, Step.CLOSE, by=by, on=on, closing=closing)
    return held


@transaction.atomic
def reopen_action(
    *, action: Action, version: int, reason: str, by: User, on: date
) -> Action:
    """Put an action back in progress; what was on record stays there.

    Raises ValidationError where it is open already, StaleRecordError after
    another save.
    """
    held = Action.objects.locked(action.pk, version)
    with change_set(why=reason):
        take_step(held, Step.REOPEN, by=by, on=on, reason=reason)
    return held
