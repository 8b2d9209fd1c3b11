"""Everything the page of one measure tells, and what a chart of it may show."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from tracker.choices import MeasureSeries
from tracker.models import (
    Action,
    Finding,
    Measure,
    MeasureTarget,
    MeasureValue,
    Theme,
    Visit,
    VisitCheck,
)
from tracker.models.measure_queryset import concerns, poor_checks
from tracker.reports.check_words import said_by
from tracker.reports.measures import (
    MeasureRow,
    measure_rows,
    published_visits,
    value_words,
)


@dataclass(frozen=True)
class ValueTold:
    """A value that stands, in words, and those it was corrected from, newest first."""

    value: MeasureValue
    words: str
    corrected: tuple[tuple[MeasureValue, str], ...]


@dataclass
class PeriodTold:
    """One period: our value beside those to compare with, and the target then."""

    when: str
    target: str = ""
    series: dict[str, ValueTold] = field(default_factory=dict)

    @property
    def own(self) -> ValueTold | None:
        """Our value."""
        return self.series.get(MeasureSeries.OWN)

    @property
    def neighbours(self) -> ValueTold | None:
        """That of the statistical neighbours."""
        return self.series.get(MeasureSeries.NEIGHBOURS)

    @property
    def england(self) -> ValueTold | None:
        """That of England."""
        return self.series.get(MeasureSeries.ENGLAND)


@dataclass(frozen=True)
class ChartPoint:
    """What may be drawn of one dated period: None is a gap, never a zero.

    A number in doubt, words and missing data are gaps. `target` is the one that
    stood on the period's last day.
    """

    when: str
    ends_on: date
    own: Decimal | None
    neighbours: Decimal | None
    england: Decimal | None
    target: Decimal | None


@dataclass(frozen=True)
class Contradiction:
    """What the latest published visit found about the subjects of a measure."""

    visit: Visit
    concerns: list[Finding]
    checks: list[tuple[VisitCheck, list[str]]]


@dataclass(frozen=True)
class MeasurePage:
    """One measure on a day, as its page shows it."""

    row: MeasureRow
    periods: list[PeriodTold]  # the last first
    points: list[ChartPoint]  # the first first
    targets: list[MeasureTarget]  # the last first
    themes: list[Theme]
    actions: list[Action]
    contradiction: Contradiction | None  # only where the measure is on target

    @property
    def has_comparators(self) -> bool:
        """Whether there is anything to compare with."""
        return any(period.neighbours or period.england for period in self.periods)


def measure_page(measure: Measure, on: date) -> MeasurePage:
    """Read what the page shows for a day, in at most ten queries.

    The measure comes from `standing_measures`.
    """
    (row,) = measure_rows([measure])
    values = list(measure.values.told_by(on).select_related("source", "entered_by"))
    targets = list(
        measure.targets.latest_by(on).select_related("source", "set_by"),
    )
    periods = _periods(values, targets, measure.unit)
    themes = Theme.objects.filter(measure_links__measure=measure)
    actions = Action.objects.filter(measure_links__measure=measure)
    return MeasurePage(
        row=row,
        periods=[period for _, period in reversed(periods)],
        points=_points(periods, targets),
        targets=targets,
        themes=list(themes),
        actions=list(actions.select_related("owner_post")),
        contradiction=_contradiction(measure, on) if row.is_contradicted else None,
    )


def _periods(
    values: list[MeasureValue], targets: list[MeasureTarget], unit: str
) -> list[tuple[date, PeriodTold]]:
    """The values that stand by period, the first first; undated ones each alone."""
    by_key = {value.pk: value for value in values}
    replaced = {value.corrects_id for value in values}
    standing = [value for value in values if value.pk not in replaced]
    together: dict[tuple, tuple[date, PeriodTold]] = {}
    for value in sorted(standing, key=lambda each: (each.told_on, each.number)):
        target = target_then(targets, value.ends_on)
        number = target.target if target else None
        words = "" if number is None else value_words(MeasureValue(value=number), unit)
        key = (value.starts_on, value.ends_on or value.number)
        _, period = together.setdefault(
            key, (value.told_on, PeriodTold(value.when, words))
        )
        period.series[value.series] = ValueTold(
            value,
            value_words(value, unit),
            tuple((each, value_words(each, unit)) for each in _before(value, by_key)),
        )
    return list(together.values())


def _before(
    value: MeasureValue, by_key: dict[int, MeasureValue]
) -> Iterable[MeasureValue]:
    """The rows that a value was put in place of, the newest first."""
    while value.corrects_id is not None:
        value = by_key[value.corrects_id]
        yield value


def target_then(targets: list[MeasureTarget], day: date | None) -> MeasureTarget | None:
    """The target that stood on a day; the targets come latest first."""
    if day is None:
        return None
    return next((target for target in targets if target.set_on <= day), None)


def _points(
    periods: list[tuple[date, PeriodTold]], targets: list[MeasureTarget]
) -> list[ChartPoint]:
    points = []
    for told_on, period in periods:
        values = {name: told.value for name, told in period.series.items()}
        if any(value.ends_on is None for value in values.values()):
            continue
        target = target_then(targets, told_on)
        numbers = {
            series: values[series].value
            if series in values and values[series].is_certain
            else None
            for series in MeasureSeries.values
        }
        points.append(
            ChartPoint(
                when=period.when,
                ends_on=told_on,
                target=target.target if target else None,
                **numbers,
            )
        )
    return points


def _contradiction(measure: Measure, on: date) -> Contradiction | None:
    visit = published_visits(measure.plan, on).first()
    if visit is None:
        return None
    checks = (
        poor_checks(visit, measure)
        .select_related("visit", "action", "recommendation")
        .distinct()
    )
    return Contradiction(
        visit=visit,
        concerns=list(concerns(visit, measure).select_related("theme").distinct()),
        checks=[(check, said_by(check)) for check in checks],
    )
