"""Accounts in the back office: invited, and never a way to more than one's own."""

import re

import pytest
from django.core import mail as outbox
from django.urls import reverse

from tests.admin.pages import address, errors_of, send
from tests.factories import (
    PlanMembershipFactory,
    UserFactory,
)
from tracker.models import Change, User

pytestmark = pytest.mark.django_db


def invite_nia(client):
    """Add an account for Nia New."""
    return send(
        client,
        address(User, "add"),
        email="Nia@Partner.example",
        full_name="Nia New",
        why="New partner",
    )


def test_add_account_sends_a_link_that_works(
    client, staff_viewer, django_capture_on_commit_callbacks
):
    client.force_login(staff_viewer)

    with django_capture_on_commit_callbacks(execute=True):
        invite_nia(client)

    account = User.objects.get(email="nia@partner.example")
    change = Change.objects.of(account).get()
    assert (change.by, change.why) == (staff_viewer, "New partner")
    assert not account.has_usable_password()
    link = re.search(r"http://testserver(\S+)", outbox.outbox[0].body)[1]
    assert "Choose a password" in client.get(link, follow=True).content.decode()


@pytest.mark.django_db(transaction=True)
def test_add_account_where_no_mail_goes_out_says_so(boss, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9

    invite_nia(boss)

    page = boss.get(address(User, "changelist")).content.decode()
    assert "could not be sent" in page
    assert User.objects.filter(email="nia@partner.example").exists()


def test_add_account_of_a_known_address_is_refused_in_words(boss):
    UserFactory(email="nia@partner.example")

    response = invite_nia(boss)

    assert errors_of(response)["email"] == [
        "This email address already has an account."
    ]
    assert outbox.outbox == []


def test_rights_are_not_asked_when_an_account_is_added(client, staff_viewer):
    client.force_login(staff_viewer)

    send(
        client,
        address(User, "add"),
        email="nia@partner.example",
        full_name="Nia New",
        is_superuser="on",
        is_staff="on",
    )

    account = User.objects.get(email="nia@partner.example")
    assert (account.is_superuser, account.is_staff) == (False, False)


@pytest.mark.parametrize("whose", ["own", "of a member"])
def test_staff_give_no_rights_in_the_back_office(client, people, staff_manager, whose):
    account = staff_manager if whose == "own" else people.viewer
    client.force_login(staff_manager)

    send(
        client,
        address(User, "change", account.pk),
        full_name="Other Name",
        is_superuser="on",
        is_staff="on",
        user_permissions="1",
        groups="1",
    )

    account.refresh_from_db()
    assert account.full_name == "Other Name"
    assert not account.is_superuser
    assert account.is_staff is (whose == "own")


def test_superuser_gives_the_staff_flag(boss, people):
    send(boss, address(User, "change", people.viewer.pk), is_staff="on")

    people.viewer.refresh_from_db()
    assert people.viewer.is_staff


def superuser(people):
    """Opens everything."""
    PlanMembershipFactory(plan=people.plan, person=people.superuser)
    return people.superuser


def other_staff(people):
    """Opens the back office."""
    return PlanMembershipFactory(plan=people.plan, person__is_staff=True).person


def member_elsewhere(people):
    """Opens another plan."""
    PlanMembershipFactory(person=people.viewer)
    return people.viewer


@pytest.mark.parametrize("whose", [superuser, other_staff, member_elsewhere])
@pytest.mark.parametrize("page", ["change", "password"])
def test_staff_take_over_no_account_that_opens_more(
    client, people, staff_manager, whose, page
):
    account = whose(people)
    before = (account.email, account.password)
    client.force_login(staff_manager)
    path = address(User, "change", account.pk)
    if page == "password":
        path = reverse("admin:auth_user_password_change", args=[account.pk])
    words = {"password1": "Sunflower-Field-9", "password2": "Sunflower-Field-9"}

    response = client.post(path, {"email": "mine@council.example", **words})

    account.refresh_from_db()
    assert response.status_code == 403
    assert (account.email, account.password) == before


def test_set_a_password_of_a_member(client, people, staff_manager):
    client.force_login(staff_manager)
    path = reverse("admin:auth_user_password_change", args=[people.viewer.pk])
    page = client.get(address(User, "change", people.viewer.pk)).content.decode()
    words = {"password1": "Sunflower-Field-9", "password2": "Sunflower-Field-9"}

    assert path in page
    assert client.get(path).status_code == 200
    client.post(path, {**words, "usable_password": "true"})

    people.viewer.refresh_from_db()
    change = Change.objects.of(people.viewer).first()
    assert people.viewer.check_password("Sunflower-Field-9")
    assert (change.by, change.after) == (staff_manager, {"password": "(changed)"})


def test_change_own_password_in_the_back_office(client, staff_manager):
    staff_manager.set_password("Sunflower-Field-9")
    staff_manager.save()
    client.force_login(staff_manager)

    client.post(
        reverse("admin:password_change"),
        {
            "old_password": "Sunflower-Field-9",
            "new_password1": "Poppy-Meadow-8",
            "new_password2": "Poppy-Meadow-8",
        },
    )

    staff_manager.refresh_from_db()
    assert staff_manager.check_password("Poppy-Meadow-8")


def test_account_shows_memberships_of_visible_plans_only(client, people, staff_manager):
    other = PlanMembershipFactory(person=people.viewer)
    client.force_login(staff_manager)

    page = client.get(address(User, "change", people.viewer.pk)).content.decode()

    assert people.plan.name in page
    assert other.plan.name not in page
