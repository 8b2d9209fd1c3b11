"""What visits said again, theme by theme: how often, and for how many years."""

from tracker.reports.document import Cell, Column, Kind, Section, Table
from tracker.reports.pack.facts import PackFacts
from tracker.reports.recurrence import ThemeLine


def recurrence_section(facts: PackFacts) -> Section:
    """The themes of recommendations, those open longest first."""
    raised = [line for line in facts.recurrence.lines if line.times_raised]
    table = Table(
        key="recurrence",
        caption="Themes that visits raised, those open longest first",
        columns=(
            Column("Theme"),
            Column("Visits that raised it", Kind.NUMBER),
            Column("Raised again as the same thing", Kind.NUMBER),
            Column("Visits with concerns about it", Kind.NUMBER),
            Column("First raised", Kind.DAY),
            Column("Open for"),
        ),
        rows=tuple(_row(line) for line in raised),
        empty="No recommendation of a visit is about a theme.",
    )
    return Section(
        key="recurrence", heading="What inspectors said again", blocks=(table,)
    )


def _row(line: ThemeLine) -> tuple[Cell, ...]:
    words = line.open_words
    return (
        line.theme,
        line.times_raised,
        line.recurrences,
        sum(bool(cell.concerns) for cell in line.cells),
        line.raised_on,
        f"{words}, then found met" if line.confirmed_on else words,
    )
