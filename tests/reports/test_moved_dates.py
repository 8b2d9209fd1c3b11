"""What reports say of a past day where a due date moved later: the date of then."""

from datetime import date, timedelta

import pytest

from tests.factories import ActionFactory, DueDateChangeFactory, PlanFactory
from tests.reports.pack.asking import facts_of
from tracker.choices import ReportedRating
from tracker.reports.dashboard import dashboard_report
from tracker.reports.slippage import Slippage

pytestmark = pytest.mark.django_db

FIRST, NEXT, LAST = date(2026, 5, 10), date(2026, 6, 30), date(2026, 9, 30)


@pytest.fixture
def plan():
    """An action first due on 10 May, moved on 20 May and again on 12 June 2026."""
    plan = PlanFactory()
    action = ActionFactory(
        plan=plan, in_progress=True, first_due_on=FIRST, due_on=LAST, title="Train"
    )
    for asked_on, old_on, new_on in (
        (date(2026, 5, 20), FIRST, NEXT),
        (date(2026, 6, 12), NEXT, LAST),
    ):
        DueDateChangeFactory(
            action=action,
            old_on=old_on,
            new_on=new_on,
            asked_on=asked_on,
            approved=True,
            decided_on=asked_on,
        )
    return plan


@pytest.mark.parametrize(
    ("on", "overdue", "due_soon", "red"),
    [
        pytest.param(date(2026, 5, 10), 0, 1, 0, id="due that day"),
        pytest.param(date(2026, 5, 19), 1, 0, 1, id="late, not moved yet"),
        pytest.param(date(2026, 5, 20), 0, 0, 0, id="moved"),
        pytest.param(date(2026, 6, 11), 0, 1, 0, id="due soon by the second date"),
        pytest.param(date(2026, 6, 12), 0, 0, 0, id="moved again"),
    ],
)
def test_past_day_counts_by_the_date_that_stood_then(plan, on, overdue, due_soon, red):
    counts = dashboard_report(plan=plan, on=on).counts

    assert (counts.overdue, counts.due_soon) == (overdue, due_soon)
    assert counts.by_rating[ReportedRating.RED] == red


def test_past_day_lists_the_date_that_stood_then(plan):
    on = date(2026, 5, 19)

    (late,) = facts_of(plan, on=on).actions
    (worst,) = dashboard_report(plan=plan, on=on).worst

    assert (late.due_on, late.days_late) == (FIRST, 9)
    assert (worst.due_on, worst.days_late) == (FIRST, 9)


@pytest.mark.parametrize("is_today", [True, False], ids=["copies", "dated rows"])
def test_dashboard_and_board_tell_the_same_slippage(plan, today, is_today):
    told = Slippage(mean_days=143, dated=1, moved_twice=1)

    board = facts_of(plan, on=today, is_today=is_today)
    dashboard = dashboard_report(plan=plan, on=today, is_today=is_today)

    assert (dashboard.slippage, board.slippage) == (told, told)
    (moved,) = board.actions
    assert (moved.first_due_on, moved.due_on) == (FIRST, LAST)
    assert (moved.times_moved, moved.days_moved) == (2, 143)


@pytest.mark.parametrize(
    ("since", "asked"),
    [
        pytest.param(date(2026, 5, 19), 2, id="before both"),
        pytest.param(date(2026, 5, 20), 1, id="on the day of the first"),
        pytest.param(date(2026, 6, 12), 0, id="on the day of the second"),
    ],
)
def test_board_tells_the_requests_since_the_earlier_day(plan, today, since, asked):
    requests = facts_of(plan, on=today, since=since).date_requests

    assert (requests.asked, requests.approved, requests.refused) == (asked, asked, 0)
    assert len(requests.rows) == asked


def test_action_without_a_date_then_is_not_late(today):
    action = ActionFactory(in_progress=True, due_on=FIRST, first_due_on=FIRST)
    DueDateChangeFactory(
        action=action,
        old_on=None,
        new_on=FIRST,
        asked_on=date(2026, 4, 1),
        approved=True,
        decided_on=today - timedelta(days=1),
    )

    counts = dashboard_report(plan=action.plan, on=date(2026, 6, 1)).counts

    assert (counts.open, counts.overdue) == (1, 0)
