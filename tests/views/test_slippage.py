"""Slippage and the second person on the first page and in the board report."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.factories import (
    ActionFactory,
    DueDateChangeFactory,
    PlanFactory,
    PlanMembershipFactory,
)
from tests.people import plan_with_people
from tests.views.pages import address, words
from tracker.choices import Role

pytestmark = pytest.mark.django_db

TOO_FEW = "Fewer than two people may moderate, verify and decide about due dates"


@pytest.fixture
def today():
    """The day of the pages."""
    return timezone.localdate()


@pytest.fixture
def people():
    return plan_with_people()


@pytest.fixture
def moved(people, today):
    """An action whose date moved twice, by 30 days in all, and its last request."""
    first = today + timedelta(days=60)
    action = ActionFactory(
        plan=people.plan,
        in_progress=True,
        title="Train managers",
        first_due_on=first,
        due_on=first + timedelta(days=30),
        standing__taken_up_on=today - timedelta(days=90),
    )
    for number in (1, 2):
        DueDateChangeFactory(
            action=action,
            old_on=first + timedelta(days=15 * (number - 1)),
            new_on=first + timedelta(days=15 * number),
            asked_by=people.owner,
            asked_on=today - timedelta(days=5 - number),
            approved=True,
            decided_by=people.moderator,
            decided_on=today - timedelta(days=5 - number),
        )
    return action


def page_of(client, people, name="plan-detail", who="viewer", **query):
    client.force_login(getattr(people, who))
    return client.get(address(name, people.plan), query)


def pack_of(client, people, **query):
    client.force_login(people.viewer)
    return client.get(address("report-preview", people.plan, "board"), query)


def shown(response):
    return words(response.content.decode())


def test_dashboard_tells_the_mean_and_leads_to_what_moved_twice(client, people, moved):
    response = page_of(client, people)

    assert (
        "On average, due dates stand 30 days later than first agreed "
        "(1 tracked action with a date). 1 moved twice or more ."
    ) in shown(response)
    moved_list = address("action-list", people.plan) + "?moved=twice"
    assert f'href="{moved_list}"' in response.content.decode()
    assert "Train managers" in shown(client.get(moved_list))


def test_dashboard_of_a_past_day_leads_to_the_board_report(
    client, people, moved, today
):
    response = page_of(client, people, on=str(today - timedelta(days=1)))

    board = address("report-preview", people.plan, "board")
    assert "On average, due dates stood 30 days later" in shown(response)
    assert (
        f'href="{board}?on={today - timedelta(days=1)}#exceptions-moved"'
        in response.content.decode()
    )


def test_page_of_the_action_tells_how_often_and_how_far_it_moved(client, people, moved):
    client.force_login(people.viewer)

    response = client.get(address("action-detail", people.plan, moved.reference))

    assert "Moved twice, 30 days later" in shown(response)


def test_dashboard_where_nothing_moved_says_so(client, people):
    ActionFactory(plan=people.plan)

    said = shown(page_of(client, people))

    assert "due dates stand where they were first agreed" in said
    assert "None moved twice or more." in said


def test_dashboard_without_any_date_says_nothing_of_slippage(client, people):
    ActionFactory(plan=people.plan, undated=True)

    assert "On average" not in shown(page_of(client, people))


def test_board_pack_tells_requests_and_what_moved_twice(client, people, moved, today):
    said = shown(pack_of(client, people))

    assert "Workforce: " in said
    assert said.count("Olive Owner Approved") == 2
    assert (
        f"A-001 Train managers {moved.first_due_on:%-d %B %Y} "
        f"{moved.due_on:%-d %B %Y} 2 30"
    ) in said


def test_board_pack_shows_a_request_decided_later_as_waiting(
    client, people, moved, today
):
    on = today - timedelta(days=3)
    DueDateChangeFactory(
        action=moved,
        asked_by=people.owner,
        asked_on=on,
        approved=True,
        decided_on=today,
        decided_by=people.manager,
    )

    said = shown(pack_of(client, people, on=str(on)))

    assert "Olive Owner Waiting" in said


def test_board_pack_of_a_plan_where_nobody_asked(client, people):
    said = shown(pack_of(client, people))

    assert "Nobody asked for another due date." in said
    assert "No due date moved twice." in said


# The second person


@pytest.mark.parametrize("record_ends_on", [None, date(2022, 3, 21)])
@pytest.mark.parametrize(
    ("others", "is_told"),
    [
        pytest.param([], True, id="the manager alone"),
        pytest.param([Role.VIEWER, Role.BOARD_MEMBER], True, id="others only read"),
        pytest.param([Role.MODERATOR], False, id="a moderator"),
        pytest.param([Role.PLAN_MANAGER], False, id="a second manager"),
    ],
)
def test_manager_is_told_where_nobody_could_be_the_second_person(
    client, record_ends_on, others, is_told
):
    plan = PlanFactory(record_ends_on=record_ends_on)
    manager = PlanMembershipFactory(plan=plan, manager=True).person
    for role in others:
        PlanMembershipFactory(plan=plan, role=role)
    client.force_login(manager)

    response = client.get(address("plan-detail", plan))

    assert (TOO_FEW in shown(response)) == is_told
    assert (
        f'href="{address("member-create", plan)}"' in response.content.decode()
    ) == is_told


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"ended": True}, id="no longer a member"),
        pytest.param({"person__is_active": False}, id="may not sign in"),
    ],
)
def test_who_cannot_act_today_is_no_second_person(client, other):
    plan = PlanFactory()
    manager = PlanMembershipFactory(plan=plan, manager=True).person
    PlanMembershipFactory(plan=plan, role=Role.MODERATOR, **other)
    client.force_login(manager)

    assert TOO_FEW in shown(client.get(address("plan-detail", plan)))


def test_others_are_not_told(client):
    plan = PlanFactory()
    moderator = PlanMembershipFactory(plan=plan, moderator=True).person
    client.force_login(moderator)

    assert TOO_FEW not in shown(client.get(address("plan-detail", plan)))


@pytest.mark.parametrize("rows", [1, 50])
def test_dashboard_of_the_manager_reads_in_few_queries(
    client, people, today, rows, django_assert_num_queries
):
    for _ in range(rows):
        DueDateChangeFactory(plan=people.plan, approved=True)
    client.force_login(people.manager)

    with django_assert_num_queries(13):
        client.get(address("plan-detail", people.plan))
