"""Pasted text to lines: paragraphs, headings and bullets as far as text shows them."""

import re
from collections.abc import Iterator

from tracker.intake.draft import ReportRefusedError
from tracker.intake.lines import Document, Line

MOST_CHARACTERS = 300_000  # the longest reports have half of it
POINTS_A_SPACE = 4
PAGE_NUMBER = re.compile(r"\d{1,3}")
HEADING = re.compile(r"#{1,6}\s+(?P<text>.+)|(?P<mark>\*\*|__)(?P<bold>[^*]+)(?P=mark)")
EMPHASIS = re.compile(r"\*\*|__")
LINK = re.compile(r"\[([^\]]{0,300})\]\([^)]{0,500}\)")
UNREADABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\xad\ufffe\ud800-\udfff]")

EMPTY = "There is no text. Paste the whole letter, from its date to the signature."
TOO_LONG = (
    "The text is longer than any letter or report. Paste the text of one letter alone."
)


def document_of_text(text: str) -> Document:
    """The lines of a pasted text, all on one page.

    Raises ReportRefusedError, with a sentence, for no text or more than is read.
    """
    if len(text) > MOST_CHARACTERS:
        raise ReportRefusedError(TOO_LONG)
    clean = UNREADABLE.sub("", re.sub(r"\r\n?|\f", "\n", text))
    if not clean.strip():
        raise ReportRefusedError(EMPTY)
    return Document(lines=tuple(_lines(clean)), pages=(clean,), laid_out=False)


def _lines(text: str) -> Iterator[Line]:
    """Each line that says something; apart where an empty one stands above it."""
    apart = True
    for raw in text.replace("\xa0", " ").splitlines():
        line = raw.strip()
        if not line:
            apart = True
        elif not PAGE_NUMBER.fullmatch(line):
            indent = len(raw) - len(raw.lstrip())
            yield _line(line, indent * POINTS_A_SPACE, apart=apart)
            apart = False


def _line(text: str, x: int, *, apart: bool) -> Line:
    heading = HEADING.fullmatch(text)
    words = (heading["text"] or heading["bold"]) if heading else text
    plain = LINK.sub(r"\1", EMPHASIS.sub("", words))
    return Line(
        page=1,
        text=" ".join(plain.split()),
        x=x,
        bold=heading is not None,
        apart=apart,
    )
