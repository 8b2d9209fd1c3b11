"""What a person would leave behind: every post, its open actions, what waits."""

import pytest

from tests.factories import (
    ActionFactory,
    DueDateChangeFactory,
    ModerationFactory,
    PlanMembershipFactory,
    PostFactory,
    PostHoldingFactory,
    ProgressUpdateFactory,
    UserFactory,
)
from tests.people import plan_with_people
from tracker.reports.handover import (
    open_work,
    people_who_may_leave,
    waiting_of,
    with_actions,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return plan_with_people()


def owned(people, **values):
    """An action of the owner's post."""
    return ActionFactory(plan=people.plan, owner_post=people.post, **values)


def test_people_who_may_leave_are_holders_deputies_and_members(people, today):
    post = PostFactory(plan=people.plan)
    PostHoldingFactory(post=post, name="Dr Smith")

    found = people_who_may_leave(people.plan, today)

    assert list(found) == [
        "Boris Board",
        "Dan Deputy",
        "Dr Smith",
        "Mary Manager",
        "Mo Moderator",
        "Olive Owner",
        "Vera Viewer",
    ]
    assert [held.kind for held in found["Dan Deputy"].posts] == ["deputy"]
    assert [held.post for held in found["Olive Owner"].posts] == [people.post]
    assert (found["Dr Smith"].account_id, found["Dr Smith"].membership) == (None, None)
    assert found["Vera Viewer"].posts == []


def test_two_people_of_one_name_are_told_apart(people, today):
    twin = UserFactory(full_name="Olive Owner")
    PlanMembershipFactory(plan=people.plan, person=twin)

    found = people_who_may_leave(people.plan, today)

    assert found["Olive Owner"].account_id == people.owner.pk
    assert found["Olive Owner (2)"].account_id == twin.pk


def test_who_left_before_holds_nothing(people, today):
    PostHoldingFactory(post=people.post, name="New Holder", starts_on=today)

    found = people_who_may_leave(people.plan, today)

    assert found["Olive Owner"].posts == []


def test_posts_come_with_their_open_actions(people, today):
    first = owned(people)
    second = owned(people, in_progress=True)
    owned(people, verified=True)
    ActionFactory(plan=people.plan)

    leaver = with_actions(people_who_may_leave(people.plan, today)["Olive Owner"])

    assert leaver.posts[0].actions == [first, second]


def test_what_waits_is_undecided_or_returned(people, today):
    asked = DueDateChangeFactory(action=owned(people), asked_by=people.owner)
    DueDateChangeFactory(action=owned(people), asked_by=people.manager)
    returned = ProgressUpdateFactory(
        action=owned(people, in_progress=True), author=people.owner
    )
    ModerationFactory(update=returned, returned=True)
    answered = ProgressUpdateFactory(
        action=owned(people, in_progress=True), author=people.owner
    )
    ModerationFactory(update=answered, returned=True)
    ProgressUpdateFactory(action=answered.action, author=people.owner)
    leaver = people_who_may_leave(people.plan, today)["Olive Owner"]

    waiting = waiting_of(leaver, people.plan)

    assert waiting.requests == (asked,)
    assert waiting.returned == (returned,)


def test_nothing_waits_for_who_has_no_account(people, today):
    PostHoldingFactory(post=PostFactory(plan=people.plan), name="Dr Smith")
    leaver = people_who_may_leave(people.plan, today)["Dr Smith"]

    waiting = waiting_of(leaver, people.plan)

    assert (waiting.requests, waiting.returned) == ((), ())


def test_open_work_counts_over_all_plans(people, today):
    owned(people)
    owned(people, sustained=True)
    elsewhere = PostFactory()
    PostHoldingFactory(post=elsewhere, account=people.owner)
    ActionFactory(plan=elsewhere.plan, owner_post=elsewhere, in_progress=True)
    DueDateChangeFactory(action=owned(people), asked_by=people.owner)

    work = open_work(people.owner, today)

    counted = {post: post.open_actions for post in work.posts}
    assert counted == {people.post: 2, elsewhere: 1}
    assert (work.requests, work.returned, bool(work)) == (1, 0, True)


def test_open_work_of_who_has_none(people, today):
    assert bool(open_work(people.viewer, today)) is False


def test_handover_asks_as_much_of_many_as_of_one(
    people, today, django_assert_num_queries
):
    def read():
        found = people_who_may_leave(people.plan, today)
        waiting_of(with_actions(found["Olive Owner"]), people.plan)
        open_work(people.owner, today)

    owned(people)
    with django_assert_num_queries(8):
        read()
    for _ in range(50):
        PostHoldingFactory(post=PostFactory(plan=people.plan), account=people.owner)
        owned(people)

    with django_assert_num_queries(8):
        read()
