"""What every part of a report checks of itself when it is made."""

import re

KEY = re.compile(r"[a-z][a-z0-9-]*")


def check(fine: bool, problem: str) -> None:
    """Raise the problem unless all is fine."""
    if not fine:
        raise ValueError(problem)


def checked_key(key: str) -> None:
    """Keys are anchors and names in files: small letters, digits and hyphens."""
    check(bool(KEY.fullmatch(key)), f"{key!r} cannot be a key.")


def unique(names: list[str]) -> bool:
    """Whether no name is there twice, capitals aside: Excel does not see them."""
    return len({name.casefold() for name in names}) == len(names)
