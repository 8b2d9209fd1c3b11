"""Pages shown when something went wrong."""

import pytest
from django.core.exceptions import PermissionDenied
from django.template.loader import render_to_string
from django.test import Client
from django.views import defaults

from tests.factories import UserFactory


def test_page_that_does_not_exist_asks_the_database_nothing(client):
    response = client.get("/no/such/page/")

    assert response.status_code == 404
    assert "<h1" in response.content.decode()


@pytest.mark.parametrize("name", ["400.html", "500.html"])
def test_page_of_a_broken_server_needs_no_context(name):
    html = render_to_string(name)

    assert "There is a problem" in html
    assert "{" not in html


def test_refusal_says_why(rf):
    request = rf.get("/")
    request.user = UserFactory.build()

    response = defaults.permission_denied(
        request, PermissionDenied("Only a moderator may do this.")
    )

    assert response.status_code == 403
    assert "Only a moderator may do this." in response.content.decode()


def test_refusal_without_a_reason_names_the_role(rf):
    request = rf.get("/")
    request.user = UserFactory.build()

    response = defaults.permission_denied(request, PermissionDenied())

    assert "Your role in this plan does not allow it." in response.content.decode()


@pytest.mark.django_db
def test_form_sent_without_its_token_is_explained():
    response = Client(enforce_csrf_checks=True).post("/accounts/login/", {})

    assert response.status_code == 403
    assert "This page was open for too long" in response.content.decode()
