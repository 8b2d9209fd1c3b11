"""The colours of files and charts: those of the pages' tags, by the same keys."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Colour:
    """What a key of the vocabularies looks like, each as six hexadecimal digits.

    `ink` on `ground` is a tag; `fill` is a bar of a chart, `on_fill` words upon it.
    Both pairs have a contrast of at least 4.5 to 1.
    """

    ink: str
    ground: str
    fill: str
    on_fill: str


WHITE, BLACK = "ffffff", "0b0c0c"
INK = BLACK
QUIET = "484949"
BRAND = "1a65a6"
LINE = "b1b4b6"
SURFACE = "f0f4f8"

GREY = Colour(BLACK, "cecece", "d5d8da", BLACK)
COLOURS = {
    "blue": Colour("0f385c", "d2e2f1", "1a65a6", WHITE),
    "green": Colour("083d29", "cfe4dc", "0f7a52", WHITE),
    "grey": GREY,
    "magenta": Colour("651b3e", "f4d7e5", "ca357c", WHITE),
    "orange": Colour("7a3c1c", "fde4d7", "f47738", BLACK),
    "purple": Colour("2a1950", "ddd6ec", "54319f", WHITE),
    "red": Colour("651b1b", "f4d7d7", "ca3535", WHITE),
    "teal": Colour("0b4144", "d0e6e7", "7fc4c9", BLACK),
    "yellow": Colour("7a3c1c", "ffee80", "ffdd00", BLACK),
}
# Of columns that name no colour, in an order in which neighbours differ in grey too
IN_TURN = ("blue", "teal", "purple", "grey", "green", "orange", "magenta", "yellow")


def colour(key: str) -> Colour:
    """The colour of a key; grey for one that is not known."""
    return COLOURS.get(key, GREY)
