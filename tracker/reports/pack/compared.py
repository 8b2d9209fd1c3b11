"""Two documents of one kind, table by table: what differs between them."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.reports.document import Cell, Document, Table, cell_words


@dataclass(frozen=True)
class Difference:
    """One cell that is not the same: of which row, under which heading."""

    table: str  # its caption in the later document
    row: str  # the first cell of the row, which names it
    heading: str
    before: str
    after: str


def differences(
    before: Document, after: Document, keys: Sequence[str]
) -> list[Difference]:
    """What differs in these tables, in the order of the later document.

    Rows are told apart by their first cell, columns by their heading; a row that
    stands in one of the two only differs as a whole.
    """
    found: list[Difference] = []
    for key in keys:
        old, new = table_of(before, key), table_of(after, key)
        if old and new:
            found.extend(_of_table(old, new))
    return found


def table_of(document: Document, key: str) -> Table | None:
    """The table of that key; None where the document has none."""
    return next((table for table in document.tables if table.key == key), None)


def numbers_of(document: Document, key: str, heading: str) -> dict[str, Cell]:
    """One column of a table, by the first cell of each row; empty without it."""
    table = table_of(document, key)
    if table is None:
        return {}
    headings = [column.heading for column in table.columns]
    if heading not in headings:
        return {}
    at = headings.index(heading)
    return {cell_words(row[0]): row[at] for row in table.rows}


def _of_table(old: Table, new: Table) -> list[Difference]:
    was, is_now = _by_name(old), _by_name(new)
    names = [*is_now, *(name for name in was if name not in is_now)]
    return [
        Difference(new.caption, name, heading, before, after)
        for name in names
        for heading, before, after in _of_row(was.get(name), is_now.get(name))
    ]


def _by_name(table: Table) -> dict[str, dict[str, str]]:
    """Each row as words by heading, by the words of its first cell."""
    kinds = [(column.heading, column.kind) for column in table.columns]
    return {
        cell_words(row[0]): {
            heading: cell_words(cell, kind)
            for (heading, kind), cell in zip(kinds[1:], row[1:], strict=True)
        }
        for row in table.rows
    }


def _of_row(
    was: dict[str, str] | None, is_now: dict[str, str] | None
) -> list[tuple[str, str, str]]:
    if was is None:
        return [("The whole row", "not there", "there")]
    if is_now is None:
        return [("The whole row", "there", "not there")]
    shared = [heading for heading in is_now if heading in was]
    return [(h, was[h], is_now[h]) for h in shared if was[h] != is_now[h]]
