"""Members and holders in the back office."""

import pytest

from tests.admin.pages import address, as_opened, errors_of, send
from tests.factories import (
    PostFactory,
    PostHoldingFactory,
    UserFactory,
)
from tracker.models import Change, Plan, PlanMembership, Post, PostHolding

pytestmark = pytest.mark.django_db


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
