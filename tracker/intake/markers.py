"""What begins an item of a list: a number with a point, or a bullet."""

import re
from dataclasses import dataclass

from tracker.intake.lines import Line

# Symbol fonts put their bullets into the private use area, such as U+F06E.
BULLET = re.compile(r"(?P<sign>[\uE000-\uF8FF◼■▪•●○◦‣∙·*–—-])\s*(?=\S)")
NUMBER = re.compile(r"(?P<number>\d{1,3})\.\s*(?=[^\d\s])")


@dataclass(frozen=True)
class Marker:
    """The beginning of an item; `sign` is empty where it is numbered."""

    line: Line
    rest: str
    number: int | None = None
    sign: str = ""


def marker_of(line: Line) -> Marker | None:
    """The number or bullet that a line begins with, if any."""
    if found := NUMBER.match(line.text):
        return Marker(line, line.text[found.end() :], number=int(found["number"]))
    if found := BULLET.match(line.text):
        return Marker(line, line.text[found.end() :], sign=found["sign"])
    return None
