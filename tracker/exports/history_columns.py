"""The columns of a plan's history; each `source` is what a ChangeRow calls it."""

from collections.abc import Iterable, Iterator
from operator import attrgetter

from tracker.exports.columns import Column, Kind, Row, shown
from tracker.reports.history import ChangeRow

HISTORY_COLUMNS = (
    Column("When", "recorded_at", Kind.INSTANT),
    Column("Who", "who"),
    Column("Kind of record", "record_kind"),
    Column("Record", "change.record", Kind.LONG_TEXT),
    Column("What happened", "happened"),
    Column("What changed", "in_one_text", Kind.LONG_TEXT),
    Column("Why", "change.why", Kind.LONG_TEXT),
    Column("Change set", "short_change_set"),
)


def history_rows(changes: Iterable[ChangeRow]) -> Iterator[Row]:
    """Stream the changes as they are shown."""
    values = attrgetter(*(column.source for column in HISTORY_COLUMNS))
    return shown(map(values, changes), HISTORY_COLUMNS)
