"""Handover: all posts in one step, earlier days and words stay, nothing by halves."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from tests.factories import (
    ActionFactory,
    PostFactory,
    PostHoldingFactory,
    ProgressUpdateFactory,
)
from tests.people import plan_with_people
from tests.workflow.told import changes_since, last_change
from tracker.models import Change, Post, PostHolding, ProgressUpdate, change_set
from tracker.workflow.handover import HandedPost, Handover, hand_over

pytestmark = pytest.mark.django_db

FROM = date(2026, 6, 15)


@pytest.fixture
def people():
    return plan_with_people()


def leaving(people, *posts, **values):
    """What a manager confirms for the owner."""
    standard = {
        "name": "Olive Owner",
        "account_id": people.owner.pk,
        "starts_on": FROM,
        "posts": posts,
    }
    return Handover(**{**standard, **values})


def holder(post, on):
    held = Post.objects.with_people(on).get(pk=post.pk)
    return held.holder_name, held.holder_account


def test_handover_gives_each_post_to_its_next_holder(people):
    partner = PostFactory(plan=people.plan, title="Partner lead")
    PostHoldingFactory(post=partner, account=people.owner)

    holdings = hand_over(
        plan=people.plan,
        handover=leaving(
            people,
            HandedPost(people.post, "holder", "Vera Viewer", people.viewer),
            HandedPost(partner, "holder", "Dr Smith"),
        ),
    )

    assert [str(each) for each in holdings] == [
        "Head of safeguarding: Vera Viewer",
        "Partner lead: Dr Smith",
    ]
    assert holder(people.post, FROM) == ("Vera Viewer", people.viewer.pk)
    assert holder(people.post, date(2026, 6, 14)) == ("Olive Owner", people.owner.pk)
    assert holder(partner, FROM) == ("Dr Smith", None)


def test_handover_to_nobody_leaves_the_post_vacant(people):
    hand_over(
        plan=people.plan, handover=leaving(people, HandedPost(people.post, "holder"))
    )

    assert holder(people.post, FROM) == ("", None)


def test_handover_moves_a_deputy_and_not_the_holder(people):
    handed = HandedPost(people.post, "deputy", "Vera Viewer", people.viewer)

    hand_over(
        plan=people.plan,
        handover=leaving(
            people, handed, name="Dan Deputy", account_id=people.deputy.pk
        ),
    )

    post = Post.objects.with_people(FROM).get()
    assert (post.holder_name, post.deputy_name) == ("Olive Owner", "Vera Viewer")


def test_handover_is_one_change_set_that_says_from_whom(people):
    start = last_change()
    membership = people.owner.memberships.get()

    with change_set(by=people.manager):
        hand_over(
            plan=people.plan,
            handover=leaving(
                people, HandedPost(people.post, "holder"), membership=membership
            ),
        )

    why = "Handover from Olive Owner"
    assert changes_since(start) == [
        ("postholding", "created", "Mary Manager", why),
        ("planmembership", "changed", "Mary Manager", why),
    ]
    rows = Change.objects.filter(pk__gt=start)
    assert rows.values("change_set").distinct().count() == 1
    membership.refresh_from_db()
    assert membership.ends_on == date(2026, 6, 14)


def test_handover_of_somebody_without_an_account(people):
    post = PostFactory(plan=people.plan)
    PostHoldingFactory(post=post, name="Dr Smith")

    hand_over(
        plan=people.plan,
        handover=leaving(
            people, HandedPost(post, "holder"), name="Dr Smith", account_id=None
        ),
    )

    assert holder(post, FROM) == ("", None)


def test_handover_leaves_updates_to_their_author(people):
    action = ActionFactory(plan=people.plan, owner_post=people.post, in_progress=True)
    ProgressUpdateFactory(action=action, author=people.owner)

    hand_over(
        plan=people.plan,
        handover=leaving(
            people, HandedPost(people.post, "holder", "Vera Viewer", people.viewer)
        ),
    )

    assert ProgressUpdate.objects.get().author == people.owner


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        pytest.param(
            {"starts_on": date(2024, 12, 31)},
            "Olive Owner does not hold Head of safeguarding on 31 December 2024. Give "
            "another day, or start again.",
            id="before the leaver held it",
        ),
        pytest.param(
            {"name": "Olive Other", "account_id": None},
            "Olive Other does not hold Head of safeguarding on 15 June 2026. Give "
            "another day, or start again.",
            id="held by another",
        ),
        pytest.param(
            {"starts_on": date(2025, 1, 6)},
            "Head of safeguarding already has an entry from that day. Give a later "
            "day.",
            id="the leaver's own first day",
        ),
    ],
)
def test_handover_refused_writes_nothing(people, values, sentence):
    other = PostFactory(plan=people.plan)
    PostHoldingFactory(post=other, account=people.owner)
    before = PostHolding.objects.count()

    with pytest.raises(ValidationError) as refusal:
        hand_over(
            plan=people.plan,
            handover=leaving(
                people,
                HandedPost(people.post, "holder", "Vera Viewer", people.viewer),
                HandedPost(other, "holder"),
                **values,
            ),
        )

    assert refusal.value.messages == [sentence]
    assert PostHolding.objects.count() == before


def test_handover_confirmed_twice_writes_once(people):
    handover = leaving(people, HandedPost(people.post, "holder", "Dr Smith"))
    hand_over(plan=people.plan, handover=handover)
    before = PostHolding.objects.count()

    with pytest.raises(ValidationError):
        hand_over(plan=people.plan, handover=handover)

    assert PostHolding.objects.count() == before
