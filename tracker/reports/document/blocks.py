"""What a report is made of: words, numbers, tables, charts."""

from dataclasses import dataclass
from enum import StrEnum

from tracker.reports.document.cells import Cell, Kind, is_cell
from tracker.reports.document.checks import check, checked_key, unique


@dataclass(frozen=True)
class Column:
    """A column: its heading, what its cells are, and how broad it should be.

    `width` is how many characters its lines may have, beside the other columns; 0
    leaves it to what stands in them. `colour` is what a chart draws the column in.
    """

    heading: str
    kind: Kind = Kind.TEXT
    width: int = 0
    colour: str = ""


@dataclass(frozen=True)
class Paragraph:
    """Words; a line break in them is kept. `number` is its own, such as "4.3"."""

    text: str
    number: str = ""


@dataclass(frozen=True)
class Quote:
    """Words of somebody else, and where they stand."""

    text: str
    source: str


@dataclass(frozen=True)
class Fact:
    """A name and its value; how a number of it reads is the kind's affair."""

    name: str
    value: Cell
    kind: Kind = Kind.TEXT

    def __post_init__(self) -> None:
        """Refuse what no format could draw."""
        check(is_cell(self.value), f"{self.name}: {self.value!r} cannot be a value.")


@dataclass(frozen=True)
class KeyValues:
    """Names and values, one under another."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class BulletList:
    """A list, with dots or numbered."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Figure:
    """One big number and its words; `note` may compare it with the last time."""

    value: Cell
    words: str
    note: str = ""
    kind: Kind = Kind.NUMBER

    def __post_init__(self) -> None:
        """Refuse what no format could draw."""
        check(is_cell(self.value), f"{self.words}: {self.value!r} cannot be a figure.")


@dataclass(frozen=True)
class Figures:
    """Big numbers side by side."""

    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Table:
    """Rows under headings; the first cell of a row names it.

    `caption` says what the table is, also to those who do not see it. `empty` is the
    sentence that stands instead of a table without rows.
    """

    key: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty: str = "There is nothing to list."

    def __post_init__(self) -> None:
        """Refuse what no format could draw."""
        checked_key(self.key)
        headings = [column.heading for column in self.columns]
        check(bool(headings) and all(headings), f"{self.key}: a column has no heading.")
        check(unique(headings), f"{self.key}: two columns have the same heading.")
        for row in self.rows:
            fits = len(row) == len(headings)
            check(fits, f"{self.key}: a row has {len(row)} cells: {row[:1]}.")
            for cell in row:
                check(is_cell(cell), f"{self.key}: {cell!r} cannot be a cell.")


class ChartKind(StrEnum):
    """What a chart is about, which decides how it is drawn."""

    STATUS_OVER_TIME = "status_over_time"  # a stacked bar a day, a column a status
    MOVEMENT = "movement"  # then and now side by side, a row a status or rating
    MEASURE = "measure"  # first column the values, further ones lines to reach
    SLIPPAGE = "slippage"  # a bar a row: how far, in the unit


@dataclass(frozen=True)
class Chart:
    """A picture of a table, and that table, which stands beside it in every format.

    The first column of the table is what the chart goes along (a day or a name). Its
    columns of numbers are drawn, except a slippage's: of those only the first. A cell
    without a number is drawn as a gap. `unit` is what the numbers count.
    """

    kind: ChartKind
    title: str
    table: Table
    unit: str

    def __post_init__(self) -> None:
        """A chart needs something to go along, and numbers."""
        fine = any(column.kind in Kind.numbers for column in self.table.columns[1:])
        check(fine, f"{self.table.key}: the chart has no column of numbers.")


@dataclass(frozen=True)
class Note:
    """What a reader must not miss."""

    text: str


@dataclass(frozen=True)
class ToWrite:
    """What a person has still to write, or to check: marked in every format.

    `text` is the standing text to check, if there is one. `key` is where what they
    write is kept; once it is written a paragraph stands here instead.
    """

    key: str
    prompt: str
    text: str = ""
    number: str = ""

    def __post_init__(self) -> None:
        """A text without a key could not be kept."""
        checked_key(self.key)

    @property
    def mark(self) -> str:
        """The words that stand before it."""
        return "To be checked:" if self.text else "To be written:"


@dataclass(frozen=True)
class PageBreak:
    """What follows starts on a new page, where there are pages."""


Block = (
    Paragraph
    | Quote
    | KeyValues
    | BulletList
    | Figures
    | Table
    | Chart
    | Note
    | ToWrite
    | PageBreak
)
