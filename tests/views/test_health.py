"""What load balancers ask: well or not, and nothing more in public."""

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tracker.views import health

WELL = {"database": True, "migrations": True, "cache": True}


@pytest.fixture
def place():
    return reverse("tracker:health")


@pytest.mark.django_db
def test_all_is_well_without_signing_in(client, place):
    response = client.get(place)

    assert response.status_code == 200
    assert response.json() == WELL


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["database", "migrations", "cache"])
@pytest.mark.parametrize("error", [None, DatabaseError("password=secret")])
def test_what_fails_is_named_and_not_explained(client, place, monkeypatch, name, error):
    def fail():
        if error:
            raise error
        return False

    monkeypatch.setitem(health.CHECKS, name, fail)

    response = client.get(place)

    assert response.status_code == 503
    assert response.json() == {**WELL, name: False}


@pytest.mark.django_db
def test_migration_that_is_missing_is_seen(monkeypatch):
    monkeypatch.setattr(
        health.MigrationExecutor, "migration_plan", lambda *_: ["a migration"]
    )

    assert not health.migrations_are_applied()


@pytest.mark.django_db
def test_cache_that_forgets_is_seen(monkeypatch):
    monkeypatch.setattr(health.cache, "get", lambda _name: None)

    assert not health.cache_answers()


def test_health_is_not_written_to(client, place):
    assert client.post(place).status_code == 405


@pytest.mark.django_db
def test_asking_for_health_reads_no_session_and_no_person(client, place):
    with CaptureQueriesContext(connection) as asked:
        response = client.get(place)

    assert "Set-Cookie" not in response
    tables = ("django_session", "tracker_user")
    assert not [
        query for query in asked if any(name in query["sql"] for name in tables)
    ]
