"""The text of a page with the words that were read from it marked.

Pure. A page breaks its lines and sets bullets where a draft does not, and an area may
go on over the page: as much of it as stands here is marked.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

FEWEST_WORDS = 5  # of a beginning or an end that is still told apart from chance
MOST_WORDS = 400  # looked for; no area is longer
BULLET = "\u2022"
SYMBOL_FONT = re.compile("[\ue000-\uf8ff]")  # whose bullets no browser can draw
BETWEEN = r"[\s\u2022\u25aa\u25a0\u25cf\u25cb\u25e6\u25fc-]+"  # space and bullets


@dataclass(frozen=True)
class TextPiece:
    """A piece of a page, marked or not; the first marked one is where a link leads."""

    text: str
    is_marked: bool = False
    is_first: bool = False


def marked(page: str, passages: Iterable[str]) -> list[TextPiece]:
    """The page in pieces, each passage marked where it stands; nothing is lost."""
    page = SYMBOL_FONT.sub(BULLET, page)
    spans = sorted(
        span for passage in passages if (span := _span(page, passage)) is not None
    )
    return [piece for piece in _pieces(page, spans) if piece.text]


def _pieces(page: str, spans: list[tuple[int, int]]) -> Iterator[TextPiece]:
    done = 0
    for start, end in spans:
        if start < done:  # two passages of one place
            continue
        yield TextPiece(page[done:start])
        yield TextPiece(page[start:end], is_marked=True, is_first=not done)
        done = end
    yield TextPiece(page[done:])


def _span(page: str, passage: str) -> tuple[int, int] | None:
    """Where a passage stands: all of it, else the longest beginning or end of it."""
    words = passage.split()[:MOST_WORDS]
    if found := _found(page, words):
        return found
    for count in range(len(words) - 1, FEWEST_WORDS - 1, -1):
        found = _found(page, words[:count]) or _found(page, words[-count:])
        if found:
            return found
    return None


def _found(page: str, words: list[str]) -> tuple[int, int] | None:
    if not words:
        return None
    pattern = BETWEEN.join(map(re.escape, words))
    found = re.search(pattern, page)
    return found.span() if found else None
