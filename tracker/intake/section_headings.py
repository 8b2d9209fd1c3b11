"""The headings that reports and letters use, and whose part of the report begins.

The words are those of the frameworks, not of one report: SIF (2013 to 2017), ILACS
(2018 on), and the letters of focused and monitoring visits.
"""

import re

from tracker.choices import RecommendationKind, RecommendationSection
from tracker.intake.lines import Document

LIST_HEADINGS = (
    (
        RecommendationKind.AREA_FOR_IMPROVEMENT,
        re.compile(
            r"(what needs to improve( in .+)?"
            r"|what does the .+ need to improve"
            r"|areas? (for|of) improvement( (for|to) .{3,60})?)",
            re.IGNORECASE,
        ),
    ),
    (
        RecommendationKind.PRIORITY_ACTION,
        re.compile(
            r"(areas? for (immediate and )?priority( and immediate)? actions?"
            r"|(priority and immediate|immediate and priority|priority) actions?)"
            r"( (for|to) .{3,60})?",
            re.IGNORECASE,
        ),
    ),
    (
        RecommendationKind.RECOMMENDATION,
        re.compile(r"recommendations?( (for|to) .{3,60})?", re.IGNORECASE),
    ),
)
OTHER_HEADINGS = re.compile(
    r"(contents|executive summary|main findings|headline findings|overview)"
    r"|(summary|information|progress|inspection|findings) "
    r"(for|of|about|since|findings|judge?ments?|and)\b.*"
    r"|(key strengths|.{3,40}[’']s strengths|what the inspection)\b.*"
    r"|the (experiences and progress|impact of leaders)\b.*"
    r"|(areas covered by|the purpose of) (the|this) visit"
    r"|yours (sincerely|faithfully)",
    re.IGNORECASE,
)
BOARD = re.compile(r"\bLSCB\b|safeguarding children(’s|'s)? board", re.IGNORECASE)
AUTHORITY = re.compile(r"\blocal authority\b", re.IGNORECASE)
MOST_LETTERS = 100
FIRST_PAGE = 1


def list_kind(heading: str) -> RecommendationKind | None:
    """What the list below this heading holds; None where it heads no such list."""
    words = heading.strip().rstrip("?:. ")
    if not words[:1].isupper():
        return None
    for kind, pattern in LIST_HEADINGS:
        if pattern.fullmatch(words):
            return kind
    return None


def begins_section(text: str) -> bool:
    """Whether the words are one of the frameworks' headings."""
    words = text.strip().rstrip("?: ")
    if len(words) > MOST_LETTERS or not words[:1].isupper():
        return False
    return list_kind(words) is not None or OTHER_HEADINGS.fullmatch(words) is not None


def section_starts(document: Document) -> list[tuple[int, RecommendationSection]]:
    """From which line on whose part it is: the authority's, until the Board's begins.

    The cover names both, and so does the list of contents, whose lines end in the
    number of a page: they begin nothing.
    """
    starts = [(0, RecommendationSection.LOCAL_AUTHORITY)]
    passed = {FIRST_PAGE, *_pages_of_contents(document)}
    index = 0
    while index < len(document.lines):
        line = document.lines[index]
        text, following = document.heading_at(index)
        if line.page not in passed:
            if BOARD.search(text):
                starts.append((index, RecommendationSection.LSCB))
            elif AUTHORITY.search(text) and list_kind(text):
                starts.append((index, RecommendationSection.LOCAL_AUTHORITY))
        index = following
    return starts


def _pages_of_contents(document: Document) -> set[int]:
    return {line.page for line in document.lines if line.text.lower() == "contents"}
