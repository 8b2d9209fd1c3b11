"""What a pack is written from: where a plan stands, and what changed since a day."""

from datetime import date, timedelta

import pytest

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
from tests.reports.pack.asking import facts_of, words_of
from tracker.choices import CheckDirection, CheckSustained, Voice
from tracker.reports.dashboard import dashboard_report
from tracker.reports.pack.exceptions import stale_table

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    """A plan without anything in it."""
    return PlanFactory()


def references(actions):
    """Which actions a list of the report holds."""
    return [action.reference for action in actions]


def test_empty_plan_has_nothing_to_tell(plan):
    facts = facts_of(plan)

    assert (facts.actions, facts.changes, facts.visits) == ([], [], [])
    assert (facts.unanswered, facts.counts.tracked, facts.limits) == ([], 0, ())


def test_counts_are_those_of_the_dashboard(plan, today):
    ActionFactory.create_batch(2, plan=plan, overdue=True)
    AnswerFactory(action=ActionFactory(plan=plan, delivered=True))
    RecommendationFactory(plan=plan)

    board = facts_of(plan)
    dashboard = dashboard_report(plan=plan, on=today)

    assert (board.counts, board.coverage) == (dashboard.counts, dashboard.coverage)


def test_today_is_the_same_from_copies_and_dated_rows(plan, today):
    post = PostFactory(plan=plan)
    PostHoldingFactory(post=post)
    for status in ("not_started", "in_progress", "delivered", "closed"):
        AnswerFactory(action=ActionFactory(plan=plan, status=status, owner_post=post))
    ActionFactory(plan=plan, recorded=True)

    copies = facts_of(plan, is_today=True)
    rows = facts_of(plan)

    assert copies.actions == rows.actions
    assert (copies.counts, copies.coverage) == (rows.counts, rows.coverage)
    assert (copies.unanswered, copies.slippage) == (rows.unanswered, rows.slippage)
    assert copies.by_state == rows.by_state


# What is open


def test_overdue_with_owner_holder_and_what_was_last_said(plan, today):
    post = PostFactory(plan=plan, title="Head of safeguarding")
    PostHoldingFactory(post=post, name="Olive Owner")
    action = ActionFactory(plan=plan, owner_post=post, due_on=date(2026, 6, 3))
    ProgressUpdateFactory(action=action, made_on=date(2026, 5, 3), rating="green")
    ProgressUpdateFactory(
        action=action, made_on=today + timedelta(days=1), rating="red"
    )

    (late,) = facts_of(plan).actions

    assert (late.post, late.holder) == ("Head of safeguarding", "Olive Owner")
    assert (late.due_on, late.days_late) == (date(2026, 6, 3), 12)
    assert (late.owner_said, late.silent_days) == ("Green", 43)


def test_overdue_with_the_holder_of_that_day(plan):
    post = PostFactory(plan=plan)
    PostHoldingFactory(post=post, name="Ann First")
    PostHoldingFactory(post=post, name="Ben Second", starts_on=date(2026, 5, 1))
    ActionFactory(plan=plan, owner_post=post, due_on=date(2026, 3, 31))

    holders = [
        facts_of(plan, on=on).actions[0].holder
        for on in (date(2026, 4, 30), date(2026, 5, 1))
    ]

    assert holders == ["Ann First", "Ben Second"]


def test_actions_that_need_something_are_those_counted(plan, today):
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

    facts = facts_of(plan)

    assert references(each for each in facts.actions if each.days_late) == ["A-001"]
    assert [row[0] for row in words_of(stale_table(facts))] == ["A-006", "A-007"]
    assert references(facts.ownerless) == ["A-005", "A-007"]
    assert [bool(action.post) for action in facts.ownerless] == [True, False]
    assert (facts.counts.overdue, facts.counts.due_soon, facts.counts.stale) == (
        1,
        2,
        2,
    )


# What changed


def test_changes_after_one_day_and_up_to_another(plan):
    since, on = date(2026, 3, 31), date(2026, 4, 30)
    for day in (since, since + timedelta(days=1), on, on + timedelta(days=1)):
        action = ActionFactory(plan=plan, standing=False)
        StatusChangeFactory(action=action, changed_on=day)
        ActionFactory(standing__taken_up_on=day)  # of another plan

    report = facts_of(plan, on=on, since=since)

    assert references(report.changes) == ["A-002", "A-003"]
    assert [change.is_new for change in report.changes] == [True, True]


def test_changes_tell_steps_owners_and_updates_of_each_action(plan, today):
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

    changed, told = facts_of(plan, since=since).changes

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


def test_visits_newest_first_with_their_checks(plan, today):
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

    latest, first = facts_of(plan).visits

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


def test_recommendations_with_the_parts_that_no_action_answers(plan, today):
    half = RecommendationFactory(plan=plan, parts=["Recording", "Plans"])
    AnswerFactory(part=half.parts.get(number=1), action=ActionFactory(plan=plan))
    none = RecommendationFactory(plan=plan)
    AnswerFactory(part=none.parts.get(), action=ActionFactory(plan=plan, closed=True))
    AnswerFactory(action=ActionFactory(plan=plan))

    report = facts_of(plan)

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
