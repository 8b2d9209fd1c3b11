"""What a measure may say of itself, and what it may be linked to."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from tests.factories import (
    ActionFactory,
    MeasureActionFactory,
    MeasureFactory,
    MeasureThemeFactory,
    PlanFactory,
    PostFactory,
    ThemeFactory,
    unsaved,
)
from tests.models.rules import assert_accepted, assert_refused, assert_said

pytestmark = pytest.mark.django_db

BASELINE = "Give the baseline with its day, or neither."
DAY = date(2025, 6, 30)


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({}, id="every month"),
        pytest.param({"irregular": True}, id="for no fixed period"),
        pytest.param({"polarity": "neither"}, id="neither is better"),
        pytest.param(
            {"baseline": Decimal("61.5"), "baseline_on": DAY}, id="with a baseline"
        ),
        pytest.param({"ends_on": date(2026, 1, 1)}, id="of one day"),
    ],
)
def test_measure_is_accepted(values):
    assert_accepted(unsaved(MeasureFactory, **values))


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        pytest.param({"baseline": Decimal(61)}, BASELINE, id="baseline, no day"),
        pytest.param({"baseline_on": DAY}, BASELINE, id="day, no baseline"),
        pytest.param(
            {"ends_on": date(2025, 12, 31)},
            "The last day is before the first one. Give a later last day.",
            id="ends before it begins",
        ),
        pytest.param(
            {"starts_on": None},
            "Give the day from which it is counted, so that entries fall due.",
            id="every month, from no day",
        ),
        pytest.param(
            {"polarity": "up"}, "Value 'up' is not a valid choice.", id="polarity"
        ),
        pytest.param(
            {"frequency": "daily"},
            "Value 'daily' is not a valid choice.",
            id="frequency",
        ),
    ],
)
def test_measure_is_refused(values, sentence):
    assert_refused(unsaved(MeasureFactory, **values), sentence)


def test_reference_is_given_once_in_a_plan():
    first = MeasureFactory()

    assert_accepted(unsaved(MeasureFactory, reference=first.reference))
    assert_refused(
        unsaved(MeasureFactory, plan=first.plan, reference=first.reference),
        "Measure with this Plan and Reference already exists.",
    )


def test_post_of_another_plan_is_refused():
    assert_said(
        unsaved(MeasureFactory, plan=PlanFactory(), owner_post=PostFactory()),
        "Choose a post of the same plan.",
    )


@pytest.mark.parametrize(
    ("link", "other", "sentence"),
    [
        pytest.param(
            MeasureThemeFactory,
            {"theme": ThemeFactory},
            "Choose a theme of the same plan.",
            id="theme",
        ),
        pytest.param(
            MeasureActionFactory,
            {"action": ActionFactory},
            "Choose an action of the same plan.",
            id="action",
        ),
    ],
)
def test_link_into_another_plan_is_refused(link, other, sentence):
    elsewhere = {name: factory() for name, factory in other.items()}
    row = unsaved(link, measure=MeasureFactory(), **elsewhere)

    with pytest.raises(ValidationError) as refused:
        row.full_clean()
    assert refused.value.messages == [sentence]


def test_link_stands_once():
    theme, action = MeasureThemeFactory(), MeasureActionFactory()

    assert_refused(
        unsaved(MeasureThemeFactory, measure=theme.measure, theme=theme.theme),
        "Measure theme with this Measure and Theme already exists.",
    )
    assert_refused(
        unsaved(MeasureActionFactory, measure=action.measure, action=action.action),
        "Measure action with this Measure and Action already exists.",
    )
