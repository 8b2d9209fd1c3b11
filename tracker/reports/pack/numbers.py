"""The numbers a pack opens with: now, last time, and the movement between."""

from decimal import Decimal

from tracker.choices import ActionStatus, ReportedRating
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
from tracker.reports.pack.compared import numbers_of
from tracker.reports.pack.facts import PackFacts

NUMBERS = "numbers"  # the key of the table, by which two packs are compared
NOW = "Now"

Row = tuple[str, int | Decimal | None]


def number_rows(facts: PackFacts) -> list[Row]:
    """Each number with its words; None where there is nothing to count."""
    report, counts = facts.report, facts.report.counts
    return [
        ("Actions tracked", counts.tracked),
        ("Still to be delivered", counts.open),
        *((ActionStatus(name).label, n) for name, n in counts.by_status.items()),
        *(
            (f"Rated {ReportedRating(name).label}", n)
            for name, n in counts.by_rating.items()
        ),
        ("Overdue", counts.overdue),
        ("Due in the next 28 days", counts.due_soon),
        ("Without an update for longer than agreed", counts.stale),
        ("Open without anybody who answers for it", len(report.ownerless)),
        ("Due date moved twice or more", report.slippage.moved_twice),
        ("Mean days later than first agreed", _whole(report.slippage.mean_days)),
        ("Per cent of actions with evidence", facts.evidence.percent),
        ("Parts of recommendations", report.coverage.parts.of),
        ("Parts that a tracked action answers", report.coverage.parts.count),
        ("Actions recorded from documents", counts.recorded),
    ]


def numbers_section(facts: PackFacts) -> Section:
    """The numbers, beside those of the earlier pack where there is one."""
    earlier = facts.asked.earlier
    return Section(
        key="summary",
        heading="Where the plan stands",
        blocks=(
            headline(facts),
            Table(
                key=NUMBERS,
                caption=f"The numbers of {_day(facts)}"
                + (f", beside those of {_last(earlier)}" if earlier else ""),
                columns=_columns(earlier),
                rows=tuple(_row(row, earlier) for row in number_rows(facts)),
            ),
        ),
    )


def headline(facts: PackFacts) -> Figures:
    """The five numbers a reader takes away."""
    counts, parts = facts.report.counts, facts.report.coverage.parts
    red = counts.by_rating[ReportedRating.RED]
    return Figures(
        (
            Figure(counts.open, "actions to be delivered"),
            Figure(counts.overdue, "overdue"),
            Figure(red, "rated Red"),
            Figure(counts.by_status[ActionStatus.SUSTAINED], "sustained"),
            Figure(
                parts.percent, "of what is asked for is answered", kind=Kind.PERCENT
            ),
        )
    )


def _columns(earlier: Document | None) -> tuple[Column, ...]:
    number = Column("What is counted", Kind.TEXT, 4), Column(NOW, Kind.NUMBER)
    if earlier is None:
        return number
    return (
        *number,
        Column("Last time", Kind.NUMBER),
        Column("Movement", Kind.TEXT),
    )


def _row(row: Row, earlier: Document | None) -> tuple[Cell, ...]:
    words, now = row
    if earlier is None:
        return row
    then = numbers_of(earlier, NUMBERS, NOW).get(words)
    return (words, now, then, movement(then, now))


def movement(then: Cell, now: Cell) -> str:
    """How a number moved, in words: "4 more", "2 fewer", "no change"."""
    if not isinstance(then, int | Decimal) or not isinstance(now, int | Decimal):
        return "cannot be compared"
    if now == then:
        return "no change"
    return f"{abs(now - then)} {'more' if now > then else 'fewer'}"


def _whole(days: float | None) -> int | None:
    return None if days is None else round(days)


def _day(facts: PackFacts) -> str:
    return f"{facts.on.day} {facts.on:%B %Y}"


def _last(earlier: Document) -> str:
    return f"{earlier.on.day} {earlier.on:%B %Y}"
