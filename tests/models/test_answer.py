import pytest

from tests.factories import (
    ActionFactory,
    AnswerFactory,
    RecommendationFactory,
    RecommendationPartFactory,
    unsaved,
)
from tests.models.rules import assert_refused, assert_said
from tracker.choices import ActionStatus
from tracker.models import Answer, RecommendationPart

pytestmark = pytest.mark.django_db

NOT_LISTED = "Value 'odd' is not a valid choice."


@pytest.mark.parametrize(
    ("status", "is_covered"),
    [
        pytest.param("", False, id="recorded"),
        *[
            pytest.param(status, status != ActionStatus.CLOSED, id=status)
            for status in ActionStatus.values
        ],
    ],
)
def test_part_is_covered_by_a_tracked_action_that_is_not_closed(status, is_covered):
    plan = RecommendationFactory().plan
    part = RecommendationPart.objects.get()
    action = (
        ActionFactory(plan=plan, status=status)
        if status
        else ActionFactory(plan=plan, recorded=True)
    )
    AnswerFactory(action=action, part=part)

    assert Answer.objects.live().exists() == is_covered
    assert RecommendationPart.objects.covered().exists() == is_covered


def test_answer_is_given_once():
    answer = AnswerFactory()

    assert_refused(
        unsaved(AnswerFactory, action=answer.action, part=answer.part),
        "Answer with this Action and Part already exists.",
    )
    assert str(answer).startswith("A-001 answers R-001 part 1: ")


def test_answer_across_plans_is_refused():
    row = unsaved(
        AnswerFactory, action=ActionFactory(), part=RecommendationPartFactory()
    )

    assert_said(row, "Choose a recommendation of the same plan.")


def test_answer_of_no_basis_is_refused():
    assert_refused(unsaved(AnswerFactory, basis="odd"), NOT_LISTED)
