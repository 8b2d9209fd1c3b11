"""Who writes, and why: said once for all that is written together."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from typing import Any


@dataclass(frozen=True)
class ChangeSet:
    """Who writes, and why: one per request, command, bulk edit or import.

    `confirmed` is what the person confirmed on the form; it is kept with the why.
    """

    by: Any = None
    why: str = ""
    confirmed: str = ""
    actor: str = "system"
    id: uuid.UUID = field(default_factory=uuid.uuid4)


_open_change_set: ContextVar[ChangeSet | None] = ContextVar("change_set", default=None)


@contextmanager
def change_set(
    *, by: Any = None, why: str = "", actor: str = "", confirmed: str = ""
) -> Iterator[ChangeSet]:
    """Say who writes and why, for all writes inside; the only way to say it.

    Inside another one it keeps that one's id, and whatever is not said anew.
    """
    outer = open_change_set()
    said = {"by": by, "why": why, "actor": actor, "confirmed": confirmed}
    inner = replace(outer, **{name: value for name, value in said.items() if value})
    token = _open_change_set.set(inner)
    try:
        yield inner
    finally:
        _open_change_set.reset(token)


def open_change_set() -> ChangeSet:
    """What was said of the writes that happen now; outside of any, the system's."""
    return _open_change_set.get() or ChangeSet()
