"""How far due dates slipped: what was asked, what was decided, which moved often."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Avg, Count, Q

from tracker.choices import DateDecision
from tracker.models import DueDateChange, Plan
from tracker.models.action_queryset import ActionQuerySet


@dataclass(frozen=True)
class Slippage:
    """How far the due dates of tracked actions stand from the first ones."""

    mean_days: float | None  # calendar days later than first agreed; None of nothing
    dated: int  # tracked actions with a first and a present due date
    moved_twice: int  # tracked actions whose date moved twice or more


@dataclass(frozen=True)
class DateRequests:
    """Requests for another due date that were made or decided in some days."""

    rows: list[DueDateChange]
    asked: int
    approved: int
    refused: int
    waiting: int  # on the last of the days


def slippage(*, actions: ActionQuerySet, on: date) -> Slippage:
    """How far due dates had slipped on a day, in one query.

    `actions` are as they stood on the day; recorded ones are left out.
    """
    tracked = actions.exclude(status_then="").with_moves(on, "due_then")
    found = tracked.aggregate(
        mean_days=Avg("days_moved"),
        dated=Count("days_moved"),
        moved_twice=Count("pk", filter=Q(times_moved__gte=2)),
    )
    mean = found.pop("mean_days")
    return Slippage(mean_days=None if mean is None else float(mean), **found)


def date_requests(
    *, plan: Plan, since: date, on: date, known_at: datetime | None = None
) -> DateRequests:
    """Requests made or decided after one day and up to another, in one query.

    Those that still waited on the last day are among the rows, however old. A
    decision made after the day, or written down after `known_at`, is not one yet.
    """
    days = (since, on)
    waited = Q(decision="") | Q(decided_on__gt=on)
    if known_at:
        waited |= Q(decided_at__gt=known_at)
    in_days = Q(asked_on__gt=since) | Q(decided_on__gt=since, decided_on__lte=on)
    rows = list(
        DueDateChange.objects.filter(
            waited | in_days, action__plan=plan, asked_on__lte=on
        )
        .known_by(known_at)
        .select_related("action", "asked_by", "decided_by", "meeting")
        .order_by("action__reference", "number")
    )
    for row in rows:
        is_unknown = known_at and row.decided_at and row.decided_at > known_at
        if is_unknown or (row.decided_on and row.decided_on > on):
            row.forget_decision()
    decided = [row.decision for row in rows if _within(row.decided_on, days)]
    return DateRequests(
        rows=rows,
        asked=sum(_within(row.asked_on, days) for row in rows),
        approved=decided.count(DateDecision.APPROVED),
        refused=decided.count(DateDecision.REFUSED),
        waiting=sum(row.decided_on is None or row.decided_on > on for row in rows),
    )


def _within(day: date | None, days: tuple[date, date]) -> bool:
    """Whether a day is after the first and up to the last."""
    return day is not None and days[0] < day <= days[1]
