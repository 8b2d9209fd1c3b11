"""A report object as a file of any format, with the same words and numbers in all."""

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass

from tracker.exports import charts, font
from tracker.exports.csv_file import stream_csv
from tracker.exports.main_table import csv_table
from tracker.exports.process import NotDrawnError, drawn_by
from tracker.reports.document import Document
from tracker.reports.document.stored import from_json, to_data, to_json


@dataclass(frozen=True)
class Format:
    """A file type: what a page calls it, its content type and how it is made."""

    label: str
    content_type: str
    make: Callable[[Document], bytes]


def render(document: Document, suffix: str) -> bytes:
    """The file of one of FORMATS; raises NotDrawnError with a sentence to show.

    It is made of the document as it would be stored, so that one that was stored
    and one that was not give the same file.
    """
    return FORMATS[suffix].make(from_json(to_json(document)))


def _pdf(document: Document) -> bytes:
    if not font.is_there():
        raise NotDrawnError(font.MISSING)
    drawn = charts.pictures(document.charts, "svg")
    pictures = {key: svg.decode() for key, svg in drawn.items()}
    job = {"document": to_data(document), "pictures": pictures}
    return drawn_by("tracker.exports.pdf", job)


def _workbook(document: Document) -> bytes:
    return drawn_by("tracker.exports.report_workbook", {"document": to_data(document)})


def _csv(document: Document) -> bytes:
    """The main table; a report without one has nothing to give."""
    found = [table for table in document.tables if table.key == document.main_table]
    if not found:
        message = "This report has no table of actions. Ask for the Excel file."
        raise NotDrawnError(message)
    return b"".join(stream_csv(csv_table(found[0])))


def _word(document: Document) -> bytes:
    drawn = charts.pictures(document.charts, "png")
    pictures = {key: b64encode(png).decode() for key, png in drawn.items()}
    job = {"document": to_data(document), "pictures": pictures}
    return drawn_by("tracker.exports.word", job)


FORMATS = {
    "docx": Format(
        "Word",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        _word,
    ),
    "pdf": Format("PDF", "application/pdf", _pdf),
    "xlsx": Format(
        "Excel",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _workbook,
    ),
    "csv": Format("CSV", "text/csv; charset=utf-8", _csv),
    "json": Format("JSON", "application/json", to_json),
}
