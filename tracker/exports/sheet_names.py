"""Names for the sheets of a workbook, as Excel allows them."""

import re
from collections.abc import Iterable

from tracker.reports.document import Section

LONGEST = 31  # characters
REFUSED = re.compile(r"[\[\]:*?/\\\n\t]+")
RESERVED = "history"  # Excel keeps it for itself


def sheet_names(sections: Iterable[Section], taken: str) -> dict[str, str]:
    """A name for each section that has a sheet, by its key; no two are alike.

    A section with nothing under its own heading has none.
    """
    used = {taken.casefold(), RESERVED}
    names = {}
    for section in sections:
        if section.blocks:
            names[section.key] = _free(section.heading, used)
            used.add(names[section.key].casefold())
    return names


def _free(heading: str, used: set[str]) -> str:
    """The heading as a name, with a number where it is taken."""
    plain = " ".join(REFUSED.sub(" ", heading).split()).strip("' ") or "Section"
    name, number = plain[:LONGEST].strip("' "), 1
    while name.casefold() in used:
        number += 1
        ending = f" {number}"
        name = plain[: LONGEST - len(ending)].strip("' ") + ending
    return name
