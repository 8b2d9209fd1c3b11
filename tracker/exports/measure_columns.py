"""The columns of a list of measures, and its rows: how each stands on a day."""

from collections.abc import Iterable, Iterator
from typing import Any

from tracker.choices import MeasureFrequency, MeasureTrend, Polarity
from tracker.exports.columns import Column, Kind, Row, Value
from tracker.models import MeasureValue
from tracker.reports.measure_words import plain_number
from tracker.reports.measures import MeasureRow

# The source of a column is told by `measure_cells` below, in this order.
MEASURE_COLUMNS = (
    Column("Reference", "reference"),
    Column("Measure", "name"),
    Column("What it tells", "tells", Kind.LONG_TEXT),
    Column("Unit", "unit"),
    Column("Which way is better", "polarity"),
    Column("How often", "frequency"),
    Column("Status", "status"),
    Column("Inspectors found otherwise", "is_contradicted"),
    Column("Period", "when"),
    Column("Number", "value", Kind.NUMBER),
    Column("In words, or why there is no data", "said", Kind.LONG_TEXT),
    Column("In doubt", "suspect_reason", Kind.LONG_TEXT),
    Column("Number before", "previous", Kind.NUMBER),
    Column("Trend", "trend"),
    Column("Target", "target", Kind.NUMBER),
    Column("To be reached by", "target_on", Kind.DATE),
    Column("To be reached, in words", "target_words"),
    Column("Tolerance", "tolerance", Kind.NUMBER),
    Column("Baseline", "baseline", Kind.NUMBER),
    Column("Day of the baseline", "baseline_on", Kind.DATE),
    Column("Statistical neighbours", "neighbours", Kind.NUMBER),
    Column("England", "england", Kind.NUMBER),
    Column("What lies behind it", "note", Kind.LONG_TEXT),
    Column("Owner", "owner_post"),
    Column("Where the number comes from", "data_source"),
    Column("Source", "source"),
    Column("Place in the source", "locator"),
    Column("Quote", "quote", Kind.LONG_TEXT),
)


def measure_cells(rows: Iterable[MeasureRow]) -> Iterator[Row]:
    """The rows as they are shown, a list of values in the order of the columns."""
    for row in rows:
        cells = {**of_measure(row), **of_target(row), **of_latest(row.latest)}
        yield [cells[column.source] for column in MEASURE_COLUMNS]


def of_measure(row: MeasureRow) -> dict[str, Any]:
    """What stands whatever is told, and how it stands."""
    measure = row.measure
    names = ("reference", "name", "tells", "unit", "data_source", "baseline_on")
    return {
        **{name: getattr(measure, name) for name in names},
        "polarity": Polarity(measure.polarity).label,
        "frequency": dict(MeasureFrequency.choices).get(measure.frequency, ""),
        "baseline": plain_number(measure.baseline),
        "owner_post": measure.owner_post.title if measure.owner_post else "",
        "status": row.status.label,
        "is_contradicted": "Yes" if row.is_contradicted else "No",
        "previous": number_of(row.previous),
        "trend": MeasureTrend(row.trend).label if row.trend else "",
        "neighbours": number_of(row.neighbours),
        "england": number_of(row.england),
    }


def of_target(row: MeasureRow) -> dict[str, Value]:
    """What is to be reached."""
    target = row.target
    return {
        "target": plain_number(target.target) if target else None,
        "target_on": target.target_on if target else None,
        "target_words": target.target_words if target else "",
        "tolerance": plain_number(target.tolerance) if target else None,
    }


def of_latest(value: MeasureValue | None) -> dict[str, Value]:
    """What was told last, and where it stands."""
    if value is None:
        words = ("when", "said", "suspect_reason", "note", "source", "locator", "quote")
        return {**dict.fromkeys(words, ""), "value": None}
    return {
        "when": value.when,
        "value": plain_number(value.value),
        "said": value.said or value.no_data_reason,
        "suspect_reason": value.suspect_reason,
        "note": value.note,
        "source": value.source.code if value.source else "",
        "locator": value.locator,
        "quote": value.quote,
    }


def number_of(value: MeasureValue | None) -> Value:
    """The number of a value to compare with; none where it has none."""
    return plain_number(value.value) if value else None
