"""Which measures a list shows, and in which order."""

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
from tracker.filters.measures import MeasureFilter
from tracker.reports.measures import standing_measures

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    """M-001 on target but contradicted, M-002 off target, M-003 never told."""
    plan = PlanFactory()
    for value, name in ((95, "Supervision on time"), (10, "Visits on time")):
        measure = MeasureTargetFactory(
            plan=plan, measure__name=name, measure__tells="Of all children."
        ).measure
        MeasureValueFactory(
            measure=measure, starts_on=date(2026, 5, 1), value=Decimal(value)
        )
    MeasureFactory(plan=plan, name="Caseload", frequency="quarterly")
    first = plan.measures.get(reference="M-001")
    theme = MeasureThemeFactory(measure=first, theme__slug="voice").theme
    FindingFactory(visit=VisitFactory(plan=plan, published=True), theme=theme)
    return plan


def found(plan, **query):
    """The references that the filter finds."""
    measures = standing_measures(plan, TODAY).with_due(TODAY)
    filterset = MeasureFilter(
        query, measures.order_by("-is_due", "reference"), plan=plan, on=TODAY
    )
    assert filterset.is_valid(), filterset.errors
    return [measure.reference for measure in filterset.qs]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param({}, ["M-003", "M-001", "M-002"], id="what is due first"),
        pytest.param({"q": "on time"}, ["M-001", "M-002"], id="words of the name"),
        pytest.param({"q": "visits children"}, ["M-002"], id="words of both texts"),
        pytest.param({"q": "m-003"}, ["M-003"], id="reference"),
        pytest.param({"status": "off_target"}, ["M-002"], id="status"),
        pytest.param({"status": "no_data"}, ["M-003"], id="no data"),
        pytest.param({"theme": "voice"}, ["M-001"], id="theme"),
        pytest.param({"frequency": "quarterly"}, ["M-003"], id="how often"),
        pytest.param({"due": "on"}, ["M-003"], id="due"),
        pytest.param({"contradicted": "on"}, ["M-001"], id="contradicted"),
        pytest.param(
            {"sort": "reference"}, ["M-001", "M-002", "M-003"], id="by reference"
        ),
        pytest.param({"sort": "status"}, ["M-002", "M-001", "M-003"], id="worst first"),
        pytest.param({"sort": "name"}, ["M-003", "M-001", "M-002"], id="by name"),
        pytest.param({"sort": "-period"}, ["M-001", "M-002", "M-003"], id="by period"),
    ],
)
def test_list_is_narrowed_and_sorted(plan, query, expected):
    assert found(plan, **query) == expected


@pytest.mark.parametrize(
    "query", [{"status": "green"}, {"theme": "none"}, {"due": "yes"}, {"sort": "size"}]
)
def test_unknown_value_is_refused(plan, query):
    measures = standing_measures(plan, TODAY).with_due(TODAY)

    assert not MeasureFilter(query, measures, plan=plan, on=TODAY).is_valid()
