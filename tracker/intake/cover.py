"""What a report's cover says: whose services, which framework, when, and who led.

A letter says the same in its heading and its first sentences: see `letter.py`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.choices import Framework, VisitKind
from tracker.intake.draft import DraftField
from tracker.intake.lines import Document, Line
from tracker.intake.names import name_in
from tracker.intake.printed_days import first_and_last_day

FIRST_PAGE = 1
MOST_LINES_TO_OPEN = 12
SALUTATION = re.compile(r"dear\b", re.IGNORECASE)
SERVICES = r"children[’']s (social care )?services"
VISITED = rf"(?P<authority>.+?)( local authority)?( {SERVICES})?"
FORMS = (
    (
        VisitKind.FULL_INSPECTION,
        Framework.SIF,
        (
            r"inspection of services for children in need of help and protection, "
            r"children looked after and care leavers.*"
        ),
    ),
    (
        VisitKind.FULL_INSPECTION,
        Framework.ILACS,
        rf"inspection of (local authority )?{SERVICES}",
    ),
    (
        VisitKind.FULL_INSPECTION,
        Framework.ILACS,
        r"inspection of (?P<authority>.+?)( local authority)? children[’']s services",
    ),
    (VisitKind.JOINT_INSPECTION, Framework.JTAI, r"joint targeted area inspection\b.*"),
    (VisitKind.FOCUSED_VISIT, None, rf"(ofsted )?focused visit (to|of) {VISITED}"),
    (
        VisitKind.MONITORING_VISIT,
        None,
        rf"(ofsted )?monitoring visit (to|of) {VISITED}",
    ),
)
INSPECTED = re.compile(r"(inspection|visit) dates?\b:?", re.IGNORECASE)
PUBLISHED = re.compile(r"(report )?published( on)?\b:?", re.IGNORECASE)
LED = re.compile(r"lead inspector\b:?", re.IGNORECASE)


@dataclass(frozen=True)
class Form:
    """What the heading says the document is, and whose services, if it says so."""

    kind: VisitKind
    framework: Framework | None
    authority: str
    words: str
    page: int


def form_of(document: Document) -> Form | None:
    """What the document is, by its heading on the first page."""
    for words, line in _announcements(document):
        for kind, framework, pattern in FORMS:
            if found := re.fullmatch(pattern, words, re.IGNORECASE):
                authority = found.groupdict().get("authority") or ""
                return Form(kind, framework, authority, words, line.page)
    return None


def largest_words(document: Document) -> DraftField[str]:
    """The name that stands on the cover larger than all else."""
    cover = [
        text_line for text_line in document.headings() if _is_on_cover(text_line[1])
    ]
    if not cover:
        return DraftField()
    words, line = max(cover, key=lambda text_line: text_line[1].size)
    if not document.is_large(line):
        return DraftField()
    return DraftField(words, line.page, words)


def days_after(
    document: Document, label: re.Pattern[str]
) -> tuple[DraftField, DraftField]:
    """The first and last day printed after a label, on its line or over two."""
    for line, words in _after(document, label):
        if days := first_and_last_day(words):
            first, last = (DraftField(day, line.page, words) for day in days)
            return first, last
    return DraftField(), DraftField()


def lead_inspector(document: Document) -> DraftField[str]:
    """Who led the inspection, without the title."""
    for line, words in _after(document, LED):
        if name := name_in(LED.sub("", words, count=1)):
            return DraftField(name, line.page, words)
    return DraftField()


def _is_on_cover(line: Line) -> bool:
    return line.page == FIRST_PAGE and not line.text.isdigit()


def _announcements(document: Document) -> Iterator[tuple[str, Line]]:
    """What may say what the document is: a heading or a line where it opens."""
    opening = _opening(document)
    for words, line in document.headings():
        if line in opening:
            yield words, line
    for line in opening:
        yield line.text, line


def _opening(document: Document) -> list[Line]:
    """The first lines, and those after the salutation of a letter.

    Further down the same words only tell of another visit.
    """
    lines = document.lines
    starts = [0, *(at for at, line in enumerate(lines) if SALUTATION.match(line.text))]
    return [line for at in starts[:2] for line in lines[at : at + MOST_LINES_TO_OPEN]]


def _after(document: Document, label: re.Pattern[str]) -> Iterator[tuple[Line, str]]:
    """The lines that begin with a label; after each, the same with the next line."""
    for index, line in enumerate(document.lines):
        if label.match(line.text):
            yield line, line.text
            for following in document.lines[index + 1 : index + 2]:
                yield line, f"{line.text} {following.text}"
