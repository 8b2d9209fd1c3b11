"""The words and the few drawn things of the fictional council."""

import tomllib
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any

AS_OF = date(2026, 6, 15)
SATURDAY = 5


@lru_cache
def read_bank(name: str) -> dict[str, Any]:
    """The words of one file."""
    path = Path(__file__).parent / "bank" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def topics() -> list[dict[str, Any]]:
    """The subjects of the actions, in the order they were taken up."""
    return [
        topic
        for name in ("actions_1", "actions_2")
        for topic in read_bank(name)["topics"]
    ]


def drawn(*names: object) -> Random:
    """Chance of its own for each thing named, the same each time.

    So that a change in one place does not draw all others anew.
    """
    return Random(" ".join(map(str, ("aldermere", *names))))  # noqa: S311  no secret


def working_day(day: date) -> date:
    """The day itself, or the Friday before a weekend."""
    return day - timedelta(days=max(day.weekday() - SATURDAY + 1, 0))


def written_at(day: date) -> datetime:
    """The instant at which something was written down: that afternoon."""
    return datetime.combine(day, time(15, 30), UTC)


def fill(sentence: str, words: dict[str, Any]) -> str:
    """The sentence with the words in it; a capital in a name asks for one."""
    capitals = {
        name.capitalize(): value[:1].upper() + value[1:]
        for name, value in words.items()
        if isinstance(value, str)
    }
    return sentence.format(**words, **capitals)
