"""The front sheet of a pack: for whom, for which day, and what comes next."""

from tracker.models import Judgement
from tracker.reports.document import (
    Block,
    Cell,
    Column,
    Fact,
    Kind,
    Note,
    Section,
    Table,
)
from tracker.reports.pack.facts import PackFacts
from tracker.reports.pack.next_dates import next_dates_table
from tracker.reports.pack.words import in_words

FICTIONAL = "This council and everything in this plan are made up."


def front_facts(facts: PackFacts) -> tuple[Fact, ...]:
    """What stands under the title."""
    visits = facts.visits
    latest = visits[0].visit if visits else None
    return (
        *day_facts(facts),
        Fact("Visits so far", len(visits), Kind.NUMBER),
        Fact("Latest visit", f"{latest.reference} {latest.name}" if latest else "None"),
    )


def day_facts(facts: PackFacts) -> tuple[Fact, ...]:
    """The day it is for, and the one it looks back to."""
    return (
        Fact("As at", facts.on, Kind.DAY),
        Fact("Changes since", facts.asked.since, Kind.DAY),
    )


def front_section(facts: PackFacts) -> Section:
    """What the plan is, and the grades of the latest inspection."""
    plan = facts.asked.plan
    blocks: list[Block] = []
    about = plan.about or (FICTIONAL if plan.is_fictional else "")
    if about:
        blocks.append(Note(about))
    if facts.grades:
        blocks.append(grades_table(facts))
    blocks.append(next_dates_table(facts))
    return Section(key="front", heading="At a glance", blocks=tuple(blocks))


def grades_table(facts: PackFacts) -> Table:
    """The grades of the latest inspection, area by area."""
    visit = facts.grades[0].visit
    return Table(
        key="grades",
        caption=f"Grades of the latest inspection, {visit.when}",
        columns=(Column("Area"), Column("Grade")),
        rows=tuple(_grade(each) for each in facts.grades),
    )


def _grade(judgement: Judgement) -> tuple[Cell, ...]:
    return (judgement.area, judgement.get_grade_display() or "No grade")


def as_at(facts: PackFacts) -> str:
    """The day of the pack in words, for a subtitle."""
    return f"As at {in_words(facts.on)}"
