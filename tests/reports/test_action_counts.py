"""How many actions stand where on a day: by status, by rating, by what they need."""

from datetime import date, timedelta

import pytest

from tests.factories import (
    ActionFactory,
    PlanFactory,
    ProgressUpdateFactory,
)
from tracker.choices import Claim
from tracker.reports.action_counts import action_counts, actions_then

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    """A plan without anything in it."""
    return PlanFactory()


@pytest.fixture(params=[True, False], ids=["copies", "dated rows"])
def is_today(request):
    """The present day read from the copies, or from the dated rows: one answer."""
    return request.param


def counts_of(plan, on, is_today):
    """What is counted of the plan on a day."""
    actions = actions_then(plan=plan, on=on, is_today=is_today)
    return action_counts(actions=actions, plan=plan, on=on)


def heard_today(action, today, **values):
    """An update, so that an open action is not stale."""
    return ProgressUpdateFactory(action=action, made_on=today, **values)


def test_action_counts_tracked_actions_by_status(plan, today, is_today):
    ActionFactory.create_batch(2, plan=plan)
    ActionFactory.create_batch(3, plan=plan, in_progress=True)
    for status in ("delivered", "verified", "sustained", "closed"):
        ActionFactory(plan=plan, status=status)
    ActionFactory(plan=plan, recorded=True)
    ActionFactory()  # of another plan

    counts = counts_of(plan, today, is_today)

    assert counts.by_status == {
        "not_started": 2,
        "in_progress": 3,
        "delivered": 1,
        "verified": 1,
        "sustained": 1,
        "closed": 1,
    }
    assert (counts.tracked, counts.open, counts.recorded) == (9, 5, 1)


def test_action_counts_the_reported_rating(plan, today, is_today):
    ActionFactory(plan=plan)  # not started: grey
    ActionFactory(plan=plan, due_on=date(2026, 6, 1))  # not started, late: red
    ActionFactory(plan=plan, in_progress=True)  # nobody rated it
    for rating in ("red", "amber", "amber", "green"):
        heard_today(ActionFactory(plan=plan, in_progress=True), today, rating=rating)
    late = ActionFactory(plan=plan, overdue=True)
    heard_today(late, today, rating="green")  # overruled: red
    delivered = ActionFactory(plan=plan, delivered=True)
    heard_today(delivered, today, rating="red")  # overruled: green
    ActionFactory(plan=plan, verified=True)
    ActionFactory(plan=plan, sustained=True)
    ActionFactory(plan=plan, closed=True)  # has none
    ActionFactory(plan=plan, recorded=True)  # has none

    counts = counts_of(plan, today, is_today)

    assert counts.by_rating == {
        "red": 3,
        "amber": 2,
        "green": 3,
        "blue": 1,
        "grey": 1,
        "not_rated": 1,
    }


@pytest.mark.parametrize(
    ("days", "values", "overdue", "due_soon"),
    [
        pytest.param(-1, {}, 1, 0, id="due yesterday"),
        pytest.param(0, {}, 0, 1, id="due on the day"),
        pytest.param(28, {}, 0, 1, id="due in 28 days"),
        pytest.param(29, {}, 0, 0, id="due in 29 days"),
        pytest.param(-1, {"delivered": True}, 0, 0, id="delivered"),
        pytest.param(-1, {"closed": True}, 0, 0, id="closed"),
        pytest.param(5, {"delivered": True}, 0, 0, id="delivered before it is due"),
    ],
)
def test_action_counts_overdue_and_due_soon(
    plan, today, is_today, days, values, overdue, due_soon
):
    ActionFactory(plan=plan, due_on=today + timedelta(days=days), **values)

    counts = counts_of(plan, today, is_today)

    assert (counts.overdue, counts.due_soon) == (overdue, due_soon)


def test_action_counts_overdue_never_without_a_date_or_only_recorded(
    plan, today, is_today
):
    ActionFactory(plan=plan, in_progress=True, undated=True)
    ActionFactory(
        plan=plan, recorded=True, due_on=date(2022, 3, 31), due_precision="day"
    )

    counts = counts_of(plan, today, is_today)

    assert (counts.overdue, counts.due_soon, counts.stale) == (0, 0, 1)


@pytest.mark.parametrize(
    ("cadence", "silent_days", "stale"),
    [(28, 28, 0), (28, 29, 1), (7, 7, 0), (7, 8, 1)],
)
def test_action_counts_stale_by_the_cadence_of_the_plan(
    today, is_today, cadence, silent_days, stale
):
    plan = PlanFactory(cadence_days=cadence)
    said_on = today - timedelta(days=silent_days)
    for status in ("in_progress", "delivered"):
        action = ActionFactory(plan=plan, status=status)
        ProgressUpdateFactory(action=action, made_on=said_on)

    counts = counts_of(plan, today, is_today)

    assert counts.stale == stale


def test_action_counts_stale_without_any_update_since_it_was_taken_up(
    plan, today, is_today
):
    for days in (28, 29):
        ActionFactory(plan=plan, standing__taken_up_on=today - timedelta(days=days))

    counts = counts_of(plan, today, is_today)

    assert counts.stale == 1


def test_action_counts_recorded_actions_have_a_line_of_their_own(plan, is_today):
    ActionFactory(plan=plan, recorded=True, claim_on=date(2022, 1, 19))
    ActionFactory(
        plan=plan, recorded=True, claim=Claim.SAID_DONE, claim_on=date(2022, 3, 21)
    )

    before, then = (
        counts_of(plan, on, is_today) for on in (date(2022, 3, 20), date(2022, 3, 21))
    )

    assert (before.recorded, before.said_done) == (1, 0)
    assert (then.recorded, then.said_done, then.tracked) == (2, 1, 0)
