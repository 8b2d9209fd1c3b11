"""How the measures of a plan stand on a day: value, target, status, trend."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Q, QuerySet, Subquery

from tracker.choices import MeasureStatus, MeasureTrend, Polarity
from tracker.models import Measure, MeasureTarget, MeasureValue, Plan, Visit
from tracker.models.measure_queryset import MeasureQuerySet
from tracker.reports.measure_words import amount, number_words, trend_of


@dataclass(frozen=True)
class MeasureRow:
    """One measure on a day.

    `latest` is what was told last: perhaps words, or why there is no data.
    `previous` is the last number before it that is not in doubt.
    """

    measure: Measure
    status: MeasureStatus
    latest: MeasureValue | None
    previous: MeasureValue | None
    target: MeasureTarget | None
    neighbours: MeasureValue | None
    england: MeasureValue | None
    is_contradicted: bool  # on target, and inspectors found otherwise

    @property
    def change(self) -> Decimal | None:
        """How far the latest number is from the one before, in the unit."""
        if not self.latest or not self.latest.is_certain or not self.previous:
            return None
        return self.latest.value - self.previous.value  # type: ignore[operator]

    @property
    def trend(self) -> MeasureTrend | None:
        """Whether that is better or worse; None where there is nothing to compare."""
        if self.change is None:
            return None
        return trend_of(self.change, self.measure.polarity)

    @property
    def trend_words(self) -> str:
        """The trend with its number: "Better: up 4 from 76%"."""
        change = self.change
        if change is None or self.trend is None or self.previous is None:
            return ""
        before = self.amount_of(self.previous)
        if not change:
            return f"{self.trend.label}: {before} before"
        way = "up" if change > 0 else "down"
        moved = f"{way} {number_words(abs(change))} from {before}"
        is_judged = self.measure.polarity != Polarity.NEITHER
        return f"{self.trend.label}: {moved}" if is_judged else moved.capitalize()

    @property
    def distance(self) -> Decimal | None:
        """How far the latest number is above the target, in the unit; below 0 under it."""
        if self.target is None or self.target.target is None:
            return None
        if self.latest is None or not self.latest.is_certain:
            return None
        return self.latest.value - self.target.target  # type: ignore[operator]

    @property
    def distance_words(self) -> str:
        """The distance in words; empty where there is no target or no number."""
        distance = self.distance
        if distance is None:
            return ""
        if not distance:
            return "exactly on target"
        side = "above" if distance > 0 else "below"
        return f"{number_words(abs(distance))} {side} target"

    def amount_of(self, value: MeasureValue) -> str:
        """What a value holds, in words: its number with the unit, words, or no data."""
        return value_words(value, self.measure.unit)


def value_words(value: MeasureValue, unit: str) -> str:
    """A number with its unit, a document's words in quotes, or that there is no data."""
    if value.value is not None:
        return amount(value.value, unit)
    return f"“{value.said}”" if value.said else "No data"


def measures_report(
    *, plan: Plan, on: date, known_at: datetime | None = None
) -> list[MeasureRow]:
    """How each measure of a plan stood on a day, by reference, in three queries.

    What was written down after `known_at` is left out. Names, links and polarity
    are shown as they stand now.
    """
    return measure_rows(standing_measures(plan, on, known_at).told_by(on, known_at))


def standing_measures(
    plan: Plan, on: date, known_at: datetime | None = None
) -> MeasureQuerySet:
    """All measures of a plan with their keys and status on a day, not read yet.

    The last visit that was published may contradict them.
    """
    visit = Subquery(published_visits(plan, on, known_at).values("pk")[:1])
    return (
        Measure.objects.filter(plan=plan)
        .select_related("owner_post")
        .with_latest(on, known_at)
        .with_status(on, known_at)
        .with_contradiction(visit, known_at)
    )


def published_visits(
    plan: Plan, on: date, known_at: datetime | None = None
) -> QuerySet[Visit]:
    """The visits whose words were published by a day, the last first."""
    is_out = Q(letter_published_on__lte=on) | Q(
        letter_published_on__isnull=True, ends_on__lte=on
    )
    visits = Visit.objects.published(known_at).filter(is_out, plan=plan)
    return visits.order_by("-starts_on", "-reference")


def measure_rows(measures: Iterable[Measure]) -> list[MeasureRow]:
    """The measures with the rows they point at, in two queries."""
    measures = list(measures)
    values = MeasureValue.objects.select_related("source").in_bulk(
        _keys(measures, "latest", "number_1", "number_2", "neighbours", "england")
    )
    targets = MeasureTarget.objects.select_related("source").in_bulk(
        _keys(measures, "target")
    )
    return [_row(measure, values, targets) for measure in measures]


def _row(
    measure: Measure,
    values: dict[int, MeasureValue],
    targets: dict[int, MeasureTarget],
) -> MeasureRow:
    is_certain = measure.latest_id == measure.number_1_id
    previous = measure.number_2_id if is_certain else measure.number_1_id
    return MeasureRow(
        measure=measure,
        status=MeasureStatus(measure.status),
        latest=values.get(measure.latest_id),
        previous=values.get(previous),
        target=targets.get(measure.target_id),
        neighbours=values.get(measure.neighbours_id),
        england=values.get(measure.england_id),
        is_contradicted=measure.is_contradicted,
    )


def _keys(measures: Sequence[Measure], *names: str) -> list[int]:
    keys = (getattr(each, f"{name}_id") for each in measures for name in names)
    return [key for key in keys if key is not None]
