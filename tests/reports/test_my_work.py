"""What waits for one person: each open action once, where it asks most of them."""

from datetime import timedelta

import pytest

from tests.factories import (
    ActionFactory,
    PlanMembershipFactory,
    PostFactory,
    PostHoldingFactory,
    ProgressUpdateFactory,
)
from tests.people import plan_with_people
from tracker.choices import ActionStatus
from tracker.reports.my_work import my_work_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return plan_with_people()


@pytest.fixture
def owned(people):
    """Makes an action of the owner's post."""

    def make(**values):
        standard = {"plan": people.plan, "owner_post": people.post, "in_progress": True}
        return ActionFactory(**{**standard, **values})

    return make


def listed(work):
    """The references in each list."""
    return {
        name: [action.reference for action in getattr(work, name)]
        for name in ("overdue", "due_soon", "to_update", "others")
    }


EMPTY = {"overdue": [], "due_soon": [], "to_update": [], "others": []}


@pytest.mark.parametrize(
    ("due_in", "heard", "where"),
    [
        pytest.param(-1, 0, "overdue", id="due yesterday"),
        pytest.param(0, 0, "due_soon", id="due today"),
        pytest.param(28, 0, "due_soon", id="due in 28 days"),
        pytest.param(29, 0, "others", id="due in 29 days"),
        pytest.param(29, 28, "others", id="heard 28 days ago"),
        pytest.param(29, 29, "to_update", id="heard 29 days ago"),
        pytest.param(None, 29, "to_update", id="no date, heard 29 days ago"),
        pytest.param(None, 0, "others", id="no date"),
        pytest.param(-1, 99, "overdue", id="overdue and not heard of"),
        pytest.param(3, 99, "due_soon", id="due soon and not heard of"),
    ],
)
def test_action_stands_where_it_asks_most(people, owned, today, due_in, heard, where):
    values = (
        {"undated": True}
        if due_in is None
        else {"due_on": today + timedelta(days=due_in)}
    )
    action = owned(**values)
    ProgressUpdateFactory(action=action, made_on=today - timedelta(days=heard))

    work = my_work_report(person=people.owner, on=today)

    assert listed(work) == {**EMPTY, where: ["A-001"]}
    assert work.count == 1


@pytest.mark.parametrize(
    ("days", "where"),
    [
        pytest.param(28, "others", id="28 days"),
        pytest.param(29, "to_update", id="29 days"),
    ],
)
def test_action_never_heard_of_counts_from_the_day_it_was_taken_up(
    people, owned, today, days, where
):
    owned(
        due_on=today + timedelta(days=60),
        status=ActionStatus.NOT_STARTED,
        in_progress=False,
        standing__taken_up_on=today - timedelta(days=days),
    )

    work = my_work_report(person=people.owner, on=today)

    assert listed(work) == {**EMPTY, where: ["A-001"]}


def test_cadence_is_that_of_the_plan(people, owned, today):
    people.plan.cadence_days = 7
    people.plan.save()
    action = owned(undated=True)
    ProgressUpdateFactory(action=action, made_on=today - timedelta(days=8))

    work = my_work_report(person=people.owner, on=today)

    assert listed(work) == {**EMPTY, "to_update": ["A-001"]}


def test_update_still_to_come_is_not_heard_of(people, owned, today):
    action = owned(undated=True)
    ProgressUpdateFactory(action=action, made_on=today + timedelta(days=1))

    work = my_work_report(person=people.owner, on=today)

    assert work.to_update[0].last_update_on is None


@pytest.mark.parametrize(
    "status", [*ActionStatus.delivered_statuses, "sustained", "closed"]
)
def test_what_is_delivered_or_closed_does_not_wait(people, owned, today, status):
    owned(status=status, in_progress=False)

    assert my_work_report(person=people.owner, on=today).count == 0


def test_recorded_action_does_not_wait(people, owned, today):
    owned(recorded=True, in_progress=False)

    assert my_work_report(person=people.owner, on=today).count == 0


def test_what_is_due_first_stands_first_and_no_date_last(people, owned, today):
    for days in (30, 40, 35):
        owned(due_on=today + timedelta(days=days))
    owned(undated=True)
    for action in people.plan.actions.all():
        ProgressUpdateFactory(action=action, made_on=today)

    work = my_work_report(person=people.owner, on=today)

    assert listed(work)["others"] == ["A-001", "A-003", "A-002", "A-004"]


def test_work_of_all_plans_for_holder_and_deputy_and_nobody_else(people, owned, today):
    owned()
    elsewhere = PlanMembershipFactory(person=people.owner).plan
    post = PostFactory(plan=elsewhere)
    PostHoldingFactory(post=post, account=people.owner)
    ActionFactory(plan=elsewhere, owner_post=post)

    counts = {
        name: my_work_report(person=getattr(people, name), on=today).count
        for name in ("owner", "deputy", "viewer", "manager", "superuser", "stranger")
    }

    assert counts == {
        "owner": 2,
        "deputy": 1,
        "viewer": 0,
        "manager": 0,
        "superuser": 0,
        "stranger": 0,
    }


@pytest.mark.parametrize("count", [1, 50])
def test_my_work_asks_once(people, owned, today, django_assert_num_queries, count):
    for _ in range(count):
        ProgressUpdateFactory(action=owned(overdue=True, due_on=today.replace(day=3)))

    with django_assert_num_queries(1):
        work = my_work_report(person=people.owner, on=today)
        shown = {(action.plan.name, action.owner_post.title) for action in work.overdue}

    assert shown == {(people.plan.name, people.post.title)}
    assert work.count == count
