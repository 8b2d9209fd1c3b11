"""The board pack and its two pages of exceptions."""

from dataclasses import replace

from tracker.reports.document import Block, Document, Note, Section
from tracker.reports.pack.action_lists import action_sections, main_table
from tracker.reports.pack.assurance import assurance_section
from tracker.reports.pack.challenges import governance_sections
from tracker.reports.pack.changes import changes_section, unanswered_section
from tracker.reports.pack.charts import (
    movement_of_ratings,
    slipped,
    status_over_time,
)
from tracker.reports.pack.exceptions import exceptions_section
from tracker.reports.pack.facts import PackFacts
from tracker.reports.pack.front import as_at, day_facts, front_facts, front_section
from tracker.reports.pack.glossary import glossary_section
from tracker.reports.pack.measures import measures_section
from tracker.reports.pack.numbers import exception_numbers, numbers_section
from tracker.reports.pack.pace import forecast, months_before, pace_table
from tracker.reports.pack.recurs import recurrence_section
from tracker.reports.pack.visits import visit_sections

MOST_ROWS = 4  # of each list in the exception report; the rest is counted


def board_pack(facts: PackFacts) -> Document:
    """Everything a board reads before it meets."""
    return _document(
        facts,
        "Board pack",
        main_table(facts).key,
        [
            front_section(facts),
            numbers_section(facts),
            movement_section(facts),
            *exceptions_section(facts),
            changes_section(facts),
            unanswered_section(facts),
            *action_sections(facts),
            *visit_sections(facts),
            recurrence_section(facts),
            assurance_section(facts),
            measures_section(facts),
            *governance_sections(facts),
            glossary_section(),
        ],
    )


def exception_report(facts: PackFacts) -> Document:
    """What is off course, and nothing else: about two pages."""
    report = _document(
        facts,
        "Exception report",
        "overdue",
        [exception_numbers(facts), *exceptions_section(facts, most=MOST_ROWS)],
    )
    return replace(report, cover=False, facts=day_facts(facts))


def movement_section(facts: PackFacts) -> Section:
    """How the plan moved: over months, since last time, date by date, and its pace."""
    earlier, furthest = facts.asked.earlier, slipped(facts)
    charts: list[Block] = [status_over_time(facts)] if facts.actions else []
    if earlier:
        charts.append(movement_of_ratings(facts, earlier))
    if furthest:
        charts.append(furthest)
    if facts.actions:
        months = months_before(facts)
        charts.extend((pace_table(months), forecast(facts, months)))
    if not earlier:
        charts.append(Note(facts.asked.not_compared))
    return Section(key="movement", heading="How it moved", blocks=tuple(charts))


def _document(
    facts: PackFacts, title: str, main_table: str, sections: list[Section]
) -> Document:
    plan = facts.asked.plan
    return Document(
        title=title,
        subtitle=as_at(facts),
        body=plan.accountable_body,
        plan=plan.name,
        on=facts.on,
        facts=front_facts(facts),
        sections=tuple(sections),
        main_table=main_table,
    )
