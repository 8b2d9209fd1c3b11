import pytest
from django.http import QueryDict

from tests.factories import TODAY as ON
from tests.factories import (
    ActionFactory,
    AnswerFactory,
    PlanFactory,
    RecommendationFactory,
    RecommendationPartFactory,
    ThemeFactory,
    VisitCheckFactory,
    VisitFactory,
)
from tracker.filters.recommendations import RecommendationFilter
from tracker.reports.recommendation_list import listed_recommendations

pytestmark = pytest.mark.django_db


def found(plan, query):
    """The references that a filter finds, in order."""
    filterset = RecommendationFilter(
        QueryDict(query), listed_recommendations(plan, ON), plan=plan, on=ON
    )
    assert filterset.is_valid(), filterset.errors
    return [row.reference for row in filterset.qs]


@pytest.fixture
def plan():
    """R-001 is answered and checked; R-002 answered in part; R-003 neither."""
    plan = PlanFactory()
    visit = VisitFactory(plan=plan)
    theme = ThemeFactory(plan=plan, slug="audit")
    first = RecommendationFactory(
        plan=plan, visit=visit, text="The quality of plans", parts=0
    )
    RecommendationPartFactory(recommendation=first, theme=theme)
    second = RecommendationFactory(
        plan=plan, visit=VisitFactory(plan=plan), text="The pace of plans", parts=2
    )
    RecommendationFactory(plan=plan, own_finding=True, text="Audits are too kind")
    for recommendation in (first, second):
        part = recommendation.parts.first()
        AnswerFactory(action=ActionFactory(plan=plan), part=part)
    VisitCheckFactory(recommendation=first)
    RecommendationFactory()
    return plan


@pytest.mark.parametrize(
    ("query", "references"),
    [
        pytest.param("", ["R-001", "R-002", "R-003"], id="all, of this plan"),
        pytest.param("q=plans", ["R-001", "R-002"], id="word"),
        pytest.param("q=plans+quality", ["R-001"], id="every word"),
        pytest.param("q=r-003", ["R-003"], id="reference"),
        pytest.param("kind=own_finding", ["R-003"], id="kind"),
        pytest.param("visit=V-2026-02", ["R-002"], id="visit"),
        pytest.param("theme=audit", ["R-001"], id="theme"),
        pytest.param("state=answered", ["R-001"], id="answered"),
        pytest.param("state=unanswered", ["R-002", "R-003"], id="unanswered"),
        pytest.param("state=confirmed", [], id="no other state"),
        pytest.param("sort=-state", ["R-001", "R-002", "R-003"], id="best state"),
        pytest.param("checked=checked", ["R-001"], id="checked"),
        pytest.param("checked=never_checked", ["R-002", "R-003"], id="never checked"),
        pytest.param("sort=-reference", ["R-003", "R-002", "R-001"], id="sorted"),
        pytest.param("sort=last_check", ["R-001", "R-002", "R-003"], id="unknown last"),
        pytest.param(
            "sort=-last_check", ["R-001", "R-002", "R-003"], id="unknown last too"
        ),
    ],
)
def test_filter_finds(plan, query, references):
    assert found(plan, query) == references


@pytest.mark.parametrize(
    "query",
    ["kind=wish", "visit=V-1999-01", "theme=none", "state=x", "checked=x", "sort=x"],
)
def test_unknown_value_is_an_error(plan, query):
    rows = listed_recommendations(plan, ON)

    filterset = RecommendationFilter(QueryDict(query), rows, plan=plan, on=ON)

    assert not filterset.is_valid()
    assert list(filterset.errors) == [query.split("=")[0]]


def test_narrowing_is_said_in_words(plan):
    rows = listed_recommendations(plan, ON)

    filterset = RecommendationFilter(
        QueryDict("visit=V-2026-01&q=plans"), rows, plan=plan, on=ON
    )

    assert filterset.narrowing == [
        ("Search", "plans"),
        ("Raised by", "V-2026-01 Monitoring visit, 21 to 22 April 2026"),
    ]
