"""The board pack and the exception report: what stands where."""

from datetime import date, timedelta

import pytest

from tests.factories import (
    TODAY,
    ActionFactory,
    DueDateChangeFactory,
    MeetingFactory,
    PackFactory,
    PlanFactory,
    PostFactory,
    PostHoldingFactory,
    ProgressUpdateFactory,
    StatusChangeFactory,
    VisitCheckFactory,
)
from tests.reports.pack.asking import document_of, facts_of, numbers, told
from tracker.choices import PackPreset
from tracker.reports.document.stored import to_json
from tracker.reports.pack.asking import Chosen, earlier_pack, pack_asked, shows_on
from tracker.reports.pack.exceptions import exceptions_section
from tracker.reports.pack.presets import pack_document

pytestmark = pytest.mark.django_db

BOARD_SECTIONS = [
    "At a glance",
    "Where the plan stands",
    "How it moved",
    "What needs attention",
    "What changed since last time",
    "Asked for and not answered",
    "A. Live actions",
    "B. Delivered since the last meeting",
    "C. Other dates asked for",
    "D. Not proceeding",
    "What inspectors found",
    "What inspectors said again",
    "Does a second look bear it out?",
    "Measures",
    "Challenges",
    "Decisions",
    "What the words mean",
]


@pytest.fixture
def plan():
    return PlanFactory()


def headings(document, level=1):
    return [each.heading for each in document.sections if each.level == level]


def test_board_pack_in_the_order_a_board_reads(plan):
    ActionFactory(plan=plan)

    document = document_of(PackPreset.BOARD, plan)

    assert headings(document) == BOARD_SECTIONS
    assert document.main_table == "live"


def test_pack_of_documents_alone_lists_what_they_say(plan):
    ActionFactory(plan=plan, recorded=True, title="A board is set up")

    document = document_of(PackPreset.BOARD, plan)

    assert "E. Recorded from documents only" in headings(document)
    assert document.main_table == "recorded"
    assert told(document, "recorded")[0][:2] == ["A-001", "A board is set up"]
    assert numbers(document)["Actions recorded from documents"] == "1"


def test_pack_of_an_empty_plan_says_so(plan):
    document = document_of(PackPreset.BOARD, plan)

    sentences = {table.key: table.empty for table in document.tables if not table.rows}
    assert sentences["overdue"] == "No action is overdue."
    assert sentences["measures"] == "The plan has no measures."
    assert sentences["changes"] == "No status and no owner changed."


def test_lists_hold_as_many_rows_as_the_numbers_say(plan):
    ActionFactory.create_batch(2, plan=plan, overdue=True)
    ActionFactory(plan=plan, delivered=True)
    ActionFactory(plan=plan, closed=True)
    red = ActionFactory(plan=plan, in_progress=True, due_on=date(2026, 9, 30))
    ProgressUpdateFactory(action=red, made_on=TODAY, rating="red")

    document = document_of(PackPreset.BOARD, plan)

    said = numbers(document)
    assert (said["Overdue"], len(told(document, "overdue"))) == ("2", 2)
    assert (said["Rated Red"], len(told(document, "red"))) == ("3", 1)
    assert said["Actions tracked"] == "5"
    assert len(told(document, "live")) == 4  # all but the closed one
    assert [row[0] for row in told(document, "red")] == ["A-005"]


def test_relapse_is_told_with_its_reason(plan):
    action = ActionFactory(plan=plan, delivered=True)
    StatusChangeFactory(
        action=action,
        changed_on=date(2026, 6, 10),
        from_status="delivered",
        to_status="in_progress",
        reason="Half of the records did not show it.",
    )

    document = document_of(PackPreset.BOARD, plan)

    assert told(document, "relapsed") == [
        [
            "A-001",
            action.title,
            "10 June 2026",
            "Half of the records did not show it.",
        ]
    ]


def test_date_that_moved_twice_is_told_with_how_far(plan):
    action = ActionFactory(
        plan=plan,
        in_progress=True,
        first_due_on=date(2026, 7, 1),
        due_on=date(2026, 8, 1),
    )
    for old, new in ((1, 15), (15, 31)):
        DueDateChangeFactory(
            action=action,
            old_on=date(2026, 7, old),
            new_on=date(2026, 7, new),
            approved=True,
        )

    (row,) = told(document_of(PackPreset.BOARD, plan), "moved")

    assert row == ["A-001", action.title, "1 July 2026", "31 July 2026", "2", "30"]


def test_what_moved_most_often_stands_first(plan):
    for times in (2, 3):
        action = ActionFactory(plan=plan, in_progress=True)
        for _ in range(times):
            DueDateChangeFactory(action=action, approved=True)

    rows = told(document_of(PackPreset.BOARD, plan), "moved")

    assert [(row[0], row[4]) for row in rows] == [("A-002", "3"), ("A-001", "2")]


def test_three_voices_stand_side_by_side(plan):
    action = ActionFactory(plan=plan, in_progress=True)
    ProgressUpdateFactory(action=action, made_on=TODAY, rating="green")
    VisitCheckFactory(action=action)

    (row,) = told(document_of(PackPreset.BOARD, plan), "live")

    assert row[-3:-1] == ["Green", "Not moderated"]
    assert row[-1].startswith("Progress: some")


def test_owner_and_holder_or_that_there_is_none(plan):
    post = PostFactory(plan=plan, title="Head of care")
    PostHoldingFactory(post=post, name="Ann Lee")
    ActionFactory(plan=plan, owner_post=post)
    ActionFactory(plan=plan, owner_post=PostFactory(plan=plan, title="Deputy"))
    ActionFactory(plan=plan)

    document = document_of(PackPreset.BOARD, plan)

    assert [row[2] for row in told(document, "live")] == [
        "Head of care: Ann Lee",
        "Deputy: vacant",
        "No owner",
    ]
    assert [row[0] for row in told(document, "unowned")] == ["A-002", "A-003"]


# The exception report


def test_exception_report_is_short(plan):
    ActionFactory.create_batch(9, plan=plan, overdue=True)

    document = document_of(PackPreset.EXCEPTION, plan)

    assert headings(document) == ["Where the plan stands", "What needs attention"]
    assert not document.cover
    assert len(told(document, "overdue")) == 4
    assert numbers(document)["Overdue"] == "9"


def test_list_that_is_cut_says_how_long_it_is(plan):
    ActionFactory.create_batch(6, plan=plan, overdue=True)

    sections = exceptions_section(facts_of(plan), most=5)

    (late,) = [each for each in sections if each.heading == "Overdue"]
    assert late.blocks[1].text == "The first 5 of 6; the board pack lists them all."


# Since last time


def asked(plan, **options):
    chosen = Chosen(plan, PackPreset.BOARD, TODAY, **options)
    return pack_asked(chosen, earlier=earlier_pack(chosen), asker=None)


def test_movement_is_told_from_the_pack_issued_before(plan):
    ActionFactory(plan=plan, in_progress=True, due_on=date(2026, 5, 20))
    before = document_of(PackPreset.BOARD, plan, on=date(2026, 5, 1))
    PackFactory(plan=plan, content=to_json(before).decode(), shows_on=date(2026, 5, 1))

    document = pack_document(PackPreset.BOARD, asked(plan))

    rows = {row[0]: row[1:] for row in told(document, "numbers")}
    assert rows["Overdue"] == ["1", "0", "1 more"]
    assert rows["Actions tracked"] == ["1", "1", "no change"]
    assert ["Rated Red", "0", "1"] in told(document, "movement")


def test_pack_that_was_tampered_with_is_not_compared_with(plan):
    PackFactory(plan=plan, sha256="0" * 64)

    document = pack_document(PackPreset.BOARD, asked(plan))

    (section,) = [each for each in document.sections if each.key == "movement"]
    assert section.blocks[-1].text == (
        "P-001 was changed after it was issued, so it is not compared with."
    )


def test_without_an_earlier_pack_that_is_said(plan):
    document = pack_document(PackPreset.BOARD, asked(plan))

    (section,) = [each for each in document.sections if each.key == "movement"]
    assert section.blocks[-1].text == (
        "No earlier pack was issued, so none is compared with."
    )


@pytest.mark.parametrize(
    ("values", "is_earlier"),
    [
        pytest.param({}, True, id="the same kind, before"),
        pytest.param({"shows_on": TODAY}, False, id="of the same day"),
        pytest.param({"preset": PackPreset.EXCEPTION}, False, id="of another kind"),
    ],
)
def test_earlier_pack_is_of_the_same_kind_and_an_earlier_day(plan, values, is_earlier):
    PackFactory(plan=plan, shows_on=date(2026, 3, 1), since_on=date(2026, 1, 1))
    PackFactory()
    pack = PackFactory(plan=plan, **values)

    found = earlier_pack(Chosen(plan, PackPreset.BOARD, TODAY))

    assert (found == pack) == is_earlier


def test_changes_are_told_since_the_earlier_pack_unless_a_day_is_given(plan):
    pack = PackFactory(plan=plan)

    assert asked(plan).since == pack.shows_on
    assert asked(plan, since=date(2026, 1, 1)).since == date(2026, 1, 1)
    assert asked(PlanFactory()).since == date(2026, 3, 15)


@pytest.mark.parametrize(
    ("cut_off", "held", "shown"),
    [
        pytest.param(None, TODAY - timedelta(3), TODAY - timedelta(3), id="held"),
        pytest.param(
            TODAY - timedelta(9),
            TODAY - timedelta(3),
            TODAY - timedelta(9),
            id="with a cut-off",
        ),
        pytest.param(None, TODAY + timedelta(3), TODAY, id="to come"),
    ],
)
def test_day_a_meeting_s_pack_shows(plan, cut_off, held, shown):
    meeting = MeetingFactory(plan=plan, held_on=held, cut_off_on=cut_off)

    assert shows_on(meeting, TODAY) == shown
