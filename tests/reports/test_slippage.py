"""How far due dates slipped, for a day, and what was asked and decided since."""

from datetime import date, timedelta

import pytest

from tests.factories import ActionFactory, DueDateChangeFactory, PlanFactory
from tracker.models import Action
from tracker.reports.action_counts import actions_then
from tracker.reports.slippage import (
    DateRequests,
    Slippage,
    date_requests,
    slippage,
)

pytestmark = pytest.mark.django_db

FIRST = date(2026, 9, 30)
SINCE = date(2026, 6, 5)


@pytest.fixture
def plan():
    return PlanFactory()


def moved_action(plan, *steps, **values):
    """An action first due in September; each step is the day of approval, new date."""
    action = ActionFactory(
        plan=plan,
        in_progress=True,
        first_due_on=FIRST,
        due_on=steps[-1][1] if steps else FIRST,
        **values,
    )
    before = FIRST
    for decided_on, new_on in steps:
        DueDateChangeFactory(
            action=action,
            old_on=before,
            new_on=new_on,
            approved=True,
            decided_on=decided_on,
        )
        before = new_on
    return action


@pytest.fixture(params=[True, False], ids=["as it stands now", "as at the day"])
def told(request, plan, today):
    """Slippage on a day, from the copies or from the dated rows."""

    def tell(on=today):
        if request.param:
            return slippage(
                actions=actions_then(plan=plan, on=on, is_today=True), on=on
            )
        return slippage(actions=actions_then(plan=plan, on=on, is_today=False), on=on)

    return tell


def test_plan_without_dates_has_no_mean(plan, told):
    ActionFactory(plan=plan, undated=True)
    ActionFactory(plan=plan, recorded=True)

    assert told() == Slippage(mean_days=None, dated=0, moved_twice=0)


def test_mean_is_of_all_tracked_actions_with_both_dates(plan, told):
    moved_action(plan)
    moved_action(plan, (date(2026, 6, 1), FIRST + timedelta(days=45)))
    ActionFactory(plan=plan, undated=True)
    ActionFactory()  # of another plan

    assert told() == Slippage(mean_days=22.5, dated=2, moved_twice=0)


def test_date_that_came_forward_counts_against_the_others(plan, told):
    moved_action(plan, (date(2026, 6, 1), FIRST - timedelta(days=10)))
    moved_action(plan, (date(2026, 6, 1), FIRST + timedelta(days=30)))

    assert told() == Slippage(mean_days=10, dated=2, moved_twice=0)


def test_moved_there_and_back_is_moved_twice_by_no_days(plan, told, today):
    moved_action(plan, (date(2026, 6, 1), date(2026, 12, 31)), (today, FIRST))

    assert told() == Slippage(mean_days=0, dated=1, moved_twice=1)


def test_past_day_knows_only_what_was_approved_by_then(plan):
    moved_action(
        plan,
        (date(2026, 6, 1), FIRST + timedelta(days=10)),
        (date(2026, 6, 9), FIRST + timedelta(days=50)),
    )

    days = [date(2026, 5, 31), date(2026, 6, 1), date(2026, 6, 9)]
    found = [
        slippage(actions=actions_then(plan=plan, on=day, is_today=False), on=day)
        for day in days
    ]

    assert [(each.mean_days, each.moved_twice) for each in found] == [
        (0, 0),
        (10, 0),
        (50, 1),
    ]


def test_refused_and_waiting_requests_move_nothing(plan, told):
    action = moved_action(plan)
    DueDateChangeFactory(action=action, refused=True)
    DueDateChangeFactory(action=action)

    assert told() == Slippage(mean_days=0, dated=1, moved_twice=0)


@pytest.mark.parametrize(
    ("row", "counts"),
    [
        pytest.param(
            {"asked_on": SINCE}, {"waiting": 1}, id="asked on the first day, waits"
        ),
        pytest.param(
            {"asked_on": SINCE + timedelta(days=1)},
            {"asked": 1, "waiting": 1},
            id="asked a day later, waits",
        ),
        pytest.param(
            {"asked_on": date(2026, 6, 15)},
            {"asked": 1, "waiting": 1},
            id="asked on the last day",
        ),
        pytest.param({"asked_on": date(2026, 6, 16)}, None, id="asked after"),
        pytest.param(
            {"asked_on": SINCE, "approved": True, "decided_on": SINCE},
            None,
            id="asked and approved before",
        ),
        pytest.param(
            {"asked_on": SINCE, "approved": True, "decided_on": date(2026, 6, 6)},
            {"approved": 1},
            id="asked before, approved since",
        ),
        pytest.param(
            {"asked_on": date(2026, 6, 6), "refused": True},
            {"asked": 1, "refused": 1},
            id="asked and refused since",
        ),
        pytest.param(
            {"asked_on": SINCE, "approved": True, "decided_on": date(2026, 6, 16)},
            {"waiting": 1},
            id="approved after",
        ),
    ],
)
def test_request_counts_in_the_days_it_was_made_and_decided(plan, today, row, counts):
    DueDateChangeFactory(plan=plan, **row)
    DueDateChangeFactory(asked_on=today)  # of another plan

    found = date_requests(plan=plan, since=SINCE, on=today)

    none = {"asked": 0, "approved": 0, "refused": 0, "waiting": 0}
    rows = list(plan.actions.get().due_date_changes.all()) if counts else []
    assert found == DateRequests(rows=rows, **{**none, **(counts or {})})


@pytest.mark.parametrize("count", [1, 50])
def test_each_asks_once(plan, today, django_assert_num_queries, count):
    for _ in range(count):
        moved_action(
            plan,
            (date(2026, 6, 1), date(2026, 10, 31)),
            (today, date(2026, 11, 30)),
        )
    actions = actions_then(plan=plan, on=today, is_today=False)

    with django_assert_num_queries(2):
        told = slippage(actions=actions, on=today)
        requests = date_requests(plan=plan, since=SINCE, on=today)
        people = {(row.action.title, row.asked_by.full_name) for row in requests.rows}

    assert (told.moved_twice, len(people)) == (count, count)


def test_days_moved_are_those_between_the_two_dates(plan, today):
    for days in (-400, -1, 0, 1, 31, 366):
        ActionFactory(
            plan=plan, first_due_on=FIRST, due_on=FIRST + timedelta(days=days)
        )

    found = Action.objects.with_moves(today)

    assert [row.days_moved for row in found] == [-400, -1, 0, 1, 31, 366]
