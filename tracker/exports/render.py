"""A report object as a file of any format, with the same words and numbers in all."""

from collections.abc import Callable
from dataclasses import dataclass

from tracker.exports import charts, font
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


FORMATS = {
    "pdf": Format("PDF", "application/pdf", _pdf),
}
