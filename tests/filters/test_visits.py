from datetime import date

import pytest
from django.http import QueryDict

from tests.factories import TODAY as ON
from tests.factories import FindingFactory, PlanFactory, VisitFactory
from tracker.filters.visits import VisitFilter
from tracker.reports.visit_list import listed_visits

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    """Three visits in two years, and one of another plan."""
    plan = PlanFactory()
    VisitFactory(plan=plan, starts_on=date(2025, 3, 4), scope="The front door")
    VisitFactory(plan=plan, starts_on=date(2025, 9, 9), inspection=True)
    latest = VisitFactory(
        plan=plan, starts_on=date(2026, 2, 3), inspectors="Joan Pettifer"
    )
    FindingFactory(visit=latest)
    VisitFactory()
    return plan


@pytest.mark.parametrize(
    ("query", "references"),
    [
        pytest.param("", ["V-2026-03", "V-2025-02", "V-2025-01"], id="newest first"),
        pytest.param("q=door", ["V-2025-01"], id="scope"),
        pytest.param("q=pettifer", ["V-2026-03"], id="inspector"),
        pytest.param("q=v-2025-02", ["V-2025-02"], id="reference"),
        pytest.param("kind=full_inspection", ["V-2025-02"], id="kind"),
        pytest.param("year=2025", ["V-2025-02", "V-2025-01"], id="year"),
        pytest.param(
            "sort=days", ["V-2025-01", "V-2025-02", "V-2026-03"], id="by days"
        ),
        pytest.param(
            "sort=-findings", ["V-2026-03", "V-2025-02", "V-2025-01"], id="by findings"
        ),
    ],
)
def test_filter_finds(plan, query, references):
    filterset = VisitFilter(QueryDict(query), listed_visits(plan), plan=plan, on=ON)

    assert filterset.is_valid(), filterset.errors
    assert [visit.reference for visit in filterset.qs] == references


@pytest.mark.parametrize("query", ["kind=x", "year=1999", "sort=size"])
def test_unknown_value_is_an_error(plan, query):
    filterset = VisitFilter(QueryDict(query), listed_visits(plan), plan=plan, on=ON)

    assert not filterset.is_valid()
