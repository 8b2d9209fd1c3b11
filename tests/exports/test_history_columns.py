from datetime import UTC, datetime
from uuid import UUID

from tracker.exports.history_columns import HISTORY_COLUMNS, history_rows
from tracker.models import Change
from tracker.reports.history import change_rows


def test_columns_tell_what_the_page_shows():
    change = Change(
        model="visit",
        record="V-2026-01 Monitoring visit, 21 to 22 April 2026",
        kind="changed",
        before={"scope": ""},
        after={"scope": "The front door"},
        actor="load_facts",
        why="Read from the letter.",
        change_set=UUID("12345678123456781234567812345678"),
        recorded_at=datetime(2026, 6, 15, 9, 30, tzinfo=UTC),
    )

    (row,) = history_rows(change_rows([change], {}))

    headings = [column.heading for column in HISTORY_COLUMNS]
    assert dict(zip(headings, row, strict=True)) == {
        "When": datetime(2026, 6, 15, 10, 30),  # noqa: DTZ001  the local clock
        "Who": "system (load_facts)",
        "Kind of record": "Visit",
        "Record": "V-2026-01 Monitoring visit, 21 to 22 April 2026",
        "What happened": "Changed",
        "What changed": "Scope: nothing → The front door",
        "Why": "Read from the letter.",
        "Change set": "12345678",
    }
