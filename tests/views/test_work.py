"""My work: the first page after signing in."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import ActionFactory, ProgressUpdateFactory
from tests.people import plan_with_people
from tests.views.pages import address, words

pytestmark = pytest.mark.django_db

QUERIES = 4  # session, person, actions, plans


@pytest.fixture
def people():
    return plan_with_people(name="Riverton plan")


def page_of(client, person):
    client.force_login(person)
    return client.get(reverse("tracker:my-work"))


def test_page_lists_what_asks_most_first(people, client):
    today = timezone.localdate()
    days = {"late": -3, "soon": 5, "quiet": 90, "well": 90}
    for title, due_in in days.items():
        action = ActionFactory(
            plan=people.plan,
            owner_post=people.post,
            in_progress=True,
            title=title,
            due_on=today + timedelta(days=due_in),
        )
        heard = 60 if title == "quiet" else 0
        ProgressUpdateFactory(action=action, made_on=today - timedelta(days=heard))

    response = page_of(client, people.owner)

    text = words(response.content.decode())
    order = [
        "Overdue (1) A-001 late",
        "Overdue by 3 days.",
        "Due in the next 28 days (1) A-002 soon",
        "Waiting for an update (1) A-003 quiet",
        "Your other open actions (1) A-004 well",
        "Your plans Riverton plan Viewer",
    ]
    places = [text.find(part) for part in order]
    assert -1 not in places
    assert places == sorted(places)
    assert address("update-create", people.plan, "A-001") in response.content.decode()


def test_page_of_who_holds_no_post_says_so(people, client):
    ActionFactory(plan=people.plan, owner_post=people.post, overdue=True)

    text = words(page_of(client, people.viewer).content.decode())

    assert "You hold no post with open actions." in text
    assert "Riverton plan Viewer" in text


def test_page_of_who_is_no_member_says_whom_to_ask(people, client):
    text = words(page_of(client, people.stranger).content.decode())

    assert "You are not a member of any plan. Ask the plan manager to add you." in text


@pytest.mark.parametrize("count", [1, 50])
def test_page_asks_as_often_for_one_as_for_fifty(
    people, client, django_assert_num_queries, count
):
    for _ in range(count):
        action = ActionFactory(
            plan=people.plan, owner_post=people.post, in_progress=True
        )
        ProgressUpdateFactory(action=action)
    client.force_login(people.owner)

    with django_assert_num_queries(QUERIES):
        response = client.get(reverse("tracker:my-work"))

    assert response.context["work"].count == count
