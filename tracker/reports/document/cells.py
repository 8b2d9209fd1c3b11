"""What stands in a cell of a report, and how it reads: the same in every format."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum, nonmember


@dataclass(frozen=True)
class Tag:
    """A coloured word. The word says it all; the colour only repeats it.

    `colour` is a key of the vocabularies in `choices`: "red", "orange", "teal" …
    """

    label: str
    colour: str = "grey"


@dataclass(frozen=True)
class Reference:
    """The name of a record; on a page it is a link to it, if the page knows how.

    `of` is the noun of its address: "action", "recommendation", "visit".
    """

    label: str
    of: str


# Numbers are int or Decimal. A float is refused: each format would round it its own
# way, while Decimal("87.50") says how many places are meant.
Cell = str | int | Decimal | date | Tag | Reference | None


class Kind(StrEnum):
    """What a column's cells are. A cell may always be words or nothing instead."""

    TEXT = "text"
    NUMBER = "number"
    PERCENT = "percent"  # 75 means 75%
    MONEY = "money"  # pounds
    DAY = "day"
    TAG = "tag"

    numbers = nonmember(("number", "percent", "money"))


def cell_words(cell: Cell, kind: Kind = Kind.TEXT) -> str:
    """The cell as people write it: 21 March 2022, 1,234, 75%, £1,200."""
    if cell is None:
        return ""
    if isinstance(cell, Tag | Reference):
        return cell.label
    if isinstance(cell, date):
        return f"{cell.day} {cell:%B %Y}"
    if isinstance(cell, int | Decimal):
        return _number_words(cell, kind)
    return cell


def _number_words(number: int | Decimal, kind: Kind) -> str:
    """A number with its sign and unit; its decimal places are kept."""
    words = f"{abs(number):,}"
    if kind is Kind.PERCENT:
        words = f"{words}%"
    if kind is Kind.MONEY:
        words = f"£{words}"
    return f"−{words}" if number < 0 else words


def is_cell(value: object) -> bool:
    """Whether a value can stand in a cell: not a float, an instant, True or False."""
    return value is None or (
        isinstance(value, str | int | Decimal | date | Tag | Reference)
        and not isinstance(value, bool | datetime)
    )
