"""What a person may do with an action now, the next thing first, and why not the rest."""

from datetime import date

import pytest
from django.urls import reverse

from tests.factories import (
    TODAY,
    ActionFactory,
    DueCheckFactory,
    DueDateChangeFactory,
    ModerationFactory,
    PostHoldingFactory,
    ProgressUpdateFactory,
    VerificationFactory,
)
from tests.people import plan_with_people
from tracker.models import Action
from tracker.permissions import plans_visible_to, with_own
from tracker.reports.action_page import action_page
from tracker.reports.steps import Offer, steps_offered, why_not

pytestmark = pytest.mark.django_db

VERIFY_OWN = "you delivered this action. Another person verifies it."
HOLDS_POST = "you hold the post that owns this action, or deputise for it."


@pytest.fixture
def people():
    return plan_with_people()


def offered(people, person, action, on=TODAY):
    """What the page of the action offers to a person, fetched as the page does."""
    plan = plans_visible_to(person, on).get(pk=people.plan.pk)
    action = with_own(Action.objects.all(), person, on).get(pk=action.pk)
    action.plan = plan
    return steps_offered(person=person, page=action_page(action=action), on=on)


def pages(steps):
    """The page of the next step, and the pages of the others."""
    return (steps.next and steps.next.page, [offer.page for offer in steps.others])


@pytest.mark.parametrize(
    ("who", "status", "next_page", "others"),
    [
        pytest.param("viewer", "in_progress", None, [], id="viewer"),
        pytest.param("board_member", "in_progress", None, [], id="board member"),
        pytest.param(
            "owner", "not_started", "update-create", ["due-date-request"], id="to start"
        ),
        pytest.param(
            "owner",
            "in_progress",
            "update-create",
            ["action-deliver", "due-date-request"],
            id="owner",
        ),
        pytest.param(
            "deputy",
            "in_progress",
            "update-create",
            ["action-deliver", "due-date-request"],
            id="deputy",
        ),
        pytest.param(
            "manager",
            "in_progress",
            "update-create",
            ["action-deliver", "due-date-request", "action-close"],
            id="plan manager",
        ),
        pytest.param("owner", "delivered", None, ["update-create"], id="delivered"),
        pytest.param("moderator", "delivered", "action-verify", [], id="to verify"),
        pytest.param(
            "manager",
            "delivered",
            "action-verify",
            ["update-create", "action-reopen", "action-close"],
            id="to verify, plan manager",
        ),
        pytest.param("moderator", "verified", None, [], id="verified, no check waits"),
        pytest.param(
            "manager",
            "sustained",
            None,
            ["update-create", "action-reopen", "action-close"],
            id="sustained",
        ),
        pytest.param("manager", "closed", None, ["action-reopen"], id="closed"),
        pytest.param("owner", "closed", None, [], id="closed, owner"),
    ],
)
def test_steps_by_role_and_status(people, who, status, next_page, others):
    action = ActionFactory(plan=people.plan, owner_post=people.post, status=status)

    steps = offered(people, getattr(people, who), action)

    assert pages(steps) == (next_page, others)


@pytest.mark.parametrize(
    ("who", "next_page"), [("manager", "action-take-up"), ("owner", None)]
)
def test_recorded_action_is_only_taken_up(people, who, next_page):
    action = ActionFactory(plan=people.plan, owner_post=people.post, recorded=True)

    assert pages(offered(people, getattr(people, who), action)) == (next_page, [])


def test_action_that_is_all_done_is_next_to_be_delivered(people):
    action = ActionFactory(plan=people.plan, owner_post=people.post, in_progress=True)
    ProgressUpdateFactory(action=action, percent=100, author=people.owner)

    steps = offered(people, people.owner, action)

    assert pages(steps) == ("action-deliver", ["update-create", "due-date-request"])


def test_update_that_waits_is_the_moderators_next_step(people):
    action = ActionFactory(plan=people.plan, in_progress=True)
    ProgressUpdateFactory(action=action)
    ProgressUpdateFactory(action=action)

    steps = offered(people, people.moderator, action)

    assert steps.next == Offer(
        "update-moderate", "Moderate update 2", number=2, is_next=True
    )


def test_update_that_was_moderated_waits_no_longer(people):
    action = ActionFactory(plan=people.plan, in_progress=True)
    ModerationFactory(update=ProgressUpdateFactory(action=action))

    assert offered(people, people.moderator, action).next is None


def test_request_for_another_date_is_decided_first_and_asked_once(people):
    action = ActionFactory(plan=people.plan, owner_post=people.post, in_progress=True)
    DueDateChangeFactory(action=action, asked_by=people.owner)

    assert pages(offered(people, people.moderator, action)) == ("due-date-decide", [])
    assert pages(offered(people, people.owner, action)) == (
        "update-create",
        ["action-deliver"],
    )


@pytest.mark.parametrize(
    ("on", "next_page", "refusals"),
    [
        pytest.param(
            date(2026, 11, 15),
            None,
            ["Make the check at 6 months: it falls due on 16 November 2026."],
            id="the day before",
        ),
        pytest.param(date(2026, 11, 16), "action-verify", [], id="the day"),
    ],
)
def test_check_is_made_once_it_falls_due(people, on, next_page, refusals):
    action = ActionFactory(plan=people.plan, verified=True)
    DueCheckFactory(after=VerificationFactory(action=action))

    steps = offered(people, people.moderator, action, on)

    assert pages(steps) == (next_page, [])
    assert [each for each in steps.refusals if "check" in each] == refusals


def test_further_check_may_come_early(people):
    action = ActionFactory(plan=people.plan, delivered=True)
    found = VerificationFactory(action=action, partly=True)
    DueCheckFactory(after=found, further=True)

    steps = offered(people, people.moderator, action)

    assert steps.next.label == "Make the further check"


@pytest.mark.parametrize(
    ("who", "refusals"),
    [
        pytest.param(
            "viewer",
            [
                "Verify the action: moderators and plan managers verify actions.",
                "Add an update: the owner or a plan manager does this.",
                "Reopen the action, close the action: a plan manager does this.",
            ],
            id="viewer",
        ),
        pytest.param(
            "manager", [f"Verify the action: {VERIFY_OWN}"], id="who delivered it"
        ),
    ],
)
def test_what_is_not_offered_is_told_with_the_reason(people, who, refusals):
    action = ActionFactory(
        plan=people.plan, delivered=True, standing__by=people.manager
    )

    assert offered(people, getattr(people, who), action).refusals == refusals


def test_who_holds_the_post_does_not_verify(people):
    PostHoldingFactory(
        post=people.post,
        account=people.moderator,
        deputy=True,
        starts_on=date(2026, 1, 5),
    )
    action = ActionFactory(plan=people.plan, owner_post=people.post, delivered=True)

    steps = offered(people, people.moderator, action)

    assert steps.refusals[0] == f"Verify the action: {HOLDS_POST}"


def test_reasons_are_told_once_for_all_steps_they_stand_against():
    told = why_not(
        [Offer("a", "Add", "You wrote it."), Offer("b", "Bring", "You wrote it.")]
    )

    assert told == ["Add, bring: you wrote it."]


@pytest.mark.parametrize("status", ["in_progress", "delivered", "verified"])
def test_every_step_has_its_page(people, status):
    action = ActionFactory(plan=people.plan, status=status)
    ProgressUpdateFactory(action=action)
    if status == "in_progress":
        DueDateChangeFactory(action=action)
    steps = offered(people, people.manager, action)

    for offer in filter(None, [steps.next, *steps.others]):
        place = [people.plan.slug, action.reference, offer.number]
        args = place if offer.number else place[:2]
        assert reverse(f"tracker:{offer.page}", args=args)


def test_steps_ask_nothing_of_the_database(people, django_assert_num_queries):
    action = ActionFactory(plan=people.plan, owner_post=people.post, delivered=True)
    ProgressUpdateFactory(action=action)
    plan = plans_visible_to(people.moderator, TODAY).get()
    action = with_own(Action.objects.all(), people.moderator, TODAY).get()
    action.plan = plan
    page = action_page(action=action)

    with django_assert_num_queries(0):
        steps_offered(person=people.moderator, page=page, on=TODAY)
