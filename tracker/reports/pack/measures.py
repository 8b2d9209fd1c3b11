"""The success measures of a pack: a table of all, and charts of those that moved."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from tracker.choices import MeasureSeries, MeasureStatus
from tracker.models import MeasureTarget, MeasureValue
from tracker.reports.document import (
    Block,
    Cell,
    Chart,
    Column,
    Kind,
    Note,
    Section,
    Table,
    Tag,
)
from tracker.reports.measure_chart import (
    FEWEST_POINTS,
    LATEST_POINTS,
    measure_chart,
)
from tracker.reports.measure_page import target_then
from tracker.reports.measures import MeasureRow
from tracker.reports.pack.facts import PackFacts
from tracker.reports.pack.words import in_words, sentence_of

MOST_CHARTS = 6
WORST_FIRST = list(MeasureStatus)
NEVER = "Nothing told yet"


def measures_section(facts: PackFacts) -> Section:
    """Every measure with its number beside its colour; what contradicts it is said."""
    blocks: list[Block] = []
    doubtful = [row.measure.reference for row in facts.measures if row.is_contradicted]
    if doubtful:
        blocks.append(
            Note(
                f"On target, while the latest visit found otherwise: "
                f"{sentence_of(doubtful)}."
            )
        )
    blocks.append(measures_table(facts))
    return Section(
        key="measures", heading="Measures", blocks=(*blocks, *measure_charts(facts))
    )


def measures_table(facts: PackFacts) -> Table:
    """How each measure stands to its target."""
    return Table(
        key="measures",
        caption=f"Measures as at {in_words(facts.on)}",
        columns=(
            Column("Measure"),
            Column("What is counted"),
            Column("Latest"),
            Column("Target"),
            Column("Status", Kind.TAG),
            Column("Against the one before"),
            Column("To compare with"),
        ),
        rows=tuple(_row(row) for row in facts.measures),
        empty="The plan has no measures.",
    )


def measure_charts(facts: PackFacts) -> list[Chart]:
    """The measures with two numbers or more, the worst first, in two queries.

    A number in doubt, words and missing data are gaps, never drawn.
    """
    asked = facts.asked
    told = MeasureValue.objects.standing(facts.on, asked.known_at).filter(
        measure__plan=asked.plan, series=MeasureSeries.OWN, ends_on__isnull=False
    )
    aimed = MeasureTarget.objects.latest_by(facts.on, asked.known_at).filter(
        measure__plan=asked.plan
    )
    values: dict[int, list[MeasureValue]] = defaultdict(list)
    targets: dict[int, list[MeasureTarget]] = defaultdict(list)
    for value in told.order_by("ends_on", "number"):
        values[value.measure_id].append(value)
    for target in aimed:
        targets[target.measure_id].append(target)
    worst_first = sorted(facts.measures, key=lambda row: WORST_FIRST.index(row.status))
    charts = [
        chart_of_values(row, values[row.measure.pk], targets[row.measure.pk])
        for row in worst_first
        if sum(value.is_certain for value in values[row.measure.pk]) >= FEWEST_POINTS
    ]
    return charts[:MOST_CHARTS]


def chart_of_values(
    row: MeasureRow, values: Sequence[MeasureValue], targets: list[MeasureTarget]
) -> Chart:
    """One measure against its target; the targets come latest first."""
    points = {
        value.ends_on: (
            value.ends_on,
            value.value if value.is_certain else None,
            _target_on(targets, value.ends_on),
        )
        for value in values[-LATEST_POINTS:]
        if value.ends_on
    }
    return measure_chart(row.measure, points.values())


def _row(row: MeasureRow) -> tuple[Cell, ...]:
    compared = (("Neighbours", row.neighbours), ("England", row.england))
    return (
        row.measure.reference,
        row.measure.title,
        _latest(row),
        _target(row),
        Tag(row.status.label, MeasureStatus.colours[row.status]),
        row.trend_words,
        "; ".join(f"{who} {row.amount_of(value)}" for who, value in compared if value),
    )


def _latest(row: MeasureRow) -> str:
    if row.latest is None:
        return NEVER
    words = f"{row.amount_of(row.latest)}, {row.latest.when}"
    return f"{words}; in doubt" if row.latest.is_suspect else words


def _target(row: MeasureRow) -> str:
    if row.target is None or row.target.target is None:
        return "None"
    words = row.amount_of(MeasureValue(value=row.target.target))
    return f"{words}: {row.distance_words}" if row.distance_words else words


def _target_on(targets: list[MeasureTarget], day: date) -> Decimal | None:
    target = target_then(targets, day)
    return target.target if target else None
