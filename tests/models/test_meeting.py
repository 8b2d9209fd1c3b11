"""Boards, their meetings and who came: one plan, one meeting a day, no name twice."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from tests.factories import (
    AttendanceFactory,
    BoardFactory,
    MeetingFactory,
    SourceFactory,
    unsaved,
)
from tests.models.rules import assert_accepted, assert_refused
from tracker.models import Meeting

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({}, id="with a cut-off"),
        pytest.param({"cut_off_on": None}, id="without a cut-off"),
        pytest.param({"cut_off_on": date(2026, 5, 14)}, id="cut off on the day"),
        pytest.param({"is_called_off": True}, id="called off"),
    ],
)
def test_meeting_is_accepted(values):
    assert_accepted(unsaved(MeetingFactory, **values))


def test_cut_off_is_not_after_the_meeting():
    row = unsaved(MeetingFactory, cut_off_on=date(2026, 5, 15))

    assert_refused(
        row, "The cut-off is after the meeting. Give that day or an earlier one."
    )


def test_board_meets_once_a_day_unless_it_was_called_off():
    meeting = MeetingFactory()
    same = {"board": meeting.board, "reference": "B-2026-09"}

    assert_refused(
        unsaved(MeetingFactory, **same),
        "This board already has a meeting on that day.",
    )
    assert_accepted(unsaved(MeetingFactory, **same, is_called_off=True))


def test_meeting_and_board_are_of_one_plan():
    row = unsaved(MeetingFactory, board=BoardFactory(), plan=BoardFactory().plan)

    with pytest.raises(ValidationError) as refusal:
        row.full_clean()

    assert refusal.value.message_dict == {"board": ["Choose a board of the same plan."]}


def test_quote_of_a_board_names_its_document():
    source = SourceFactory()

    assert_accepted(unsaved(BoardFactory, source=source, quote="the Board"))
    assert_refused(
        unsaved(BoardFactory, quote="the Board"),
        "Say which document the quote is from.",
    )


def test_board_of_that_name_is_there_already():
    board = BoardFactory()

    assert_refused(
        unsaved(BoardFactory, plan=board.plan, slug=board.slug),
        "The plan already has a board of that name.",
    )


def test_name_stands_once_at_a_meeting():
    row = AttendanceFactory(name="Ann Lee")

    assert_refused(
        unsaved(AttendanceFactory, meeting=row.meeting, name="Ann Lee", apologies=True),
        "This name stands twice. Name each person once.",
    )


def test_meetings_held_and_to_come_on_a_day(today):
    plan = BoardFactory().plan
    days = [date(2026, 5, 14), today, date(2026, 7, 9), date(2026, 9, 10)]
    rows = [MeetingFactory(plan=plan, held_on=day, cut_off_on=None) for day in days]
    MeetingFactory(plan=plan, to_come=True, is_called_off=True)
    MeetingFactory(plan=plan, is_called_off=True)

    assert list(Meeting.objects.held(today)) == [rows[1], rows[0]]
    assert list(Meeting.objects.to_come(today)) == rows[2:]


def test_what_people_call_a_meeting():
    meeting = MeetingFactory(title="First meeting", reference="B-2026-07")

    assert (str(meeting), meeting.when) == ("B-2026-07 First meeting", "14 May 2026")
    assert str(MeetingFactory(plan=meeting.plan)) == "B-2026-02"
