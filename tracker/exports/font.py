"""The font of PDFs and charts, which `build_assets` fetches."""

import re
import unicodedata
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

FOLDER = Path(__file__).resolve().parent.parent / "fonts"
FAMILY = "Arimo"
REGULAR, BOLD = "Arimo_400Regular.ttf", "Arimo_700Bold.ttf"
MISSING = (
    "The font of the reports is missing: run manage.py build_assets and try again."
)
INSTEAD = "□"
# A word this long is no word; without breaks it would run out of its cell
LONG_WORD = re.compile(r"\S{40,}")
TEN = re.compile(r"(.{10})(?=.)")
BREAK = "\u200b"


def is_there() -> bool:
    """Whether the font has been fetched."""
    return all((FOLDER / name).exists() for name in (REGULAR, BOLD))


def fitted(text: str) -> str:
    """The text as the font can show it; very long words may break, tabs are spaces."""
    return LONG_WORD.sub(_breaking, shown(text).replace("\t", "    "))


def shown(text: str) -> str:
    """The text with □ for what the font lacks; of that, the invisible is dropped."""
    lacking = {character for character in text if ord(character) not in characters()}
    return text.translate({ord(each): _instead(each) for each in lacking})


@cache
def characters() -> frozenset[int]:
    """What the font has; both its weights have the same."""
    with TTFont(FOLDER / REGULAR, lazy=True) as font:
        return frozenset(font.getBestCmap()) | {ord("\n"), ord("\t")}


def _breaking(word: re.Match[str]) -> str:
    return TEN.sub(rf"\1{BREAK}", word[0])


def _instead(character: str) -> str:
    """Formats, joiners and variants of others are not seen by themselves."""
    is_invisible = unicodedata.category(character) in ("Cf", "Mn", "Me")
    return "" if is_invisible else INSTEAD
