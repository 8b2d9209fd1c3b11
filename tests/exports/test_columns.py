from datetime import UTC, date, datetime

import pytest

from tracker.exports.columns import Column, Kind, rows, shown

STATUS = {"in_progress": "In progress", "": "Recorded"}


class RecordedQuerySet:
    """Stands in for a queryset; remembers what it was asked for."""

    def __init__(self, records):
        self.records = records

    def values_list(self, *names):
        self.names = names
        return self

    def iterator(self, chunk_size):
        self.chunk_size = chunk_size
        return iter(self.records)


@pytest.mark.parametrize(
    ("column", "stored", "as_shown"),
    [
        pytest.param(Column("Title", "title"), "Audit", "Audit", id="text"),
        pytest.param(Column("Title", "title"), None, None, id="nothing"),
        pytest.param(Column("Days", "days", Kind.NUMBER), -5, -5, id="number"),
        pytest.param(Column("%", "percent", Kind.PERCENT), 75, 75, id="percent"),
        pytest.param(
            Column("Due", "due_on", Kind.DATE),
            date(2026, 3, 31),
            date(2026, 3, 31),
            id="date",
        ),
        pytest.param(
            Column("Recorded", "recorded_at", Kind.INSTANT),
            datetime(2026, 7, 1, 23, 30, 5, 999, tzinfo=UTC),
            datetime(2026, 7, 2, 0, 30, 5),  # noqa: DTZ001
            id="instant in summer time",
        ),
        pytest.param(
            Column("Recorded", "recorded_at", Kind.INSTANT), None, None, id="no instant"
        ),
        pytest.param(Column("Seen", "seen", Kind.YES_NO), True, "Yes", id="true"),
        pytest.param(Column("Seen", "seen", Kind.YES_NO), False, "No", id="false"),
        pytest.param(Column("Seen", "seen", Kind.YES_NO), 0, "No", id="zero"),
        pytest.param(Column("Seen", "seen", Kind.YES_NO), None, None, id="unknown"),
        pytest.param(
            Column("Status", "status", choices=STATUS),
            "in_progress",
            "In progress",
            id="choice",
        ),
        pytest.param(
            Column("Status", "status", choices=STATUS),
            "",
            "Recorded",
            id="blank choice",
        ),
        pytest.param(
            Column("Status", "status", choices=STATUS), "old", "old", id="gone choice"
        ),
    ],
)
def test_shown_value_by_kind(column, stored, as_shown):
    assert list(shown([(stored,)], [column])) == [[as_shown]]


def test_rows_ask_for_the_sources_once_and_keep_the_order_of_columns():
    columns = [
        Column("Owner", "owner_post__title"),
        Column("Status", "status", choices=STATUS),
    ]
    queryset = RecordedQuerySet([("Head of Service", "in_progress"), (None, "")])

    result = list(rows(queryset, columns))

    assert queryset.names == ("owner_post__title", "status")
    assert queryset.chunk_size == 2000
    assert result == [["Head of Service", "In progress"], [None, "Recorded"]]


def test_rows_stream_without_reading_ahead():
    def records():
        yield ("first",)
        pytest.fail("the second row was read before it was asked for")

    stream = rows(RecordedQuerySet(records()), [Column("Title", "title")])

    assert next(stream) == ["first"]
