"""Everything the page of one action tells: what it answers, and one timeline."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tracker.models import Action, Answer, VisitCheck


@dataclass(frozen=True)
class TimelineEntry:
    """Something that happened to the action on a day."""

    on: date
    recorded_at: datetime
    kind: str  # update, check, evidence, status or owner: the template it is drawn by
    item: Any


@dataclass(frozen=True)
class ActionPage:
    """One action, as its page shows it."""

    action: Action
    answers: list[Answer]
    checks: list[VisitCheck]
    timeline: list[TimelineEntry]


def action_page(*, action: Action) -> ActionPage:
    """Read what the action answers, the visits that checked it, and its timeline.

    Six queries, whatever the length of the timeline. The newest comes first; on
    one day, what was written down last.
    """
    checks = list(action.checks.select_related("visit", "source"))
    entries = sorted(
        [*_what_was_said(action), *_what_changed(action), *_checked(checks)],
        key=lambda entry: (entry.on, entry.recorded_at),
        reverse=True,
    )
    answers = action.answers.select_related("part__recommendation", "part__theme")
    return ActionPage(
        action=action,
        answers=list(answers.order_by("part__recommendation__reference", "part")),
        checks=sorted(checks, key=lambda check: check.visit.starts_on, reverse=True),
        timeline=entries,
    )


def _what_was_said(action: Action) -> Iterator[TimelineEntry]:
    evidence: dict[int | None, list] = {}
    for item in action.evidence.select_related("added_by"):
        evidence.setdefault(item.update_id, []).append(item)
    for update in action.updates.select_related("author", "corrects"):
        update.shown_evidence = evidence.pop(update.pk, [])
        yield TimelineEntry(update.made_on, update.recorded_at, "update", update)
    for item in evidence.pop(None, []):
        yield TimelineEntry(item.added_on, item.recorded_at, "evidence", item)


def _what_changed(action: Action) -> Iterator[TimelineEntry]:
    for change in action.status_changes.select_related("by", "source"):
        yield TimelineEntry(change.changed_on, change.recorded_at, "status", change)
    owners = action.owner_changes.select_related("by", "source", "from_post", "to_post")
    for given in owners:
        yield TimelineEntry(given.changed_on, given.recorded_at, "owner", given)


def _checked(checks: list[VisitCheck]) -> Iterator[TimelineEntry]:
    for check in checks:
        yield TimelineEntry(check.visit.ends_on, check.recorded_at, "check", check)
