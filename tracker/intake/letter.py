"""What a letter says in its first sentences: when the visit was, and who came."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import groupby

from tracker.choices import Framework
from tracker.intake.draft import DraftField
from tracker.intake.lines import Document, joined
from tracker.intake.names import name_in, names_in
from tracker.intake.printed_days import DAYS, first_and_last_day

VISITED = re.compile(
    r"(visit|inspection)\b[^.]{0,300}?\b(on|between|from) (?P<days>\d[^.]{0,60}?\d{4})",
    re.IGNORECASE,
)
CAME = (
    re.compile(
        r"inspectors?( \(HMI\))?( for (this|the) (visit|inspection))?,? (was|were):? "
        r"(?P<names>[^.]{1,300})\.",
        re.IGNORECASE,
    ),
    re.compile(
        r"(visit|inspection) was (carried out|undertaken|led) by (?P<names>[^.]{1,300})\.",
        re.IGNORECASE,
    ),
)
FRAMEWORKS = (
    (
        Framework.ILACS,
        r"inspection of local authority children[’']s services|\bILACS\b",
    ),
    (Framework.SIF, r"single inspection framework|\bSIF\b"),
)
FRAMEWORK_SENTENCE = (
    r"(in line with|in accordance with|under|using) the\b[^.]{{0,200}}?({words})"
)
SIGNED = re.compile(r"yours (sincerely|faithfully)", re.IGNORECASE)
MOST_LINES_OF_LETTERHEAD = 40
MOST_LINES_OF_SIGNATURE = 4


def days_visited(document: Document) -> tuple[DraftField[date], DraftField[date]]:
    """The first and the last day of the visit."""
    for page, text in _texts(document):
        for found in VISITED.finditer(text):
            if days := first_and_last_day(found["days"]):
                first, last = (DraftField(day, page, found[0]) for day in days)
                return first, last
    return DraftField(), DraftField()


def day_written(document: Document) -> DraftField[date]:
    """The day above the address, alone on its line."""
    for line in document.lines[:MOST_LINES_OF_LETTERHEAD]:
        if DAYS.fullmatch(line.text) and (days := first_and_last_day(line.text)):
            return DraftField(days[0], line.page, line.text)
    return DraftField()


def framework_named(document: Document) -> DraftField[Framework]:
    """The framework that the visit was made under, where a sentence says so."""
    for page, text in _texts(document):
        for framework, words in FRAMEWORKS:
            sentence = FRAMEWORK_SENTENCE.format(words=words)
            if found := re.search(sentence, text, re.IGNORECASE):
                return DraftField(framework, page, found[0])
    return DraftField()


def inspectors_named(document: Document) -> DraftField[tuple[str, ...]]:
    """Who came: as a sentence names them, else who signed."""
    for page, text in _texts(document):
        for pattern in CAME:
            for found in pattern.finditer(text):
                if names := names_in(found["names"]):
                    return DraftField(tuple(names), page, found[0])
    return _who_signed(document)


def _who_signed(document: Document) -> DraftField[tuple[str, ...]]:
    lines = document.lines
    for index, line in enumerate(lines):
        if SIGNED.match(line.text):
            for below in lines[index + 1 : index + 1 + MOST_LINES_OF_SIGNATURE]:
                if name := name_in(below.text):
                    return DraftField((name,), below.page, below.text)
    return DraftField()


def _texts(document: Document) -> Iterator[tuple[int, str]]:
    """Each page as one running text."""
    for page, lines in groupby(document.lines, key=lambda line: line.page):
        yield page, joined(line.text for line in lines)
