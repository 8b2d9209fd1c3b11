"""The grades: a table on the cover, and sentences such as “… requires improvement”."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tracker.choices import Grade, RecommendationSection
from tracker.intake.draft import GRADES, JudgementDraft
from tracker.intake.lines import Document, Piece, joined

OVERALL = "Overall effectiveness"
LOCAL_AUTHORITY = RecommendationSection.LOCAL_AUTHORITY
LSCB = RecommendationSection.LSCB
COVER = 1
ONE_ROW = 1.5  # of the font size: lines nearer than this are one cell
SAME_ROW = 1.5  # of the font size: a grade stands within this of its area
SAME_COLUMN = 12  # points
MOST_ROWS = 40
GRADE_WORDS = (
    r"good|outstanding|inadequate|adequate|requires? improvement( to be good)?"
)
COLUMN = re.compile(
    r"(good|outstanding|inadequate|adequate|requires|not judged)\b", re.IGNORECASE
)
PRINTED = re.compile(rf"({GRADE_WORDS}|not judged)", re.IGNORECASE)
HEADLINE = re.compile(
    rf"(children[’']s services\b|the overall judge?ment\b).*?\b"
    rf"(?P<grade>{GRADE_WORDS})[.\s]*",
    re.IGNORECASE,
)
BOARD = re.compile(
    r"(?P<area>.*safeguarding children([’']s)? board( \([a-z]+\))?) (is )?"
    rf"(?P<grade>{GRADE_WORDS})[.\s]*",
    re.IGNORECASE,
)
ROW_START = re.compile(
    r"\d(\.\d)?\.? |overall\b|the (impact|experiences)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Cell:
    """Pieces below one another that are read as one text."""

    text: str
    top: float
    foot: float
    size: float

    @property
    def middle(self) -> float:
        """Its height on the page."""
        return (self.top + self.foot) / 2


def read_judgements(document: Document) -> list[JudgementDraft]:
    """Every grade in the order printed: the overall one first where it is a sentence."""
    judgements = [*_headline(document), *_table(document), *_board(document)]
    return list({judgement.area: judgement for judgement in judgements}.values())


def as_printed(words: str) -> str:
    """A grade as our list spells it; other words stay as they are."""
    folded = re.sub(r"^require\b", "requires", joined([words]).casefold())
    grade = GRADES.get(folded)
    return Grade(grade).label if grade else joined([words])


def _headline(document: Document) -> Iterator[JudgementDraft]:
    for words, line in document.headings():
        found = HEADLINE.fullmatch(words)
        if found and line.page == COVER:
            grade = as_printed(found["grade"])
            yield JudgementDraft(OVERALL, grade, LOCAL_AUTHORITY, line.page, words)
            return


def _board(document: Document) -> Iterator[JudgementDraft]:
    for words, line in document.headings():
        if found := BOARD.fullmatch(words):
            grade = as_printed(found["grade"])
            yield JudgementDraft(found["area"], grade, LSCB, line.page, words)
            return


def _table(document: Document) -> Iterator[JudgementDraft]:
    """The rows whose right cell is a grade."""
    pieces = [
        piece for line in document.lines if line.page == COVER for piece in line.pieces
    ]
    left = _grade_column(pieces)
    if left is None:
        return
    areas = _cells(piece for piece in pieces if piece.right < left)
    grades = _cells(piece for piece in pieces if abs(piece.x - left) <= SAME_COLUMN)
    for grade in grades[:MOST_ROWS]:
        area = _beside(grade, areas)
        if area and PRINTED.fullmatch(grade.text):
            words = f"{area.text} {grade.text}"
            printed = as_printed(grade.text)
            yield JudgementDraft(area.text, printed, LOCAL_AUTHORITY, COVER, words)


def _beside(grade: Cell, areas: Iterable[Cell]) -> Cell | None:
    """The area that a grade is given for: the one at its height."""
    nearest = min(areas, key=lambda area: abs(area.middle - grade.middle), default=None)
    if nearest is None:
        return None
    away = abs(nearest.middle - grade.middle)
    return nearest if away <= SAME_ROW * nearest.size else None


def _grade_column(pieces: Iterable[Piece]) -> float | None:
    """Where the column of grades begins; None where there is no such table."""
    starts = [piece.x for piece in pieces if COLUMN.match(piece.text)]
    return max(starts, default=None)


def _cells(pieces: Iterable[Piece]) -> list[Cell]:
    """The pieces of one column as cells, from the top down."""
    cells: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: -piece.y):
        above = cells[-1][-1] if cells else None
        near = above and above.y - piece.y <= ONE_ROW * piece.size
        if near and not ROW_START.match(piece.text):
            cells[-1].append(piece)
        else:
            cells.append([piece])
    return [_cell(pieces) for pieces in cells]


def _cell(pieces: list[Piece]) -> Cell:
    text = joined(piece.text for piece in pieces)
    return Cell(text, pieces[0].y, pieces[-1].y, pieces[0].size)
