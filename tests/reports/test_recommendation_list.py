from datetime import date

import pytest

from tests.factories import (
    ActionFactory,
    AnswerFactory,
    PlanFactory,
    RecommendationFactory,
    VisitCheckFactory,
    VisitFactory,
)
from tracker.reports.recommendation_list import (
    listed_recommendations,
    recommendation_rows,
)

pytestmark = pytest.mark.django_db


def test_counts_do_not_multiply_each_other(today):
    recommendation = RecommendationFactory(parts=3)
    plan = recommendation.plan
    first, second, _third = recommendation.parts.all()
    action = ActionFactory(plan=plan)
    AnswerFactory(action=action, part=first)
    AnswerFactory(action=action, part=second)
    AnswerFactory(action=ActionFactory(plan=plan), part=first)
    VisitCheckFactory(recommendation=recommendation)
    VisitCheckFactory(recommendation=recommendation)

    row = listed_recommendations(plan, today).get()

    assert row.part_count == 3
    assert row.covered_part_count == 2
    assert row.action_count == 2
    assert row.check_count == 2


@pytest.mark.parametrize(
    "situation",
    [
        pytest.param({"recorded": True}, id="recorded"),
        pytest.param({"closed": True}, id="closed"),
    ],
)
def test_action_that_is_not_live_covers_nothing(today, situation):
    recommendation = RecommendationFactory()
    action = ActionFactory(plan=recommendation.plan, **situation)
    AnswerFactory(action=action, part=recommendation.parts.get())

    row = listed_recommendations(recommendation.plan, today).get()

    assert (row.action_count, row.covered_part_count) == (1, 0)


def test_row_without_anything_is_all_noughts(today):
    recommendation = RecommendationFactory(parts=0)

    (row,) = recommendation_rows(
        list(listed_recommendations(recommendation.plan, today))
    )

    shown = row.recommendation
    assert (shown.part_count, shown.action_count, shown.check_count) == (0, 0, 0)
    assert shown.last_check_visit is None
    assert row.last_said == []


def test_last_check_is_that_of_the_latest_visit_by_the_day(today):
    plan = PlanFactory()
    recommendation = RecommendationFactory(plan=plan)
    for starts_on, progress in [
        (date(2026, 2, 3), "some"),
        (date(2026, 5, 5), "limited"),
        (date(2026, 6, 16), "met"),
    ]:
        visit = VisitFactory(plan=plan, starts_on=starts_on)
        VisitCheckFactory(
            visit=visit,
            recommendation=recommendation,
            progress=progress,
            sustained="no",
            direction="worse",
        )

    (row,) = recommendation_rows(list(listed_recommendations(plan, today)))

    assert row.recommendation.last_check_visit == "V-2026-03"
    assert row.recommendation.last_check_on == date(2026, 5, 6)
    assert row.last_said == ["Progress: limited", "Not sustained"]
