"""Lines of a document as a reader sees them: how large, how bold, how far in."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

LARGER = 1.1
MOST_LINES_OF_HEADING = 5  # a bold paragraph is none
CUT_WORD = re.compile(r"\w-$")


class Piece(NamedTuple):
    """A run of characters on one line; places in points, from the page's lower left."""

    text: str
    x: float
    right: float
    y: float
    size: float
    bold: bool


@dataclass(frozen=True)
class Line:
    """One line; `apart` says that more space is above it than inside a paragraph."""

    page: int
    text: str
    x: float = 0
    y: float = 0
    size: float = 12
    bold: bool = False
    apart: bool = False
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True)
class Document:
    """The lines to read, without running heads and feet, and each page's whole text.

    `size` is that of most of the text; `laid_out` is false where it was pasted.
    """

    lines: tuple[Line, ...]
    pages: tuple[str, ...]
    size: float = 12
    laid_out: bool = True

    def is_large(self, line: Line) -> bool:
        """Whether it is set larger than the text."""
        return line.size > LARGER * self.size

    def is_heading(self, line: Line) -> bool:
        """Whether it is set as a heading: bold, or larger than the text."""
        return line.bold or self.is_large(line)

    def heading_at(self, index: int) -> tuple[str, int]:
        """The heading that begins with a line, over all its lines, and what is next.

        The text is empty where no heading begins.
        """
        first = self.lines[index]
        if not self.is_heading(first):
            return "", index + 1
        end = index + 1
        for line in self.lines[end : end + MOST_LINES_OF_HEADING - 1]:
            if not self._goes_on(first, line):
                break
            end += 1
        return joined(line.text for line in self.lines[index:end]), end

    def headings(self) -> Iterable[tuple[str, Line]]:
        """Every heading with its first line."""
        index = 0
        while index < len(self.lines):
            line = self.lines[index]
            text, index = self.heading_at(index)
            if text:
                yield text, line

    def _goes_on(self, first: Line, line: Line) -> bool:
        alike = (line.page, line.size) == (first.page, first.size)
        return alike and self.is_heading(line) and not line.apart


def joined(texts: Iterable[str]) -> str:
    """Lines as one text: a word cut at a hyphen keeps it, white space is folded."""
    whole = ""
    for text in texts:
        folded = " ".join(text.split())
        cut = not whole or CUT_WORD.search(whole[-2:])
        whole += folded if cut else f" {folded}"
    return whole.strip()
