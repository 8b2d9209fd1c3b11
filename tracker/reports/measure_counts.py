"""How many measures of a plan stand how, for its first page."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from tracker.choices import MeasureStatus
from tracker.models import Plan
from tracker.reports.measures import standing_measures


@dataclass(frozen=True)
class MeasureCounts:
    """How the measures of a plan stand on a day, by status in the order of the list."""

    by_status: dict[str, int]
    contradicted: int  # on target, and inspectors found otherwise
    due: int  # with a period that has ended and no entry

    @property
    def total(self) -> int:
        """All measures."""
        return sum(self.by_status.values())

    @property
    def off_target(self) -> int:
        """Those beyond their tolerance."""
        return self.by_status[MeasureStatus.OFF_TARGET]


def measure_counts(*, plan: Plan, on: date) -> MeasureCounts:
    """Count them for a day, in one query."""
    rows = list(
        standing_measures(plan, on)
        .told_by(on)
        .with_due(on)
        .values_list("status", "is_contradicted", "is_due")
    )
    counted = Counter(status for status, _, _ in rows)
    return MeasureCounts(
        by_status={status: counted[status] for status in MeasureStatus.values},
        contradicted=sum(contradicted for _, contradicted, _ in rows),
        due=sum(due for _, _, due in rows),
    )
