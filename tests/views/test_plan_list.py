"""The plans of a person; straight through where there is one."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertRedirects

from tests.factories import PlanFactory, PlanMembershipFactory, UserFactory
from tests.views.pages import words

pytestmark = pytest.mark.django_db

QUERIES = 3  # session, person, plans


@pytest.fixture
def person(client):
    """Somebody who is signed in."""
    person = UserFactory()
    client.force_login(person)
    return person


@pytest.fixture
def place():
    return reverse("tracker:plan-list")


def test_one_plan_is_opened_at_once(client, person, place):
    plan = PlanMembershipFactory(person=person).plan
    PlanFactory()  # somebody else's

    response = client.get(place)

    assertRedirects(
        response,
        reverse("tracker:plan-detail", args=[plan.slug]),
        fetch_redirect_response=False,
    )


def test_several_plans_are_listed_by_name_each_with_the_role(client, person, place):
    for name, trait in (("Beeches", "manager"), ("Ashes", "board_member")):
        PlanMembershipFactory(
            person=person, plan=PlanFactory(name=name, fictional=True), **{trait: True}
        )
    PlanFactory(name="Cedars")

    text = words(client.get(place).content.decode())

    assert "Ashes Board member, fictional Beeches Plan manager, fictional" in text
    assert "Cedars" not in text


def test_no_plan_says_whom_to_ask(client, person, place):
    response = client.get(place)

    assert response.status_code == 200
    assert "Ask the plan manager to add you." in response.content.decode()


def test_ended_membership_lists_nothing(client, person, place):
    PlanMembershipFactory(person=person, ended=True)

    assert list(client.get(place).context["plans"]) == []


def test_superuser_sees_every_plan(client, place):
    plans = PlanFactory.create_batch(2)
    client.force_login(UserFactory(superuser=True))

    assert set(client.get(place).context["plans"]) == set(plans)


@pytest.mark.parametrize("count", [2, 50])
def test_list_asks_as_often_for_two_as_for_fifty(
    client, person, place, django_assert_num_queries, count
):
    for _ in range(count):
        PlanMembershipFactory(person=person)

    with django_assert_num_queries(QUERIES):
        response = client.get(place)

    assert len(response.context["plans"]) == count
