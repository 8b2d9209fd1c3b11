"""Workbooks of actions for tests: as the list saves them, edited, or broken."""

import io
from collections.abc import Iterable, Mapping
from typing import Any

from openpyxl import Workbook, load_workbook

from tests.factories import TODAY
from tracker.exports.action_columns import ACTION_COLUMNS, action_rows
from tracker.exports.columns import Table
from tracker.exports.workbook import stream_workbook
from tracker.intake.workbook import COLUMNS, SheetRow, read_actions
from tracker.models import Action, Plan


def saved(plan: Plan) -> bytes:
    """The workbook that the list of actions saves."""
    actions = Action.objects.filter(plan=plan).for_list(TODAY)
    about = [("Plan", plan.name)]
    table = Table("Actions", ACTION_COLUMNS, action_rows(actions), about)
    return b"".join(stream_workbook(table))


def edited(content: bytes, cells: Mapping[tuple[str, int], Any]) -> bytes:
    """The workbook with other values, by column and number of the row."""
    book = load_workbook(io.BytesIO(content))
    sheet = book["Actions"]
    places = {cell.value: cell.column for cell in sheet[1]}
    for (column, number), value in cells.items():
        sheet.cell(number, places[column]).value = value
    return as_bytes(book)


def made(
    rows: Iterable[Mapping[str, Any]] = (),
    *,
    columns: Iterable[str] = COLUMNS,
    title: str = "Actions",
) -> bytes:
    """A workbook with these rows, by column."""
    columns = list(columns)
    book = Workbook()
    sheet = book.active
    sheet.title = title
    sheet.append(columns)
    for row in rows:
        sheet.append([row.get(column) for column in columns])
    return as_bytes(book)


def as_bytes(book: Workbook) -> bytes:
    """The workbook as a file."""
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def read(content: bytes) -> list[SheetRow]:
    """The rows that are read from a workbook."""
    return read_actions(io.BytesIO(content)).rows
