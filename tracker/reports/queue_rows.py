"""A row of a queue in words: which action, why it waits, and what was said."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from tracker.dates import days_overdue
from tracker.models import (
    Action,
    DueCheck,
    DueDateChange,
    Measure,
    ProgressUpdate,
    Verification,
)
from tracker.reports.measure_entries import open_periods, period_words
from tracker.reports.my_work import was_sent_back


@dataclass(frozen=True)
class WorkRow:
    """One thing that waits; `number` is that of the update or request.

    `action` is what it is about: an action, or a measure.
    """

    action: Action | Measure
    said: str
    reason: str = ""
    number: int | None = None


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
    """Another due date that the person asks for."""
    said = f"You asked on {day(change.asked_on)} for {moved(change)}."
    return WorkRow(change.action, said, in_words(change))


def number_due(measure: Any, on: date) -> WorkRow:
    """A measure with a period that has ended and no entry; it comes `with_due`."""
    waiting = [period_words(period) for period in open_periods(measure, on)]
    since = f" and {len(waiting) - 1} before it" if len(waiting) > 1 else ""
    return WorkRow(measure, f"{waiting[-1]}{since}: no number yet.")


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
