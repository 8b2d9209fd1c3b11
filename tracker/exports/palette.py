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


WHITE, BLACK = "FFFFFF", "0B0C0C"
INK = BLACK
QUIET = "484949"
BRAND = "1A65A6"
LINE = "B1B4B6"
SURFACE = "F0F4F8"

GREY = Colour(BLACK, "CECECE", "D5D8DA", BLACK)
COLOURS = {
    "blue": Colour("0F385C", "D2E2F1", "1A65A6", WHITE),
    "green": Colour("083D29", "CFE4DC", "0F7A52", WHITE),
    "grey": GREY,
    "magenta": Colour("651B3E", "F4D7E5", "CA357C", WHITE),
    "orange": Colour("7A3C1C", "FDE4D7", "F47738", BLACK),
    "purple": Colour("2A1950", "DDD6EC", "54319F", WHITE),
    "red": Colour("651B1B", "F4D7D7", "CA3535", WHITE),
    "teal": Colour("0B4144", "D0E6E7", "7FC4C9", BLACK),
    "yellow": Colour("7A3C1C", "FFEE80", "FFDD00", BLACK),
}
# Of columns that name no colour, in an order in which neighbours differ in grey too
IN_TURN = ("blue", "teal", "purple", "grey", "green", "orange", "magenta", "yellow")


def colour(key: str) -> Colour:
    """The colour of a key; grey for one that is not known."""
    return COLOURS.get(key, GREY)
