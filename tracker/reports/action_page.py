"""Everything the page of one action tells: what it answers, and one timeline."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tracker.choices import ActionStatus
from tracker.models import (
    Action,
    Answer,
    DueCheck,
    DueDateChange,
    ProgressUpdate,
    VisitCheck,
)
from tracker.reports.standing import STATUS, StandingEntry, standing_entries
from tracker.reports.voices import Voices, voices

COMPLETIONS = (ActionStatus.DELIVERED, ActionStatus.VERIFIED, ActionStatus.SUSTAINED)


@dataclass(frozen=True)
class TimelineEntry:
    """Something that happened to the action on a day, or is to come."""

    on: date
    recorded_at: datetime
    # update, evidence, check, verification, to_come, date_request, date_decision,
    # or the kind of a StandingEntry: the template it is drawn by
    kind: str
    item: Any


@dataclass(frozen=True)
class ActionPage:
    """One action, as its page shows it."""

    action: Action
    answers: list[Answer]
    checks: list[VisitCheck]
    voices: Voices
    unmoderated: ProgressUpdate | None  # the latest update, while it waits
    date_request: DueDateChange | None  # that waits for a decision
    to_come: list[DueCheck]  # checks that wait, the earliest first, with `look_on`
    completions: list[tuple[str, list[date]]]  # each word with its days, all of them
    timeline: list[TimelineEntry]


def action_page(*, action: Action) -> ActionPage:
    """Read what the action answers, the visits that checked it, and its timeline.

    Seven queries, whatever the length of the timeline, and one more where checks
    may wait. The newest comes first; on one day, what was written down last.
    """
    found = action.checks.published().with_note_count()
    checks = list(found.select_related("visit", "source"))
    updates = list(
        action.updates.select_related("author", "corrects", "moderation__moderator")
    )
    said = voices(updates=updates, checks=checks)
    standing = standing_entries(action)
    requests = list(
        action.due_date_changes.select_related("asked_by", "decided_by", "meeting")
    )
    to_come = checks_to_come(action)
    answers = action.answers.select_related("part__recommendation", "part__theme")
    entries = [
        *_what_was_said(action, updates),
        *_what_changed(standing),
        *_what_was_seen(action, checks, to_come),
        *_what_became_of_dates(requests),
    ]
    return ActionPage(
        action=action,
        answers=list(answers.order_by("part__recommendation__reference", "part")),
        checks=sorted(checks, key=lambda check: check.visit.starts_on, reverse=True),
        voices=said,
        unmoderated=said.owner if _unmoderated(action, said.owner) else None,
        date_request=next((each for each in requests if not each.decision), None),
        to_come=to_come,
        completions=_completions(standing),
        timeline=sorted(
            entries, key=lambda entry: (entry.on, entry.recorded_at), reverse=True
        ),
    )


def checks_to_come(action: Action) -> list[DueCheck]:
    """The checks of an action that wait, the earliest first, each with `look_on`.

    Asked only of an action that stands where checks wait.
    """
    if action.status not in ActionStatus.delivered_statuses:
        return []
    waiting = action.due_checks.waiting()
    return sorted(waiting, key=lambda check: (check.look_on, check.pk))


def _unmoderated(action: Action, latest: ProgressUpdate | None) -> bool:
    """Whether an action's latest update waits for a moderator."""
    is_live = action.status in ActionStatus.live_statuses
    return is_live and bool(latest) and not getattr(latest, "moderation", None)


def _completions(standing: list[StandingEntry]) -> list[tuple[str, list[date]]]:
    steps = [entry for entry in standing if entry.kind == STATUS]
    days = {
        status.label: sorted(step.changed_on for step in steps if step.after == status)
        for status in COMPLETIONS
    }
    return [(label, reached) for label, reached in days.items() if reached]


def _what_was_said(
    action: Action, updates: list[ProgressUpdate]
) -> Iterator[TimelineEntry]:
    evidence: dict[int | None, list] = {}
    for item in action.evidence.select_related("added_by", "withdrawn_by"):
        evidence.setdefault(item.update_id, []).append(item)
    for update in updates:
        update.shown_evidence = evidence.pop(update.pk, [])
        yield TimelineEntry(update.made_on, update.recorded_at, "update", update)
    for item in evidence.pop(None, []):
        yield TimelineEntry(item.added_on, item.recorded_at, "evidence", item)


def _what_changed(standing: list[StandingEntry]) -> Iterator[TimelineEntry]:
    for entry in standing:
        yield TimelineEntry(entry.changed_on, entry.recorded_at, entry.kind, entry)


def _what_was_seen(
    action: Action, checks: list[VisitCheck], to_come: list[DueCheck]
) -> Iterator[TimelineEntry]:
    for check in checks:
        yield TimelineEntry(check.visit.ends_on, check.recorded_at, "check", check)
    for seen in action.verifications.select_related("verified_by"):
        yield TimelineEntry(seen.verified_on, seen.recorded_at, "verification", seen)
    for waiting in to_come:
        look_on: date = waiting.look_on
        yield TimelineEntry(look_on, waiting.recorded_at, "to_come", waiting)


def _what_became_of_dates(requests: list[DueDateChange]) -> Iterator[TimelineEntry]:
    for each in requests:
        if each.decided_on:  # above the request, where both are of one day
            yield TimelineEntry(
                each.decided_on, each.recorded_at, "date_decision", each
            )
        yield TimelineEntry(each.asked_on, each.recorded_at, "date_request", each)
