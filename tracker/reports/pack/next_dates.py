"""What comes next after the day of a pack: meetings, statutory limits, second looks."""

from datetime import date

from tracker.choices import StatutoryLimit, VisitKind
from tracker.reports.document import Cell, Column, Kind, Table
from tracker.reports.pack.assurance import looks
from tracker.reports.pack.facts import PackFacts

LOOKS_SHOWN = 5  # second looks; the rest is counted

Row = tuple[Cell, ...]


def next_dates_table(facts: PackFacts) -> Table:
    """Each day to come and what falls on it, the first first."""
    dated = [*_meetings(facts), *_limits(facts), *_looks(facts)]
    dated.sort(key=lambda row: row[0])
    return Table(
        key="next-dates",
        caption="Next dates",
        columns=(
            Column("Day", Kind.DAY),
            Column("What"),
            Column("About"),
        ),
        rows=(*_unknown(facts), *dated),
        empty="No meeting, statutory limit or second look lies ahead.",
    )


def _meetings(facts: PackFacts) -> list[tuple[date, str, str]]:
    asked, meeting = facts.asked, facts.next_meeting
    rows = []
    if asked.held_on and asked.held_on > facts.on:
        rows.append((asked.held_on, "This meeting", asked.meeting_of))
    if meeting:
        rows.append((meeting.held_on, "Next meeting", str(meeting.board)))
    return rows


def _limits(facts: PackFacts) -> list[tuple[date, str, str]]:
    return [
        (row.due_on, "Statutory limit", f"{_name(row.code)}: {row.limit.source}")
        for row in facts.limits
        if row.due_on and row.due_on >= facts.on
    ]


def _unknown(facts: PackFacts) -> list[Row]:
    """Limits of the latest visit that run from a day nobody has recorded."""
    if facts.visits and facts.visits[0].visit.kind == VisitKind.MONITORING_VISIT:
        return []
    return [
        (None, "Statutory limit", f"{_name(row.code)}: not known when the report came")
        for row in facts.limits
        if row.due_on is None
    ]


def _looks(facts: PackFacts) -> list[tuple[date, str, str]]:
    to_come = [look for look in looks(facts) if look.look_on > facts.on]
    rows = [
        (look.look_on, look.what, f"{look.reference} {look.title}")
        for look in to_come[:LOOKS_SHOWN]
    ]
    more = len(to_come) - len(rows)
    if more:
        last, what, about = rows[-1]
        rows[-1] = (last, what, f"{about} (and {more} more after it)")
    return rows


def _name(code: str) -> str:
    return StatutoryLimit(code).label
