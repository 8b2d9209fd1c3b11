"""Owners of actions, and taking them up, in the back office."""

from datetime import date

import pytest

from tests.admin.pages import address, errors_of, send
from tests.factories import (
    ActionFactory,
    OwnerChangeFactory,
    PostFactory,
)
from tracker.models import (
    Action,
    OwnerChange,
    StatusChange,
)

pytestmark = pytest.mark.django_db


def page_of(action):
    """The address of an action's page."""
    return address(Action, "change", action.pk)


def test_give_to_another_post_from_a_day(boss):
    action = ActionFactory(in_progress=True, owned=True)
    old, post = action.owner_post, PostFactory(plan=action.plan)

    send(
        boss,
        page_of(action),
        new_owner=post.pk,
        owner_from="2026-06-01",
        why="The service was reorganised",
    )

    change = OwnerChange.objects.latest("pk")
    assert (change.from_post, change.to_post) == (old, post)
    assert (change.changed_on, change.reason) == (
        date(2026, 6, 1),
        "The service was reorganised",
    )
    action.refresh_from_db()
    assert action.owner_post == post


def test_change_words_and_owner_in_one_go(boss):
    action = ActionFactory(in_progress=True, owned=True)
    post = PostFactory(plan=action.plan)

    send(
        boss,
        page_of(action),
        title="Other words",
        new_owner=post.pk,
        owner_from="2026-06-01",
        why="A new lead, a new start",
    )

    action.refresh_from_db()
    assert (action.title, action.owner_post) == ("Other words", post)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        pytest.param({"why": ""}, "why", id="no reason"),
        pytest.param({"owner_from": ""}, "owner_from", id="no day"),
        pytest.param({"owner_from": "2099-01-01"}, "owner_from", id="day to come"),
        pytest.param({"why": "", "title": "Other"}, "why", id="no reason for both"),
        pytest.param({"owner_from": "soon"}, "owner_from", id="no day at all"),
    ],
)
def test_give_away_with_something_missing_is_refused(boss, typed, field):
    action = ActionFactory(in_progress=True, owned=True)
    right = {
        "new_owner": PostFactory(plan=action.plan).pk,
        "owner_from": "2026-06-01",
        "why": "Reorganised",
    }

    response = send(boss, page_of(action), **right | typed)

    assert field in errors_of(response)
    assert OwnerChange.objects.count() == 1


def test_give_to_the_post_that_has_it_is_refused_in_words(boss):
    action = ActionFactory(in_progress=True, owned=True)

    response = send(
        boss,
        page_of(action),
        new_owner=action.owner_post.pk,
        owner_from="2026-06-01",
        why="Again",
    )

    assert "already owns this action" in str(errors_of(response))


def test_give_away_before_the_last_change_takes_back_the_new_words_too(boss):
    action = ActionFactory(in_progress=True, owned=True)
    OwnerChangeFactory(
        action=action, changed_on=date(2026, 6, 10), to_post=action.owner_post
    )

    response = send(
        boss,
        page_of(action),
        title="Other words",
        new_owner=PostFactory(plan=action.plan).pk,
        owner_from="2026-06-01",
        why="Late news",
    )

    assert "The owner last changed on 10 June 2026." in str(errors_of(response))
    assert "Other words</textarea>" in response.content.decode()
    action.refresh_from_db()
    assert action.title != "Other words"


def test_take_up_a_recorded_action(boss):
    action = ActionFactory(recorded=True)
    post = PostFactory(plan=action.plan)

    send(
        boss,
        page_of(action),
        take_up_as="in_progress",
        take_up_from="2026-06-01",
        new_owner=post.pk,
        due="2027-01-31",
        why="It is our plan now",
    )

    action.refresh_from_db()
    assert (action.status, action.owner_post) == ("in_progress", post)
    assert action.first_due_on == date(2027, 1, 31)
    assert action.claim == "planned"
    assert StatusChange.objects.get().changed_on == date(2026, 6, 1)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        pytest.param({"take_up_from": ""}, "take_up_from", id="no day"),
        pytest.param({"take_up_from": "2099-01-01"}, "take_up_from", id="to come"),
        pytest.param({"take_up_as": ""}, "take_up_as", id="promise without status"),
        pytest.param({"take_up_as": "sustained"}, "take_up_as", id="too far"),
    ],
)
def test_take_up_with_something_missing_is_refused(boss, typed, field):
    action = ActionFactory(recorded=True)
    right = {"take_up_as": "not_started", "take_up_from": "2026-06-01"}

    response = send(boss, page_of(action), due="2027-01-31", **right | typed)

    assert field in errors_of(response)
    action.refresh_from_db()
    assert action.status == ""
