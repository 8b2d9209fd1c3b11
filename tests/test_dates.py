from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker import dates

DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2040, 12, 31))
COUNTS = st.integers(min_value=0, max_value=90)


@pytest.mark.parametrize(
    ("limit", "received_on", "due_on"),
    [
        pytest.param(
            dates.ACTION_STATEMENT,
            date(2025, 5, 6),
            date(2025, 8, 13),
            id="SI 2007/462: statement, 70 working days over two bank holidays",
        ),
        pytest.param(
            dates.ACTION_STATEMENT,
            date(2016, 8, 5),
            date(2016, 11, 14),
            id="SI 2007/462: statement, 70 working days over the August bank holiday",
        ),
        pytest.param(
            dates.REPORT_PUBLICATION,
            date(2016, 8, 5),
            date(2016, 9, 19),
            id="SI 2007/462 reg. 2: publication, 30 working days",
        ),
        pytest.param(
            dates.FOCUSED_VISIT_DRAFT,
            date(2018, 8, 10),
            date(2018, 9, 10),
            id="Ofsted focused visits: draft action plan, 20 working days",
        ),
    ],
)
def test_time_limit_ends_on_the_check_value(limit, received_on, due_on):
    assert limit.due_on(received_on) == due_on


def test_time_limit_ends_later_by_each_closure():
    closures = {date(2018, 8, 13), date(2018, 8, 14)}

    due_on = dates.FOCUSED_VISIT_DRAFT.due_on(date(2018, 8, 10), closures)

    assert due_on == date(2018, 9, 12)


def test_every_time_limit_names_its_source():
    assert [limit.source.split(",")[0] for limit in dates.TIME_LIMITS] == [
        "SI 2007/462",
        "SI 2007/462",
        "Ofsted",
        "SI 2015/1792",
    ]


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        pytest.param(date(2025, 5, 6), True, id="a Tuesday"),
        pytest.param(date(2025, 5, 3), False, id="a Saturday"),
        pytest.param(date(2025, 5, 4), False, id="a Sunday"),
        pytest.param(date(2025, 12, 25), False, id="Christmas Day"),
        pytest.param(date(2025, 4, 18), False, id="Good Friday"),
        pytest.param(date(2025, 4, 17), True, id="Maundy Thursday"),
        pytest.param(date(2025, 5, 5), False, id="early May bank holiday"),
        pytest.param(date(2021, 12, 27), False, id="substitute for Christmas Day"),
        pytest.param(date(2021, 12, 28), False, id="substitute for Boxing Day"),
        pytest.param(date(2022, 6, 3), False, id="Platinum Jubilee"),
        pytest.param(date(2023, 5, 8), False, id="Coronation"),
        pytest.param(date(2025, 11, 28), True, id="Friday before St Andrew's Day"),
        pytest.param(date(2025, 3, 17), True, id="St Patrick's Day is not English"),
    ],
)
def test_is_working_day_by_si_2007_462_regulation_1(day, counts):
    assert dates.is_working_day(day) is counts


def test_is_working_day_closure_does_not_count():
    assert not dates.is_working_day(date(2025, 5, 6), closures={date(2025, 5, 6)})


def test_add_working_days_none_gives_the_same_day_even_on_a_sunday():
    assert dates.add_working_days(date(2025, 5, 4), 0) == date(2025, 5, 4)


def test_add_working_days_negative_count_is_refused():
    with pytest.raises(ValueError, match="-1 is negative"):
        dates.add_working_days(date(2025, 5, 6), -1)


@given(day=DAYS, count=COUNTS)
def test_add_working_days_passes_exactly_that_many(day, count):
    end = dates.add_working_days(day, count)

    passed = [day + timedelta(days=n) for n in range(1, (end - day).days + 1)]
    assert sum(map(dates.is_working_day, passed)) == count


@given(day=DAYS, first=COUNTS, second=COUNTS)
def test_add_working_days_in_two_steps_equals_one(day, first, second):
    halfway = dates.add_working_days(day, first)

    assert dates.add_working_days(halfway, second) == dates.add_working_days(
        day, first + second
    )


@pytest.mark.parametrize(
    ("day", "last"),
    [
        pytest.param(date(2025, 2, 1), date(2025, 2, 28), id="February"),
        pytest.param(date(2024, 2, 29), date(2024, 2, 29), id="leap day"),
        pytest.param(date(2025, 4, 30), date(2025, 4, 30), id="already the last"),
        pytest.param(date(2025, 12, 9), date(2025, 12, 31), id="December"),
    ],
)
def test_last_day_of_month_edges(day, last):
    assert dates.last_day_of_month(day) == last


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        pytest.param(date(2025, 3, 14), 6, date(2025, 9, 14), id="same day"),
        pytest.param(date(2025, 3, 14), 12, date(2026, 3, 14), id="a year"),
        pytest.param(date(2025, 8, 31), 6, date(2026, 2, 28), id="short month"),
        pytest.param(date(2023, 8, 31), 6, date(2024, 2, 29), id="leap year"),
        pytest.param(date(2024, 2, 29), 12, date(2025, 2, 28), id="leap day"),
        pytest.param(date(2025, 6, 30), 6, date(2025, 12, 30), id="December"),
        pytest.param(date(2025, 1, 31), -2, date(2024, 11, 30), id="backwards"),
    ],
)
def test_add_months_edges(day, months, later):
    assert dates.add_months(day, months) == later


@pytest.mark.parametrize(
    ("due_on", "days"),
    [
        pytest.param(None, 0, id="no due date"),
        pytest.param(date(2025, 5, 7), 0, id="tomorrow"),
        pytest.param(date(2025, 5, 6), 0, id="due that day"),
        pytest.param(date(2025, 5, 5), 1, id="yesterday"),
        pytest.param(date(2024, 5, 6), 365, id="a year ago"),
    ],
)
def test_days_overdue_counts_from_the_day_after(due_on, days):
    assert dates.days_overdue(due_on, on=date(2025, 5, 6)) == days
