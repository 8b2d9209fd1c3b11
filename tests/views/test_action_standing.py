"""Taking up an action and giving it to another post, on pages."""

from datetime import date

import pytest
from django.utils import timezone
from pytest_django.asserts import assertRedirects

from tests.people import people_with_actions
from tests.views.pages import address, beside_fields, summary, typed_day
from tracker.models import Action

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    """A plan with a recommendation, an action in progress and a recorded one."""
    return people_with_actions()


def today():
    return timezone.localdate()


def taken_up(**changes):
    return {
        "owner_post": "head",
        "status": "not_started",
        "version": "1",
        **typed_day("starts_on", None),
        **typed_day("due_on", None),
        "no_due_date": "on",
        **typed_day("taken_up_on", today()),
        **changes,
    }


def test_recorded_action_is_taken_up(people, manager):
    response = manager.post(address("action-take-up", people.plan, "A-002"), taken_up())

    assertRedirects(response, address("action-detail", people.plan, "A-002"))
    action = Action.objects.get(reference="A-002")
    assert (action.status, action.owner_post) == ("not_started", people.post)
    assert action.claim == "planned"


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        pytest.param(
            typed_day("taken_up_on", date(2099, 1, 1)),
            "taken_up_on",
            "Give today or a day in the past.",
            id="from a day to come",
        ),
        pytest.param(
            typed_day("taken_up_on", date(2021, 1, 1)),
            "taken_up_on",
            "The document is of 19 January 2022. Give that day or a later one.",
            id="from a day before the document",
        ),
        pytest.param({"status": ""}, "status", "Select where it stands", id="nowhere"),
    ],
)
def test_take_up_refused_says_why(people, manager, changes, field, said):
    response = manager.post(
        address("action-take-up", people.plan, "A-002"), taken_up(**changes)
    )

    assert summary(response) == [said]
    assert beside_fields(response) == {field: said}
    assert Action.objects.get(reference="A-002").status == ""


def test_tracked_action_is_not_offered_to_be_taken_up(people, manager):
    response = manager.get(address("action-take-up", people.plan, "A-001"))

    assertRedirects(response, address("action-detail", people.plan, "A-001"))


# Give to another post


def given(**changes):
    return {
        "post": "director",
        "reason": "The service was reorganised",
        "version": "1",
        **typed_day("changed_on", today()),
        **changes,
    }


def test_action_gets_another_owner(people, manager):
    response = manager.post(address("action-owner", people.plan, "A-001"), given())

    assertRedirects(response, address("action-detail", people.plan, "A-001"))
    change = Action.objects.get(reference="A-001").owner_changes.last()
    assert (change.to_post.slug, change.reason) == (
        "director",
        "The service was reorganised",
    )


@pytest.mark.parametrize(
    ("changes", "fields", "said"),
    [
        pytest.param(
            {"post": "head"},
            ["post"],
            "Head of safeguarding already owns this action.",
            id="the same",
        ),
        pytest.param(
            typed_day("changed_on", date(2026, 3, 1)),
            ["changed_on"],
            "The owner last changed on 2 March 2026. Give that day or a later one.",
            id="earlier than the last change",
        ),
        pytest.param({"reason": ""}, ["reason"], "Enter reason", id="no reason"),
    ],
)
def test_change_of_owner_refused_says_why(people, manager, changes, fields, said):
    response = manager.post(
        address("action-owner", people.plan, "A-001"), given(**changes)
    )

    assert summary(response) == [said]
    assert beside_fields(response) == dict.fromkeys(fields, said)
    assert Action.objects.get(reference="A-001").owner_post == people.post


def test_owner_of_a_recorded_action_is_not_changed(people, manager):
    response = manager.post(address("action-owner", people.plan, "A-002"), given())

    assert summary(response) == ["Take the action up before giving it to a post."]
