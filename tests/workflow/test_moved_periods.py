"""Periods in files move by whole periods."""

from datetime import date, timedelta

import pytest

from tracker.workflow.moved_periods import in_whole_months

AS_OF = date(2026, 6, 15)
HALF_A_YEAR = timedelta(days=161)  # to 23 November 2026


def landed(first, last, shift=HALF_A_YEAR):
    """The days on which a period stands once the shift is added."""
    said = in_whole_months({"starts_on": first, "ends_on": last}, AS_OF, shift)
    return tuple(
        str(date.fromisoformat(said[name]) + shift) for name in ("starts_on", "ends_on")
    )


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        pytest.param(
            "2026-05-01", "2026-05-31", ("2026-10-01", "2026-10-31"), id="last month"
        ),
        pytest.param(
            "2025-02-01", "2025-02-28", ("2025-07-01", "2025-07-31"), id="february"
        ),
        pytest.param(
            "2026-01-01", "2026-03-31", ("2026-07-01", "2026-09-30"), id="last quarter"
        ),
        pytest.param(
            "2025-10-01", "2026-03-31", ("2026-04-01", "2026-09-30"), id="last half"
        ),
        pytest.param(
            "2025-04-01", "2026-03-31", ("2025-04-01", "2026-03-31"), id="same year"
        ),
    ],
)
def test_period_moves_by_whole_periods_of_its_length(first, last, expected):
    assert landed(first, last) == expected


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({}, id="undated"),
        pytest.param({"starts_on": None, "ends_on": None}, id="empty"),
        pytest.param({"starts_on": "soon", "ends_on": "later"}, id="no days"),
        pytest.param(
            {"starts_on": "2026-05-23", "ends_on": "2026-05-23"}, id="one day"
        ),
    ],
)
def test_what_is_no_period_is_left_to_move_by_days(fields):
    assert in_whole_months(fields, AS_OF, HALF_A_YEAR) == fields
