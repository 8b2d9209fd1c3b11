"""What is to be entered: each period of a measure that has ended without an entry."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.choices import MeasureFrequency, MeasureSeries
from tracker.dates import Period, last_ended_period, periods_between
from tracker.models import Measure, MeasureValue, Plan
from tracker.reports.measures import MeasureRow, measure_rows, standing_measures

MOST_PERIODS = 12  # of one measure; those before are entered on its own page


@dataclass(frozen=True)
class DueEntry:
    """One period of one measure that waits for a number."""

    row: MeasureRow
    period: Period

    @property
    def measure(self) -> Measure:
        """The measure."""
        return self.row.measure

    @property
    def key(self) -> str:
        """What the entry is called on a form: M-001.2026-05-31."""
        return f"{self.measure.reference}.{self.period.ends_on}"

    @property
    def when(self) -> str:
        """The period in words."""
        return period_words(self.period)


def period_words(period: Period) -> str:
    """Whole months in words: May 2026, April to June 2026."""
    days = {"starts_on": period.starts_on, "ends_on": period.ends_on}
    return MeasureValue(precision="month", **days).when


def due_entries(*, plan: Plan, on: date) -> list[DueEntry]:
    """What is to be entered on a day, the oldest period first, in three queries."""
    measures = standing_measures(plan, on).with_due(on).filter(is_due=True)
    entries = [
        DueEntry(row, period)
        for row in measure_rows(measures)
        for period in open_periods(row.measure, on)
    ]
    return sorted(entries, key=lambda each: (each.period.ends_on, each.key))


def open_periods(measure: Measure, on: date) -> list[Period]:
    """The periods after a measure's latest entry that ended before a day.

    The measure comes `with_due`. Those before the last twelve are left out.
    """
    months = MeasureFrequency.months[measure.frequency]
    last = last_ended_period(on, months).ends_on
    if measure.ends_on:
        last = min(last, measure.ends_on)
    first = measure.starts_on
    if measure.told_until:
        first = max(first, measure.told_until + timedelta(days=1))  # type: ignore[type-var]
    return periods_between(first, last, months)[-MOST_PERIODS:]  # type: ignore[arg-type]


def entered_meanwhile(plan: Plan, keys: Collection[str]) -> dict[str, MeasureValue]:
    """The entries that stand for these keys, such as M-001.2026-05-31.

    For what was typed about a period that is not due any more.
    """
    values = MeasureValue.objects.filter(
        measure__plan=plan,
        measure__reference__in={key.partition(".")[0] for key in keys},
        series=MeasureSeries.OWN,
        ends_on__isnull=False,
        corrected_by__isnull=True,
    ).select_related("measure", "entered_by")
    known = {f"{each.measure.reference}.{each.ends_on}": each for each in values}
    return {key: known[key] for key in keys if key in known}
