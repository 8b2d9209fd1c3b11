"""What must improve: every list of it in a report or letter, verbatim."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from tracker.choices import RecommendationKind, RecommendationSection
from tracker.intake.area_lists import Item, ListReader, list_after
from tracker.intake.draft import AreaDraft
from tracker.intake.lines import Document
from tracker.intake.markers import marker_of
from tracker.intake.section_headings import list_kind, section_starts


@dataclass(frozen=True)
class ListHeading:
    """A heading that announces a list, and the line after it."""

    words: str
    kind: RecommendationKind
    page: int
    following: int


def read_areas(document: Document) -> tuple[list[AreaDraft], list[str]]:
    """Every area in the order of the document, and sentences on what looks amiss."""
    starts = section_starts(document)
    areas: list[AreaDraft] = []
    warnings: list[str] = []
    index = 0
    while index < len(document.lines):
        heading = _list_heading(document, index)
        index += 1
        if heading is None:
            continue
        index = heading.following
        reader = list_after(document, index)
        if reader is None:
            warnings += _no_list(document, heading)
            continue
        section = [part for start, part in starts if start <= reader.index][-1]
        areas += [_area(item, heading.kind, section) for item in reader.read()]
        warnings += _amiss(reader)
        index = reader.index
    return areas, warnings


def _list_heading(document: Document, index: int) -> ListHeading | None:
    """The heading of a list on this line, by how it is set or by the list below it."""
    line = document.lines[index]
    words, following = document.heading_at(index)
    if not words:
        words = line.text
        below = document.lines[following : following + 1]
        if not below or not marker_of(below[0]):
            return None
    kind = list_kind(words)
    if kind is None:
        return None
    return ListHeading(words, kind, line.page, following)


def _area(
    item: Item, kind: RecommendationKind, section: RecommendationSection
) -> AreaDraft:
    return AreaDraft(
        number=None if item.number is None else str(item.number),
        text=item.text,
        kind=kind,
        section=section,
        page=item.page,
    )


def _no_list(document: Document, heading: ListHeading) -> Iterator[str]:
    """What to say of a heading without a list, unless it heads another heading."""
    index = heading.following
    if index < len(document.lines) and _list_heading(document, index):
        return
    yield (
        f"Under “{heading.words}” on page {heading.page} no list was found. Look "
        "there, and add what it asks for by hand."
    )


def _amiss(reader: ListReader) -> Iterator[str]:
    """Where the numbers of a list do not go on one by one."""
    numbers = [item.number for item in reader.items if item.number is not None]
    page = reader.items[-1].page
    for last, number in pairwise(numbers):
        if number != last + 1:
            yield f"After {last} comes {number}: look whether something is missing."
    if reader.broke_off is not None:
        yield (
            f"The list on page {page} was read up to {numbers[-1]}, since "
            f"{reader.broke_off} follows. Look whether it goes on."
        )
