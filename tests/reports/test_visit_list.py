import pytest

from tests.factories import (
    FindingFactory,
    RecommendationFactory,
    VisitCheckFactory,
    VisitFactory,
)
from tracker.reports.visit_list import listed_visits

pytestmark = pytest.mark.django_db


def test_counts_do_not_multiply_each_other():
    visit = VisitFactory()
    VisitFactory(plan=visit.plan)
    for factory, count in [
        (FindingFactory, 3),
        (RecommendationFactory, 2),
        (VisitCheckFactory, 2),
    ]:
        factory.create_batch(count, visit=visit)

    counts = (
        listed_visits(visit.plan)
        .order_by("reference")
        .values_list("finding_count", "recommendation_count", "check_count")
    )

    assert list(counts) == [(3, 2, 2), (0, 0, 0)]


def test_visits_of_another_plan_are_left_out():
    visit = VisitFactory()
    VisitFactory()

    assert list(listed_visits(visit.plan)) == [visit]
