"""Who works in the back office."""

import pytest

from tests.factories import PlanMembershipFactory, UserFactory
from tests.people import plan_with_people


@pytest.fixture
def people():
    """A plan with everybody who may ask."""
    return plan_with_people()


@pytest.fixture
def boss(client):
    """A superuser, signed in."""
    client.force_login(UserFactory(full_name="Sue Boss", superuser=True))
    return client


@pytest.fixture
def staff_manager(client, people):
    """A plan manager with the staff flag."""
    return staff(people, manager=True)


@pytest.fixture
def staff_viewer(client, people):
    """A viewer with the staff flag."""
    return staff(people)


def staff(people, **role):
    """A member of the plan who may use the back office."""
    return PlanMembershipFactory(plan=people.plan, person__is_staff=True, **role).person
