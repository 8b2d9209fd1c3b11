"""The numbers a pack opens with: now, last time, and the movement between."""

from decimal import Decimal

from tracker.choices import (
    ActionStatus,
    MeasureStatus,
    RecommendationState,
    ReportedRating,
)
from tracker.reports.document import (
    Cell,
    Column,
    Document,
    Figure,
    Figures,
    Kind,
    Section,
    Table,
)
from tracker.reports.pack.assurance import assurance_rows
from tracker.reports.pack.compared import numbers_of
from tracker.reports.pack.facts import PackFacts
from tracker.reports.pack.words import in_words

NUMBERS = "numbers"  # the key of the table, by which two packs are compared
NOW = "Now"
OVERDUE = "Overdue"
STALE = "Without an update for longer than agreed"
UNOWNED = "Open without anybody who answers for it"
MOVED = "Due date moved twice or more"
OFF_COURSE = ("Rated Red", OVERDUE, STALE, UNOWNED, MOVED)

Row = tuple[str, int | Decimal | None]  # words and their number; None of nothing


def number_rows(facts: PackFacts) -> list[Row]:
    """Each number with its words; None where there is nothing to count."""
    counts = facts.counts
    return [
        ("Actions tracked", counts.tracked),
        ("Still to be delivered", counts.open),
        *((ActionStatus(name).label, n) for name, n in counts.by_status.items()),
        *((rated_words(name), n) for name, n in counts.by_rating.items()),
        (OVERDUE, counts.overdue),
        ("Due in the next 28 days", counts.due_soon),
        (STALE, counts.stale),
        (UNOWNED, len(facts.ownerless)),
        (MOVED, facts.slippage.moved_twice),
        ("Mean days later than first agreed", _whole(facts.slippage.mean_days)),
        ("Per cent of actions with evidence", facts.evidence.percent),
        ("Parts of recommendations", facts.coverage.parts.of),
        ("Parts that a tracked action answers", facts.coverage.parts.count),
        *(
            (f"Recommendations: {RecommendationState(name).label.lower()}", n)
            for name, n in facts.by_state.items()
        ),
        *assurance_rows(facts),
        ("Measures off target", _having(facts, MeasureStatus.OFF_TARGET)),
        (
            "Measures on target where inspectors found otherwise",
            sum(row.is_contradicted for row in facts.measures),
        ),
        ("Actions recorded from documents", counts.recorded),
    ]


def numbers_section(facts: PackFacts) -> Section:
    """All numbers, beside those of the earlier pack where there is one."""
    return _section(facts, number_rows(facts))


def exception_numbers(facts: PackFacts) -> Section:
    """The numbers of what is off course alone."""
    rows = number_rows(facts)
    return _section(facts, [row for row in rows if row[0] in OFF_COURSE])


def _section(facts: PackFacts, rows: list[Row]) -> Section:
    earlier = facts.asked.earlier
    return Section(
        key="summary",
        heading="Where the plan stands",
        blocks=(
            headline(facts),
            Table(
                key=NUMBERS,
                caption=f"The numbers of {in_words(facts.on)}"
                + (f", beside those of {in_words(earlier.on)}" if earlier else ""),
                columns=_columns(earlier),
                rows=tuple(_row(row, earlier) for row in rows),
            ),
        ),
    )


def rated_words(rating: str) -> str:
    """What the count of a rating is called."""
    label = ReportedRating(rating).label
    return label if rating == ReportedRating.NOT_RATED else f"Rated {label}"


def headline(facts: PackFacts) -> Figures:
    """The four numbers a reader takes away."""
    counts, parts = facts.counts, facts.coverage.parts
    red = counts.by_rating[ReportedRating.RED]
    return Figures(
        (
            Figure(counts.open, "actions to be delivered"),
            Figure(counts.overdue, "overdue"),
            Figure(red, "rated Red"),
            Figure(
                parts.percent, "of what is asked for is answered", kind=Kind.PERCENT
            ),
        )
    )


def _columns(earlier: Document | None) -> tuple[Column, ...]:
    number = Column("What is counted"), Column(NOW, Kind.NUMBER)
    if earlier is None:
        return number
    return (
        *number,
        Column("Last time", Kind.NUMBER),
        Column("Movement"),
    )


def _row(row: Row, earlier: Document | None) -> tuple[Cell, ...]:
    words, now = row
    if earlier is None:
        return row
    then = numbers_of(earlier, NUMBERS, NOW).get(words)
    return (words, now, then, movement(then, now))


def movement(then: Cell, now: Cell) -> str:
    """How a number moved: "4 more", "2 fewer", "no change"; a mean is "0.1 lower"."""
    if not isinstance(then, int | Decimal) or not isinstance(now, int | Decimal):
        return "cannot be compared"
    if now == then:
        return "no change"
    is_mean = isinstance(now, Decimal)
    up, down = ("higher", "lower") if is_mean else ("more", "fewer")
    return f"{abs(now - then)} {up if now > then else down}"


def _having(facts: PackFacts, status: MeasureStatus) -> int:
    return sum(row.status == status for row in facts.measures)


def _whole(days: float | None) -> int | None:
    return None if days is None else round(days)
