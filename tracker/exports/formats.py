"""The file types a table can be written as, by the suffix in the address."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tracker.exports.columns import Table
from tracker.exports.csv_file import stream_csv
from tracker.exports.workbook import stream_workbook


@dataclass(frozen=True)
class Format:
    """A file type: what a page calls it, its content type and its writer."""

    label: str
    content_type: str
    stream: Callable[[Table], Iterator[bytes]]


FORMATS = {
    "csv": Format("CSV", "text/csv; charset=utf-8", stream_csv),
    "xlsx": Format(
        "Excel",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        stream_workbook,
    ),
}
