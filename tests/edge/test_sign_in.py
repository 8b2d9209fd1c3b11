"""Coming in, going out, and what is closed to those without an account."""

import re

import pytest
from django.contrib.auth import get_user
from django.urls import reverse
from pytest_django.asserts import assertRedirects, assertTemplateUsed

from tests.factories import UserFactory
from tracker.edge.sign_in import AccountAdapter
from tracker.models import User

PASSWORD = "Sunflower-Field-9"  # noqa: S105  made up for these tests

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    """Somebody who may sign in."""
    person = UserFactory(email="sam@council.example", full_name="Sam Okafor")
    person.set_password(PASSWORD)
    person.save()
    return person


@pytest.fixture
def counting(settings):
    """A cache of this test's own for counting tries."""
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    }


def sign_in(client, password: str = PASSWORD, email: str = "sam@council.example"):
    data = {"login": email, "password": password}
    return client.post(reverse("account_login"), data)


def test_right_password_leads_to_my_work(client, person):
    response = sign_in(client)

    assertRedirects(response, reverse("tracker:my-work"), fetch_redirect_response=False)
    assert get_user(client) == person


def test_address_is_read_in_any_spelling(client, person):
    sign_in(client, email="Sam@Council.Example")

    assert get_user(client) == person


@pytest.mark.parametrize(
    ("email", "password"),
    [
        pytest.param("sam@council.example", "wrong", id="wrong password"),
        pytest.param("kim@council.example", PASSWORD, id="unknown address"),
    ],
)
def test_what_does_not_match_is_answered_alike(client, person, email, password):
    response = sign_in(client, password, email)

    assert response.context["form"].non_field_errors() == [
        "The email address or the password is not right"
    ]
    assert "<title>Error: Sign in" in response.content.decode()
    assert not get_user(client).is_authenticated


def test_closed_account_does_not_come_in(client, person):
    person.is_active = False
    person.save()

    sign_in(client)

    assert not get_user(client).is_authenticated


def test_after_too_many_tries_even_the_right_password_waits(
    client, person, settings, counting
):
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "1/m/key"}
    sign_in(client, "wrong")

    response = sign_in(client)

    assert response.context["form"].non_field_errors() == [
        "Too many tries. Wait a few minutes and try again"
    ]
    assert not get_user(client).is_authenticated


def test_too_many_requests_are_answered_in_plain_words(client, settings, counting):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    sign_in(client)

    response = sign_in(client)

    assert response.status_code == 429
    assertTemplateUsed(response, "tracker/base.html")


def test_signing_out(client, person):
    client.force_login(person)

    response = client.post(reverse("account_logout"))

    assertRedirects(response, reverse("account_login"))
    assert not get_user(client).is_authenticated


def test_looking_at_the_sign_out_page_signs_nobody_out(client, person):
    client.force_login(person)

    client.get(reverse("account_logout"))

    assert get_user(client) == person


def test_nobody_makes_an_account_alone(client):
    data = {"email": "new@council.example", "password1": PASSWORD}

    response = client.post(reverse("account_signup"), data)

    assertTemplateUsed(response, "account/signup_closed.html")
    assert not User.objects.filter(email="new@council.example").exists()


def test_link_to_a_new_password_works_once(client, person, mailoutbox):
    client.post(reverse("account_reset_password"), {"email": person.email})
    link = re.search(r"https?://[^/]+(/\S+)", mailoutbox[0].body)[1]
    form_address = client.get(link).url
    passwords = {"password1": "Meadow-Gate-27", "password2": "Meadow-Gate-27"}

    client.post(form_address, passwords)

    person.refresh_from_db()
    assert person.check_password("Meadow-Gate-27")
    assert "This link no longer works" in client.get(link, follow=True).content.decode()


def test_unknown_address_gets_a_mail_and_the_same_page(client, person, mailoutbox):
    address = reverse("account_reset_password")

    known = client.post(address, {"email": person.email})
    unknown = client.post(address, {"email": "kim@council.example"})

    assert known.url == unknown.url == reverse("account_reset_password_done")
    assert [(mail.to, mail.subject) for mail in mailoutbox] == [
        (["sam@council.example"], "Choose your password"),
        (["kim@council.example"], "No account with this address"),
    ]


@pytest.mark.parametrize(
    "name",
    [
        "account_login",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key_done",
        "account_signup",
        "account_inactive",
    ],
)
def test_page_for_people_not_signed_in_has_our_frame_and_no_menu(client, name):
    response = client.get(reverse(name))

    assert response.status_code == 200
    assertTemplateUsed(response, "tracker/base.html")
    assert "Change password" not in response.content.decode()


@pytest.mark.parametrize(
    "name",
    [
        "account_change_password",
        "account_email",
        "account_logout",
        "account_reauthenticate",
    ],
)
def test_page_for_people_signed_in_names_them(client, person, name):
    client.force_login(person)

    response = client.get(reverse(name))

    assert response.status_code == 200
    assertTemplateUsed(response, "tracker/base.html")
    assert "Sam Okafor" in response.content.decode()


@pytest.mark.parametrize(
    ("is_staff", "shown"),
    [pytest.param(True, True, id="staff"), pytest.param(False, False, id="others")],
)
def test_link_to_the_back_office_is_for_staff(client, person, is_staff, shown):
    person.is_staff = is_staff
    person.save()
    client.force_login(person)

    response = client.get(reverse("account_email"))

    assert (reverse("admin:index") in response.content.decode()) is shown


def test_subject_of_a_mail_has_no_host_name():
    assert AccountAdapter().format_email_subject("Choose your password") == (
        "Choose your password"
    )
