"""Due dates move only by request, and only when somebody else approves."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError

from tracker.choices import DateDecision, DatePrecision
from tracker.models import (
    Action,
    DueDateChange,
    Meeting,
    User,
    change_set,
    written_together,
)
from tracker.workflow.records import next_number, save_record
from tracker.workflow.steps import refuse_before_last_step


@dataclass(frozen=True)
class DateRequest:
    """Another due date, the kind of reason, and the reason in words."""

    new_on: date
    reason_code: str
    reason: str


@written_together()
def request_due_date(
    *, action: Action, request: DateRequest, by: User, on: date
) -> DueDateChange:
    """Ask for another due date; nothing moves yet.

    Raises ValidationError where the action is not open, a request waits already,
    the day is before the last step or decision, or the date is the one that stands,
    is past or before the start.
    """
    held = Action.objects.locked(action.pk)
    _refuse_unless_open(held)
    refuse_before_last_step(held, on)
    _refuse_before_last_decision(held, on)
    if request.new_on < on:
        raise ValidationError({"new_on": "This day is past. Give a day to come."})
    if held.starts_on and request.new_on < held.starts_on:
        raise ValidationError(
            {"new_on": "The due date is before the start. Give a later due date."}
        )
    if request.new_on == held.due_on:
        raise ValidationError({"new_on": "This is the due date already. Give another."})
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
        ),
        given={"number"},
    )


@written_together()
def decide_due_date(
    *,
    change: DueDateChange,
    decision: str,
    reason: str,
    by: User,
    on: date,
    meeting: Meeting | None = None,
) -> DueDateChange:
    """Approve or refuse a new due date; approved, it is the action's from now on.

    The first due date stays for ever. `meeting` is the one that decided, if one did;
    `by` then wrote it down. Raises ValidationError where the person
    asked for it, it is decided already, a refusal has no reason, or the action has
    since been delivered, closed or begun after that date: then it is refused.
    """
    action = Action.objects.locked(change.action_id)
    held = DueDateChange.objects.select_related("action").locked(change.pk)
    if held.decision:
        raise ValidationError("Somebody decided this request before you.")
    if decision == DateDecision.APPROVED:
        _refuse_to_approve(action, held)
    held.decision = decision
    held.decided_by = by
    held.decided_on = on
    held.decision_reason = reason
    held.meeting = meeting
    with change_set(why=held.reason):
        save_record(held)
        if decision == DateDecision.APPROVED:
            action.due_on = held.new_on
            action.due_precision = DatePrecision.DAY
            action.first_due_on = action.first_due_on or held.new_on
            save_record(action)
    return held


def _refuse_unless_open(action: Action) -> None:
    if not action.is_open:
        raise ValidationError(
            f"{action.reference} is {action.status_label.lower()}: its date stays."
        )


def _refuse_before_last_decision(action: Action, on: date) -> None:
    last = action.due_date_changes.last()
    if last and last.decided_on and on < last.decided_on:
        raise ValidationError(
            f"The last request was decided on {last.decided_on:%-d %B %Y}. "
            "Give that day or a later one."
        )


def _refuse_to_approve(action: Action, change: DueDateChange) -> None:
    """What happened to the action since the date was asked for."""
    _refuse_unless_open(action)
    if action.starts_on and change.new_on < action.starts_on:
        raise ValidationError(
            f"{action.reference} started on {action.starts_on:%-d %B %Y}, after the "
            "date asked for. Refuse it, so that a later one can be asked for."
        )
