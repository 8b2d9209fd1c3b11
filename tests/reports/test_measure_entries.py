"""What is to be entered: the periods that ended without an entry."""

from datetime import date

import pytest

from tests.factories import (
    TODAY,
    MeasureFactory,
    MeasureTargetFactory,
    MeasureValueFactory,
    PlanFactory,
)
from tracker.models import Measure
from tracker.reports.measure_entries import (
    MOST_PERIODS,
    due_entries,
    open_periods,
)

pytestmark = pytest.mark.django_db


def periods(**values):
    """The open periods of one measure, in words."""
    measure = MeasureFactory(**values)
    if not measure.frequency:
        return []
    entries = due_entries(plan=measure.plan, on=TODAY)
    return [entry.when for entry in entries]


def test_every_period_since_the_last_entry_is_due_the_oldest_first():
    measure = MeasureValueFactory(starts_on=date(2026, 2, 1)).measure

    entries = due_entries(plan=measure.plan, on=TODAY)

    assert [entry.when for entry in entries] == ["March 2026", "April 2026", "May 2026"]
    assert entries[0].key == "M-001.2026-03-31"
    assert entries[0].row.latest.when == "February 2026"


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param({"starts_on": date(2026, 5, 20)}, ["May 2026"], id="from May on"),
        pytest.param(
            {"frequency": "quarterly", "starts_on": date(2025, 10, 1)},
            ["October to December 2025", "January to March 2026"],
            id="quarters",
        ),
        pytest.param(
            {"frequency": "half_yearly", "starts_on": date(2025, 10, 1)},
            ["October 2025 to March 2026"],
            id="half years",
        ),
        pytest.param(
            {"frequency": "yearly", "starts_on": date(2025, 10, 1)},
            ["April 2025 to March 2026"],
            id="years",
        ),
        pytest.param(
            {"starts_on": date(2026, 4, 1), "ends_on": date(2026, 5, 15)},
            ["April 2026", "May 2026"],
            id="until it is counted no more",
        ),
        pytest.param({"irregular": True}, [], id="no fixed period"),
    ],
)
def test_periods_that_are_due(values, expected):
    assert periods(**values) == expected


def test_no_more_than_a_year_of_months_is_asked_for():
    measure = MeasureFactory(starts_on=date(1990, 1, 1))

    found = open_periods(Measure.objects.with_due(TODAY).get(), TODAY)

    assert len(found) == MOST_PERIODS
    assert found[-1].ends_on == date(2026, 5, 31)
    assert due_entries(plan=measure.plan, on=date(1990, 1, 31)) == []


@pytest.mark.parametrize("count", [1, 50])
def test_entries_ask_as_often_for_50_as_for_1(django_assert_num_queries, count):
    plan = PlanFactory()
    for measure in MeasureFactory.create_batch(count, plan=plan):
        MeasureTargetFactory(measure=measure)
        MeasureValueFactory(measure=measure, starts_on=date(2026, 4, 1))

    with django_assert_num_queries(3):
        entries = due_entries(plan=plan, on=TODAY)

    assert len(entries) == count
