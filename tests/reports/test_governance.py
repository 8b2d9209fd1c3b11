"""What boards asked and decided between two days, as it stood and as it was known."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.factories import (
    BoardFactory,
    ChallengeClosingFactory,
    ChallengeFactory,
    ChallengeReplyFactory,
    DecisionCompletionFactory,
    DecisionFactory,
    MeetingFactory,
    PlanFactory,
    UserFactory,
)
from tracker.reports.governance import governance_report

pytestmark = pytest.mark.django_db

SINCE, ON = date(2026, 4, 30), date(2026, 6, 4)
QUERIES = 4
DAY = timedelta(days=1)


@pytest.fixture
def plan():
    return PlanFactory()


def report(plan, **values):
    return governance_report(plan=plan, **{"on": ON, "since": SINCE, **values})


def references(rows):
    return [row.reference for row in rows]


def challenge(plan, raised_on, replied_on=None, closed_on=None, **values):
    """A challenge with its reply and its closing on these days."""
    made = ChallengeFactory(plan=plan, raised_on=raised_on, **values)
    if replied_on:
        ChallengeReplyFactory(challenge=made, made_on=replied_on)
    if closed_on:
        ChallengeClosingFactory(challenge=made, closed_on=closed_on)
    return made


def test_meetings_held_since_and_the_next_one(plan):
    board = BoardFactory(plan=plan, name="Improvement board")
    for day in (SINCE, SINCE + DAY, ON, ON + DAY, ON + 2 * DAY):
        MeetingFactory(board=board, held_on=day, cut_off_on=None)
    MeetingFactory(board=board, held_on=ON - DAY, cut_off_on=None, is_called_off=True)
    MeetingFactory()

    found = report(plan)

    assert references(found.held) == ["B-2026-02", "B-2026-03"]
    assert found.next_meeting.reference == "B-2026-04"
    assert found.next_meeting.board == "Improvement board"


def test_challenges_by_where_they_stood_on_the_day(plan):
    old = SINCE - 30 * DAY
    challenge(plan, old)
    challenge(plan, old, replied_on=old + DAY)
    challenge(plan, old, replied_on=old + DAY, closed_on=SINCE)
    challenge(plan, old, replied_on=old + DAY, closed_on=SINCE + DAY)
    challenge(plan, ON, replied_on=ON + DAY, closed_on=ON + 2 * DAY)
    challenge(plan, ON + DAY)
    challenge(PlanFactory(), ON)

    found = report(plan)

    assert references(found.raised) == ["C-005"]
    assert references(found.waiting) == ["C-001", "C-005"]
    assert references(found.answered) == ["C-002"]
    assert references(found.closed) == ["C-004"]


def test_challenge_is_told_whole(plan):
    person = UserFactory(full_name="Mary Manager")
    made = ChallengeFactory(
        plan=plan,
        of_action=True,
        at_meeting=True,
        raised_by=person,
        on_behalf_of="Ann Lee",
        question="Why?",
    )
    ChallengeReplyFactory(
        challenge=made, text="So.", author=UserFactory(full_name="Olive Owner")
    )
    ChallengeClosingFactory(challenge=made, note="Thank you.")

    (told,) = report(plan).closed

    assert (told.about, told.meeting, told.asker, told.question) == (
        "A-001",
        "B-2026-01",
        "Ann Lee (entered by Mary Manager)",
        "Why?",
    )
    (reply,) = told.replies
    assert (reply.author, reply.text, reply.kind) == ("Olive Owner", "So.", "reply")
    assert (told.state, told.outcome, told.closed_on, told.note) == (
        "closed",
        "accepted",
        date(2026, 5, 25),
        "Thank you.",
    )


def test_decisions_since_and_what_is_to_be_carried_out(plan):
    meeting = MeetingFactory(plan=plan)
    later = {"meeting": meeting, "to_do": True}
    old = SINCE - DAY
    DecisionFactory(meeting=meeting, decided_on=old)
    DecisionFactory(**later, decided_on=old, due_on=ON + 9 * DAY)
    DecisionFactory(**later, decided_on=SINCE + DAY, due_on=ON - DAY)
    done = DecisionFactory(**later, decided_on=ON, due_on=None)
    DecisionCompletionFactory(decision=done, done_on=ON + DAY)
    DecisionFactory(meeting=meeting, decided_on=ON + DAY)

    found = report(plan)

    assert references(found.decisions) == ["D-003", "D-004"]
    assert [(row.reference, row.state) for row in found.outstanding] == [
        ("D-003", "overdue"),
        ("D-002", "to_do"),
        ("D-004", "to_do"),
    ]
    assert found.decisions[0].owner


def test_what_was_written_down_later_is_left_out(plan):
    early, late = datetime(2026, 6, 4, 9, tzinfo=UTC), datetime(2026, 6, 9, tzinfo=UTC)
    meeting = MeetingFactory(plan=plan, recorded_at=early)
    made = ChallengeFactory(plan=plan, recorded_at=early)
    ChallengeReplyFactory(challenge=made, recorded_at=early)
    ChallengeClosingFactory(challenge=made, recorded_at=late)
    ChallengeFactory(plan=plan, recorded_at=late)
    decision = DecisionFactory(meeting=meeting, to_do=True, recorded_at=early)
    DecisionCompletionFactory(decision=decision, done_on=ON, recorded_at=late)
    DecisionFactory(meeting=meeting, recorded_at=late)
    MeetingFactory(plan=plan, held_on=ON, recorded_at=late)

    known, now = report(plan, known_at=early), report(plan)

    assert references(known.held) == ["B-2026-01"]
    assert references(known.raised) == references(known.answered) == ["C-001"]
    assert references(known.outstanding) == ["D-001"]
    assert known.closed == []
    assert references(now.held) == ["B-2026-01", "B-2026-02"]
    assert references(now.closed) == ["C-001"]
    assert references(now.waiting) == ["C-002"]
    assert references(now.outstanding) == []


def test_reply_given_after_the_day_is_not_told(plan):
    made = challenge(plan, ON, replied_on=ON + DAY)

    (told,) = report(plan).waiting

    assert (told.reference, told.replies) == (made.reference, ())


@pytest.mark.parametrize("count", [1, 50])
def test_report_asks_as_often_for_one_as_for_fifty(
    plan, django_assert_num_queries, count
):
    for number in range(count):
        meeting = MeetingFactory(
            plan=plan, held_on=date(2026, 5, 14), reference=f"B-2026-{number + 10}"
        )
        made = ChallengeFactory(plan=plan, meeting=meeting, of_action=True)
        ChallengeReplyFactory(challenge=made)
        DecisionFactory(meeting=meeting, to_do=True)

    with django_assert_num_queries(QUERIES):
        found = report(plan)

    assert {len(rows) for rows in (found.held, found.answered, found.decisions)} == {
        count
    }
