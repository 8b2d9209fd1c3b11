"""The statutory limits that a visit started: their last days, and how they are known."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tracker.choices import RecommendationKind, StatutoryLimit
from tracker.dates import TimeLimit
from tracker.models import ClosureDay, Recommendation, TimeLimitChange, Visit
from tracker.models.time_limit import TIME_LIMITS, limits_of


@dataclass(frozen=True)
class LimitRow:
    """One limit: the day it was counted to, and the day given in its place, if any."""

    code: str
    limit: TimeLimit
    received_on: date | None
    counted_on: date | None  # none until it is known when the report came
    change: TimeLimitChange | None  # the latest; those before stay on record

    @property
    def due_on(self) -> date | None:
        """The last day that holds."""
        return self.change.due_on if self.change else self.counted_on


def statutory_clock(
    visit: Visit, raised: Iterable[Recommendation]
) -> tuple[LimitRow, ...]:
    """The limits of a visit, the nearest first; none for a kind that starts none.

    `raised` are the visit's recommendations. Two queries where a limit runs.
    """
    kind = RecommendationKind.PRIORITY_ACTION
    has_priority_action = any(each.kind == kind for each in raised)
    codes = limits_of(visit, has_priority_action=has_priority_action)
    if not codes:
        return ()
    closures = set(
        ClosureDay.objects.filter(plan=visit.plan_id).values_list("day", flat=True)
    )
    changes = {
        change.limit: change for change in visit.limit_changes.select_related("by")
    }
    return tuple(_row(visit, code, closures, changes.get(code)) for code in codes)


def _row(
    visit: Visit,
    code: StatutoryLimit,
    closures: set[date],
    change: TimeLimitChange | None,
) -> LimitRow:
    limit, start = TIME_LIMITS[code], visit.received_on
    counted_on = limit.due_on(start, closures) if start else None
    return LimitRow(code.value, limit, start, counted_on, change)
