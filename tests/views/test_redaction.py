"""Removing words: for a superuser alone, shown first, done once."""

import pytest

from tests.factories import ActionFactory, PlanMembershipFactory
from tests.people import plan_with_people
from tests.views.pages import address, beside_fields, words
from tracker.models import Action, Change

pytestmark = pytest.mark.django_db

TYPED = {"words": "Jamie Smith", "why": "It named a child."}


@pytest.fixture
def people():
    return plan_with_people()


@pytest.fixture
def action(people):
    return ActionFactory(plan=people.plan, title="Visit Jamie Smith")


@pytest.fixture
def place(people):
    return address("redact", people.plan)


@pytest.fixture
def boss(client, people):
    client.force_login(people.superuser)
    return client


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("superuser", 200),
        ("manager", 403),
        ("viewer", 403),
        ("former", 404),
        ("stranger", 404),
    ],
)
def test_page_is_for_a_superuser(client, people, place, who, status):
    client.force_login(getattr(people, who))

    assert client.get(place).status_code == status


def test_post_of_a_manager_changes_nothing(client, people, place, action):
    client.force_login(people.manager)
    chosen = {"places": f"action.{action.pk}", "confirm": "yes"}

    assert client.post(place, TYPED | chosen).status_code == 403
    assert Action.objects.get().title == "Visit Jamie Smith"


def test_page_takes_no_put(boss, place):
    assert boss.put(place).status_code == 405


def test_history_leads_a_superuser_here(client, people, place):
    history = address("history", people.plan)
    client.force_login(people.manager)
    assert place not in client.get(history).content.decode()

    client.force_login(people.superuser)

    assert place in client.get(history).content.decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        pytest.param(
            {"words": "", "why": ""},
            {"words": "Enter words to remove", "why": "Say why they are removed"},
            id="nothing",
        ),
        pytest.param(
            {"words": "ab"}, {"words": "Give at least 3 characters"}, id="too short"
        ),
        pytest.param(
            {"words": "Nobody"},
            {"words": "These words stand nowhere in this plan"},
            id="nowhere",
        ),
    ],
)
def test_words_refused(boss, place, action, typed, said):
    assert beside_fields(boss.post(place, TYPED | typed)) == said


def test_words_of_every_day_are_refused(boss, place, action, monkeypatch):
    monkeypatch.setattr("tracker.views.redaction.MOST_PLACES", 1)
    ActionFactory(plan=action.plan, title="Visit Jamie Smith again")

    assert beside_fields(boss.post(place, TYPED)) == {
        "words": "These words stand in 2 places. Name them more exactly"
    }


def test_first_step_shows_where_they_stand_and_removes_nothing(boss, place, action):
    before = Change.objects.count()

    page = words(boss.post(place, TYPED).content.decode())

    assert "A-001 Visit Jamie Smith (title; 1 entry of its history)" in page
    assert Action.objects.get().title == "Visit Jamie Smith"
    assert Change.objects.count() == before


def test_second_step_removes_them_and_says_where_to_see_it(boss, place, action, people):
    chosen = {"places": f"action.{action.pk}", "confirm": "yes"}

    response = boss.post(place, TYPED | chosen, follow=True)

    page = words(response.content.decode())
    assert response.redirect_chain == [(address("history", people.plan), 302)]
    assert "The words were removed in 1 place." in page
    assert "Redacted: action Sue Super" in page
    assert "Why: It named a child." in page
    assert "Jamie" not in page
    assert Action.objects.get().title == "Visit [removed]"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        pytest.param({}, {"places": "Choose at least one place"}, id="no place"),
        pytest.param(
            {"places": "action.0"},
            {
                "places": "Select a valid choice. action.0 is not one of the available "
                "choices."
            },
            id="a place that was not shown",
        ),
    ],
)
def test_second_step_refused(boss, place, action, typed, said):
    response = boss.post(place, TYPED | typed | {"confirm": "yes"})

    assert beside_fields(response) == said
    assert Action.objects.get().title == "Visit Jamie Smith"


def test_reason_with_the_words_is_refused(boss, place, action):
    chosen = {"places": f"action.{action.pk}", "confirm": "yes"}
    why = {"why": "Jamie Smith is a child."}

    response = boss.post(place, TYPED | chosen | why)

    assert beside_fields(response) == {"why": "Leave the words out of the reason"}


def test_number_of_a_child_may_be_named_here(boss, place, people):
    ActionFactory(plan=people.plan, title="Visit 943 476 5919")

    page = words(boss.post(place, TYPED | {"words": "943 476 5919"}).content.decode())

    assert "A-001 Visit 943 476 5919" in page


def test_member_who_is_a_superuser_may_too(client, people, place):
    PlanMembershipFactory(plan=people.plan, person=people.superuser, manager=True)
    client.force_login(people.superuser)

    assert client.get(place).status_code == 200
