"""What the page of one measure tells, and what a chart may show."""

from datetime import date
from decimal import Decimal

import pytest

from tests.factories import (
    TODAY,
    FindingFactory,
    MeasureActionFactory,
    MeasureFactory,
    MeasureTargetFactory,
    MeasureThemeFactory,
    MeasureValueFactory,
    SourceFactory,
    VisitCheckFactory,
    VisitFactory,
)
from tracker.reports.measure_page import measure_page
from tracker.reports.measures import standing_measures

pytestmark = pytest.mark.django_db

QUERIES = 7  # measure, its rows, values, targets, themes, actions
CONTRADICTED_QUERIES = 10  # and the visit with what it found
MARCH, APRIL, MAY = date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1)


def page_of(plan, on=TODAY):
    """The page of the one measure of a plan."""
    measure = standing_measures(plan, on).select_related("plan").get()
    return measure_page(measure, on)


def tell(measure, month, value, **values):
    """A number for a month."""
    return MeasureValueFactory(
        measure=measure, starts_on=month, value=Decimal(value), **values
    )


def test_periods_stand_beside_what_they_are_compared_with_the_last_first():
    measure = MeasureTargetFactory(set_on=date(2026, 4, 30)).measure
    tell(measure, MARCH, "80")
    tell(measure, APRIL, "82.5")
    tell(measure, APRIL, "75", series="england")
    tell(measure, MAY, "76", series="neighbours")

    page = page_of(measure.plan)

    told = [
        [period.when, period.target]
        + [
            each and each.words
            for each in (period.own, period.neighbours, period.england)
        ]
        for period in page.periods
    ]
    assert told == [
        ["May 2026", "90%", None, "76%", None],
        ["April 2026", "90%", "82.5%", None, "75%"],
        ["March 2026", "", "80%", None, None],
    ]
    assert page.has_comparators


def test_corrected_value_stands_with_those_before_it():
    value = tell(MeasureFactory(), MAY, "80")
    second = tell(value.measure, MAY, "81", corrects=value, correction=True)
    tell(value.measure, MAY, "82", corrects=second, correction=True)

    (period,) = page_of(value.measure.plan).periods

    assert period.own.words == "82%"
    assert [words for _, words in period.own.corrected] == ["81%", "80%"]
    assert not page_of(value.measure.plan).has_comparators


def test_undated_values_stand_each_alone_by_the_day_of_their_document():
    source = SourceFactory(published_on=date(2026, 4, 15))
    measure = MeasureFactory(plan=source.plan, irregular=True)
    tell(measure, APRIL, "50")
    for value in ("171", "0"):
        MeasureValueFactory(
            measure=measure, printed=True, source=source, value=Decimal(value)
        )

    page = page_of(measure.plan)

    told = [(period.when, period.own.words) for period in page.periods]
    assert told == [
        ("April 2026", "50%"),
        ("Not dated", "0%"),
        ("Not dated", "171%"),
    ]
    assert [point.when for point in page.points] == ["April 2026"]


def test_chart_draws_dated_numbers_that_nobody_doubts_and_leaves_gaps():
    measure = MeasureTargetFactory(set_on=date(2026, 4, 30)).measure
    tell(measure, date(2026, 2, 1), "61")
    tell(measure, MARCH, "27", suspect=True)
    MeasureValueFactory(measure=measure, starts_on=APRIL, no_data=True)
    tell(measure, APRIL, "75", series="england")
    tell(measure, MAY, "80")

    points = page_of(measure.plan).points

    assert [
        (point.ends_on, point.own, point.england, point.target) for point in points
    ] == [
        (date(2026, 2, 28), 61, None, None),
        (date(2026, 3, 31), None, None, None),
        (date(2026, 4, 30), None, 75, 90),
        (date(2026, 5, 31), 80, None, 90),
    ]


def test_page_of_an_earlier_day_tells_what_was_told_then():
    measure = MeasureTargetFactory(set_on=date(2026, 5, 4)).measure
    tell(measure, APRIL, "80")
    tell(measure, MAY, "95")

    page = page_of(measure.plan, date(2026, 4, 30))

    assert [period.when for period in page.periods] == ["April 2026"]
    assert page.targets == []
    assert page.row.status == "no_target"


def test_contradiction_names_what_the_visit_found():
    measure = MeasureTargetFactory().measure
    tell(measure, MAY, "95")
    theme = MeasureThemeFactory(measure=measure).theme
    action = MeasureActionFactory(measure=measure).action
    visit = VisitFactory(plan=measure.plan, published=True)
    finding = FindingFactory(visit=visit, theme=theme)
    check = VisitCheckFactory(visit=visit, action=action, progress="limited")

    page = page_of(measure.plan)

    assert page.row.is_contradicted
    assert page.contradiction.visit == visit
    assert page.contradiction.concerns == [finding]
    assert page.contradiction.checks == [(check, ["Progress: limited"])]
    assert (page.themes, page.actions) == ([theme], [action])


def test_measure_off_target_is_not_contradicted():
    measure = MeasureTargetFactory().measure
    tell(measure, MAY, "5")
    theme = MeasureThemeFactory(measure=measure).theme
    FindingFactory(visit=VisitFactory(plan=measure.plan, published=True), theme=theme)

    assert page_of(measure.plan).contradiction is None


@pytest.mark.parametrize("count", [1, 50])
@pytest.mark.parametrize(
    ("latest", "queries"), [("5", QUERIES), ("95", CONTRADICTED_QUERIES)]
)
def test_page_asks_as_often_for_50_rows_as_for_1(
    django_assert_num_queries, count, latest, queries
):
    measure = MeasureTargetFactory().measure
    visit = VisitFactory(plan=measure.plan, published=True)
    for number in range(count):
        month = date(2018 + number // 12, number % 12 + 1, 1)
        tell(measure, month, "80")
        tell(measure, month, "70", series="england")
        theme = MeasureThemeFactory(measure=measure).theme
        FindingFactory(visit=visit, theme=theme)
        action = MeasureActionFactory(measure=measure).action
        VisitCheckFactory(visit=visit, action=action, progress="none")
    tell(measure, MAY, latest)

    with django_assert_num_queries(queries):
        page = page_of(measure.plan)

    assert len(page.periods) == count + 1
