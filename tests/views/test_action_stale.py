"""Two managers, one action: the later one sees both versions and loses nothing."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django.asserts import assertRedirects

from tests.factories import (
    ActionFactory,
    AnswerFactory,
    PostFactory,
    RecommendationFactory,
)
from tests.people import plan_with_people
from tests.views.pages import address, compared, summary, typed_day
from tracker.models import Action
from tracker.views.submit import STALE

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    """A plan with an action in progress and a recorded one, each saved since."""
    people = plan_with_people()
    for slug, title in (("head", "Head of service"), ("director", "Director")):
        PostFactory(plan=people.plan, slug=slug, title=title)
    recommendation = RecommendationFactory(plan=people.plan, parts=["Plans", "Visits"])
    tracked = ActionFactory(
        plan=people.plan,
        owner_post=people.post,
        in_progress=True,
        title="Train managers",
        output="A course",
        version=3,
    )
    AnswerFactory(action=tracked, part=recommendation.parts.first())
    ActionFactory(plan=people.plan, recorded=True, title="Launch", version=3)
    return people


@pytest.fixture
def manager(people, client):
    """The browser of the later manager, whose forms were opened at version 1."""
    client.force_login(people.manager)
    return client


def edited(people, **changes):
    parts = people.plan.recommendations.get().parts
    return {
        "title": "Train every manager",
        "output": "A course",
        "outcome": "Supervision is regular",
        "impact": "",
        "workstream": "",
        "parts": [str(parts.get(text="Visits").pk)],
        "why": "The board asked for all",
        "version": "1",
        **changes,
    }


def taken_up(**changes):
    today = timezone.localdate()
    return {
        "owner_post": "head",
        "status": "not_started",
        "version": "1",
        **typed_day("starts_on", None),
        **typed_day("due_on", today + timedelta(days=30)),
        **typed_day("taken_up_on", today),
        **changes,
    }


def given(**changes):
    return {
        "post": "director",
        "reason": "Reorganised",
        "version": "1",
        **typed_day("changed_on", timezone.localdate()),
        **changes,
    }


def test_edit_of_a_stale_form_shows_both_versions(people, manager):
    response = manager.post(
        address("action-update", people.plan, "A-001"), edited(people)
    )

    assert summary(response) == [STALE]
    assert compared(response) == [
        ("Action", "Train managers", "Train every manager"),
        ("Outcome", "", "Supervision is regular"),
        (
            "Which parts of recommendations does it answer?",
            "R-001.1 Plans",
            "R-001.2 Visits",
        ),
    ]
    html = response.content.decode()
    assert 'value="Train every manager"' in html
    assert 'value="The board asked for all"' in html
    assert Action.objects.get(reference="A-001").title == "Train managers"


def test_edit_saved_again_after_both_were_seen_is_stored(people, manager):
    page = address("action-update", people.plan, "A-001")
    seen = manager.post(page, edited(people)).context["form"]["version"].value()

    response = manager.post(page, edited(people, version=seen))

    assertRedirects(response, address("action-detail", people.plan, "A-001"))
    assert Action.objects.get(reference="A-001").title == "Train every manager"


def test_edit_sent_twice_is_told_that_nothing_is_left_to_save(people, manager):
    page = address("action-update", people.plan, "A-001")
    manager.post(page, edited(people, version="3"))

    response = manager.post(page, edited(people, version="3"))

    assert compared(response) == []
    assert "There is nothing left to save" in response.content.decode()


def test_change_of_owner_of_a_stale_form_shows_both_owners(people, manager):
    response = manager.post(address("action-owner", people.plan, "A-001"), given())

    assert summary(response) == [STALE]
    assert compared(response) == [("New owner", "Head of safeguarding", "Director")]
    assert 'value="Reorganised"' in response.content.decode()
    assert Action.objects.get(reference="A-001").owner_post == people.post


def test_take_up_of_a_stale_form_shows_both_promises(people, manager):
    due = timezone.localdate() + timedelta(days=30)

    response = manager.post(address("action-take-up", people.plan, "A-002"), taken_up())

    assert summary(response) == [STALE]
    assert compared(response) == [
        ("Owner", "", "Head of service"),
        ("Where does it stand?", "", "Not started"),
        ("Due date", "", f"{due:%-d %B %Y}"),
    ]
    assert Action.objects.get(reference="A-002").status == ""


def test_take_up_of_an_action_that_was_taken_up_since_shows_both_promises(
    people, manager
):
    response = manager.post(address("action-take-up", people.plan, "A-001"), taken_up())

    action = Action.objects.get(reference="A-001")
    due = timezone.localdate() + timedelta(days=30)
    assert summary(response) == ["A-001 is already tracked."]
    assert compared(response) == [
        ("Owner", "Head of safeguarding", "Head of service"),
        ("Where does it stand?", "In progress", "Not started"),
        ("Due date", f"{action.due_on:%-d %B %Y}", f"{due:%-d %B %Y}"),
    ]
    assert action.owner_post == people.post
