"""Open actions as a report lists them: whose, due when, last heard of when."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import F

from tracker.dates import DUE_SOON_DAYS, days_overdue
from tracker.models import Plan
from tracker.models.action_queryset import ActionQuerySet


@dataclass(frozen=True)
class OpenAction:
    """One action that was open on a day, as it stood then."""

    reference: str
    title: str
    post: str  # empty where no post owned it
    holder: str  # empty where nobody held the post
    due_on: date | None
    due_words: str
    days_late: int  # calendar days past its due date; 0 where it is not
    is_due_soon: bool
    is_stale: bool  # no update for longer than the plan's cadence
    silent_days: int | None  # since the last update, or since it was taken up
    last_update_on: date | None
    last_rating: str  # what the owner said in that update; empty without one
    last_percent: int | None

    @property
    def is_vacant(self) -> bool:
        """Whether a post owns it that nobody holds."""
        return bool(self.post) and not self.holder


def open_actions(
    *, actions: ActionQuerySet, plan: Plan, on: date, limit: int | None = None
) -> list[OpenAction]:
    """Those of the actions that were open, what is due first first, in one query.

    `actions` are as they stood on the day; `limit` takes only the first few.
    """
    rows = (
        actions.open_then()
        .for_report(on)
        .order_by(F("due_then").asc(nulls_last=True), "reference")
    )
    return [_open_action(row, plan.cadence_days, on) for row in rows[:limit]]


def _open_action(row: Any, cadence_days: int, on: date) -> OpenAction:
    silent = (on - row.last_heard_on).days if row.last_heard_on else None
    return OpenAction(
        reference=row.reference,
        title=row.title,
        post=row.post_title,
        holder=row.holder_name,
        due_on=row.due_then,
        due_words=row.due_words,
        days_late=days_overdue(row.due_then, on),
        is_due_soon=_is_soon(row.due_then, on),
        is_stale=silent is not None and silent > cadence_days,
        silent_days=silent,
        last_update_on=row.last_update_on,
        last_rating=row.last_rating or "",
        last_percent=row.last_percent,
    )


def _is_soon(due_on: date | None, on: date) -> bool:
    return due_on is not None and on <= due_on <= on + timedelta(days=DUE_SOON_DAYS)
