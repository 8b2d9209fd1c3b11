"""A row of a queue in words: what waits, why it waits, and what was said."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from tracker.dates import days_overdue
from tracker.models import (
    Action,
    Challenge,
    Decision,
    DueCheck,
    DueDateChange,
    Plan,
    ProgressUpdate,
    Verification,
)
from tracker.reports.measure_entries import open_periods, period_words
from tracker.reports.my_work import is_back, was_sent_back


@dataclass(frozen=True)
class WorkRow:
    """One thing that waits; `number` is that of the update or request."""

    action: Action
    said: str
    reason: str = ""
    number: int | None = None
    page = "action-detail"  # where the whole of it stands

    @property
    def plan(self) -> Plan:
        """The plan it belongs to."""
        return self.action.plan

    @property
    def reference(self) -> str:
        """What the action is called."""
        return self.action.reference

    @property
    def title(self) -> str:
        """The action in a sentence."""
        return self.action.title


@dataclass(frozen=True)
class LogRow:
    """What waits and is no action, and the page of the whole of it."""

    plan: Plan
    reference: str
    title: str
    page: str
    said: str
    reason: str = ""
    number = None


def returned(action: Any, on: date) -> WorkRow:
    """An action that came back to its owner, and why."""
    if was_sent_back(action):
        said = (
            f"{action.last_moderator} returned the last update "
            f"on {day(action.last_moderated_on)}."
        )
        return WorkRow(
            action, f"{said} {due(action, on)}", action.last_moderation_reason
        )
    by = f" by {action.step_by}" if action.step_by else ""
    said = f"Put back in progress{by} on {day(action.step_on)}."
    return WorkRow(action, f"{said} {due(action, on)}", action.step_reason)


def why_it_came_back(action: Any, on: date) -> WorkRow | None:
    """Why an action waits for its owner again; after `with_return` and its last update."""
    if was_sent_back(action) or is_back(action):
        return returned(action, on)
    return None


def owned(action: Any, on: date) -> WorkRow:
    """An action of the person's own, when it is due and when it was last heard of."""
    heard = "No update yet."
    if action.last_update_on:
        heard = f"Last update {day(action.last_update_on)}."
    return WorkRow(action, f"{due(action, on)} {heard}")


def to_moderate(update: ProgressUpdate, _on: date) -> WorkRow:
    """An update that nobody has moderated, with what its author says."""
    said = (
        f"{update.author} said {update.get_rating_display()}, {update.percent}% "
        f"complete, on {day(update.made_on)}."
    )
    return WorkRow(update.action, said, number=update.number)


def to_verify(action: Any, _on: date) -> WorkRow:
    """A delivered action that nobody has looked at."""
    said = f"Delivered by {action.deliverer_name} on {day(action.delivered_on)}."
    return WorkRow(action, said)


def check_due(check: DueCheck, _on: date) -> WorkRow:
    """A check that fell due."""
    said = f"{check.get_kind_display()}, due {day(check.due_on)}."
    return WorkRow(check.action, said)


def too_early(found: Verification, _on: date) -> WorkRow:
    """A look that came too early, and its day to look again."""
    said = (
        f"{found.verified_by} looked on {day(found.verified_on)}: too early to say. "
        f"To look again by {day(found.review_by)}."
    )
    return WorkRow(found.action, said, found.reason)


def date_to_decide(change: DueDateChange, _on: date) -> WorkRow:
    """Another due date that somebody asks for."""
    said = f"{change.asked_by} asked on {day(change.asked_on)} for {moved(change)}."
    return WorkRow(change.action, said, in_words(change), change.number)


def date_asked(change: DueDateChange, _on: date) -> WorkRow:
    """Another due date that the person asks for, and what was decided."""
    said = f"You asked on {day(change.asked_on)} for {moved(change)}."
    if not change.decision:
        return WorkRow(change.action, f"{said} It waits.", in_words(change))
    decided = (
        f"{change.get_decision_display()} by {change.decided_by} "
        f"on {day(change.decided_on)}."
    )
    return WorkRow(change.action, f"{said} {decided}", change.decision_reason)


def challenge_to_answer(challenge: Challenge, _on: date) -> LogRow:
    """A question of the board that waits for a reply."""
    said = (
        f"Asked by {challenge.asker} on {day(challenge.raised_on)}{where(challenge)}."
    )
    return of_challenge(challenge, said)


def challenge_answered(challenge: Challenge, on: date) -> LogRow:
    """A question of the board that was answered."""
    return of_challenge(
        challenge, f"Asked on {day(challenge.raised_on)}, and answered since."
    )


def of_challenge(challenge: Challenge, said: str) -> LogRow:
    """A challenge as a row."""
    about = f"About {challenge.about}" if challenge.about else "About the plan"
    return LogRow(
        plan=challenge.plan,
        reference=challenge.reference,
        title=about,
        page="challenge-detail",
        said=said,
        reason=challenge.question,
    )


def where(entry: Challenge | Decision) -> str:
    """At which meeting, inside a sentence."""
    return f" at {entry.meeting.reference}" if entry.meeting else ""


def decision_to_do(decision: Decision, on: date) -> LogRow:
    """A decision that the person is to carry out."""
    said = f"Decided on {day(decision.decided_on)}{where(decision)}."
    if decision.due_on:
        late = days_overdue(decision.due_on, on)
        by = f", overdue by {late} day{'' if late == 1 else 's'}" if late else ""
        said = f"{said} To be done by {day(decision.due_on)}{by}."
    return LogRow(
        plan=decision.plan,
        reference=decision.reference,
        title="Decision of the board",
        page="decision-detail",
        said=said,
        reason=decision.text,
    )


def number_due(measure: Any, on: date) -> LogRow:
    """A measure with a period that has ended and no entry; it comes `with_due`."""
    waiting = [period_words(period) for period in open_periods(measure, on)]
    since = f" and {len(waiting) - 1} before it" if len(waiting) > 1 else ""
    return LogRow(
        plan=measure.plan,
        reference=measure.reference,
        title=measure.title,
        page="measure-detail",
        said=f"{waiting[-1]}{since}: no number yet.",
    )


def in_words(change: DueDateChange) -> str:
    """Why another date is asked for."""
    return f"{change.get_reason_code_display()}: {change.reason}"


def moved(change: DueDateChange) -> str:
    """The date asked for, and the one that stands."""
    stands = f" instead of {day(change.old_on)}" if change.old_on else ""
    return f"{day(change.new_on)}{stands}"


def due(action: Action, on: date) -> str:
    """When an action is due, and how late it is."""
    if action.due_on is None:
        return "No due date agreed."
    late = days_overdue(action.due_on, on) if action.is_open else 0
    if not late:
        return f"Due {day(action.due_on)}."
    return f"Due {day(action.due_on)}, overdue by {late} day{'' if late == 1 else 's'}."


def day(value: date | None) -> str:
    """A day as it is printed, such as 21 March 2022."""
    return f"{value:%-d %B %Y}" if value else ""
