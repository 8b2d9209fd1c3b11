"""The link with which a person chooses the first password."""

import pytest

from tests.factories import UserFactory
from tracker.edge.invitations import set_password_link

pytestmark = pytest.mark.django_db


def test_link_leads_to_the_sign_in_pages_of_this_host(rf, client):
    request = rf.get("/", headers={"host": "testserver"})

    link = set_password_link(request, UserFactory())

    assert link.startswith("http://testserver/accounts/password/reset/key/")
    assert "Choose a password" in client.get(link, follow=True).content.decode()


def test_link_stops_working_once_a_password_is_chosen(rf, client):
    person = UserFactory()
    link = set_password_link(rf.get("/"), person)

    person.set_password("Sunflower-Field-9")
    person.save()

    page = client.get(link, follow=True).content.decode()
    assert "This link no longer works" in page
