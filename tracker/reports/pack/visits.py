"""What each visit checked, beside what the owner and the moderator say now."""

from tracker.choices import Voice
from tracker.reports.document import (
    Cell,
    Column,
    Paragraph,
    Reference,
    Section,
    Table,
)
from tracker.reports.pack.facts import PackFacts
from tracker.reports.visits_found import CheckFound, VisitFound

NOT_AN_ACTION = "Not an action"


def visit_sections(facts: PackFacts) -> list[Section]:
    """Each visit up to the day, the newest first, with its checks."""
    if not facts.visits:
        none = Paragraph("No visit is on record.")
        return [Section(key="visits", heading="What inspectors found", blocks=(none,))]
    return [
        Section(key="visits", heading="What inspectors found"),
        *(visit_section(facts, found) for found in facts.visits),
    ]


def visit_section(facts: PackFacts, found: VisitFound, level: int = 2) -> Section:
    """One visit: how much it praised and criticised, and each of its checks."""
    visit = found.visit
    said = Paragraph(
        f"Inspectors' statements on record: {found.strengths} of strength, "
        f"{found.concerns} of concern."
    )
    key = f"visit-{visit.reference.lower()}"
    table = Table(
        key=key,
        caption=f"What {visit.reference} checked, and three voices",
        columns=(
            Column("Checked"),
            Column("What it is about"),
            Column("The inspectors"),
            Column("The owner"),
            Column("The moderator"),
        ),
        rows=tuple(_check_row(facts, check) for check in found.checks),
        empty="This visit checked nothing that stands in the plan.",
    )
    return Section(
        key=key,
        heading=f"{visit.reference} {visit.name}",
        blocks=(said, table),
        level=level,
    )


def _check_row(facts: PackFacts, found: CheckFound) -> tuple[Cell, ...]:
    if not found.action:
        reference = Reference(found.recommendation, "recommendation")
        return (reference, found.text, _said(found), NOT_AN_ACTION, NOT_AN_ACTION)
    action = facts.by_reference.get(found.action)
    return (
        Reference(found.action, "action"),
        found.text,
        _said(found),
        action.owner_said or "Not rated" if action else "Not tracked",
        action.moderator_said or "Not moderated" if action else "Not tracked",
    )


def _said(found: CheckFound) -> str:
    """What was found, in words; the quote, and who speaks where it is not Ofsted."""
    check = found.check
    lines = ["; ".join(found.said) or "Nothing stated"]
    if check.quote:
        lines.append(f"“{check.quote}”")
    if check.voice != Voice.OFSTED:
        lines.append(f"Voice: {check.get_voice_display()}")
    return "\n".join(lines)
