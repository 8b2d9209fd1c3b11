"""The browser of each person of a plan; `people` is each test file's own."""

import pytest


@pytest.fixture
def owner(people, client):
    """The owner's browser."""
    client.force_login(people.owner)
    return client


@pytest.fixture
def viewer(people, client):
    """A viewer's browser."""
    client.force_login(people.viewer)
    return client


@pytest.fixture
def moderator(people, client):
    """The moderator's browser."""
    client.force_login(people.moderator)
    return client


@pytest.fixture
def manager(people, client):
    """The plan manager's browser."""
    client.force_login(people.manager)
    return client
