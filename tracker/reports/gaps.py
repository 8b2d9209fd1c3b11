"""What is not held, and what was not held until a visit filled it."""

from collections.abc import Iterable
from dataclasses import dataclass

from tracker.models import Gap


@dataclass(frozen=True)
class Gaps:
    """Gaps, the open ones apart: only they are counted."""

    open: list[Gap]
    filled: list[Gap]


def parted(rows: Iterable[Gap]) -> Gaps:
    """These gaps, open and filled, each in the order they came in."""
    gaps = list(rows)
    return Gaps(
        open=[gap for gap in gaps if not gap.is_filled],
        filled=[gap for gap in gaps if gap.is_filled],
    )
