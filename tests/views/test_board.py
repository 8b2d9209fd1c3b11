"""The board's pages: overview, boards, meetings, who came."""

import csv
from datetime import date, timedelta

import pytest
from django.utils import timezone
from pytest_django.asserts import assertRedirects

from tests.factories import (
    AttendanceFactory,
    BoardFactory,
    ChallengeFactory,
    DecisionFactory,
    MeetingFactory,
    SourceFactory,
)
from tests.people import plan_with_people
from tests.views.pages import (
    address,
    beside_fields,
    compared,
    summary,
    typed_day,
    words,
)
from tracker.models import Attendance, Board, Change, Meeting

pytestmark = pytest.mark.django_db

OVERVIEW_QUERIES = 9  # session, person, plan, and six
LIST_QUERIES = 7  # session, person, plan, choices of the filter, count, rows
PAGE_QUERIES = 8  # session, person, plan, meeting, packs, and three
EXPORT_QUERIES = 4


@pytest.fixture
def today():
    """The day of the pages."""
    return timezone.localdate()


@pytest.fixture
def people():
    return plan_with_people()


@pytest.fixture
def board(people):
    return BoardFactory(plan=people.plan, slug="improvement", name="Improvement board")


@pytest.fixture
def manager(people, client):
    client.force_login(people.manager)
    return client


@pytest.fixture
def viewer(people, client):
    client.force_login(people.viewer)
    return client


def shown(response):
    return words(response.content.decode())


def typed_meeting(day, **values):
    """A meeting as it is typed."""
    return {"board": "improvement", **typed_day("held_on", day), **values}


# The overview


def test_plan_without_a_board_says_whom_to_ask(viewer, people):
    page = shown(viewer.get(address("board", people.plan)))

    assert "No board is recorded for this plan. The plan manager can add it." in page
    assert "Add the board" not in page


def test_overview_tells_the_next_meeting_and_its_cut_off(viewer, people, board, today):
    day = today + timedelta(days=10)
    MeetingFactory(board=board, held_on=day, cut_off_on=today + timedelta(days=3))
    MeetingFactory(board=board, held_on=today - timedelta(days=50), cut_off_on=None)

    page = shown(viewer.get(address("board", people.plan)))

    assert f"{day:%-d %B %Y} , Improvement board." in page
    cut_off = today + timedelta(days=3)
    assert f"Cut-off of the pack: {cut_off:%-d %B %Y} ." in page
    assert "Past meetings (1)" in page


def test_overview_of_a_plan_read_from_documents_is_of_its_last_day(client):
    people = plan_with_people(record_ends_on=date(2022, 3, 21))
    source = SourceFactory(plan=people.plan, code="001")
    board = BoardFactory(plan=people.plan, source=source, quote="the Board")
    MeetingFactory(board=board, held_on=date(2022, 4, 7), cut_off_on=None)
    client.force_login(people.viewer)

    page = shown(client.get(address("board", people.plan)))

    assert "7 April 2022" in page
    assert "the Board Source 001" in page
    assert "Past meetings (0)" in page


@pytest.mark.parametrize("count", [1, 50])
def test_pages_ask_as_often_for_one_as_for_fifty(
    viewer, people, board, django_assert_num_queries, count
):
    meeting = MeetingFactory(board=board, reference="B-2026-01")
    for number in range(count):
        MeetingFactory(
            board=board,
            held_on=date(2025, 1, 1) + timedelta(days=number),
            cut_off_on=None,
            reference=f"B-2025-{number + 1:02}",
        )
        ChallengeFactory(plan=people.plan, meeting=meeting, of_action=True)
        DecisionFactory(meeting=meeting, to_do=True)
        AttendanceFactory(meeting=meeting)

    with django_assert_num_queries(OVERVIEW_QUERIES):
        viewer.get(address("board", people.plan))
    with django_assert_num_queries(LIST_QUERIES):
        viewer.get(address("meeting-list", people.plan))
    with django_assert_num_queries(PAGE_QUERIES):
        viewer.get(address("meeting-detail", people.plan, "B-2026-01"))
    with django_assert_num_queries(EXPORT_QUERIES):
        answer = viewer.get(address("meeting-export", people.plan, "csv"))
        assert len(answer.getvalue().splitlines()) == count + 2


# Boards


def test_board_is_added_and_changed(manager, people):
    made = manager.post(
        address("board-create", people.plan),
        {"name": "Improvement board", "cadence": "monthly"},
    )
    assertRedirects(made, address("board", people.plan))

    path = address("board-update", people.plan, "improvement-board")
    manager.post(path, {"name": "Board", "chair": "Ann Lee", "version": "1"})

    stored = Board.objects.get()
    assert (stored.slug, stored.name, stored.chair) == (
        "improvement-board",
        "Board",
        "Ann Lee",
    )


def test_board_saved_meanwhile_is_compared(manager, people, board):
    path = address("board-update", people.plan, "improvement")
    manager.post(path, {"name": "First", "version": "1"})

    second = manager.post(path, {"name": "Second", "version": "1"})

    assert ("Name of the board", "First", "Second") in compared(second)
    assert Board.objects.get().name == "First"


def test_board_of_another_plan_is_not_found(manager, people):
    BoardFactory(slug="elsewhere")

    path = address("board-update", people.plan, "elsewhere")

    assert manager.get(path).status_code == 404


# Meetings


def test_meeting_is_added(manager, people, board):
    response = manager.post(
        address("meeting-create", people.plan),
        typed_meeting(
            date(2026, 7, 9), **typed_day("cut_off_on", date(2026, 7, 2)), place="Hall"
        ),
    )

    meeting = Meeting.objects.get()
    page = address("meeting-detail", people.plan, "B-2026-01")
    assertRedirects(response, page)
    assert (meeting.held_on, meeting.cut_off_on, meeting.place) == (
        date(2026, 7, 9),
        date(2026, 7, 2),
        "Hall",
    )


def test_first_meeting_needs_a_board(manager, people):
    response = manager.get(address("meeting-create", people.plan), follow=True)

    assert "Add the board first, then its meetings." in shown(response)
    assert response.redirect_chain == [(address("board-create", people.plan), 302)]


@pytest.mark.parametrize(
    ("typed", "beside"),
    [
        pytest.param({}, {"held_on": "Enter day of the meeting"}, id="no day"),
        pytest.param(
            typed_day("held_on", date(2026, 7, 9)) | {"board": "elsewhere"},
            {
                "board": (
                    "Select a valid choice. "
                    "That choice is not one of the available choices."
                )
            },
            id="a board of another plan",
        ),
    ],
)
def test_wrong_meeting_is_said_beside_the_field(manager, people, board, typed, beside):
    BoardFactory(slug="elsewhere")

    response = manager.post(
        address("meeting-create", people.plan), {"board": "improvement", **typed}
    )

    assert beside_fields(response) == beside
    assert not Meeting.objects.exists()


def test_cut_off_after_the_meeting_is_refused_and_nothing_typed_is_lost(
    manager, people, board
):
    response = manager.post(
        address("meeting-create", people.plan),
        typed_meeting(
            date(2026, 7, 9), **typed_day("cut_off_on", date(2026, 7, 10)), place="Hall"
        ),
    )

    assert summary(response) == [
        "The cut-off is after the meeting. Give that day or an earlier one."
    ]
    assert 'value="Hall"' in response.content.decode()
    assert response.content.decode().count("<title>") == 1
    assert "Error: Add a meeting" in response.content.decode()


def test_meeting_is_called_off_with_a_reason(manager, people, board):
    meeting = MeetingFactory(board=board, reference="B-2026-01")
    typed = typed_meeting(meeting.held_on, is_called_off="on", version="1")
    path = address("meeting-update", people.plan, "B-2026-01")

    without = manager.post(path, typed)
    done = manager.post(path, typed | {"why": "Snow"})

    assert beside_fields(without) == {"why": "Say why it is changed"}
    assertRedirects(done, address("meeting-detail", people.plan, "B-2026-01"))
    assert Meeting.objects.get().is_called_off
    assert Change.objects.filter(model="meeting").first().why == "Snow"
    page = shown(manager.get(address("meeting-detail", people.plan, "B-2026-01")))
    assert "This meeting was called off." in page
    assert "Record a decision" not in page


def test_meeting_saved_meanwhile_is_compared(manager, people, board):
    meeting = MeetingFactory(board=board, reference="B-2026-01")
    path = address("meeting-update", people.plan, "B-2026-01")
    typed = typed_meeting(meeting.held_on, why="So", version="1")
    manager.post(path, typed | {"place": "Hall"})

    second = manager.post(path, typed | {"place": "Library"})

    assert compared(second) == [("Place", "Hall", "Library")]
    assert Meeting.objects.get().place == "Hall"


# Who came


def test_who_came_is_typed_one_a_line(manager, people, board):
    MeetingFactory(board=board, reference="B-2026-01")
    path = address("meeting-attendance", people.plan, "B-2026-01")

    response = manager.post(
        path, {"present": "Ann Lee,  chair\n\n Boris Board \n", "apologies": "Cy Fox"}
    )

    assertRedirects(response, address("meeting-detail", people.plan, "B-2026-01"))
    rows = Attendance.objects.order_by("pk").values_list("name", "presence")
    assert list(rows) == [
        ("Ann Lee, chair", "present"),
        ("Boris Board", "present"),
        ("Cy Fox", "apologies"),
    ]
    assert Attendance.objects.get(name="Boris Board").account == people.board_member
    page = shown(manager.get(address("meeting-detail", people.plan, "B-2026-01")))
    assert "Present Ann Lee, chair Boris Board Apologies Cy Fox" in page
    form = manager.get(path).context["form"]
    assert form["present"].value() == "Ann Lee, chair\nBoris Board"


@pytest.mark.parametrize(
    ("typed", "beside"),
    [
        pytest.param(
            {"present": "Ann Lee", "apologies": "ann lee"},
            {"apologies": "Ann Lee stands twice. Name each person once."},
            id="twice",
        ),
        pytest.param(
            {"present": "x" * 151},
            {
                "present": (
                    f"“{'x' * 40}…” is too long for a name. "
                    "Give at most 150 characters a line."
                )
            },
            id="too long",
        ),
    ],
)
def test_wrong_names_are_said_beside_the_field(manager, people, board, typed, beside):
    MeetingFactory(board=board, reference="B-2026-01")

    response = manager.post(
        address("meeting-attendance", people.plan, "B-2026-01"), typed
    )

    assert beside_fields(response) == beside
    assert not Attendance.objects.exists()


# The list


@pytest.mark.parametrize(
    ("query", "references"),
    [
        pytest.param("", ["B-2026-01", "B-2025-01"], id="the latest first"),
        pytest.param("?year=2025", ["B-2025-01"], id="year"),
        pytest.param("?board=improvement", ["B-2026-01"], id="board"),
        pytest.param("?q=library", ["B-2025-01"], id="text"),
        pytest.param("?sort=held_on", ["B-2025-01", "B-2026-01"], id="sorted"),
    ],
)
def test_list_is_narrowed_and_sorted(viewer, people, board, query, references):
    MeetingFactory(board=board, reference="B-2026-01")
    MeetingFactory(
        plan=people.plan,
        held_on=date(2025, 9, 4),
        cut_off_on=None,
        reference="B-2025-01",
        place="Library",
    )

    page = viewer.get(address("meeting-list", people.plan) + query)
    file = viewer.get(address("meeting-export", people.plan, "csv") + query)

    assert [row.reference for row in page.context["page"]] == references
    text = file.getvalue().decode("utf-8-sig")
    assert [row["Reference"] for row in csv.DictReader(text.splitlines())] == references


def test_wrong_filter_of_an_export_leads_back_to_the_list(viewer, people):
    answer = viewer.get(address("meeting-export", people.plan, "csv") + "?year=x")

    assertRedirects(
        answer,
        address("meeting-list", people.plan) + "?year=x",
        fetch_redirect_response=False,
    )
