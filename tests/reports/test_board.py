"""The board report: where a plan stands on a day, and what changed since another."""

from datetime import date, timedelta

import pytest
from tracker.reports.board import board_report

from tests.factories import (
    ActionFactory,
    AnswerFactory,
    FindingFactory,
    OwnerChangeFactory,
    PlanFactory,
    PostFactory,
    PostHoldingFactory,
    ProgressUpdateFactory,
    RecommendationFactory,
    StatusChangeFactory,
    VisitCheckFactory,
    VisitFactory,
)
from tracker.choices import CheckDirection, CheckSustained, Voice
from tracker.reports.dashboard import dashboard_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    """A plan without anything in it."""
    return PlanFactory()


def references(actions):
    """Which actions a list of the report holds."""
    return [action.reference for action in actions]


def test_board_report_of_an_empty_plan(plan, today):
    report = board_report(plan=plan, on=today)

    lists = (report.overdue, report.due_soon, report.changes, report.visits)
    assert lists == ([], [], [], [])
    assert (report.unanswered, report.counts.tracked) == ([], 0)


@pytest.mark.parametrize(
    ("on", "since"),
    [
        (date(2026, 6, 15), date(2026, 3, 15)),
        (date(2026, 5, 31), date(2026, 2, 28)),
    ],
)
def test_board_report_looks_three_months_back_unless_told(plan, on, since):
    assert board_report(plan=plan, on=on).since == since
    assert board_report(plan=plan, on=on, since=date(2026, 1, 1)).since == date(
        2026, 1, 1
    )


def test_board_report_headline_is_that_of_the_dashboard(plan, today):
    ActionFactory.create_batch(2, plan=plan, overdue=True)
    AnswerFactory(action=ActionFactory(plan=plan, delivered=True))
    RecommendationFactory(plan=plan)

    board = board_report(plan=plan, on=today)
    dashboard = dashboard_report(plan=plan, on=today)

    assert (board.counts, board.coverage) == (dashboard.counts, dashboard.coverage)


def test_board_report_today_is_the_same_from_copies_and_dated_rows(plan, today):
    post = PostFactory(plan=plan)
    PostHoldingFactory(post=post)
    for status in ("not_started", "in_progress", "delivered", "closed"):
        AnswerFactory(action=ActionFactory(plan=plan, status=status, owner_post=post))
    ActionFactory(plan=plan, recorded=True)

    copies = board_report(plan=plan, on=today, is_today=True)
    rows = board_report(plan=plan, on=today)

    assert copies == rows


# What is open


def test_board_overdue_with_owner_holder_and_what_was_last_said(plan, today):
    post = PostFactory(plan=plan, title="Head of safeguarding")
    PostHoldingFactory(post=post, name="Olive Owner")
    action = ActionFactory(plan=plan, owner_post=post, due_on=date(2026, 6, 3))
    ProgressUpdateFactory(action=action, made_on=date(2026, 5, 3), rating="green")
    ProgressUpdateFactory(
        action=action, made_on=today + timedelta(days=1), rating="red"
    )

    (late,) = board_report(plan=plan, on=today).overdue

    assert (late.post, late.holder) == ("Head of safeguarding", "Olive Owner")
    assert (late.due_on, late.days_late) == (date(2026, 6, 3), 12)
    assert (late.last_rating, late.last_update_on, late.last_percent) == (
        "green",
        date(2026, 5, 3),
        50,
    )


def test_board_overdue_with_the_holder_of_that_day(plan):
    post = PostFactory(plan=plan)
    PostHoldingFactory(post=post, name="Ann First")
    PostHoldingFactory(post=post, name="Ben Second", starts_on=date(2026, 5, 1))
    ActionFactory(plan=plan, owner_post=post, due_on=date(2026, 3, 31))

    holders = [
        board_report(plan=plan, on=on).overdue[0].holder
        for on in (date(2026, 4, 30), date(2026, 5, 1))
    ]

    assert holders == ["Ann First", "Ben Second"]


def test_board_lists_sort_open_actions_by_what_they_need(plan, today):
    post = PostFactory(plan=plan)
    PostHoldingFactory(post=post)
    for days in (-1, 0, 28, 29):
        action = ActionFactory(
            plan=plan, owner_post=post, due_on=today + timedelta(days=days)
        )
        ProgressUpdateFactory(action=action, made_on=today)
    vacant = ActionFactory(plan=plan, owned=True)
    ProgressUpdateFactory(action=vacant, made_on=today - timedelta(days=28))
    ActionFactory(plan=plan, owner_post=post, undated=True)
    silent = ActionFactory(plan=plan, in_progress=True)
    ProgressUpdateFactory(action=silent, made_on=today - timedelta(days=29))
    ActionFactory(plan=plan, delivered=True, due_on=date(2026, 6, 1))
    ActionFactory(plan=plan, recorded=True)

    report = board_report(plan=plan, on=today)

    assert references(report.overdue) == ["A-001"]
    assert references(report.due_soon) == ["A-002", "A-003"]
    assert references(report.stale) == ["A-006", "A-007"]
    assert references(report.ownerless) == ["A-005", "A-007"]
    assert [action.is_vacant for action in report.ownerless] == [True, False]


# What changed


def test_board_changes_after_one_day_and_up_to_another(plan):
    since, on = date(2026, 3, 31), date(2026, 4, 30)
    for day in (since, since + timedelta(days=1), on, on + timedelta(days=1)):
        action = ActionFactory(plan=plan, standing=False)
        StatusChangeFactory(action=action, changed_on=day)
        ActionFactory(standing__taken_up_on=day)  # of another plan

    report = board_report(plan=plan, on=on, since=since)

    assert references(report.changes) == ["A-002", "A-003"]
    assert [change.is_new for change in report.changes] == [True, True]


def test_board_changes_tell_steps_owners_and_updates_of_each_action(plan, today):
    since = date(2026, 3, 15)
    old, new = PostFactory(plan=plan), PostFactory(plan=plan)
    action = ActionFactory(plan=plan, in_progress=True, owner_post=new)  # 2, 16 March
    OwnerChangeFactory(
        action=action, from_post=old, to_post=new, changed_on=date(2026, 4, 1)
    )
    for day in (since, date(2026, 4, 1), date(2026, 5, 1), date(2026, 6, 16)):
        ProgressUpdateFactory(action=action, made_on=day)
    only_told = ActionFactory(plan=plan, in_progress=True, standing=False)
    ProgressUpdateFactory(action=only_told, made_on=today)
    ActionFactory(plan=plan)

    changed, told = board_report(plan=plan, on=today, since=since).changes

    assert (changed.reference, changed.title) == (action.reference, action.title)
    assert [(step.from_status, step.to_status) for step in changed.steps] == [
        ("not_started", "in_progress")
    ]
    assert [(row.from_post, row.to_post) for row in changed.owners] == [(old, new)]
    assert (changed.updates, changed.is_new) == (2, False)
    assert (told.reference, told.steps, told.owners, told.updates) == (
        only_told.reference,
        (),
        (),
        1,
    )


# What visits found


def test_board_visits_newest_first_with_their_checks(plan, today):
    old = VisitFactory(plan=plan, starts_on=date(2025, 4, 21))
    new = VisitFactory(plan=plan, starts_on=date(2026, 4, 21))
    VisitFactory(plan=plan, starts_on=today)  # still going on
    raised = RecommendationFactory(plan=plan, visit=old)
    VisitCheckFactory(visit=new, recommendation=raised)
    action = ActionFactory(plan=plan)
    check = VisitCheckFactory(
        visit=new,
        action=action,
        sustained=CheckSustained.NO,
        direction=CheckDirection.WORSE,
    )
    FindingFactory.create_batch(2, plan=plan, visit=new)
    FindingFactory(plan=plan, visit=new, strength=True)
    FindingFactory(plan=plan, visit=new, voice=Voice.COUNCIL)

    latest, first = board_report(plan=plan, on=today).visits

    assert (latest.visit, latest.strengths, latest.concerns) == (new, 1, 2)
    assert [(each.action, each.recommendation) for each in latest.checks] == [
        (action.reference, ""),
        ("", raised.reference),
    ]
    assert (latest.checks[0].check, latest.checks[0].text) == (check, action.title)
    assert latest.checks[0].said == (
        "Progress: some",
        "Not sustained",
        "Direction: worse",
    )
    assert latest.checks[1].text == raised.text
    assert (first.visit, first.checks) == (old, ())


# What is not answered


def test_board_recommendations_with_the_parts_that_no_action_answers(plan, today):
    half = RecommendationFactory(plan=plan, parts=["Recording", "Plans"])
    AnswerFactory(part=half.parts.get(number=1), action=ActionFactory(plan=plan))
    none = RecommendationFactory(plan=plan)
    AnswerFactory(part=none.parts.get(), action=ActionFactory(plan=plan, closed=True))
    AnswerFactory(action=ActionFactory(plan=plan))

    report = board_report(plan=plan, on=today)

    assert report.by_state == {
        "unanswered": 2,
        "answered": 1,
        "delivered": 0,
        "verified": 0,
        "confirmed": 0,
    }
    assert [
        (each.recommendation, [part.text for part in each.parts], each.of)
        for each in report.unanswered
    ] == [(half, ["Plans"], 2), (none, [none.text], 1)]


@pytest.mark.parametrize("rows", [1, 50])
def test_board_report_reads_in_few_queries(
    plan, today, rows, django_assert_num_queries
):
    visit = VisitFactory(plan=plan)
    for _ in range(rows):
        action = ActionFactory(plan=plan, owned=True, overdue=True)
        ProgressUpdateFactory(action=action)
        VisitCheckFactory(action=action, visit=visit)
        RecommendationFactory(plan=plan, visit=visit)

    with django_assert_num_queries(14):
        report = board_report(plan=plan, on=today, since=date(2026, 1, 1))

    assert (len(report.overdue), len(report.changes), len(report.unanswered)) == (
        rows,
        rows,
        rows,
    )
