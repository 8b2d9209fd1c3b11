"""A table as an Excel workbook: typed cells, one header row, a sheet about itself."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import islice
from tempfile import TemporaryFile
from typing import IO

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from tracker.exports.columns import Column, Kind, Row, Table, Value

# What Excel can hold ("Excel specifications and limits", Microsoft)
MOST_ROWS = 1_048_576 - 1  # without the header
MOST_CHARACTERS = 32_767  # of a cell, in UTF-16 units
EARLIEST_YEAR = 1900

BYTES_PER_CHUNK = 64 * 1024
WIDTHS = {  # in characters of the default font
    Kind.TEXT: 24,
    Kind.LONG_TEXT: 60,
    Kind.NUMBER: 10,
    Kind.PERCENT: 10,
    Kind.DATE: 12,
    Kind.INSTANT: 17,
    Kind.YES_NO: 8,
}
WIDEST_HEADING = 36
FILTER_ARROW = 4
NUMBER_FORMATS = {
    Kind.PERCENT: "0%",
    Kind.DATE: "dd/mm/yyyy",
    Kind.INSTANT: "dd/mm/yyyy hh:mm",
}
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "nan_inf_to_errors": True,
}
NOT_IN_XML = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
CUT = "…"


def stream_workbook(table: Table) -> Iterator[bytes]:
    """The file in chunks, the first of them once the whole workbook is written."""
    with TemporaryFile() as file:
        write_workbook(table, file)
        file.seek(0)
        yield from iter(partial(file.read, BYTES_PER_CHUNK), b"")


def write_workbook(table: Table, file: IO[bytes]) -> None:
    """Write the table to a file opened for reading and writing bytes.

    The first sheet has its header in row 1, so that filters work, and cells of
    their kind: text is never a formula or a link, a percentage of 75 is 0.75
    shown as 75%. The second sheet says what the file is, and what was left out:
    rows beyond a sheet's limit and the ends of texts too long for a cell.
    Control characters are dropped. The title becomes the name of the first
    sheet: XlsxWriter raises for one over 31 characters or with []:*?/ in it.
    """
    with Workbook(file, OPTIONS) as workbook:
        sheet = _TableSheet(workbook, table)
        sheet.write_rows(iter(table.rows))
        _write_about(workbook, [*table.about, *sheet.notes()])


class _TableSheet:
    """The first sheet; counts its rows and what it had to leave out."""

    def __init__(self, workbook: Workbook, table: Table) -> None:
        self.sheet = workbook.add_worksheet(table.title)
        self.formats = [_cell_format(workbook, column) for column in table.columns]
        self.kinds = [column.kind for column in table.columns]
        self.row_count = 0
        self.has_more_rows = False
        self.cut_texts = 0
        self._write_header(table.columns, _header_format(workbook))

    def _write_header(self, columns: Sequence[Column], style: Format) -> None:
        for place, column in enumerate(columns):
            self.sheet.set_column(place, place, _width(column), self.formats[place])
            self.sheet.write_string(0, place, column.heading, style)
        self.sheet.freeze_panes(1, 0)

    def write_rows(self, rows: Iterator[Row]) -> None:
        """Write the rows that fit and put the filter over them."""
        for row in islice(rows, MOST_ROWS):
            self.row_count += 1
            for place, value in enumerate(row):
                self._write_value(place, value)
        self.has_more_rows = next(rows, None) is not None
        self.sheet.autofilter(0, 0, self.row_count, len(self.formats) - 1)

    def _write_value(self, place: int, value: Value) -> None:
        """Write one cell by the type of its value; nothing and no text leave it empty."""
        if value is None:
            return
        style = self.formats[place]
        if isinstance(value, int | float | Decimal):
            scale = 100 if self.kinds[place] is Kind.PERCENT else 1
            self.sheet.write_number(self.row_count, place, float(value) / scale, style)
        elif isinstance(value, date) and value.year >= EARLIEST_YEAR:
            self.sheet.write_datetime(self.row_count, place, value, style)
        elif text := self._fitted(str(value)):
            self.sheet.write_string(self.row_count, place, text, style)

    def _fitted(self, text: str) -> str:
        """The text as a cell can hold it, counted if its end had to go."""
        fitted, was_cut = cell_text(text)
        self.cut_texts += was_cut
        return fitted

    def notes(self) -> Iterator[tuple[str, str]]:
        """How many rows there are, and what is missing, for the second sheet."""
        yield "Rows", f"{self.row_count:,}"
        if self.has_more_rows:
            yield "Rows left out", "There are more than a sheet holds. Use the CSV."
        if self.cut_texts:
            yield (
                "Texts shortened",
                (
                    f"{self.cut_texts:,}, each longer than the {MOST_CHARACTERS:,} "
                    f"characters of a cell and ending in {CUT} here. Use the CSV."
                ),
            )


def cell_text(text: str) -> tuple[str, bool]:
    """The text as a cell can hold it, and whether its end had to go."""
    text = NOT_IN_XML.sub("", text)
    if text.endswith("</r>"):
        # XlsxWriter copies "<r>…</r>" into the file as markup; this is text
        text += " "
    if len(text) <= MOST_CHARACTERS // 2:
        return text, False
    units = text.encode("utf-16-le")
    if len(units) <= MOST_CHARACTERS * 2:
        return text, False
    kept = units[: (MOST_CHARACTERS - len(CUT)) * 2]
    return kept.decode("utf-16-le", "ignore") + CUT, True


def _write_about(workbook: Workbook, pairs: Sequence[tuple[str, str]]) -> None:
    sheet = workbook.add_worksheet("About this export")
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 80)
    label = workbook.add_format({"bold": True, "valign": "top"})
    words = workbook.add_format({"text_wrap": True, "valign": "top"})
    for line, (name, value) in enumerate(pairs):
        sheet.write_string(line, 0, name, label)
        sheet.write_string(line, 1, NOT_IN_XML.sub("", value), words)


def _header_format(workbook: Workbook) -> Format:
    return workbook.add_format(
        {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}
    )


def _cell_format(workbook: Workbook, column: Column) -> Format:
    style = {"valign": "top", "text_wrap": column.kind is Kind.LONG_TEXT}
    if column.kind in NUMBER_FORMATS:
        style["num_format"] = NUMBER_FORMATS[column.kind]
    return workbook.add_format(style)


def _width(column: Column) -> int:
    """Wide enough for the values of the kind, and for most headings."""
    heading = min(len(column.heading) + FILTER_ARROW, WIDEST_HEADING)
    return max(WIDTHS[column.kind], heading)
