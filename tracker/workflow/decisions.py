"""Decisions of meetings, and what they do to the record, in one transaction."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from tracker.choices import DateDecision, DecisionEffect
from tracker.models import (
    Action,
    Decision,
    DecisionCompletion,
    DueDateChange,
    Meeting,
    Plan,
    Post,
    Recommendation,
    User,
    change_set,
)
from tracker.workflow.boards import refuse_to_come
from tracker.workflow.due_dates import decide_due_date
from tracker.workflow.life import close_action
from tracker.workflow.records import next_reference, save_record
from tracker.workflow.steps import Closing

EFFECTS = {
    DateDecision.APPROVED.value: DecisionEffect.DATE_APPROVED,
    DateDecision.REFUSED.value: DecisionEffect.DATE_REFUSED,
}


@dataclass(frozen=True)
class DecisionEntry:
    """What was decided on a day, about what, and who does what by when."""

    text: str
    decided_on: date
    action: Action | None = None
    recommendation: Recommendation | None = None
    owner_post: Post | None = None
    due_on: date | None = None
    corrects: Decision | None = None


@dataclass(frozen=True)
class DateDecided:
    """That the decision approves or refuses a request for another due date."""

    change: DueDateChange
    decision: str


@dataclass(frozen=True)
class ActionClosed:
    """That the decision closes an action: which code, and what stands in its place."""

    action: Action
    code: str
    superseded_by: Action | None = None


@transaction.atomic
def record_decision(
    *,
    meeting: Meeting,
    entry: DecisionEntry,
    effect: DateDecided | ActionClosed | None = None,
    by: User,
    on: date,
) -> Decision:
    """Write down what a meeting decided, and do what it decided.

    A request for a due date is decided by the meeting, as `decide_due_date` does:
    never written down by who asked. An action is closed as `close_action` does.
    Raises ValidationError where the meeting is still to come, a rule of these is
    broken, or the same decision is on record.
    """
    Plan.objects.locked(meeting.plan_id)
    held = Meeting.objects.select_related("plan").locked(meeting.pk)
    refuse_to_come(held, on)
    _refuse_twice(held, entry)
    decision = Decision(
        plan=held.plan,
        meeting=held,
        reference=next_reference(held.plan.decisions, "D-"),
        recorded_by=by,
        **vars(entry),
    )
    with change_set(why=f"Decided at {held.reference}: {entry.text}"):
        if isinstance(effect, DateDecided):
            _decide_date(decision, effect)
        elif isinstance(effect, ActionClosed):
            _close(decision, effect)
        return save_record(decision, given={"reference"})


@transaction.atomic
def complete_decision(
    *, decision: Decision, note: str, by: User, on: date
) -> DecisionCompletion:
    """Say that what a decision asked for was done.

    Raises ValidationError where it asks for nothing, was corrected, or is done.
    """
    held = Decision.objects.select_related("plan", "action", "recommendation").locked(
        decision.pk
    )
    if Decision.objects.filter(corrects=held).exists():
        raise ValidationError(f"{held.reference} was corrected by a later decision.")
    if DecisionCompletion.objects.filter(decision=held).exists():
        raise ValidationError(f"{held.reference} was carried out already.")
    return save_record(
        DecisionCompletion(decision=held, note=note, said_by=by, done_on=on)
    )


def _decide_date(decision: Decision, effect: DateDecided) -> None:
    decision.effect = EFFECTS[effect.decision]
    decision.date_change = decide_due_date(
        change=effect.change,
        decision=effect.decision,
        reason=decision.text,
        by=decision.recorded_by,
        on=decision.decided_on,
        meeting=decision.meeting,
    )
    decision.action = decision.date_change.action


def _close(decision: Decision, effect: ActionClosed) -> None:
    decision.effect = DecisionEffect.ACTION_CLOSED
    decision.action = close_action(
        action=effect.action,
        version=effect.action.version,
        closing=Closing(
            code=effect.code,
            reason=f"{decision.text} (decided at {decision.meeting.reference})",
            superseded_by=effect.superseded_by,
        ),
        by=decision.recorded_by,
        on=decision.decided_on,
    )


def _refuse_twice(meeting: Meeting, entry: DecisionEntry) -> None:
    twin = meeting.decisions.filter(
        text__iexact=entry.text,
        action=entry.action,
        recommendation=entry.recommendation,
    ).first()
    if twin:
        raise ValidationError({"text": f"{twin.reference} already says this."})
    if entry.corrects and Decision.objects.filter(corrects=entry.corrects).exists():
        raise ValidationError(
            {"corrects": f"{entry.corrects.reference} was corrected already."}
        )
