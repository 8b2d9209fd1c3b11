"""Whom a challenge, a reply and a decision wait for."""

from datetime import date, timedelta

import pytest

from tests.factories import (
    ActionFactory,
    ChallengeClosingFactory,
    ChallengeFactory,
    ChallengeReplyFactory,
    DecisionCompletionFactory,
    DecisionFactory,
    MeetingFactory,
    PostFactory,
    PostHoldingFactory,
)
from tests.people import plan_with_people
from tracker.reports.board_waiting import (
    challenges_answered,
    challenges_to_answer,
    decisions_to_carry_out,
)

pytestmark = pytest.mark.django_db

ALL = ("owner", "deputy", "viewer", "board_member", "moderator", "manager")


@pytest.fixture
def people():
    return plan_with_people()


def waits_for(people, queue, on):
    """Those of the plan for whom something waits."""
    return {name for name in ALL if queue(getattr(people, name), on).exists()}


# To answer


def of_post(people):
    return ActionFactory(plan=people.plan, owner_post=people.post)


def of_a_vacant_post(people):
    post = PostFactory(plan=people.plan)
    PostHoldingFactory(post=post, account=people.viewer)
    PostHoldingFactory(post=post, vacancy=True, starts_on=date(2026, 6, 1))
    return ActionFactory(plan=people.plan, owner_post=post)


def of_a_holder_without_account(people):
    post = PostHoldingFactory(post=PostFactory(plan=people.plan)).post
    return ActionFactory(plan=people.plan, owner_post=post)


def of_nobody(people):
    return ActionFactory(plan=people.plan)


@pytest.mark.parametrize(
    ("action", "names"),
    [
        pytest.param(of_post, {"owner", "deputy"}, id="the post is held"),
        pytest.param(of_a_vacant_post, {"manager"}, id="the post is vacant"),
        pytest.param(of_a_holder_without_account, {"manager"}, id="no account"),
        pytest.param(of_nobody, {"manager"}, id="no post"),
        pytest.param(lambda _people: None, {"manager"}, id="no action"),
    ],
)
def test_challenge_waits_for_the_owner_else_for_plan_managers(
    people, today, action, names
):
    ChallengeFactory(plan=people.plan, action=action(people))

    assert waits_for(people, challenges_to_answer, today) == names


def test_answered_and_closed_challenges_wait_for_no_reply(people, today):
    ChallengeReplyFactory(plan=people.plan)
    ChallengeClosingFactory(plan=people.plan)
    ChallengeFactory(plan=people.plan, raised_on=today + timedelta(days=1))

    assert waits_for(people, challenges_to_answer, today) == set()


def test_more_wanted_waits_again(people, today):
    challenge = ChallengeReplyFactory(plan=people.plan).challenge
    ChallengeReplyFactory(challenge=challenge, more_wanted=True)

    assert waits_for(people, challenges_to_answer, today) == {"manager"}


def test_who_is_no_member_is_asked_nothing(people, today):
    PostHoldingFactory(post=people.post, account=people.former, starts_on=today)
    ChallengeFactory(action=of_post(people))
    DecisionFactory(plan=people.plan, owner_post=people.post)

    assert not challenges_to_answer(people.former, today).exists()
    assert not decisions_to_carry_out(people.former, today).exists()


# Answered


def answered(people, raised_by, replied_by, **values):
    challenge = ChallengeFactory(
        plan=people.plan, raised_by=getattr(people, raised_by), **values
    )
    ChallengeReplyFactory(challenge=challenge, author=getattr(people, replied_by))
    return challenge


@pytest.mark.parametrize(
    ("asker", "replier", "values", "names"),
    [
        pytest.param("board_member", "owner", {}, {"board_member"}, id="who asked"),
        pytest.param(
            "manager",
            "owner",
            {"on_behalf_of": "Ann Lee"},
            {"manager", "board_member"},
            id="asked for somebody who does not sign in",
        ),
        pytest.param(
            "manager", "manager", {}, {"board_member"}, id="who asked replied too"
        ),
        pytest.param("former", "owner", {}, set(), id="who asked has left"),
    ],
)
def test_reply_waits_for_who_may_close_it(people, today, asker, replier, values, names):
    answered(people, asker, replier, **values)

    assert waits_for(people, challenges_answered, today) == names


def test_closed_challenge_waits_for_nobody(people, today):
    challenge = answered(people, "board_member", "owner")
    ChallengeClosingFactory(challenge=challenge)

    assert waits_for(people, challenges_answered, today) == set()


# To carry out


def test_decision_waits_for_who_holds_the_post(people, today):
    DecisionFactory(plan=people.plan, owner_post=people.post)

    assert waits_for(people, decisions_to_carry_out, today) == {"owner", "deputy"}


def test_decision_done_or_put_right_waits_for_nobody(people, today):
    done = DecisionFactory(plan=people.plan, owner_post=people.post)
    DecisionCompletionFactory(decision=done)
    wrong = DecisionFactory(meeting=done.meeting, owner_post=people.post)
    DecisionFactory(meeting=done.meeting, corrects=wrong)

    assert waits_for(people, decisions_to_carry_out, today) == set()


def test_decisions_wait_in_the_order_of_their_days(people, today):
    meeting = MeetingFactory(plan=people.plan)
    rows = [
        DecisionFactory(meeting=meeting, owner_post=people.post, due_on=day)
        for day in (None, date(2026, 7, 1), date(2026, 6, 1))
    ]

    assert list(decisions_to_carry_out(people.owner, today)) == rows[::-1]
