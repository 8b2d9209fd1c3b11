"""What the page of one action tells, and in which order."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.factories import (
    ActionFactory,
    AnswerFactory,
    ChallengeReplyFactory,
    DecisionFactory,
    DueCheckFactory,
    DueDateChangeFactory,
    EvidenceFactory,
    ModerationFactory,
    OwnerChangeFactory,
    PostFactory,
    ProgressUpdateFactory,
    RecommendationFactory,
    ReminderFactory,
    VerificationFactory,
    VisitCheckFactory,
    VisitFactory,
)
from tracker.reports.action_page import action_page

pytestmark = pytest.mark.django_db


def told(page):
    """The timeline as pairs of day and kind."""
    return [(entry.on, entry.kind) for entry in page.timeline]


def test_action_page_of_an_action_of_which_nothing_is_known():
    page = action_page(action=ActionFactory(recorded=True))

    assert (page.answers, page.checks, page.timeline) == ([], [], [])


def test_timeline_tells_everything_newest_first():
    action = ActionFactory(owned=True)  # taken up on 2 March 2026
    ProgressUpdateFactory(action=action, made_on=date(2026, 6, 1))
    EvidenceFactory(action=action, added_on=date(2026, 6, 2))
    visit = VisitFactory(plan=action.plan, starts_on=date(2026, 4, 21))
    VisitCheckFactory(action=action, visit=visit)
    OwnerChangeFactory(action=action, changed_on=date(2026, 5, 1))

    page = action_page(action=action)

    assert told(page) == [
        (date(2026, 6, 2), "evidence"),
        (date(2026, 6, 1), "update"),
        (date(2026, 5, 1), "owner"),
        (date(2026, 4, 22), "check"),
        (date(2026, 3, 2), "owner"),
        (date(2026, 3, 2), "status"),
    ]


def test_timeline_of_one_day_puts_what_was_written_last_first():
    action = ActionFactory(in_progress=True, standing=False)
    day = date(2026, 6, 1)
    morning = datetime(2026, 6, 1, 9, tzinfo=UTC)
    for hours in (2, 0, 1):
        ProgressUpdateFactory(
            action=action, made_on=day, recorded_at=morning + timedelta(hours=hours)
        )

    numbers = [entry.item.number for entry in action_page(action=action).timeline]

    assert numbers == [1, 3, 2]


def test_who_was_asked_for_an_update_stands_in_the_timeline():
    action = ActionFactory(in_progress=True, standing=False)
    asked = ReminderFactory(action=action, asked=True, about_on=date(2026, 6, 15))
    ReminderFactory(action=action)  # sent by itself, and not told here

    (entry,) = action_page(action=action).timeline

    assert (entry.on, entry.kind, entry.recorded_at) == (
        date(2026, 6, 15),
        "asked",
        asked.recorded_at,
    )
    assert (entry.item.after, entry.item.said_by) == (
        asked.person.full_name,
        asked.asked_by.full_name,
    )


def test_evidence_of_an_update_stands_with_it_and_other_evidence_alone():
    update = ProgressUpdateFactory()
    with_it = EvidenceFactory(action=update.action, update=update)
    alone = EvidenceFactory(action=update.action)

    page = action_page(action=update.action)

    entries = {entry.kind: entry.item for entry in page.timeline}
    assert entries["update"].shown_evidence == [with_it]
    assert entries["evidence"] == alone
    assert [entry.kind for entry in page.timeline].count("evidence") == 1


def test_checks_are_those_of_this_action_the_latest_visit_first():
    action = ActionFactory()
    for day in (date(2025, 1, 7), date(2026, 4, 21), date(2025, 9, 9)):
        visit = VisitFactory(plan=action.plan, starts_on=day)
        VisitCheckFactory(action=action, visit=visit)
        VisitCheckFactory(action=ActionFactory(plan=action.plan), visit=visit)

    page = action_page(action=action)

    assert [check.visit.starts_on for check in page.checks] == [
        date(2026, 4, 21),
        date(2025, 9, 9),
        date(2025, 1, 7),
    ]
    assert {check.action for check in page.checks} == {action}


def test_answers_stand_by_recommendation_and_part():
    action = ActionFactory()
    later = RecommendationFactory(plan=action.plan, reference="R-010")
    earlier = RecommendationFactory(plan=action.plan, reference="R-002", parts=2)
    for part in (*later.parts.all(), *earlier.parts.order_by("-number")):
        AnswerFactory(action=action, part=part)

    page = action_page(action=action)

    assert [
        (answer.part.recommendation.reference, answer.part.number)
        for answer in page.answers
    ] == [("R-002", 1), ("R-002", 2), ("R-010", 1)]


def test_timeline_tells_what_second_people_saw_and_decided():
    action = ActionFactory(verified=True)
    seen = VerificationFactory(action=action)  # on 16 May 2026
    check = DueCheckFactory(after=seen)
    DueDateChangeFactory(action=action, approved=True, asked_on=date(2026, 6, 8))
    DueDateChangeFactory(action=action, refused=True)

    page = action_page(action=action)

    assert [entry for entry in told(page) if entry[1] != "status"] == [
        (date(2026, 11, 16), "to_come"),
        (date(2026, 6, 8), "date_decision"),
        (date(2026, 6, 8), "date_decision"),
        (date(2026, 6, 8), "date_request"),
        (date(2026, 6, 1), "date_request"),
        (date(2026, 5, 16), "verification"),
    ]
    assert (page.to_come, page.date_request) == ([check], None)


def test_decision_stands_above_the_request_of_the_same_day():
    action = ActionFactory(in_progress=True, standing=False)
    DueDateChangeFactory(action=action, approved=True, asked_on=date(2026, 6, 8))

    assert [kind for _day, kind in told(action_page(action=action))] == [
        "date_decision",
        "date_request",
    ]


def test_checks_to_come_are_those_that_wait_the_earliest_first():
    seen = VerificationFactory(action=ActionFactory(verified=True))
    twelve = DueCheckFactory(after=seen, twelve_months=True)
    six = DueCheckFactory(after=seen)
    DueCheckFactory(plan=seen.action.plan)  # of another action

    assert action_page(action=seen.action).to_come == [six, twelve]


def test_request_that_waits_for_a_decision_is_told_apart():
    action = ActionFactory(in_progress=True)
    DueDateChangeFactory(action=action, refused=True)
    waiting = DueDateChangeFactory(action=action)

    assert action_page(action=action).date_request == waiting


def test_every_completion_date_stays():
    days = {
        "not_started": date(2026, 1, 5),
        "in_progress": date(2026, 1, 6),
        "delivered": date(2026, 2, 2),
    }
    again = [
        (date(2026, 2, 9), "in_progress"),
        (date(2026, 3, 2), "delivered"),
        (date(2026, 3, 9), "verified"),
    ]
    steps = [*((day, status) for status, day in days.items()), *again]
    action = ActionFactory(verified=True, standing=steps)

    assert action_page(action=action).completions == [
        ("Delivered", [date(2026, 2, 2), date(2026, 3, 2)]),
        ("Verified", [date(2026, 3, 9)]),
    ]


@pytest.mark.parametrize(
    ("status", "is_moderated", "waits"),
    [
        pytest.param("in_progress", False, True, id="open"),
        pytest.param("delivered", False, True, id="delivered"),
        pytest.param("in_progress", True, False, id="moderated"),
        pytest.param("closed", False, False, id="closed"),
    ],
)
def test_latest_update_waits_for_a_moderator(status, is_moderated, waits):
    action = ActionFactory(status=status)
    ProgressUpdateFactory(action=action)
    latest = ProgressUpdateFactory(action=action)
    if is_moderated:
        ModerationFactory(update=latest)

    page = action_page(action=action)

    assert page.unmoderated == (latest if waits else None)


def everything(action, count):
    """So many rows of each sort about the action."""
    for number in range(count):
        update = ProgressUpdateFactory(action=action)
        ProgressUpdateFactory(action=action, corrects=update)
        EvidenceFactory(action=action, update=update)
        EvidenceFactory(action=action)
        AnswerFactory(action=action)
        OwnerChangeFactory(action=action, from_post=PostFactory(plan=action.plan))
        visit = VisitFactory(
            plan=action.plan, starts_on=date(2024, 1, 1) + timedelta(days=number)
        )
        VisitCheckFactory(action=action, visit=visit)
        ModerationFactory(update=update)
        VerificationFactory(action=action, not_evidenced=True)
        DueDateChangeFactory(action=action, approved=True)
        ChallengeReplyFactory(challenge__action=action)
        DecisionFactory(plan=action.plan, action=action)


@pytest.mark.parametrize("count", [1, 50])
@pytest.mark.parametrize(
    ("status", "queries"), [("in_progress", 7), ("delivered", 8), ("verified", 8)]
)
def test_action_page_asks_as_often_whatever_there_is(
    django_assert_num_queries, count, status, queries
):
    delivered = [(date(2026, 5, 1), "delivered")]
    action = ActionFactory(status=status, standing=delivered)
    everything(action, count)

    with django_assert_num_queries(queries):
        page = action_page(action=action)

    assert len(page.timeline) == 1 + 11 * count
    assert (len(page.answers), len(page.checks)) == (count, count)
