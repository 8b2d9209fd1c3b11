"""A measure against its target, as a chart on its page and in packs."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from tracker.models import Measure
from tracker.reports.document import Cell, Chart, ChartKind, Column, Kind, Table
from tracker.reports.measure_page import ChartPoint

FEWEST_POINTS = 2  # one number is no line
LATEST_POINTS = 12  # of a chart: names of more days run into each other

Row = tuple[date, Decimal | None, Decimal | None]


def measure_chart(measure: Measure, rows: Iterable[Row]) -> Chart:
    """The chart of these periods: their last day, the value and the target then."""
    title = f"{measure.reference} {measure.title}"
    return Chart(
        kind=ChartKind.MEASURE,
        title=title,
        unit=measure.unit,
        table=Table(
            key=f"measure-{measure.reference.lower()}",
            caption=title,
            columns=(
                Column("Period up to", Kind.DAY),
                Column("Value", Kind.NUMBER),
                Column("Target", Kind.NUMBER),
            ),
            rows=tuple(_cells(row) for row in rows),
        ),
    )


def chart_of_points(measure: Measure, points: Sequence[ChartPoint]) -> Chart | None:
    """The latest numbers for a measure's own page; None with fewer than two numbers.

    A number in doubt, words and missing data are gaps, never drawn.
    """
    latest = points[-LATEST_POINTS:]
    if sum(point.own is not None for point in latest) < FEWEST_POINTS:
        return None
    rows = ((point.ends_on, point.own, point.target) for point in latest)
    return measure_chart(measure, rows)


def plain(number: Decimal | None) -> Decimal | None:
    """The number without the decimal places that say nothing."""
    return None if number is None else Decimal(f"{number.normalize():f}")


def _cells(row: Row) -> tuple[Cell, ...]:
    day, value, target = row
    return (day, plain(value), plain(target))
