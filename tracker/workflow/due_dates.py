"""Due dates move only by request, and only when somebody else approves."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from tracker.choices import DateDecision, DatePrecision
from tracker.models import Action, DueDateChange, User, change_set
from tracker.workflow.records import next_number, save_record


@dataclass(frozen=True)
class DateRequest:
    """Another due date, the kind of reason, and the reason in words."""

    new_on: date
    reason_code: str
    reason: str


@transaction.atomic
def request_due_date(
    *, action: Action, request: DateRequest, by: User, on: date
) -> DueDateChange:
    """Ask for another due date; nothing moves yet.

    Raises ValidationError where the action is not open, a request waits already,
    or the date is the one that stands or before the start.
    """
    held = Action.objects.locked(action.pk)
    if not held.is_open:
        raise ValidationError(
            f"{held.reference} is {held.status_label.lower()}: its date stays."
        )
    if held.starts_on and request.new_on < held.starts_on:
        raise ValidationError(
            {"new_on": "The due date is before the start. Give a later due date."}
        )
    return save_record(
        DueDateChange(
            action=held,
            number=next_number(held.due_date_changes),
            old_on=held.due_on,
            new_on=request.new_on,
            reason_code=request.reason_code,
            reason=request.reason,
            asked_by=by,
            asked_on=on,
        )
    )


@transaction.atomic
def decide_due_date(
    *, change: DueDateChange, decision: str, reason: str, by: User, on: date
) -> DueDateChange:
    """Approve or refuse a new due date; approved, it is the action's from now on.

    The first due date stays for ever. Raises ValidationError where the person
    asked for it, it is decided already, or a refusal has no reason.
    """
    action = Action.objects.locked(change.action_id)
    held = DueDateChange.objects.locked(change.pk)
    if held.decision:
        raise ValidationError("Somebody decided this request before you.")
    held.decision = decision
    held.decided_by = by
    held.decided_on = on
    held.decision_reason = reason
    with change_set(why=held.reason):
        save_record(held)
        if decision == DateDecision.APPROVED:
            action.due_on = held.new_on
            action.due_precision = DatePrecision.DAY
            action.first_due_on = action.first_due_on or held.new_on
            save_record(action)
    return held
