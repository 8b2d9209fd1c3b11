"""A table of a report as rows of values, for CSV."""

from tracker.exports.columns import Column, Row, Table, Value
from tracker.reports import document
from tracker.reports.document import Cell, Reference, Tag


def csv_table(table: document.Table) -> Table:
    """The table; days and numbers stay what they are, tags and names are words."""
    columns = [Column(column.heading, table.key) for column in table.columns]
    return Table(table.caption, columns, [_row(row) for row in table.rows])


def _row(cells: tuple[Cell, ...]) -> Row:
    return [_value(cell) for cell in cells]


def _value(cell: Cell) -> Value:
    return cell.label if isinstance(cell, Tag | Reference) else cell
