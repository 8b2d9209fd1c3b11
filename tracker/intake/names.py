"""Names of inspectors, without their titles."""

import re

TITLES = re.compile(
    r"\b((senior )?(her|his) majesty[’']s inspectors?( of schools| of education)?"
    r"|s?hmis?|(ofsted )?(social care )?(regulatory )?inspectors?|regulatory inspection "
    r"managers?|lead inspectors?)\b",
    re.IGNORECASE,
)
BRACKETS = re.compile(r"\([^)]{0,100}\)")
PARTED = re.compile(r"\s*(?:,|;|&|\band\b|\bwith\b)\s*")
NAME = re.compile(
    r"[^\W\d_a-z][\w’'.-]*(?: (?:d[aeiou]|van|von|[^\W\d_a-z][\w’'.-]*)){1,4}"
)


def names_in(words: str) -> list[str]:
    """The names in a list such as “Ann Archer HMI and Bob Brown, Ofsted Inspector”.

    None where it holds anything else: a sentence is no list of names.
    """
    parts = _parts(words)
    return parts if all(NAME.fullmatch(part) for part in parts) else []


def name_in(words: str) -> str:
    """The name that the words begin with; empty where they begin otherwise."""
    first = next(iter(_parts(words)), "")
    return first if NAME.fullmatch(first) else ""


def _parts(words: str) -> list[str]:
    untitled = TITLES.sub(",", BRACKETS.sub(",", words))
    parts = [part.strip(" .:") for part in PARTED.split(untitled)]
    return [part for part in parts if part]
