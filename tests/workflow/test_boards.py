"""Boards and meetings added and changed, and who came."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from tests.factories import (
    AttendanceFactory,
    BoardFactory,
    DecisionFactory,
    MeetingFactory,
    PlanFactory,
)
from tests.people import plan_with_people
from tests.workflow.told import changes_since, last_change
from tracker.models import Attendance, Board, Meeting, StaleRecordError, change_set
from tracker.workflow.boards import (
    BoardEntry,
    Guest,
    MeetingEntry,
    create_board,
    create_meeting,
    edit_board,
    edit_meeting,
    record_attendance,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return PlanFactory()


@pytest.fixture
def board(plan):
    return BoardFactory(plan=plan, name="Improvement board")


def moved(meeting, **values):
    """What a form says of a meeting as it stands, but for these values."""
    told = MeetingEntry.__dataclass_fields__
    return MeetingEntry(**{**{name: getattr(meeting, name) for name in told}, **values})


# Boards


def test_board_gets_an_address_from_its_name(plan):
    made = create_board(plan=plan, entry=BoardEntry("Improvement board", "monthly"))

    assert (made.slug, made.cadence, made.plan) == (
        "improvement-board",
        "monthly",
        plan,
    )


@pytest.mark.parametrize("name", ["Improvement board", "IMPROVEMENT BOARD"])
def test_second_board_of_a_name_is_refused(plan, board, name):
    other = BoardFactory(plan=plan)

    for write in (
        lambda: create_board(plan=plan, entry=BoardEntry(name)),
        lambda: edit_board(board=other, version=1, entry=BoardEntry(name)),
    ):
        with pytest.raises(ValidationError) as refusal:
            write()
        assert refusal.value.message_dict == {
            "name": ["The plan already has a board of that name."]
        }


def test_board_is_changed_and_keeps_its_address(board):
    edit_board(board=board, version=1, entry=BoardEntry("Board", chair="Ann Lee"))

    stored = Board.objects.get()
    assert (stored.name, stored.chair, stored.slug) == ("Board", "Ann Lee", board.slug)
    with pytest.raises(StaleRecordError):
        edit_board(board=board, version=1, entry=BoardEntry("Another"))


# Meetings


def test_meetings_count_up_within_the_year(plan, board):
    days = (date(2025, 12, 4), date(2026, 2, 5), date(2026, 1, 8))

    made = [
        create_meeting(plan=plan, entry=MeetingEntry(board, day)).reference
        for day in days
    ]

    assert made == ["B-2025-01", "B-2026-01", "B-2026-02"]


def test_meeting_in_another_plan_counts_for_itself(board):
    MeetingFactory(reference="B-2026-09")

    made = create_meeting(plan=board.plan, entry=MeetingEntry(board, date(2026, 1, 8)))

    assert made.reference == "B-2026-01"


def test_second_meeting_of_a_day_is_refused(plan, board):
    meeting = MeetingFactory(board=board)

    with pytest.raises(ValidationError) as refusal:
        create_meeting(plan=plan, entry=MeetingEntry(board, meeting.held_on))

    assert refusal.value.messages == ["This board already has a meeting on that day."]
    assert Meeting.objects.count() == 1


def test_meeting_is_moved_with_a_reason_and_keeps_its_reference(board):
    meeting = MeetingFactory(board=board)
    start = last_change()

    entry = moved(meeting, held_on=date(2027, 1, 7))
    edit_meeting(meeting=meeting, version=1, entry=entry, why="Half of us were ill.")

    stored = Meeting.objects.get()
    assert (stored.held_on, stored.reference) == (date(2027, 1, 7), meeting.reference)
    assert changes_since(start) == [
        ("meeting", "changed", None, "Half of us were ill.")
    ]
    with pytest.raises(StaleRecordError):
        edit_meeting(meeting=meeting, version=1, entry=entry, why="Again")


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({"held_on": date(2026, 5, 21)}, id="moved"),
        pytest.param({"is_called_off": True}, id="called off"),
    ],
)
def test_day_of_a_meeting_that_decided_stays(values):
    meeting = DecisionFactory().meeting

    with pytest.raises(ValidationError) as refusal:
        edit_meeting(
            meeting=meeting, version=1, entry=moved(meeting, **values), why="So"
        )

    assert refusal.value.messages == [
        "Decisions of this meeting are on record: its board and its day stay."
    ]
    edit_meeting(
        meeting=meeting, version=1, entry=moved(meeting, place="Town hall"), why="So"
    )
    assert Meeting.objects.get().place == "Town hall"


# Who came


def test_those_who_came_are_joined_to_their_accounts(today):
    people = plan_with_people()
    meeting = MeetingFactory(plan=people.plan)

    record_attendance(
        meeting=meeting,
        guests=[
            Guest("Ann Lee, independent chair", "present"),
            Guest("boris board, lead councillor", "present"),
            Guest("Fay Former", "apologies"),
        ],
        on=today,
    )

    rows = Attendance.objects.order_by("pk").values_list("name", "account", "presence")
    assert list(rows) == [
        ("Ann Lee, independent chair", None, "present"),
        ("boris board, lead councillor", people.board_member.pk, "present"),
        ("Fay Former", None, "apologies"),  # no member any more
    ]


def test_who_came_is_put_right_row_by_row(today):
    stays = AttendanceFactory(name="Ann Lee")
    AttendanceFactory(meeting=stays.meeting, name="Bo Roe")
    AttendanceFactory(meeting=stays.meeting, name="Cy Fox", apologies=True)
    guests = [Guest("Ann Lee", "present"), Guest("Bo Roe", "apologies")]
    start = last_change()

    with change_set(why="From the minutes"):
        record_attendance(meeting=stays.meeting, guests=guests, on=today)

    rows = Attendance.objects.order_by("name").values_list("name", "presence")
    assert list(rows) == [("Ann Lee", "present"), ("Bo Roe", "apologies")]
    assert Attendance.objects.get(name="Ann Lee").pk == stays.pk
    assert [kind for _, kind, _, _ in changes_since(start)] == [
        "removed",
        "removed",
        "created",
    ]


def test_name_that_stands_twice_is_refused(today):
    meeting = AttendanceFactory(name="Ann Lee").meeting
    guests = [Guest("Bo Roe", "present"), Guest("bo roe", "apologies")]

    with pytest.raises(ValidationError) as refusal:
        record_attendance(meeting=meeting, guests=guests, on=today)

    assert refusal.value.message_dict == {
        "apologies": ["Bo Roe stands twice. Name each person once."]
    }
    assert Attendance.objects.get().name == "Ann Lee"


def test_nobody_came_to_a_meeting_that_has_not_been(today):
    to_come = MeetingFactory(held_on=today + timedelta(days=1))
    called_off = MeetingFactory(is_called_off=True)

    for meeting, sentence in (
        (to_come, "B-2026-01 is still to come, on 16 June 2026."),
        (called_off, "B-2026-01 was called off."),
    ):
        with pytest.raises(ValidationError) as refusal:
            record_attendance(meeting=meeting, guests=[], on=today)
        assert refusal.value.messages == [sentence]
