"""Boards and meetings in the back office; the logs of the board are only read there."""

from datetime import date

import pytest

from tests.admin.pages import address, as_opened, errors_of, send
from tests.factories import (
    AttendanceFactory,
    BoardFactory,
    ChallengeClosingFactory,
    ChallengeFactory,
    ChallengeReplyFactory,
    DecisionCompletionFactory,
    DecisionFactory,
    MeetingFactory,
)
from tracker.models import Board, Challenge, Change, Meeting

pytestmark = pytest.mark.django_db

READ_ONLY = [
    AttendanceFactory,
    ChallengeFactory,
    ChallengeReplyFactory,
    ChallengeClosingFactory,
    DecisionFactory,
    DecisionCompletionFactory,
]
each = pytest.mark.parametrize(
    "make", READ_ONLY, ids=lambda make: make._meta.model.__name__
)


@each
def test_row_is_shown_and_not_changed(boss, make):
    row = make()
    model = type(row)
    path = address(model, "change", row.pk)
    before = model.objects.values().get()

    page = boss.get(path)
    response = boss.post(path, {"text": "Other", "name": "Other", "seen_version": "1"})

    assert page.context["has_change_permission"] is False
    assert response.status_code == 403
    assert model.objects.values().get() == before


@each
def test_staff_see_the_rows_of_their_plans_only(client, people, staff_viewer, make):
    mine, _other = make(plan=people.plan), make()
    client.force_login(staff_viewer)

    listed = client.get(address(type(mine), "changelist")).context["cl"].queryset

    assert list(listed) == [mine]


def test_challenge_shows_what_was_said_to_it(boss):
    reply = ChallengeReplyFactory(text="Two posts were empty.")

    page = boss.get(address(Challenge, "change", reply.challenge.pk))

    assert "Two posts were empty." in page.content.decode()


def test_meeting_is_added_with_a_reference_of_its_year(client, people, staff_manager):
    board = BoardFactory(plan=people.plan)
    client.force_login(staff_manager)
    path = address(Meeting, "add")

    response = send(
        client,
        path,
        plan=people.plan.pk,
        board=board.pk,
        held_on="2026-07-09",
        why="From the calendar",
    )

    assert response.status_code == 302
    meeting = Meeting.objects.get()
    assert (meeting.reference, meeting.board) == ("B-2026-01", board)
    change = Change.objects.of(meeting).get()
    assert (change.by, change.why) == (staff_manager, "From the calendar")


def test_day_of_a_meeting_that_decided_stays(client, people, staff_manager):
    meeting = DecisionFactory(plan=people.plan).meeting
    client.force_login(staff_manager)

    response = send(
        client, address(Meeting, "change", meeting.pk), held_on="2026-05-21", why="So"
    )

    assert errors_of(response)["__all__"] == [
        "Decisions of this meeting are on record: its board and its day stay."
    ]
    assert Meeting.objects.get().held_on == date(2026, 5, 14)


def test_meeting_is_changed_with_a_reason(client, people, staff_manager):
    meeting = MeetingFactory(plan=people.plan)
    client.force_login(staff_manager)

    send(client, address(Meeting, "change", meeting.pk), place="Hall", why="Moved")

    assert Meeting.objects.get().place == "Hall"
    assert Change.objects.of(meeting).first().why == "Moved"


def test_board_keeps_its_address(client, people, staff_manager):
    board = BoardFactory(plan=people.plan, slug="improvement")
    client.force_login(staff_manager)
    path = address(Board, "change", board.pk)

    send(client, path, name="Board", slug="other", why="Renamed")

    assert "slug" not in as_opened(client.get(path))
    stored = Board.objects.get()
    assert (stored.name, stored.slug) == ("Board", "improvement")
