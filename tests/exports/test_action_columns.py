"""What an action's row in a file tells, and that all rows are one query."""

import pytest

from tests.factories import (
    TODAY,
    ActionFactory,
    AnswerFactory,
    PlanFactory,
    RecommendationFactory,
)
from tracker.exports.action_columns import ACTION_COLUMNS, ANSWERS, action_rows
from tracker.models import Action

pytestmark = pytest.mark.django_db

PLACE = ACTION_COLUMNS.index(ANSWERS)


def answered(plan):
    """What the file says each action answers."""
    rows = action_rows(Action.objects.filter(plan=plan).for_list(TODAY))
    return [(row[0], row[PLACE]) for row in rows]


def test_answers_stand_in_one_cell_in_the_order_of_their_references():
    plan = PlanFactory()
    first, second = ActionFactory.create_batch(2, plan=plan)
    many = RecommendationFactory(plan=plan, parts=11)
    for number in (11, 2):
        AnswerFactory(action=first, part=many.parts.get(number=number))
    AnswerFactory(action=second)

    assert answered(plan) == [
        ("A-001", "R-001.2; R-001.11"),
        ("A-002", "R-002.1"),
    ]


def test_action_that_answers_nothing_has_an_empty_cell():
    plan = ActionFactory().plan

    assert answered(plan) == [("A-001", "")]


def test_version_tells_when_the_row_was_last_changed():
    action = ActionFactory()
    action.title = "Train managers"
    action.save()

    (row,) = action_rows(Action.objects.for_list(TODAY))

    assert (ACTION_COLUMNS[-1].heading, row[-1]) == ("Version", 2)


@pytest.mark.parametrize("count", [1, 50])
def test_rows_are_one_query(count, django_assert_num_queries):
    plan = PlanFactory()
    recommendation = RecommendationFactory(plan=plan)
    for action in ActionFactory.create_batch(count, plan=plan):
        AnswerFactory(action=action, part=recommendation.parts.get())

    with django_assert_num_queries(1):
        rows = list(action_rows(Action.objects.filter(plan=plan).for_list(TODAY)))

    assert len(rows) == count
