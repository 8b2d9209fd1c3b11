"""A table as CSV: it opens in Excel by double click, and no cell runs as a formula."""

import codecs
import csv
import io
from collections.abc import Iterator
from itertools import islice

from tracker.exports.columns import Row, Table, Value

ROWS_PER_CHUNK = 500

# Spreadsheets take a text that begins with one of these for a formula. The tab
# and line ends are dropped before they look; the wide forms count in some locales.
# https://owasp.org/www-community/attacks/CSV_Injection
FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")  # noqa: RUF001


def stream_csv(table: Table) -> Iterator[bytes]:
    """The file in chunks: byte order mark and header at once, then the rows.

    UTF-8 with the mark, because Excel takes a file without one for cp1252.
    Dates are ISO (2026-03-31): Excel reads that as the same day in every
    locale, while 03/04/2026 changes its meaning silently in an American one.
    A percentage of 75 is written as 75. The `about` of the table is left out:
    a CSV has room for the header and the rows only.
    """
    chunk = io.StringIO(newline="")
    writer = csv.writer(chunk)
    writer.writerow(_safe([column.heading for column in table.columns]))
    yield codecs.BOM_UTF8 + _taken(chunk)
    rows = iter(table.rows)
    while batch := [_safe(row) for row in islice(rows, ROWS_PER_CHUNK)]:
        writer.writerows(batch)
        yield _taken(chunk)


def _safe(row: Row) -> list[Value]:
    """The row, with an apostrophe before each text that could pass for a formula.

    Only texts: the number -5 stays a number.
    """
    return [
        f"'{value}"
        if isinstance(value, str) and value.startswith(FORMULA_STARTS)
        else value
        for value in row
    ]


def _taken(chunk: io.StringIO) -> bytes:
    """What has been written since the last call; empties the buffer."""
    text = chunk.getvalue()
    chunk.seek(0)
    chunk.truncate()
    return text.encode()
