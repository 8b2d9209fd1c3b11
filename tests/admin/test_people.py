"""Accounts, members and holders in the back office."""

import re

import pytest
from django.core import mail as outbox
from django.urls import reverse

from tests.admin.pages import address, as_opened, errors_of, send
from tests.factories import (
    ActionFactory,
    DueDateChangeFactory,
    PlanMembershipFactory,
    PostFactory,
    PostHoldingFactory,
    UserFactory,
)
from tracker.models import Change, Plan, PlanMembership, Post, PostHolding, User

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


# Members


def test_add_member_below_a_plan(client, people, staff_manager):
    fresh = UserFactory(full_name="Fred Fresh")
    client.force_login(staff_manager)

    send(
        client,
        address(Plan, "change", people.plan.pk),
        **{
            "memberships-TOTAL_FORMS": str(people.plan.memberships.count() + 1),
            f"memberships-{people.plan.memberships.count()}-person": fresh.pk,
            f"memberships-{people.plan.memberships.count()}-role": "viewer",
            f"memberships-{people.plan.memberships.count()}-starts_on": "2026-06-01",
        },
    )

    assert Change.objects.of(fresh.memberships.get()).get().by == staff_manager


def test_end_membership_keeps_role_and_first_day(client, people, staff_viewer):
    membership = people.viewer.memberships.get()
    client.force_login(staff_viewer)

    send(
        client,
        address(PlanMembership, "change", membership.pk),
        ends_on="2027-01-31",
        role="plan_manager",
        starts_on="2020-01-01",
    )

    kept = (membership.role, membership.starts_on)
    membership.refresh_from_db()
    assert f"{membership.ends_on}" == "2027-01-31"
    assert (membership.role, membership.starts_on) == kept


def test_second_role_is_refused_in_words(boss, people):
    response = send(
        boss,
        address(PlanMembership, "add"),
        plan=people.plan.pk,
        person=people.viewer.pk,
        role="moderator",
        starts_on="2026-06-01",
    )

    assert "already has a role in the plan" in str(errors_of(response))


# Holders


@pytest.mark.parametrize("with_account", [True, False])
def test_add_holder_on_its_own_page(client, people, staff_manager, with_account):
    client.force_login(staff_manager)
    who = {"account": people.viewer.pk} if with_account else {"name": "Paul Partner"}

    send(
        client,
        address(PostHolding, "add"),
        post=people.post.pk,
        kind="holder",
        starts_on="2026-06-01",
        **who,
    )

    holding = PostHolding.objects.latest("pk")
    assert holding.name == ("Vera Viewer" if with_account else "Paul Partner")
    assert Change.objects.of(holding).get().by == staff_manager


@pytest.mark.parametrize(
    ("day", "words"),
    [
        pytest.param("2099-01-01", "a day in the past", id="to come"),
        pytest.param("2025-01-06", "already has an entry from that day", id="taken"),
    ],
)
def test_add_holder_of_a_wrong_day_is_refused_in_words(boss, people, day, words):
    response = send(
        boss,
        address(PostHolding, "add"),
        post=people.post.pk,
        kind="holder",
        starts_on=day,
        name="Paul Partner",
    )

    assert words in str(errors_of(response))
    assert PostHolding.objects.count() == 2


def test_add_holder_below_its_post(boss, people):
    send(
        boss,
        address(Post, "change", people.post.pk),
        **{
            "holdings-TOTAL_FORMS": "3",
            "holdings-2-kind": "holder",
            "holdings-2-starts_on": "2026-06-01",
            "holdings-2-account": people.viewer.pk,
            "why": "New head",
        },
    )

    holding = PostHolding.objects.latest("pk")
    assert (holding.name, holding.post) == ("Vera Viewer", people.post)
    assert Change.objects.of(holding).get().why == "New head"


def test_holders_on_record_are_not_changed_by_a_crafted_request(boss):
    holding = PostHoldingFactory(name="Ann First")
    path = address(Post, "change", holding.post.pk)
    data = as_opened(boss.get(path)) | {
        "holdings-0-id": holding.pk,
        "holdings-0-name": "Somebody else",
        "holdings-0-DELETE": "on",
    }

    boss.post(path, data)
    own_page = boss.post(
        address(PostHolding, "change", holding.pk), {"name": "Somebody else"}
    )

    holding.refresh_from_db()
    assert (holding.name, own_page.status_code) == ("Ann First", 403)


def test_address_of_a_post_stands(boss):
    post = PostFactory()
    slug = post.slug

    send(boss, address(Post, "change", post.pk), title="New title", slug="new-title")

    post.refresh_from_db()
    assert (post.title, post.slug) == ("New title", slug)


# Closing an account


@pytest.fixture
def owner_with_work(people):
    """Who owns two open actions, and has asked for a date."""
    action = ActionFactory(plan=people.plan, owner_post=people.post)
    ActionFactory(plan=people.plan, owner_post=people.post)
    DueDateChangeFactory(action=action, asked_by=people.owner)
    return people.owner


def close(client, account, **typed):
    """Take the tick from “may sign in”, and save."""
    path = address(User, "change", account.pk)
    data = as_opened(client.get(path)) | typed
    del data["is_active"]
    return client.post(path, data)


def test_account_with_open_work_is_not_closed_unseen(boss, people, owner_with_work):
    response = close(boss, owner_with_work)

    handover = reverse("tracker:handover", args=[people.plan.slug])
    assert errors_of(response) == {
        "closes_with_work": [
            "This person has open work. Hand it over first, or tick this.",
            (
                f'<a href="{handover}">Head of safeguarding</a> ({people.plan}): '
                "2 open actions."
            ),
            "Requests for a new due date that wait: 1.",
        ]
    }
    assert f'<a href="{handover}">' in response.content.decode()
    assert User.objects.get(pk=owner_with_work.pk).is_active is True


def test_account_with_open_work_is_closed_once_it_was_seen(boss, owner_with_work):
    held = close(boss, owner_with_work)

    data = as_opened(held) | {"closes_with_work": "on"}
    response = boss.post(address(User, "change", owner_with_work.pk), data)

    assert response.status_code == 302
    assert User.objects.get(pk=owner_with_work.pk).is_active is False
    change = Change.objects.of(owner_with_work).first()
    assert change.why == "Confirmed: the account is closed with open work."


def test_account_without_open_work_is_closed_at_once(boss, people):
    assert close(boss, people.viewer).status_code == 302

    assert User.objects.get(pk=people.viewer.pk).is_active is False


def test_account_with_open_work_is_otherwise_changed_as_any(boss, owner_with_work):
    path = address(User, "change", owner_with_work.pk)

    assert send(boss, path, full_name="Olive New").status_code == 302
