"""The committee report: the council's own form, what the record fills in, what not."""

from datetime import date

import pytest

from tests.factories import (
    TODAY,
    ActionFactory,
    DueDateChangeFactory,
    JudgementFactory,
    MeetingFactory,
    PackTextFactory,
    PlanFactory,
    PostFactory,
    PostHoldingFactory,
    SourceFactory,
    UserFactory,
    VisitFactory,
)
from tests.reports.pack.asking import document_of
from tracker.choices import PackPreset
from tracker.reports.document import BulletList, Paragraph, ToWrite
from tracker.reports.pack.asking import Chosen, pack_asked
from tracker.reports.pack.committee_places import ALL
from tracker.reports.pack.presets import pack_document
from tracker.reports.pack.texts import unwritten

pytestmark = pytest.mark.django_db

# Of document 001, in its order
HEADINGS = [
    "1. PURPOSE OF REPORT AND EXECUTIVE SUMMARY",
    "2. RECOMMENDED ACTION",
    "3. POLICY CONTEXT",
    "4. THE PROPOSAL",
    "5. CONTRIBUTION TO STRATEGIC AIMS",
    "6. COMMUNITY ENGAGEMENT AND INFORMATION",
    "7. EQUALITY IMPACT ASSESSMENT",
    "8. LEGAL IMPLICATIONS",
    "9. FINANCIAL IMPLICATIONS",
    "10. BACKGROUND PAPERS",
]
HEADER = [
    "To",
    "Date",
    "Agenda item",
    "Title",
    "Lead councillor",
    "Portfolio",
    "Service",
    "Wards",
    "Lead officer",
    "Tel",
    "Job title",
    "E-mail",
]


@pytest.fixture
def plan():
    return PlanFactory()


def blocks(document):
    """The numbered parts by their number."""
    found = [block for section in document.sections for block in section.blocks]
    return {
        block.number: block
        for block in found
        if isinstance(block, Paragraph | ToWrite) and block.number
    }


def report(plan):
    return document_of(PackPreset.COMMITTEE, plan)


def test_headings_and_header_are_those_of_the_council_in_order(plan):
    document = report(plan)

    top = [each.heading for each in document.sections if each.level == 1]
    assert top[:10] == HEADINGS
    assert [fact.name for fact in document.facts] == HEADER
    assert not document.cover


def test_what_no_record_can_fill_is_to_be_written(plan):
    document = report(plan)

    in_body = [place for place in ALL if place.number]
    assert unwritten(document) == len(in_body)
    assert blocks(document)["2.3"].mark == "To be checked:"
    assert blocks(document)["2.3"].text.startswith("That the committee receives")
    assert {f.value for f in document.facts if f.name == "Wards"} == {"To be written"}


def test_numbers_run_without_a_gap(plan):
    numbers = list(blocks(report(plan)))

    assert numbers == [
        *("1.1", "1.2", "2.1", "2.2", "2.3", "3.1", "3.2"),
        *(f"4.{number}" for number in range(1, 12)),
        *("5.1", "6.1", "6.2", "7.1", "8.1", "9.1"),
    ]


def test_what_people_wrote_for_the_meeting_stands_in_its_place(plan):
    meeting = MeetingFactory(plan=plan, held_on=TODAY)
    PackTextFactory(meeting=meeting, key="p-1-2", text="We accept it.")
    PackTextFactory(meeting=meeting, key="wards", text="All")
    PackTextFactory(plan=plan, key="p-2-1", text="Of another meeting.")
    chosen = Chosen(plan, PackPreset.COMMITTEE, TODAY, meeting=meeting)

    document = pack_document(
        PackPreset.COMMITTEE, pack_asked(chosen, earlier=None, asker=None)
    )

    assert blocks(document)["1.2"] == Paragraph("We accept it.", number="1.2")
    assert isinstance(blocks(document)["2.1"], ToWrite)
    facts = {fact.name: fact.value for fact in document.facts}
    assert (facts["To"], facts["Date"]) == (meeting.board.name, TODAY)
    assert facts["Wards"] == "All"


def test_lead_officer_is_who_makes_the_report(plan):
    person = UserFactory(full_name="Priya Nair", telephone="01632 960001")
    post = PostFactory(plan=plan, title="Improvement lead")
    PostHoldingFactory(post=post, account=person)
    left = PostFactory(plan=plan, title="A former post")
    PostHoldingFactory(post=left, account=person, starts_on=date(2024, 1, 1))
    PostHoldingFactory(post=left, name="Ann Lee", starts_on=date(2025, 1, 1))
    chosen = Chosen(plan, PackPreset.COMMITTEE, TODAY)

    contact = pack_asked(chosen, earlier=None, asker=person).contact

    assert (contact.name, contact.job_title) == ("Priya Nair", "Improvement lead")
    assert (contact.telephone, contact.email) == ("01632 960001", person.email)


def test_visit_grades_and_papers_come_from_the_record(plan):
    inspection = VisitFactory(
        plan=plan, inspection=True, published=True, starts_on=date(2025, 4, 21)
    )
    JudgementFactory(visit=inspection, area="Overall", grade="inadequate")
    VisitFactory(
        plan=plan,
        published=True,
        starts_on=date(2026, 4, 21),
        ends_on=date(2026, 4, 22),
        letter_published_on=date(2026, 5, 20),
    )
    SourceFactory(
        plan=plan,
        title="The letter",
        publisher="Ofsted",
        published_on=date(2026, 5, 20),
    )
    SourceFactory(plan=plan, title="Later", published_on=date(2026, 7, 1))

    document = report(plan)

    part = blocks(document)
    assert "21 to 22 April 2026, with its letter published on 20 May 2026" in (
        part["1.1"].text
    )
    assert "Overall: inadequate" in part["3.1"].text
    papers = next(
        block
        for section in document.sections
        for block in section.blocks
        if isinstance(block, BulletList)
    )
    assert [each for each in papers.items if "Later" in each] == []
    assert "The letter, Ofsted, 20 May 2026" in papers.items


def test_current_position_counts_what_the_record_holds(plan):
    ActionFactory.create_batch(2, plan=plan, overdue=True)
    ActionFactory(plan=plan, verified=True)
    DueDateChangeFactory(action=plan.actions.first(), asked_on=date(2026, 6, 1))

    part = blocks(report(plan))

    assert part["4.3"].text.startswith(
        "Of 3 actions 2 are still to be delivered; 2 of them are overdue"
    )
    assert part["4.4"].text == (
        "Since 15 March 2026 another due date was asked for 1 time. "
        "The reasons given: workforce (1)."
    )
    assert part["4.5"].text.startswith("2 open actions have nobody who answers")
    assert part["4.8"].text.startswith("Actions verified that wait for their later")


def test_plan_of_documents_alone_says_that_nothing_is_tracked(plan):
    ActionFactory(plan=plan, recorded=True)

    part = blocks(report(plan))

    assert part["4.3"].text == (
        "Recorded from documents: 1 action, of which 0 said there to be done. "
        "None is tracked or verified here."
    )
    assert part["4.7"].text == "No action has an update that rates it."
