"""Letting somebody in, inviting again, and the last day."""

import re
from datetime import date, timedelta

import pytest
from django.core import mail as outbox
from django.utils import timezone

from tests.factories import (
    UserFactory,
)
from tests.people import plan_with_people
from tests.views.people_pages import address, body, new_member, typed_day
from tracker.models import PlanMembership, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    """A plan with everybody who may ask."""
    return plan_with_people()


def test_add_member_without_account_sends_a_link_that_works(client, people):
    client.force_login(people.manager)

    response = client.post(address(people, "member-create"), new_member(), follow=True)

    (message,) = outbox.outbox
    link = re.search(r"http://testserver(\S+)", message.body)[1]
    assert "Nia New was added as viewer." in body(response)
    assert "An invitation was sent to nia@partner.example." in body(response)
    assert message.to == ["nia@partner.example"]
    assert "Mary Manager" in message.body

    client.logout()
    page = client.get(link, follow=True)
    words = {"password1": "Sunflower-Field-9", "password2": "Sunflower-Field-9"}
    client.post(page.redirect_chain[-1][0], words)
    assert client.login(
        username="nia@partner.example",
        email="nia@partner.example",
        password="Sunflower-Field-9",
    )
    assert client.get(address(people, "people")).status_code == 200


def test_invitation_stops_working_after_seven_days(client, people, settings):
    client.force_login(people.manager)
    client.post(address(people, "member-create"), new_member())
    link = re.search(r"http://testserver(\S+)", outbox.outbox[0].body)[1]

    settings.PASSWORD_RESET_TIMEOUT = -1

    assert "This link no longer works" in body(client.get(link, follow=True))


def test_add_member_who_signs_in_already_sends_no_mail(client, people):
    UserFactory(
        email="nia@partner.example", full_name="Nia Known", password="Sunflower-9"
    )
    client.force_login(people.manager)

    response = client.post(address(people, "member-create"), new_member(), follow=True)

    assert "Nia Known was added as viewer." in body(response)
    assert outbox.outbox == []
    assert PlanMembership.objects.latest("pk").person.full_name == "Nia Known"


def test_add_member_where_no_mail_goes_out_keeps_the_member(client, people, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    client.force_login(people.manager)

    response = client.post(address(people, "member-create"), new_member(), follow=True)

    page = body(response)
    assert "The invitation to nia@partner.example could not be sent." in page
    assert "choose “Send again” beside the name" in page
    assert PlanMembership.objects.filter(person__email="nia@partner.example").exists()


def test_add_member_may_begin_and_end_in_the_future(client, people):
    tomorrow = timezone.localdate() + timedelta(days=1)
    client.force_login(people.manager)

    client.post(
        address(people, "member-create"),
        new_member(
            **typed_day("starts_on", tomorrow), **typed_day("ends_on", tomorrow)
        ),
    )

    member = PlanMembership.objects.latest("pk")
    assert (member.starts_on, member.ends_on) == (tomorrow, tomorrow)


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        pytest.param({"full_name": ""}, "Enter full name", id="no name"),
        pytest.param(
            {"email": "nia"}, "Enter an email address in the correct", id="no address"
        ),
        pytest.param({"role": "owner"}, "Select a valid choice", id="not a role"),
        pytest.param(
            typed_day("ends_on", date(2026, 5, 1)),
            "The last day is before the first one",
            id="days out of order",
        ),
    ],
)
def test_add_member_with_wrong_words_keeps_them(client, people, typed, error):
    client.force_login(people.manager)
    accounts = User.objects.count()
    typed = new_member(**typed)

    page = body(client.post(address(people, "member-create"), typed))

    assert error in page
    assert f'value="{typed["email"]}"' in page
    assert User.objects.count() == accounts
    assert outbox.outbox == []


def test_add_member_with_a_second_role_is_refused(client, people):
    client.force_login(people.manager)

    page = body(
        client.post(
            address(people, "member-create"), new_member(email=people.viewer.email)
        )
    )

    assert "This person already has a role in the plan on some of these days." in page


def test_send_again_mails_a_new_link(client, people):
    client.force_login(people.manager)

    client.post(address(people, "member-invite"))

    assert [message.to for message in outbox.outbox] == [[people.owner.email]]


def test_send_again_to_who_has_a_password_sends_nothing(client, people):
    people.owner.set_password("Sunflower-Field-9")
    people.owner.save()
    client.force_login(people.manager)

    response = client.post(address(people, "member-invite"), follow=True)

    assert "Olive Owner has already chosen a password." in body(response)
    assert outbox.outbox == []


def test_end_membership_closes_the_plan_after_that_day(client, people):
    yesterday = timezone.localdate() - timedelta(days=1)
    client.force_login(people.manager)

    response = client.post(
        address(people, "member-end"),
        {**typed_day("ends_on", yesterday), "version": "1"},
        follow=True,
    )

    assert f"The last day of Olive Owner is {yesterday:%-d %B %Y}." in body(response)
    client.force_login(people.owner)
    assert client.get(address(people, "people")).status_code == 404


def test_end_membership_on_a_day_that_is_none_keeps_what_was_typed(client, people):
    client.force_login(people.manager)
    typed = {"ends_on_day": "31", "ends_on_month": "2", "ends_on_year": "2027"}

    page = body(client.post(address(people, "member-end"), {**typed, "version": "1"}))

    assert "Last day must be a real date" in page
    assert 'value="31"' in page


def test_end_membership_before_it_began_is_refused(client, people):
    client.force_login(people.manager)

    page = body(
        client.post(
            address(people, "member-end"),
            {**typed_day("ends_on", date(2024, 1, 1)), "version": "1"},
        )
    )

    assert "There is a problem" in page
    assert PlanMembership.objects.order_by("pk").first().ends_on is None


def test_end_membership_saved_meanwhile_shows_both_days(client, people):
    membership = PlanMembership.objects.order_by("pk").first()
    membership.ends_on = date(2027, 1, 31)
    membership.save()
    client.force_login(people.manager)
    typed = {**typed_day("ends_on", date(2027, 2, 28)), "version": "1"}

    page = client.post(address(people, "member-end"), typed)

    assert "31 January 2027" in body(page)
    assert "28 February 2027" in body(page)
    membership.refresh_from_db()
    assert membership.ends_on == date(2027, 1, 31)
    typed["version"] = str(page.context["form"]["version"].value())
    client.post(address(people, "member-end"), typed)
    membership.refresh_from_db()
    assert membership.ends_on == date(2027, 2, 28)
