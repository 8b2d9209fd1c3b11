"""How measures stand on a day, for pages, files and packs."""

from datetime import date
from decimal import Decimal

import pytest

from tests.factories import (
    TODAY,
    FindingFactory,
    MeasureFactory,
    MeasureTargetFactory,
    MeasureThemeFactory,
    MeasureValueFactory,
    PlanFactory,
    VisitFactory,
)
from tracker.reports.measures import measures_report, published_visits

pytestmark = pytest.mark.django_db

QUERIES = 3
MARCH, APRIL, MAY = date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1)


def tell(measure, *values, series="own"):
    """Numbers for March, April and May, as many as are given."""
    for month, value in zip((MARCH, APRIL, MAY), values, strict=False):
        MeasureValueFactory(
            measure=measure, starts_on=month, value=Decimal(value), series=series
        )


def only(plan, on=TODAY, **known):
    """The one measure of a plan."""
    (row,) = measures_report(plan=plan, on=on, **known)
    return row


def test_row_tells_value_target_status_and_trend():
    measure = MeasureTargetFactory().measure
    tell(measure, "80", "82", "86.5")
    tell(measure, "70", series="neighbours")
    tell(measure, "75", "76", series="england")

    row = only(measure.plan)

    assert row.latest.value == Decimal("86.5")
    assert row.previous.value == 82
    assert row.target.target == 90
    assert row.status == "within_tolerance"
    assert row.trend == "better"
    assert row.trend_words == "Better: up 4.5 from 82%"
    assert row.distance == Decimal("-3.5")
    assert row.distance_words == "3.5 below target"
    assert (row.neighbours.value, row.england.value) == (70, 76)


@pytest.mark.parametrize(
    ("polarity", "values", "words"),
    [
        ("lower", ["20", "22"], "Worse: up 2 from 20%"),
        ("lower", ["22", "20"], "Better: down 2 from 22%"),
        ("higher", ["20", "20"], "No change: 20% before"),
        ("neither", ["20", "22"], "Up 2 from 20%"),
        ("higher", ["20"], ""),
    ],
)
def test_trend_in_words(polarity, values, words):
    measure = MeasureFactory(polarity=polarity)
    tell(measure, *values)

    assert only(measure.plan).trend_words == words


@pytest.mark.parametrize(
    ("polarity", "value", "words"),
    [
        ("higher", "95", "5 above target"),
        ("lower", "95", "5 above target"),
        ("lower", "90", "exactly on target"),
    ],
)
def test_distance_in_words(polarity, value, words):
    measure = MeasureTargetFactory(measure__polarity=polarity).measure
    tell(measure, value)

    assert only(measure.plan).distance_words == words


def test_number_before_skips_what_is_in_doubt_and_what_is_missing():
    measure = MeasureFactory()
    tell(measure, "80")
    MeasureValueFactory(measure=measure, starts_on=APRIL, suspect=True)
    MeasureValueFactory(measure=measure, starts_on=MAY, value=Decimal(85))

    assert only(measure.plan).trend_words == "Better: up 5 from 80%"


def test_no_data_is_told_with_the_last_number_and_no_trend():
    measure = MeasureTargetFactory().measure
    tell(measure, "80", "82")
    MeasureValueFactory(measure=measure, starts_on=MAY, no_data=True)

    row = only(measure.plan)

    assert row.amount_of(row.latest) == "No data"
    assert row.previous.value == 82
    assert (row.status, row.trend, row.distance) == ("no_data", None, None)


def test_measure_never_told_of_has_nothing():
    measure = MeasureFactory()

    row = only(measure.plan)

    assert (row.latest, row.previous, row.target) == (None, None, None)
    assert (row.status, row.trend_words, row.distance_words) == ("no_data", "", "")


def test_report_of_a_day_can_be_made_again_after_later_entries():
    measure = MeasureTargetFactory().measure
    tell(measure, "80", "82")
    issued = measure.values.last().recorded_at
    before = only(measure.plan, known_at=issued)

    MeasureValueFactory(
        corrects=measure.values.get(number=2), correction=True, value=Decimal(91)
    )
    MeasureFactory(plan=measure.plan)

    again = only(measure.plan, known_at=issued)
    told = (before.latest, before.previous, before.status)
    assert (again.latest, again.previous, again.status) == told
    rows = measures_report(plan=measure.plan, on=TODAY)
    assert [(row.latest and row.latest.value) for row in rows] == [91, None]
    assert rows[0].status == "on_target"


def test_latest_visit_is_the_one_published_by_the_day():
    plan = PlanFactory()
    first = VisitFactory(plan=plan, published=True, letter_published_on=None)
    second = VisitFactory(plan=plan, starts_on=date(2026, 5, 5), published=True)
    VisitFactory(plan=plan, starts_on=date(2026, 6, 2))  # its letter is to come

    days = (date(2026, 4, 20), date(2026, 5, 17), date(2026, 5, 18))
    found = [published_visits(plan, on).first() for on in days]

    assert found == [None, first, second]


@pytest.mark.parametrize("count", [1, 50])
def test_report_asks_as_often_for_50_measures_as_for_1(
    django_assert_num_queries, count
):
    plan = PlanFactory()
    visit = VisitFactory(plan=plan, published=True)
    for measure in MeasureFactory.create_batch(count, plan=plan):
        MeasureTargetFactory(measure=measure)
        tell(measure, "80", "95")
        tell(measure, "80", series="england")
        theme = MeasureThemeFactory(measure=measure).theme
        FindingFactory(visit=visit, theme=theme)

    with django_assert_num_queries(QUERIES):
        rows = measures_report(plan=plan, on=TODAY)
        told = [(row.trend_words, row.distance_words) for row in rows]

    assert len(told) == count
    assert all(row.is_contradicted for row in rows)
