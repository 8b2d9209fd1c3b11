from datetime import date

import pytest

from tests.factories import (
    ActionFactory,
    AnswerFactory,
    PostHoldingFactory,
    RecommendationFactory,
    RecurrenceFactory,
    VisitCheckFactory,
    VisitFactory,
)
from tracker.choices import Basis, LinkBasis
from tracker.reports.recommendation_page import recommendation_page

pytestmark = pytest.mark.django_db
QUERIES = 8


def test_each_part_stands_with_the_actions_that_answer_it(today):
    recommendation = RecommendationFactory(parts=["Plans", "Reviews"])
    plans, _reviews = recommendation.parts.all()
    first = ActionFactory(plan=recommendation.plan, owned=True)
    PostHoldingFactory(post=first.owner_post, name="Hana Holder")
    second = ActionFactory(plan=recommendation.plan, recorded=True)
    AnswerFactory(action=second, part=plans, basis=LinkBasis.INFERRED)
    AnswerFactory(action=first, part=plans)

    page = recommendation_page(recommendation, today)

    answered, open_part = page.parts
    assert [(each.action.reference, each.is_inferred) for each in answered.answers] == [
        (first.reference, False),
        (second.reference, True),
    ]
    assert answered.answers[0].action.holder_name == "Hana Holder"
    assert answered.is_covered
    assert open_part.answers == []
    assert not open_part.is_covered
    assert page.covered_part_count == 1


def test_recorded_action_answers_but_does_not_cover(today):
    recommendation = RecommendationFactory()
    action = ActionFactory(plan=recommendation.plan, recorded=True)
    AnswerFactory(action=action, part=recommendation.parts.get())

    page = recommendation_page(recommendation, today)

    assert [each.action for each in page.parts[0].answers] == [action]
    assert page.covered_part_count == 0


def test_checks_stand_newest_first_in_words(today):
    recommendation = RecommendationFactory()
    for month in (2, 5):
        visit = VisitFactory(plan=recommendation.plan, starts_on=date(2026, month, 3))
        VisitCheckFactory(visit=visit, recommendation=recommendation)

    page = recommendation_page(recommendation, today)

    assert [each.check.visit.starts_on.month for each in page.checks] == [5, 2]
    assert page.checks[0].said == ["Progress: some"]


def test_links_to_other_recommendations_stand_both_ways(today):
    recommendation = RecommendationFactory()
    earlier = RecurrenceFactory(later=recommendation)
    later = RecurrenceFactory(earlier=recommendation)
    detail = RecommendationFactory(
        plan=recommendation.plan,
        belongs_to=recommendation,
        belongs_to_basis=Basis.INFERRED,
    )

    page = recommendation_page(recommendation, today)

    assert page.takes_up == [earlier]
    assert page.taken_up_by == [later]
    assert page.details == [detail]


@pytest.mark.parametrize("count", [1, 50])
def test_page_is_read_in_eight_queries(today, django_assert_num_queries, count):
    recommendation = RecommendationFactory(parts=count)
    for part in recommendation.parts.all():
        action = ActionFactory(plan=recommendation.plan, owned=True)
        AnswerFactory(action=action, part=part)

    with django_assert_num_queries(QUERIES):
        page = recommendation_page(recommendation, today)
        assert page.parts[0].answers[0].action.owner_post.title
