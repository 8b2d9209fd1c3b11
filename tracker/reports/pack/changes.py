"""What changed in the actions since the last meeting, and what nobody answers yet."""

from tracker.models import OwnerChange, StatusChange
from tracker.reports.changes_since import ActionChanges
from tracker.reports.coverage import Unanswered
from tracker.reports.document import Cell, Column, Kind, Reference, Section, Table
from tracker.reports.pack.facts import PackFacts
from tracker.reports.pack.words import ACTION, TITLE, in_words


def changes_section(facts: PackFacts) -> Section:
    """Action by action: steps, owners, and how many updates."""
    since = in_words(facts.asked.since)
    table = Table(
        key="changes",
        caption=f"What changed since {since}",
        columns=(
            ACTION,
            TITLE,
            Column("Status", Kind.TEXT, 4),
            Column("Owner", Kind.TEXT, 4),
            Column("Updates", Kind.NUMBER, 1),
        ),
        rows=tuple(_changed(each) for each in facts.changes),
        empty="No status, owner or update was recorded.",
    )
    return Section(
        key="changes", heading=f"What changed since {since}", blocks=(table,)
    )


def unanswered_section(facts: PackFacts) -> Section:
    """Which parts of which recommendations no tracked action answers."""
    table = Table(
        key="unanswered",
        caption="Recommendations not fully answered",
        columns=(
            Column("Recommendation", Kind.TEXT, 1),
            Column("What is asked for", Kind.TEXT, 5),
            Column("Raised by", Kind.TEXT, 2),
            Column("Parts that no tracked action answers", Kind.TEXT, 4),
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
