"""One sheet of a report's workbook, written from the top."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import singledispatch
from math import ceil

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from tracker.exports.chart_words import alternative
from tracker.exports.sheet_formats import Formats, places
from tracker.exports.widths import breadth
from tracker.exports.workbook import EARLIEST_YEAR, cell_text
from tracker.reports.document import (
    Block,
    BulletList,
    Cell,
    Chart,
    Column,
    Figures,
    KeyValues,
    Kind,
    Note,
    PageBreak,
    Paragraph,
    Quote,
    Table,
    Tag,
    ToWrite,
    cell_words,
)

FEWEST_COLUMNS = 5  # so that words have a line to stand in
USUAL_WIDTH = 16  # in characters
BROADEST_COLUMN = 45
FILTER_ARROW = 4
LINE_HEIGHT = 1.35  # of the size of the font
POINTS_PER_LINE = 13.5
WORDS_BREAK = 1.1
HIGHEST_ROW = 409  # points, as Excel allows
MOST_HELD = 12  # lines above the header that may stay in sight with it


class Sheet:
    """A worksheet, its columns as broad as its tables need, and the next row."""

    def __init__(
        self, worksheet: Worksheet, formats: Formats, tables: Sequence[Table]
    ) -> None:
        self.worksheet = worksheet
        self.formats = formats
        self.row = 0
        self.cut_texts = 0
        self.lines = 0  # of text so far
        self.headers: list[tuple[int, int]] = []  # each header's row, and lines above
        self.widths = column_widths(tables)
        for place, width in enumerate(self.widths):
            worksheet.set_column(place, place, width)

    def skip(self) -> None:
        """Leave a row empty."""
        self.row, self.lines = self.row + 1, self.lines + 1

    def line(self, text: str, style: Format) -> None:
        """Words over the whole breadth of the sheet."""
        self.words(0, text, style)
        self.row += 1

    def words(self, first: int, text: str, style: Format) -> None:
        """Words from a column to the last one, in a row high enough for them."""
        last = len(self.widths) - 1
        self.worksheet.merge_range(self.row, first, self.row, last, "", style)
        self.worksheet.write_string(self.row, first, self.fitted(text), style)
        lines = lines_of(text, sum(self.widths[first:]))
        self.make_high(lines, style.font_size * LINE_HEIGHT)
        self.lines += lines

    def make_high(self, lines: int, line: float = POINTS_PER_LINE) -> None:
        """Give the row room for lines: not every program does so by itself."""
        self.worksheet.set_row(self.row, min(lines * line, HIGHEST_ROW))

    def cells(self, row: Sequence[Cell], columns: Sequence[Column]) -> None:
        """One row of a table, as high as its longest cell needs."""
        lines = 1
        for place, (cell, column) in enumerate(zip(row, columns, strict=True)):
            self.cell(place, cell, column.kind)
            words = cell_words(cell, column.kind)
            lines = max(lines, lines_of(words, self.widths[place]))
        self.make_high(lines)

    def cell(self, column: int, cell: Cell, kind: Kind, align: str = "right") -> None:
        """One cell by the type of its value; what is nothing stays empty."""
        row, formats = self.row, self.formats
        if isinstance(cell, int | Decimal):
            style = formats.number(kind, places(cell), align)
            value = cell / Decimal(100) if kind is Kind.PERCENT else cell
            self.worksheet.write_number(row, column, float(value), style)
        elif isinstance(cell, date) and cell.year >= EARLIEST_YEAR:
            self.worksheet.write_datetime(row, column, cell, formats.day)
        elif cell is not None:
            style = formats.tag(cell.colour) if isinstance(cell, Tag) else formats.text
            words = self.fitted(cell_words(cell, kind))
            self.worksheet.write_string(row, column, words, style)

    def header_format(self, kind: Kind) -> Format:
        """The look of a heading, at the side where its cells stand."""
        is_number = kind in Kind.numbers
        return self.formats.number_header if is_number else self.formats.header

    def fitted(self, text: str) -> str:
        """The text as a cell can hold it, counted if its end had to go."""
        fitted, was_cut = cell_text(text)
        self.cut_texts += was_cut
        return fitted

    def link(self, text: str, name: str) -> None:
        """Words that lead to a sheet; plain where there is none."""
        if not name:
            self.line(text, self.formats.text)
            return
        target = f"internal:'{name.replace(chr(39), chr(39) * 2)}'!A1"
        self.line(text, self.formats.link)
        row = self.row - 1
        self.worksheet.write_url(
            row, 0, target, self.formats.link, string=self.fitted(text)
        )

    def hold_header(self) -> None:
        """Keep the header of the only table in sight, and on each printed page."""
        if len(self.headers) == 1:
            ((row, lines),) = self.headers
            self.worksheet.repeat_rows(row)
            if lines <= MOST_HELD:
                self.worksheet.freeze_panes(row + 1, 0)


def lines_of(text: str, breadth: float) -> int:
    """About how many lines a text takes; words do not fill each to its end."""
    parts = text.split("\n")
    return sum(ceil(max(len(part), 1) * WORDS_BREAK / breadth) for part in parts)


def column_widths(tables: Sequence[Table]) -> list[float]:
    """Broad enough, in characters, for the broadest column at each place."""
    most = max([FEWEST_COLUMNS, *(len(table.columns) for table in tables)])
    widths = [
        float(USUAL_WIDTH if place < FEWEST_COLUMNS else 0) for place in range(most)
    ]
    for table in tables:
        for place, column in enumerate(table.columns):
            needed = min(breadth(table, place).usual, BROADEST_COLUMN)
            heading = min(len(column.heading), USUAL_WIDTH) + FILTER_ARROW
            widths[place] = max(widths[place], needed, heading)
    return widths


@singledispatch
def write(block: Block, sheet: Sheet) -> None:
    """Write a block below what is there."""
    raise TypeError(block)


@write.register
def _(block: Paragraph, sheet: Sheet) -> None:
    text = f"{block.number} {block.text}" if block.number else block.text
    sheet.line(text, sheet.formats.text)


@write.register
def _(block: Quote, sheet: Sheet) -> None:
    sheet.line(block.text, sheet.formats.text)
    sheet.line(block.source, sheet.formats.quiet)


@write.register
def _(block: KeyValues, sheet: Sheet) -> None:
    for fact in block.facts:
        sheet.worksheet.write_string(
            sheet.row, 0, sheet.fitted(fact.name), sheet.formats.name
        )
        if isinstance(fact.value, str):
            sheet.words(1, fact.value, sheet.formats.text)
        else:
            sheet.cell(1, fact.value, fact.kind, "left")
        sheet.row += 1
    sheet.skip()


@write.register
def _(block: BulletList, sheet: Sheet) -> None:
    for number, item in enumerate(block.items, 1):
        start = f"{number}." if block.numbered else "•"
        sheet.line(f"{start} {item}", sheet.formats.text)


@write.register
def _(block: Figures, sheet: Sheet) -> None:
    for figure in block.figures:
        sheet.cell(0, figure.value, figure.kind, "left")
        words = "\n".join(filter(None, (figure.words, figure.note)))
        sheet.words(1, words, sheet.formats.text)
        sheet.row += 1
    sheet.skip()


@write.register
def _(block: Table, sheet: Sheet) -> None:
    sheet.line(block.caption, sheet.formats.caption)
    if not block.rows:
        sheet.line(block.empty, sheet.formats.text)
        sheet.skip()
        return
    header = sheet.row
    sheet.headers.append((header, sheet.lines))
    columns = [
        {"header": each.heading, "header_format": sheet.header_format(each.kind)}
        for each in block.columns
    ]
    last = (header + len(block.rows), len(columns) - 1)
    sheet.worksheet.add_table(
        header, 0, *last, {"columns": columns, "style": "Table Style Light 1"}
    )
    for row in block.rows:
        sheet.row += 1
        sheet.cells(row, block.columns)
    sheet.row += 1
    sheet.skip()


@write.register
def _(block: Chart, sheet: Sheet) -> None:
    sheet.line(block.title, sheet.formats.caption)
    sheet.line(alternative(block), sheet.formats.text)
    write(block.table, sheet)


@write.register
def _(block: Note, sheet: Sheet) -> None:
    sheet.line(block.text, sheet.formats.note)


@write.register
def _(block: ToWrite, sheet: Sheet) -> None:
    start = f"{block.number} {block.mark}" if block.number else block.mark
    sheet.line(f"{start} {block.prompt}", sheet.formats.to_write)
    if block.text:
        sheet.line(block.text, sheet.formats.to_write)


@write.register
def _(block: PageBreak, sheet: Sheet) -> None:
    sheet.skip()
