"""What waits for one person, queue by queue, and never their own homework."""

from datetime import date, timedelta

import pytest

from tests.factories import (
    ActionFactory,
    DueCheckFactory,
    DueDateChangeFactory,
    MeasureFactory,
    MeasureValueFactory,
    ModerationFactory,
    PlanMembershipFactory,
    PostHoldingFactory,
    ProgressUpdateFactory,
    VerificationFactory,
)
from tests.people import plan_with_people
from tests.workflow.doing import deliver, look_again, update, verify, waiting
from tracker.models import Action, DueCheck, DueDateChange, Plan, ProgressUpdate
from tracker.permissions import (
    refusal_to_decide,
    refusal_to_moderate,
    refusal_to_verify,
)
from tracker.reports.waiting import (
    actions_to_verify,
    checks_due,
    dates_asked_for,
    dates_to_decide,
    measures_due,
    too_early_before,
    updates_to_moderate,
)

pytestmark = pytest.mark.django_db

EVERYONE = (
    "owner",
    "deputy",
    "viewer",
    "board_member",
    "moderator",
    "manager",
    "stranger",
    "former",
    "superuser",
)
QUEUES = (
    updates_to_moderate,
    actions_to_verify,
    checks_due,
    too_early_before,
    dates_to_decide,
    dates_asked_for,
)


@pytest.fixture
def people():
    return plan_with_people()


def references(rows):
    """The actions of the rows of a queue."""
    return [getattr(row, "action", row).reference for row in rows]


def in_queues(person, on):
    """The actions in each queue of a person in which something waits."""
    found = {queue.__name__: references(queue(person, on)) for queue in QUEUES}
    return {name: rows for name, rows in found.items() if rows}


# Who has a row in the queue: exactly who may act on it.


def those_with_work(people, on):
    return {name for name in EVERYONE if in_queues(getattr(people, name), on)}


def test_update_waits_for_moderators_and_managers(people, today):
    ProgressUpdateFactory(plan=people.plan, author=people.owner)

    assert those_with_work(people, today) == {"moderator", "manager"}
    assert in_queues(people.moderator, today) == {"updates_to_moderate": ["A-001"]}


def test_delivered_action_waits_for_moderators_and_managers(people, today):
    ActionFactory(plan=people.plan, delivered=True, owner_post=people.post)

    assert those_with_work(people, today) == {"moderator", "manager"}
    assert in_queues(people.manager, today) == {"actions_to_verify": ["A-001"]}


def test_date_request_waits_for_others_to_decide_and_stands_with_who_asked(
    people, today
):
    DueDateChangeFactory(plan=people.plan, asked_by=people.owner)

    assert in_queues(people.moderator, today) == {"dates_to_decide": ["A-001"]}
    assert in_queues(people.owner, today) == {"dates_asked_for": ["A-001"]}
    assert those_with_work(people, today) == {"moderator", "manager", "owner"}


@pytest.mark.parametrize(
    ("days_ago", "shown"),
    [
        pytest.param(0, ["A-001"], id="today"),
        pytest.param(14, ["A-001"], id="two weeks ago"),
        pytest.param(15, [], id="longer ago"),
    ],
)
def test_decision_is_shown_to_who_asked_for_two_weeks(people, today, days_ago, shown):
    DueDateChangeFactory(
        plan=people.plan,
        asked_by=people.owner,
        refused=True,
        decided_by=people.moderator,
        decided_on=today - timedelta(days=days_ago),
        asked_on=today - timedelta(days=days_ago),
    )

    assert references(dates_asked_for(people.owner, today)) == shown
    assert references(dates_to_decide(people.manager, today)) == []


def test_queues_hold_what_the_permissions_allow_and_nothing_else(people, today):
    """Each person wrote, delivered and asked for something, and owns something."""
    plan, names = people.plan, ("owner", "deputy", "moderator", "manager")
    PlanMembershipFactory(plan=plan, person=people.stranger, moderator=True)
    PostHoldingFactory(
        post=people.post, account=people.stranger, deputy=True, starts_on=today
    )
    for name in names:
        person = getattr(people, name)
        for post in (people.post, None):
            ProgressUpdateFactory(plan=plan, author=person, action__owner_post=post)
            ActionFactory(
                plan=plan, delivered=True, owner_post=post, standing__by=person
            )
            DueDateChangeFactory(plan=plan, asked_by=person, action__owner_post=post)

    for name in EVERYONE:
        person = getattr(people, name)
        own_plan = Plan.objects.with_role(person, today).get(pk=plan.pk)
        moderated = updates_to_moderate(person, today)
        verified = actions_to_verify(person, today)
        decided = dates_to_decide(person, today)

        assert set(moderated) == {
            each
            for each in ProgressUpdate.objects.all()
            if not refusal_to_moderate(person, each, own_plan, today)
        }, name
        assert set(verified) == {
            each
            for each in Action.objects.filter(status="delivered")
            if not refusal_to_verify(person, each, own_plan, today)
        }, name
        assert set(decided) == {
            each
            for each in DueDateChange.objects.all()
            if not refusal_to_decide(person, each, own_plan)
        }, name


@pytest.mark.parametrize("homework", ["delivered", "owned", "none"])
def test_check_is_not_for_who_delivered_or_owns(people, today, homework):
    delivered_by = people.manager if homework == "delivered" else people.owner
    action = ActionFactory(
        plan=people.plan,
        verified=True,
        owner_post=people.post,
        standing__by=delivered_by,
    )
    if homework == "owned":
        PostHoldingFactory(
            post=people.post, account=people.manager, starts_on=today, deputy=True
        )
    DueCheckFactory(after__action=action, due_on=today)

    found = references(checks_due(people.manager, today))

    assert found == (["A-001"] if homework == "none" else [])
    assert references(checks_due(people.moderator, today)) == ["A-001"]


# Moderation


def test_moderated_update_waits_no_longer(people, today):
    ModerationFactory(update=ProgressUpdateFactory(plan=people.plan))

    assert in_queues(people.moderator, today) == {}


def test_only_the_latest_update_waits(people, today):
    first = ProgressUpdateFactory(plan=people.plan)
    ProgressUpdateFactory(action=first.action)

    assert [row.number for row in updates_to_moderate(people.moderator, today)] == [2]


def test_update_of_a_closed_action_or_of_a_day_to_come_does_not_wait(people, today):
    action = ActionFactory(plan=people.plan, closed=True)
    ProgressUpdateFactory(action=action)
    ProgressUpdateFactory(plan=people.plan, made_on=today + timedelta(days=1))

    assert in_queues(people.moderator, today) == {}


def test_oldest_update_stands_first(people, today):
    for day in (3, 1, 2):
        ProgressUpdateFactory(plan=people.plan, made_on=today.replace(day=day))

    found = references(updates_to_moderate(people.moderator, today))

    assert found == ["A-002", "A-003", "A-001"]


# Verification, told by the steps themselves


@pytest.fixture
def delivered(people):
    """An action that the owner delivered on 1 March 2026."""
    action = ActionFactory(
        plan=people.plan,
        owner_post=people.post,
        in_progress=True,
        standing__taken_up_on=date(2026, 1, 5),
    )
    return deliver(action, people.owner, date(2026, 3, 1))


def look(people, on):
    """What waits for the moderator, but for updates to moderate."""
    found = in_queues(people.moderator, on)
    return {name: rows for name, rows in found.items() if "moderate" not in name}


def test_delivered_action_waits_until_looked_at(people, delivered):
    before = look(people, date(2026, 3, 2))
    verify(delivered, people.moderator, date(2026, 3, 2))

    assert before == {"actions_to_verify": ["A-001"]}
    assert look(people, date(2026, 9, 1)) == {}
    assert look(people, date(2026, 9, 2)) == {"checks_due": ["A-001"]}


def test_partly_evidenced_waits_for_the_further_check(people, delivered):
    verify(delivered, people.moderator, date(2026, 3, 2), "partly")

    assert look(people, date(2026, 6, 1)) == {}
    assert look(people, date(2026, 6, 2)) == {"checks_due": ["A-001"]}


def test_too_early_waits_for_its_day_to_look_again(people, delivered):
    verify(
        delivered,
        people.moderator,
        date(2026, 3, 2),
        "too_early",
        review_by=date(2026, 4, 1),
    )

    assert look(people, date(2026, 3, 31)) == {}
    assert look(people, date(2026, 4, 1)) == {"too_early_before": ["A-001"]}


def test_too_early_at_a_check_waits_there_and_not_twice(people, delivered):
    verify(delivered, people.moderator, date(2026, 3, 2))
    check = DueCheck.objects.get(kind="six_months")
    look_again(
        check,
        people.moderator,
        date(2026, 9, 2),
        "too_early",
        review_by=date(2026, 10, 1),
    )

    assert look(people, date(2026, 9, 30)) == {}
    assert look(people, date(2026, 10, 1)) == {"too_early_before": ["A-001"]}
    assert look(people, date(2027, 3, 2)) == {
        "checks_due": ["A-001"],
        "too_early_before": ["A-001"],
    }


def test_too_early_at_six_months_still_waits_after_the_look_at_twelve(
    people, delivered
):
    verify(delivered, people.moderator, date(2026, 3, 2))
    six, twelve = DueCheck.objects.order_by("due_on")
    look_again(
        six,
        people.moderator,
        date(2026, 9, 2),
        "too_early",
        review_by=date(2027, 4, 1),
    )
    look_again(twelve, people.moderator, date(2027, 3, 2), "partly")

    assert look(people, date(2027, 4, 1)) == {"too_early_before": ["A-001"]}


def test_looked_at_again_it_waits_no_longer(people, delivered):
    for day in (2, 20):
        verify(
            delivered,
            people.moderator,
            date(2026, 3, day),
            "too_early",
            review_by=date(2026, 4, day),
        )
    before = look(people, date(2026, 4, 19))
    due = look(people, date(2026, 4, 20))
    verify(delivered, people.moderator, date(2026, 4, 20))

    assert (before, due) == ({}, {"too_early_before": ["A-001"]})
    assert look(people, date(2026, 4, 20)) == {}


@pytest.mark.parametrize("result", ["too_early", "not_evidenced"])
def test_delivered_again_it_waits_as_new_also_on_the_same_day(
    people, delivered, result
):
    day = date(2026, 3, 2)
    early = {"review_by": date(2026, 8, 1)} if result == "too_early" else {}
    verify(delivered, people.moderator, day, result, **early)
    if result == "too_early":
        verify(delivered, people.moderator, day, "not_evidenced")
    deliver(Action.objects.get(), people.owner, day)

    assert look(people, day) == {"actions_to_verify": ["A-001"]}
    assert look(people, date(2026, 8, 1)) == {"actions_to_verify": ["A-001"]}


def test_relapsed_action_waits_for_its_owner_alone(people, delivered):
    verify(delivered, people.moderator, date(2026, 3, 2))
    check = DueCheck.objects.get(kind="six_months")
    look_again(check, people.moderator, date(2026, 9, 2), "not_evidenced")

    assert look(people, date(2027, 9, 1)) == {}
    assert waiting(Action.objects.get()) == []


def test_update_written_meanwhile_changes_nothing(people, delivered):
    update(delivered, people.owner, date(2026, 3, 5), did="More was done.")

    assert look(people, date(2026, 3, 6)) == {"actions_to_verify": ["A-001"]}


# Dates


def test_decided_request_waits_no_longer(people, today):
    DueDateChangeFactory(plan=people.plan, approved=True)
    DueDateChangeFactory(plan=people.plan, refused=True, asked_by=people.owner)

    assert in_queues(people.manager, today) == {}
    assert in_queues(people.owner, today + timedelta(days=30)) == {}


def test_own_request_is_not_shown_after_the_membership(people, today):
    DueDateChangeFactory(plan=people.plan, asked_by=people.former)

    assert in_queues(people.former, today) == {}


def test_queues_go_over_all_plans(people, today):
    elsewhere = PlanMembershipFactory(person=people.viewer, moderator=True).plan
    DueDateChangeFactory(plan=elsewhere)
    DueDateChangeFactory(plan=people.plan)
    VerificationFactory(action__plan=elsewhere)

    assert [row.action.plan for row in dates_to_decide(people.viewer, today)] == [
        elsewhere
    ]


def test_measures_are_entered_by_the_plan_manager_and_not_from_documents(people, today):
    due = MeasureFactory(plan=people.plan)
    told = MeasureFactory(plan=people.plan)
    MeasureValueFactory(measure=told, starts_on=date(2026, 5, 1))
    PlanMembershipFactory(
        plan=MeasureFactory(plan__record_ends_on=date(2022, 3, 21)).plan,
        person=people.manager,
        manager=True,
    )
    MeasureFactory()  # of another plan

    found = {
        name: list(measures_due(getattr(people, name), today)) for name in EVERYONE
    }

    expected = {name: [due] if name == "manager" else [] for name in EVERYONE}
    assert found == expected
