"""Pieces of text with their places to lines: what stands beside and below what."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from tracker.intake.lines import Document, Line, Piece

Page = tuple[float, list[Piece]]  # its height in points, and what stands on it

SAME_LINE = 3.0  # points
APART = 1.5  # of the font size, from one baseline to the next
NO_SPACE = 0.15  # of the font size
EDGE = 0.08  # of the page's height: where its head and foot run
RAISED = 0.8  # of the size of most of the text
RAISED_MARK = re.compile(r"[\d*†‡,\s]{1,4}")
READABLE = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "\xa0": " ", "\xad": ""}
)


def document_of(pages: Iterable[Page]) -> Document:
    """The lines of the pages: no footnote marks, no running heads and feet."""
    pages = list(pages)
    size = _usual_size(pages)
    read = [
        list(_lines(number, [piece for piece in pieces if not _is_mark(piece, size)]))
        for number, (_, pieces) in enumerate(pages, 1)
    ]
    at_edges = {
        line
        for lines, (height, _) in zip(read, pages, strict=True)
        for line in lines
        if not EDGE * height < line.y < (1 - EDGE) * height
    }
    times = Counter(_running(line) for line in at_edges)
    kept = [
        line
        for lines in read
        for line in lines
        if line not in at_edges
        or not (line.text.isdigit() or times[_running(line)] > 1)
    ]
    return Document(
        lines=tuple(_spaced(kept)),
        pages=tuple("\n".join(line.text for line in lines) for lines in read),
        size=size,
    )


def _usual_size(pages: Iterable[Page]) -> float:
    sizes: Counter[float] = Counter()
    for _, pieces in pages:
        for piece in pieces:
            sizes[piece.size] += len(piece.text)
    return sizes.most_common(1)[0][0]


def _is_mark(piece: Piece, usual: float) -> bool:
    """Whether it is the raised number of a footnote."""
    small = piece.size < RAISED * usual
    return small and RAISED_MARK.fullmatch(piece.text) is not None


def _running(line: Line) -> tuple[str, int]:
    """What a running head or foot has alike on each page: its words and its height."""
    return re.sub(r"\d+", "#", line.text), round(line.y / SAME_LINE)


def _lines(page: int, pieces: list[Piece]) -> Iterator[Line]:
    """The pieces as lines, from the top of the page down."""
    row: list[Piece] = []
    for piece in sorted(pieces, key=lambda piece: -piece.y):
        if row and row[0].y - piece.y > SAME_LINE:
            yield _line(page, row)
            row = []
        row.append(piece)
    if row:
        yield _line(page, row)


def _line(page: int, row: list[Piece]) -> Line:
    row = sorted(row, key=lambda piece: piece.x)
    longest = max(row, key=lambda piece: len(piece.text))
    text = ""
    right = row[0].x
    for piece in row:
        parted = piece.x - right > NO_SPACE * piece.size
        text += f" {piece.text}" if parted else piece.text
        right = piece.right
    return Line(
        page=page,
        text=" ".join(text.translate(READABLE).split()),
        x=row[0].x,
        y=longest.y,
        size=longest.size,
        bold=longest.bold,
        pieces=tuple(row),
    )


def _spaced(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines, each told whether it stands apart; a page's first one does."""
    above: Line | None = None
    for line in lines:
        same_page = above is not None and above.page == line.page
        near = above is not None and above.y - line.y <= APART * line.size
        yield replace(line, apart=not (same_page and near))
        above = line
