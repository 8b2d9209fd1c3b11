"""The matrix of themes by visits as a table: a line a theme, a column a visit."""

from collections.abc import Iterator, Sequence

from tracker.exports.columns import Column, Kind, Row
from tracker.reports.recurrence import Cell, Checked, RecurrenceMatrix

NOT_RAISED = "Not raised"
OF_THEME = (
    Column("Theme", "theme"),
    Column("First raised", "raised_on", Kind.DATE),
    Column("Confirmed by inspectors", "confirmed_on", Kind.DATE),
    Column("Months open", "months_open", Kind.NUMBER),
    Column("Visits that raised it", "times_raised", Kind.NUMBER),
    Column("Recurrences linked", "recurrences", Kind.NUMBER),
)


def recurrence_columns(matrix: RecurrenceMatrix) -> Sequence[Column]:
    """What is told of each theme, then each visit, the first one first."""
    return (
        *OF_THEME,
        *(
            Column(f"{visit.reference} {visit.name}", "", Kind.LONG_TEXT)
            for visit in matrix.visits
        ),
    )


def recurrence_rows(matrix: RecurrenceMatrix) -> Iterator[Row]:
    """A row a theme, as the page shows it."""
    for line in matrix.lines:
        yield [
            *(getattr(line, column.source) for column in OF_THEME),
            *(in_one_text(cell) for cell in line.cells),
        ]


def in_one_text(cell: Cell) -> str:
    """What a visit said of a theme, a line for each way of saying it."""
    said = {
        "Raised": cell.raised,
        "Checked": [with_words(each) for each in cell.checked],
        "Not in scope": [each.reference for each in cell.not_in_scope],
        "Concerns": cell.concerns,
    }
    lines = [f"{name}: {', '.join(what)}" for name, what in said.items() if what]
    return "\n".join(lines) or NOT_RAISED


def with_words(checked: Checked) -> str:
    """What was checked and what was said, such as "R-002 (Not sustained)"."""
    return f"{checked.reference} ({'; '.join(checked.said) or 'nothing stated'})"
