"""What may recur: suggested by theme, until somebody links or declines it."""

from datetime import date

import pytest

from tests.factories import (
    DeclinedRecurrenceFactory,
    PlanFactory,
    RecommendationFactory,
    RecommendationPartFactory,
    RecurrenceFactory,
    ThemeFactory,
    VisitFactory,
)
from tracker.reports.suggestions import suggestions

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return PlanFactory()


@pytest.fixture
def themes(plan):
    """Pace and supervision."""
    return [ThemeFactory(plan=plan, name=name) for name in ("Pace", "Supervision")]


def raised(plan, year, *themes, **values):
    """A recommendation of a visit of a year, with a part about each theme."""
    visit = VisitFactory(
        **{"plan": plan, "starts_on": date(year, 3, 1), "is_published": True, **values}
    )
    row = RecommendationFactory(plan=plan, visit=visit, parts=0)
    for theme in themes:
        RecommendationPartFactory(recommendation=row, theme=theme)
    return row


def told(plan, **options):
    """The pairs that are suggested, with their themes."""
    found = suggestions(plan=plan, on=date(2026, 6, 15), **options)
    return [(each.later, each.earlier, each.themes) for each in found]


def test_suggestion_shares_a_theme_with_what_an_earlier_visit_raised(plan, themes):
    first = raised(plan, 2022, *themes)
    raised(plan, 2023, ThemeFactory(plan=plan))
    second = raised(plan, 2024, themes[1])
    third = raised(plan, 2025, *themes)

    assert told(plan) == [
        (second, first, ("Supervision",)),
        (third, first, ("Pace", "Supervision")),
        (third, second, ("Supervision",)),
    ]
    assert told(plan, later=second) == [(second, first, ("Supervision",))]


def test_suggestion_is_not_made_within_one_visit_nor_of_own_findings(plan, themes):
    first = raised(plan, 2022, *themes)
    for values in ({"visit": first.visit}, {"own_finding": True}):
        other = RecommendationFactory(plan=plan, parts=0, **values)
        RecommendationPartFactory(recommendation=other, theme=themes[0])

    assert told(plan) == []


@pytest.mark.parametrize("settled", [RecurrenceFactory, DeclinedRecurrenceFactory])
def test_suggestion_ends_once_it_is_linked_or_declined(plan, themes, settled):
    first, second = raised(plan, 2022, *themes), raised(plan, 2024, *themes)
    settled(later=second, earlier=first)

    assert told(plan) == []


def test_suggestion_is_not_made_of_what_links_lead_to_already(plan, themes):
    first, second, third = (
        raised(plan, year, themes[0]) for year in (2020, 2022, 2024)
    )
    RecurrenceFactory(later=second, earlier=first)
    RecurrenceFactory(later=third, earlier=second)

    assert told(plan) == []


def test_links_that_run_in_a_ring_are_followed_once(plan, themes):
    first, second = raised(plan, 2022, themes[0]), raised(plan, 2024, themes[0])
    RecurrenceFactory(later=second, earlier=first)
    RecurrenceFactory(later=first, earlier=second)

    assert told(plan) == []


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({"is_published": False}, id="a draft"),
        pytest.param({"starts_on": date(2026, 6, 15)}, id="not over by the day"),
    ],
)
def test_suggestion_reads_published_visits_up_to_the_day(plan, themes, values):
    raised(plan, 2022, *themes)
    raised(plan, 2026, *themes, **values)

    assert told(plan) == []


@pytest.mark.parametrize("count", [1, 50])
def test_suggestions_in_three_queries(plan, themes, count, django_assert_num_queries):
    first = raised(plan, 2022, *themes)
    for _ in range(count):
        later = RecommendationFactory(
            plan=plan, visit=VisitFactory(plan=plan, published=True), parts=0
        )
        RecommendationPartFactory(recommendation=later, theme=themes[0])

    with django_assert_num_queries(3):
        found = suggestions(plan=plan, on=date(2026, 6, 15))

    assert [each.earlier for each in found].count(first) == count
