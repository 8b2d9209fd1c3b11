"""What a plan manager does with an action: forms that work, refuse and never lose."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from pytest_django.asserts import assertRedirects

from tests.people import people_with_actions
from tests.views.pages import address, beside_fields, summary, typed_day
from tracker.models import Action, Change

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    """A plan with a recommendation, an action in progress and a recorded one."""
    return people_with_actions()


def part(people, text="Plans"):
    return str(people.plan.recommendations.get().parts.get(text=text).pk)


def today():
    return timezone.localdate()


def added(people, **changes):
    """What is typed to add an action."""
    return {
        "title": "Write a guide",
        "output": "A guide",
        "outcome": "Plans are alike",
        "impact": "Children know their plan",
        "parts": [part(people)],
        "owner_post": "head",
        **typed_day("starts_on", None),
        **typed_day("due_on", today() + timedelta(days=90)),
        **changes,
    }


def edited(people, **changes):
    """What is typed to change the action in progress."""
    return {
        "title": "Train all managers",
        "output": "A course",
        "outcome": "Supervision is regular",
        "impact": "",
        "workstream": "",
        "parts": [part(people)],
        "why": "The board asked for all",
        "version": "1",
        **changes,
    }


# Add


def test_action_is_added_and_its_page_says_so(people, manager):
    response = manager.post(address("action-create", people.plan), added(people))

    assertRedirects(response, address("action-detail", people.plan, "A-003"))
    action = Action.objects.get(reference="A-003")
    assert (action.title, action.owner_post) == ("Write a guide", people.post)
    assert action.first_due_on == today() + timedelta(days=90)
    assert action.status_changes.get().changed_on == today()
    changes = Change.objects.filter(by=people.manager)
    assert changes.values("change_set").distinct().count() == 1
    page = manager.get(response["Location"])
    assert "A-003" in page.content.decode()


def test_link_of_a_part_ticks_it(people, manager):
    page = manager.get(address("action-create", people.plan) + "?part=R-001.2")

    html = page.content.decode()
    ticked = f'value="{part(people, "Visits")}"'
    assert html.split(ticked)[1].lstrip().startswith("checked")
    assert html.count("checked") == 1


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        pytest.param({"title": ""}, "title", "Enter action", id="no words"),
        pytest.param(
            {"title": "TRAIN"}, "title", "A-001 already says this.", id="twin"
        ),
        pytest.param({"parts": []}, "parts", "Choose at least one part", id="no part"),
        pytest.param(
            typed_day("due_on", None),
            "due_on",
            "Enter the due date, or tick that none is agreed yet",
            id="no date",
        ),
        pytest.param(
            typed_day("starts_on", date(2099, 1, 1)),
            "due_on",
            "The due date is before the start. Give a later due date.",
            id="due before the start",
        ),
    ],
)
def test_action_refused_says_why_beside_the_field_and_above_and_keeps_the_rest(
    people, manager, changes, field, said
):
    response = manager.post(
        address("action-create", people.plan), added(people, **changes)
    )

    assert response.status_code == 200
    html = response.content.decode()
    assert "<title>Error: Add an action" in html
    assert summary(response) == [said]
    assert beside_fields(response) == {field: said}
    assert "A guide</textarea>" in html
    assert "Children know their plan</textarea>" in html
    assert Action.objects.count() == 2


def test_action_sent_twice_is_added_once(people, manager):
    for _ in range(2):
        response = manager.post(address("action-create", people.plan), added(people))

    assert summary(response) == ["A-003 already says this."]
    assert Action.objects.count() == 3


# Edit


def test_edit_form_shows_what_stands(people, manager):
    html = manager.get(address("action-update", people.plan, "A-001")).content.decode()

    assert 'value="Train"' in html
    assert html.count("checked") == 1
    assert 'name="first_due_on' not in html
    assert 'name="due_on' not in html


def test_action_is_changed_with_a_reason(people, manager):
    response = manager.post(
        address("action-update", people.plan, "A-001"), edited(people)
    )

    assertRedirects(response, address("action-detail", people.plan, "A-001"))
    assert Action.objects.get(reference="A-001").title == "Train all managers"
    change = Change.objects.get(model="action", kind="changed")
    assert (change.by, change.why) == (people.manager, "The board asked for all")


def test_due_date_typed_into_the_edit_form_is_not_read(people, manager):
    before = Action.objects.get(reference="A-001").first_due_on

    manager.post(
        address("action-update", people.plan, "A-001"),
        edited(people, first_due_on="2030-01-01", due_on="2030-01-01"),
    )

    action = Action.objects.get(reference="A-001")
    assert (action.first_due_on, action.due_on) == (before, before)


def test_edit_without_a_reason_keeps_what_was_typed(people, manager):
    response = manager.post(
        address("action-update", people.plan, "A-001"), edited(people, why="")
    )

    assert summary(response) == ["Enter why it is changed"]
    assert beside_fields(response) == {"why": "Enter why it is changed"}
    assert 'value="Train all managers"' in response.content.decode()
