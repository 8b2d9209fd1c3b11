"""One step in an action's life: allowed by the table, noted, then copied."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from tracker.choices import ActionStatus, Step
from tracker.models import Action, StatusChange, User
from tracker.workflow.records import save_record


@dataclass(frozen=True)
class Closing:
    """Why an action is closed, and what stands in its place."""

    code: str
    reason: str
    superseded_by: Action | None = None


def check_step(action: Action, step: Step, on: date) -> str:
    """The status a step leads to; refused where the table knows no such way.

    Raises ValidationError with a sentence, also where the day is before the
    action's last change of status.
    """
    end = end_of(action, step)
    refuse_before_last_step(action, on)
    return end


def end_of(action: Action, step: Step) -> str:
    """The status a step leads to, whatever the day; else raises ValidationError."""
    starts, end = Step.ways[step]
    if action.status not in starts:
        raise ValidationError(
            f"{action.reference} is {action.status_label.lower()}: "
            f"it cannot take the step “{Step(step).label.lower()}” now."
        )
    return end


def refuse_before_last_step(
    action: Action, on: date, field: str = NON_FIELD_ERRORS
) -> None:
    """Raise ValidationError, on a field, where a day is before the last step.

    The days of an action only go forward, so that its copies are the last rows.
    """
    last = action.status_changes.last()
    refuse_before(last.changed_on if last else None, on, field)


def refuse_before(
    last_step_on: date | None, on: date, field: str = NON_FIELD_ERRORS
) -> None:
    """Raise ValidationError, on a field, where a day is before that of the last step."""
    if last_step_on and on < last_step_on:
        raise ValidationError(
            {
                field: (
                    f"The status last changed on {last_step_on:%-d %B %Y}. "
                    "Give that day or a later one."
                )
            }
        )


def take_step(
    action: Action,
    step: Step,
    *,
    by: User,
    on: date,
    reason: str = "",
    closing: Closing | None = None,
) -> None:
    """Note a step in the dated record and copy it to the action.

    The caller holds the action and has looked at the day. Raises ValidationError
    where the table of steps has no such way.
    """
    to_status = end_of(action, step)
    change = StatusChange(
        action=action,
        changed_on=on,
        from_status=action.status,
        to_status=to_status,
        reason=reason,
        by=by,
    )
    if closing:
        change.reason = closing.reason
        change.close_reason = closing.code
        change.superseded_by = closing.superseded_by
    save_record(change)
    action.status = ActionStatus(to_status)
    save_record(action)
