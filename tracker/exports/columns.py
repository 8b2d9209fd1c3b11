"""What an export holds: an ordered list of columns, and rows made for reading.

The same list of columns feeds every file format, and a page where it has the
same table. Rows stream: none of this holds more than one batch in memory.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

ROWS_PER_FETCH = 2000

Value = str | int | float | Decimal | date | datetime | None
Row = Sequence[Value]


class Kind(StrEnum):
    """What the values of a column are, which decides how each format shows them."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    PERCENT = "percent"  # 75 means 75 %
    DATE = "date"
    INSTANT = "instant"  # shown as local time
    YES_NO = "yes_no"


@dataclass(frozen=True)
class Column:
    """One column: its heading, where the value comes from and what it is.

    `source` is a name for `values_list`: a field, a path such as
    "owner_post__title" or an annotation. A path over many rows repeats the
    record once for each; annotate a count or a joined text instead.
    `choices` maps stored values to labels; a value it lacks is shown as stored.
    """

    heading: str
    source: str
    kind: Kind = Kind.TEXT
    choices: Mapping[Any, str] | None = None


@dataclass(frozen=True)
class Table:
    """A list ready to be written as a file, in any format of `formats`.

    `about` says what the file is (plan, day, filter), as pairs of label and
    value. It is for reading beside the table and never stands above its header.
    """

    title: str
    columns: Sequence[Column]
    rows: Iterable[Row]
    about: Sequence[tuple[str, str]] = ()


def rows(queryset: QuerySet, columns: Sequence[Column]) -> Iterator[Row]:
    """Stream the rows of a queryset as they are shown, in its own order.

    One query, whatever the number of rows; relations are joined by the paths.
    """
    sources = [column.source for column in columns]
    records = queryset.values_list(*sources).iterator(chunk_size=ROWS_PER_FETCH)
    return shown(records, columns)


def shown(records: Iterable[Sequence[Any]], columns: Sequence[Column]) -> Iterator[Row]:
    """Stored values as they are shown: labels for choices, Yes or No, local time."""
    changes = [
        (place, change)
        for place, column in enumerate(columns)
        if (change := _change_for(column))
    ]
    for record in records:
        row = list(record)
        for place, change in changes:
            row[place] = change(row[place])
        yield row


def _change_for(column: Column) -> Callable[[Any], Value] | None:
    """How a column's stored value becomes the shown one; None when it already is."""
    if column.choices is not None:
        labels = dict(column.choices)
        return lambda value: labels.get(value, value)
    if column.kind is Kind.YES_NO:
        return {True: "Yes", False: "No"}.get
    if column.kind is Kind.INSTANT:
        return _local_time()
    return None


def _local_time() -> Callable[[datetime | None], datetime | None]:
    """Make the wall clock of the current time zone, without a zone, to the second.

    Spreadsheets know no time zones. The zone is looked up once an export, which
    for each value would cost more than the rest of the row.
    """
    zone = timezone.get_current_timezone()

    def local(instant: datetime | None) -> datetime | None:
        if instant is None:
            return None
        return instant.astimezone(zone).replace(microsecond=0, tzinfo=None)

    return local
