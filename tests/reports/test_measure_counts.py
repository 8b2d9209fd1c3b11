"""How many measures stand how."""

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
from tracker.reports.measure_counts import measure_counts

pytestmark = pytest.mark.django_db


def test_counts_of_a_day():
    plan = PlanFactory()
    visit = VisitFactory(plan=plan, published=True)
    for value in (95, 92, 86, 10):
        measure = MeasureTargetFactory(plan=plan).measure
        MeasureValueFactory(
            measure=measure, starts_on=date(2026, 5, 1), value=Decimal(value)
        )
    theme = MeasureThemeFactory(measure=plan.measures.first()).theme
    FindingFactory(visit=visit, theme=theme)
    MeasureFactory(plan=plan)
    MeasureFactory()  # of another plan

    counts = measure_counts(plan=plan, on=TODAY)

    assert counts.by_status == {
        "off_target": 1,
        "within_tolerance": 1,
        "on_target": 2,
        "no_target": 0,
        "no_data": 1,
    }
    assert (counts.total, counts.off_target) == (5, 1)
    assert (counts.contradicted, counts.due) == (1, 1)


@pytest.mark.parametrize("count", [1, 50])
def test_counting_asks_as_often_for_50_as_for_1(django_assert_num_queries, count):
    plan = PlanFactory()
    MeasureFactory.create_batch(count, plan=plan)

    with django_assert_num_queries(1):
        assert measure_counts(plan=plan, on=TODAY).due == count
