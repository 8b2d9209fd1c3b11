"""The workbook that the list of actions saves, read back: rows and what is wrong.

Pure: a file opened for reading goes in, plain values come out. Only a bounded
amount is unpacked, and a formula is never taken for its result.
"""

import re
import struct
import warnings
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any, BinaryIO
from xml.etree import ElementTree as ET
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

SHEET = "Actions"
ABOUT = "About this export"
REFERENCE = "Reference"
DUE = "Due date"
VERSION = "Version"
COLUMNS = (
    REFERENCE,
    "Action",
    "Output",
    "Outcome",
    "Impact",
    "Workstream",
    "Owner",
    "Answers",
    "Status",
    "Rating",
    DUE,
    VERSION,
)

MOST_ROWS = 2000
MOST_LINES = 20_000  # of the sheet, empty ones among them
MOST_COLUMNS = 100
MOST_ABOUT_LINES = 20
MOST_UNPACKED_BYTES = 60 * 1024 * 1024
MOST_TAGS = 1_000_000  # of all parts; each cell is a few of them
PIECE_BYTES = 1024 * 1024

NOT_READ = (
    BadZipFile,
    InvalidFileException,
    ET.ParseError,
    zlib.error,
    struct.error,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    OverflowError,
    RuntimeError,
    TypeError,
    ValueError,
)
BROKEN = "The workbook cannot be read. Open it in Excel, save it again and add that."
TOO_LARGE = "The workbook is too large. Keep only the sheet with the actions."
NO_SHEET = (
    f"The workbook has no sheet called “{SHEET}”. Use the Excel file that the list of "
    "actions saves."
)
TOO_MANY_ROWS = (
    f"The sheet has more than {MOST_ROWS:,} rows. Bring them in with several files."
)
FORMULA = "The cell holds a formula. Put its value there instead."
ERROR_VALUE = "The cell holds an error. Put the right value there."
NOT_A_DAY = "This is not a day. Write it like 31/03/2026."
NOT_A_VERSION = "This is not a version. Leave the cell as it was saved."
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")  # ECMA-376 part 1, 22.9.2.19
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
BRITISH_DAY = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")


class WorkbookRefusedError(ValueError):
    """A workbook that cannot be taken; the message says why and what to do."""


@dataclass(frozen=True)
class SheetRow:
    """A filled-in row: its number in the sheet, its cells as text, what is wrong.

    A day is text such as 2026-03-31. `errors` are column, value and reason.
    """

    number: int
    cells: dict[str, str]
    errors: list[tuple[str, str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class ActionSheet:
    """What the workbook holds; `plan` is empty where it does not say whose it is."""

    plan: str
    rows: list[SheetRow]


def read_actions(file: BinaryIO) -> ActionSheet:
    """The rows of the sheet of actions.

    Raises WorkbookRefusedError, with a sentence, for a workbook that is damaged,
    too large, another one, or whose columns are not those the list saves.
    """
    try:
        _check_size(file)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts that are not read here
            book = load_workbook(file, read_only=True, keep_links=False)
            return _sheet_of(book)
    except WorkbookRefusedError:
        raise
    except NOT_READ as error:
        raise WorkbookRefusedError(BROKEN) from error


def _check_size(file: BinaryIO) -> None:
    """Refuse what would be costly to read, before it is read."""
    file.seek(0)
    with ZipFile(file) as archive:
        if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED_BYTES:
            raise WorkbookRefusedError(TOO_LARGE)
        tags = 0
        for part in archive.infolist():
            with archive.open(part) as stream:
                for piece in iter(lambda: stream.read(PIECE_BYTES), b""):
                    tags += piece.count(b"<")
            if tags > MOST_TAGS:
                raise WorkbookRefusedError(TOO_LARGE)
    file.seek(0)


def _sheet_of(book: Any) -> ActionSheet:
    if SHEET not in book.sheetnames:
        raise WorkbookRefusedError(NO_SHEET)
    lines = _lines(book[SHEET], MOST_COLUMNS)
    places = _places(next(lines, ()))
    return ActionSheet(plan=_plan_named(book), rows=_rows(lines, places))


def _lines(sheet: Any, columns: int) -> Iterator[Sequence[Any]]:
    """The rows of a sheet, as long as they are, whatever size the file claims."""
    sheet.reset_dimensions()
    yield from sheet.iter_rows(max_col=columns)


def _places(header: Sequence[Any]) -> dict[str, int]:
    """In which place each column stands; every one of them once."""
    headings = [" ".join(str(cell.value or "").split()) for cell in header]
    counted = Counter(headings)
    missing = [name for name in COLUMNS if not counted[name]]
    if missing:
        raise WorkbookRefusedError(
            f"The sheet has no column {_named(missing)}. The first row must hold the "
            "names of the columns, as the list of actions saves them."
        )
    doubled = [name for name in COLUMNS if counted[name] > 1]
    if doubled:
        raise WorkbookRefusedError(
            f"The sheet has the column {_named(doubled)} more than once. Keep one."
        )
    return {name: headings.index(name) for name in COLUMNS}


def _named(columns: Iterable[str]) -> str:
    return ", ".join(f"“{name}”" for name in columns)


def _rows(lines: Iterator[Sequence[Any]], places: dict[str, int]) -> list[SheetRow]:
    rows: list[SheetRow] = []
    for number, line in enumerate(islice(lines, MOST_LINES), start=2):
        row = _row(number, line, places)
        if any(row.cells.values()) or row.errors:
            rows.append(row)
        if len(rows) > MOST_ROWS:
            raise WorkbookRefusedError(TOO_MANY_ROWS)
    if next(lines, None) is not None:
        raise WorkbookRefusedError(TOO_MANY_ROWS)
    return rows


def _row(number: int, line: Sequence[Any], places: dict[str, int]) -> SheetRow:
    row = SheetRow(number, {})
    for name, place in places.items():
        cell = line[place] if place < len(line) else None
        value = cell.value if cell is not None else None
        shown = "" if value is None else _text(value)
        row.cells[name] = shown = _iso_day(shown) if name == DUE else shown
        reason = _reason_against(name, cell, shown)
        if reason:
            row.errors.append((name, shown, reason))
    return row


def _reason_against(name: str, cell: Any, shown: str) -> str:
    """Why a cell cannot be taken; empty where it can."""
    if not shown:
        return ""
    if cell.data_type == "f":
        return FORMULA
    if cell.data_type == "e":
        return ERROR_VALUE
    if name == DUE and not ISO_DAY.fullmatch(shown):
        return NOT_A_DAY
    if name == VERSION and not (shown.isascii() and shown.isdecimal()):
        return NOT_A_VERSION
    return ""


def _text(value: Any) -> str:
    """A cell as text: a day as 2026-03-31, a whole number without its point."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), str(value)).strip()


def _iso_day(text: str) -> str:
    """A day typed like 31/03/2026 as 2026-03-31; other text, as it is."""
    found = BRITISH_DAY.fullmatch(text)
    day, month, year = map(int, found.groups()) if found else (0, 0, 0)
    try:
        return date(year, month, day).isoformat() if found else text
    except ValueError:
        return text


def _plan_named(book: Any) -> str:
    """The plan that the file says it was saved from; empty where it does not say."""
    if ABOUT not in book.sheetnames:
        return ""
    for line in islice(_lines(book[ABOUT], 2), MOST_ABOUT_LINES):
        if len(line) > 1 and line[0].value == "Plan":
            return str(line[1].value or "")
    return ""
