"""The committee report, in the council's own form: a header and ten headings."""

from collections.abc import Iterable

from tracker.choices import VisitKind
from tracker.reports.document import (
    Block,
    BulletList,
    Document,
    Fact,
    Kind,
    Paragraph,
    Section,
)
from tracker.reports.pack import committee_places as places
from tracker.reports.pack.action_lists import main_table
from tracker.reports.pack.committee_position import current_position
from tracker.reports.pack.facts import PackFacts
from tracker.reports.pack.texts import MISSING, Place, written
from tracker.reports.pack.words import in_words, sentence_of

TITLE = "Ofsted update report"


def committee_report(facts: PackFacts) -> Document:
    """What a committee is told after a visit; what no record says is to be written."""
    asked = facts.asked
    return Document(
        title=TITLE.upper(),
        subtitle=f"Report by: {asked.contact.job_title or MISSING.lower()}",
        body=asked.plan.accountable_body,
        plan=asked.plan.name,
        on=facts.on,
        facts=header(facts),
        sections=tuple(_sections(facts)),
        main_table=main_table(facts).key,
        cover=False,
    )


def header(facts: PackFacts) -> tuple[Fact, ...]:
    """The block at the head of the report, in the order of the council's form."""
    asked, contact = facts.asked, facts.asked.contact
    text = {place.key: asked.texts.get(place.key, MISSING) for place in places.HEADER}
    return (
        Fact("To", asked.meeting_of or MISSING),
        Fact("Date", asked.held_on or facts.on, Kind.DAY),
        Fact("Agenda item", text["agenda-item"]),
        Fact("Title", TITLE.upper()),
        Fact("Lead councillor", text["lead-councillor"]),
        Fact("Portfolio", text["portfolio"]),
        Fact("Service", text["service"]),
        Fact("Wards", text["wards"]),
        Fact("Lead officer", contact.name or MISSING),
        Fact("Tel", contact.telephone or MISSING),
        Fact("Job title", contact.job_title or MISSING),
        Fact("E-mail", contact.email or MISSING),
    )


def _sections(facts: PackFacts) -> Iterable[Section]:
    yield _section(
        1,
        "PURPOSE OF REPORT AND EXECUTIVE SUMMARY",
        [Paragraph(purpose(facts), number="1.1"), *_to_write(facts, places.SUMMARY)],
    )
    yield _section(2, "RECOMMENDED ACTION", _to_write(facts, *places.ACTIONS))
    yield _section(
        3,
        "POLICY CONTEXT",
        [
            Paragraph(inspection(facts), number="3.1"),
            Paragraph(visits_so_far(facts), number="3.2"),
        ],
    )
    yield Section(key="section-4", heading="4. THE PROPOSAL")
    yield Section(
        key="current-position",
        heading="Current position",
        blocks=(*_to_write(facts, *places.POSITION), *current_position(facts)),
        level=2,
    )
    yield Section(
        key="options-proposed",
        heading="Options proposed",
        blocks=tuple(_to_write(facts, *places.OPTIONS)),
        level=2,
    )
    for number, heading, kept in (
        (5, "CONTRIBUTION TO STRATEGIC AIMS", places.STRATEGY),
        (6, "COMMUNITY ENGAGEMENT AND INFORMATION", places.COMMUNITY),
        (7, "EQUALITY IMPACT ASSESSMENT", places.EQUALITY),
        (8, "LEGAL IMPLICATIONS", places.LEGAL),
        (9, "FINANCIAL IMPLICATIONS", places.FINANCE),
    ):
        yield _section(number, heading, _to_write(facts, *kept))
    yield _section(10, "BACKGROUND PAPERS", [BulletList(papers(facts))])
    yield Section(
        key="appendix",
        heading="Appendix. Actions of the plan",
        blocks=(main_table(facts),),
        landscape=True,
    )


def purpose(facts: PackFacts) -> str:
    """Paragraph 1.1: which visit this is about, and when its letter came out."""
    if not facts.visits:
        return "The purpose of this report is to update the committee on the plan. No visit is on record."
    visit = facts.visits[0].visit
    letter = (
        f", with its letter published on {in_words(visit.letter_published_on)}"
        if visit.letter_published_on and visit.letter_published_on <= facts.on
        else ""
    )
    return (
        "The purpose of this report is to update the committee on the most recent "
        f"{visit.get_kind_display().lower()} by Ofsted, {visit.when}{letter}."
    )


def inspection(facts: PackFacts) -> str:
    """Paragraph 3.1: the grades of the latest inspection."""
    if not facts.grades:
        return "No grade of an inspection is on record."
    visit = facts.grades[0].visit
    grades = "; ".join(
        f"{grade.area}: {grade.get_grade_display().lower() or 'no grade'}"
        for grade in facts.grades
    )
    return f"The inspection of {visit.when} gave these grades. {grades}."


def visits_so_far(facts: PackFacts) -> str:
    """Paragraph 3.2: the monitoring and focused visits, the earliest first."""
    followed = [
        found.visit
        for found in reversed(facts.visits)
        if found.visit.kind != VisitKind.FULL_INSPECTION
    ]
    if not followed:
        return "No visit since then is on record."
    named = sentence_of(f"{v.get_kind_display().lower()}, {v.when}" for v in followed)
    return f"The visits on record are: {named}."


def papers(facts: PackFacts) -> tuple[str, ...]:
    """Section 10: the documents that the plan holds, published by the day."""
    published = facts.asked.plan.sources.filter(published_on__lte=facts.on)
    return tuple(
        f"{source.title}, {source.publisher}, {in_words(source.published_on)}"
        for source in published
    ) or ("None",)


def _section(number: int, heading: str, blocks: Iterable[Block]) -> Section:
    return Section(
        key=f"section-{number}", heading=f"{number}. {heading}", blocks=tuple(blocks)
    )


def _to_write(facts: PackFacts, *kept: Place) -> list[Block]:
    return [written(facts.asked, place) for place in kept]
