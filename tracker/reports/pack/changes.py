"""What changed in the actions since the last meeting, and what nobody answers yet."""

from tracker.models import OwnerChange, StatusChange
from tracker.reports.changes_since import ActionChanges
from tracker.reports.coverage import Unanswered
from tracker.reports.document import (
    Cell,
    Column,
    Kind,
    Paragraph,
    Reference,
    Section,
    Table,
)
from tracker.reports.pack.facts import PackFacts
from tracker.reports.pack.words import ACTION, TITLE, in_words, plural


def changes_section(facts: PackFacts) -> Section:
    """Action by action the steps and owners; the updates are counted."""
    since = in_words(facts.asked.since)
    moved = [each for each in facts.changes if each.steps or each.owners]
    updated = [each.updates for each in facts.changes if each.updates]
    table = Table(
        key="changes",
        caption=f"Actions whose status or owner changed since {since}",
        columns=(
            ACTION,
            TITLE,
            Column("Status"),
            Column("Owner"),
            Column("Updates", Kind.NUMBER),
        ),
        rows=tuple(_changed(each) for each in moved),
        empty="No status and no owner changed.",
    )
    told = Paragraph(
        f"{plural(sum(updated), 'update')} on {plural(len(updated), 'action')} "
        f"since {since}."
    )
    return Section(
        key="changes", heading="What changed since last time", blocks=(told, table)
    )


def unanswered_section(facts: PackFacts) -> Section:
    """Which parts of which recommendations no tracked action answers."""
    table = Table(
        key="unanswered",
        caption="Recommendations not fully answered",
        columns=(
            Column("Reference"),
            Column("What is asked for"),
            Column("Raised by"),
            Column("Parts that no tracked action answers"),
        ),
        rows=tuple(_unanswered(each) for each in facts.unanswered),
        empty="Every part of every recommendation is answered by a tracked action.",
    )
    return Section(
        key="unanswered", heading="Asked for and not answered", blocks=(table,)
    )


def _changed(changes: ActionChanges) -> tuple[Cell, ...]:
    return (
        Reference(changes.reference, "action"),
        changes.title,
        "\n".join(_step(step) for step in changes.steps),
        "\n".join(_owner(change) for change in changes.owners),
        changes.updates,
    )


def _step(step: StatusChange) -> str:
    after = step.get_to_status_display().lower()
    before = step.get_from_status_display()
    said = f"{before} to {after}" if before else f"New: {after}"
    return f"{said}, {in_words(step.changed_on)}"


def _owner(change: OwnerChange) -> str:
    after = change.to_post.title if change.to_post else "nobody"
    before = f"{change.from_post.title} to " if change.from_post else "To "
    return f"{before}{after}, {in_words(change.changed_on)}"


def _unanswered(each: Unanswered) -> tuple[Cell, ...]:
    raised, parts = each.recommendation, each.parts
    missing = "; ".join(part.text for part in parts)
    return (
        Reference(raised.reference, "recommendation"),
        raised.text,
        raised.visit.reference if raised.visit else "The body itself",
        "All of it" if each.of == 1 else f"{len(parts)} of {each.of}: {missing}",
    )
