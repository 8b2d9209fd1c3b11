"""A share, as a count of a whole and as a per cent."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Share:
    """So many of so many."""

    count: int
    of: int

    @property
    def percent(self) -> int | None:
        """In whole per cent; none of nothing.

        Never 100 while one is missing, and never 0 where there is one.
        """
        if not self.of:
            return None
        if self.count in (0, self.of):
            return 100 * self.count // self.of
        return min(max(round(100 * self.count / self.of), 1), 99)
