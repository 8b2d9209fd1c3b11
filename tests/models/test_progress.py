from datetime import date

import pytest

from tests.factories import ActionFactory, ProgressUpdateFactory, unsaved
from tests.models.rules import assert_accepted, assert_refused, assert_said
from tracker.models import ProgressUpdate

pytestmark = pytest.mark.django_db

EARLIER = "Choose an earlier update of the same action."


def test_update_of_no_rating_is_refused():
    assert_refused(
        unsaved(ProgressUpdateFactory, rating="odd"),
        "Value 'odd' is not a valid choice.",
    )


@pytest.mark.parametrize("percent", [0, 50, 100])
def test_update_per_cent_is_accepted(percent):
    assert_accepted(unsaved(ProgressUpdateFactory, percent=percent))


def test_update_of_more_than_all_is_refused():
    row = unsaved(ProgressUpdateFactory, percent=101)

    assert_refused(row, "Ensure this value is less than or equal to 100.")


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({"suggested_rating": ""}, id="nothing suggested"),
        pytest.param({"suggested_rating": "amber"}, id="as suggested"),
        pytest.param(
            {"suggested_rating": "red", "rating_reason": "A month is left."},
            id="differs, with a reason",
        ),
    ],
)
def test_rating_beside_the_suggested_one_is_accepted(values):
    assert_accepted(unsaved(ProgressUpdateFactory, rating="amber", **values))


def test_rating_that_differs_without_a_reason_is_refused():
    row = unsaved(ProgressUpdateFactory, rating="green", suggested_rating="red")

    assert_refused(row, "Say why your rating differs.")


def test_update_is_numbered_once():
    update = ProgressUpdateFactory()

    assert_refused(
        unsaved(ProgressUpdateFactory, action=update.action, number=1),
        "Progress update with this Action and Number already exists.",
    )
    assert str(update) == "A-001 update 1"


def test_correction_names_an_earlier_update():
    update = ProgressUpdateFactory()

    assert_accepted(
        unsaved(ProgressUpdateFactory, action=update.action, corrects=update)
    )


def test_correction_of_another_action_is_refused():
    update = ProgressUpdateFactory()
    other = ActionFactory(plan=update.action.plan)

    row = unsaved(ProgressUpdateFactory, action=other, number=2, corrects=update)

    assert_said(row, EARLIER)


def test_correction_of_a_later_update_is_refused():
    update = ProgressUpdateFactory(number=5)

    row = unsaved(
        ProgressUpdateFactory, action=update.action, number=4, corrects=update
    )

    assert_said(row, EARLIER)


def test_latest_by_a_day_is_the_highest_number_of_the_last_day():
    action = ActionFactory()
    for day in (date(2026, 5, 1), date(2026, 6, 1), date(2026, 6, 1)):
        ProgressUpdateFactory(action=action, made_on=day)

    numbers = [
        list(ProgressUpdate.objects.latest_by(on).values_list("number", flat=True))
        for on in (date(2026, 4, 30), date(2026, 5, 31), date(2026, 6, 1))
    ]

    assert numbers == [[], [1], [3, 2, 1]]
