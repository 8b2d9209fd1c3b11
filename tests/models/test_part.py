import pytest

from tests.factories import (
    RecommendationFactory,
    RecommendationPartFactory,
    ThemeFactory,
    unsaved,
)
from tests.models.rules import assert_refused, assert_said

pytestmark = pytest.mark.django_db


def test_part_is_numbered_once():
    part = RecommendationPartFactory(text="Plans")

    assert_refused(
        unsaved(
            RecommendationPartFactory, recommendation=part.recommendation, number=1
        ),
        "Recommendation part with this Recommendation and Number already exists.",
    )
    assert str(part) == "R-001 part 1: Plans"


def test_part_of_another_plans_theme_is_refused():
    row = unsaved(
        RecommendationPartFactory,
        recommendation=RecommendationFactory(),
        theme=ThemeFactory(),
    )

    assert_said(row, "Choose a theme of the same plan.")
