"""The overview of a plan's boards, and one meeting."""

from datetime import date, timedelta

import pytest

from tests.factories import (
    AttendanceFactory,
    BoardFactory,
    ChallengeClosingFactory,
    ChallengeFactory,
    ChallengeReplyFactory,
    DecisionFactory,
    MeetingFactory,
    PlanFactory,
)
from tracker.reports.board_pages import (
    MEETINGS_SHOWN,
    board_overview,
    listed_meetings,
    meeting_page,
)

pytestmark = pytest.mark.django_db

OVERVIEW_QUERIES = 6
MEETING_QUERIES = 3


@pytest.fixture
def plan():
    return PlanFactory()


def test_overview_has_the_next_meeting_first_and_the_last_ones_held(plan, today):
    board = BoardFactory(plan=plan)
    for number in range(-8, 3):
        day = today + timedelta(days=30 * number + 15)
        MeetingFactory(board=board, held_on=day, cut_off_on=None)

    page = board_overview(plan=plan, on=today)

    assert [row.held_on for row in page.to_come] == [
        date(2026, 6, 30),
        date(2026, 7, 30),
        date(2026, 8, 29),
    ]
    assert page.held[0].held_on == date(2026, 5, 31)
    assert (len(page.held), page.held_count) == (MEETINGS_SHOWN, 8)


def test_overview_parts_challenges_by_what_they_wait_for(plan, today):
    late = ChallengeFactory(plan=plan, raised_on=date(2026, 6, 1))
    early = ChallengeFactory(plan=plan, raised_on=date(2026, 5, 1))
    answered = ChallengeReplyFactory(plan=plan).challenge
    ChallengeClosingFactory(plan=plan)

    page = board_overview(plan=plan, on=today)

    assert page.open_challenges == [early, late]
    assert page.answered_challenges == [answered]


def test_overview_has_decisions_by_the_day_they_are_due(plan, today):
    meeting = MeetingFactory(plan=plan)
    days = (None, date(2026, 7, 1), date(2026, 6, 1))
    rows = [DecisionFactory(meeting=meeting, to_do=True, due_on=day) for day in days]
    DecisionFactory(meeting=meeting)

    assert board_overview(plan=plan, on=today).outstanding == rows[::-1]


@pytest.mark.parametrize("count", [1, 50])
def test_pages_ask_as_often_for_one_as_for_fifty(
    plan, today, django_assert_num_queries, count
):
    meeting = MeetingFactory(plan=plan)
    for _ in range(count):
        BoardFactory(plan=plan)
        ChallengeFactory(plan=plan, meeting=meeting, of_action=True)
        ChallengeReplyFactory(plan=plan)
        DecisionFactory(meeting=meeting, to_do=True)
        AttendanceFactory(meeting=meeting)

    with django_assert_num_queries(OVERVIEW_QUERIES):
        page = board_overview(plan=plan, on=today)
        told = [(row.about, row.raised_by) for row in page.challenges]
    with django_assert_num_queries(MEETING_QUERIES):
        one = meeting_page(meeting=meeting, on=today)

    assert (len(page.boards), len(told), len(page.outstanding)) == (
        count + 1,
        2 * count,
        count,
    )
    assert (len(one.present), len(one.challenges), len(one.decisions)) == (count,) * 3


def test_meeting_parts_those_present_from_apologies(plan, today):
    meeting = MeetingFactory(plan=plan)
    here = AttendanceFactory(meeting=meeting)
    away = AttendanceFactory(meeting=meeting, apologies=True)

    page = meeting_page(meeting=meeting, on=today)

    assert (page.present, page.apologies) == ([here], [away])


def test_listed_meetings_are_counted_each_for_itself(plan):
    meeting = MeetingFactory(plan=plan)
    ChallengeFactory.create_batch(2, plan=plan, meeting=meeting)
    DecisionFactory.create_batch(3, meeting=meeting)
    AttendanceFactory.create_batch(4, meeting=meeting)
    AttendanceFactory(meeting=meeting, apologies=True)
    MeetingFactory(plan=plan, held_on=date(2026, 6, 1))

    found = {row.reference: row for row in listed_meetings(plan)}

    names = ("present", "apologies", "challenge", "decision")
    counts = {
        reference: [getattr(row, f"{name}_count") for name in names]
        for reference, row in found.items()
    }
    assert counts == {"B-2026-01": [4, 1, 2, 3], "B-2026-02": [0, 0, 0, 0]}
