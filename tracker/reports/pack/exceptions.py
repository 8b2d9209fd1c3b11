"""What needs the attention of a board: red, overdue, relapsed, moved twice."""

from collections.abc import Iterable
from dataclasses import replace

from tracker.choices import ActionStatus, ReportedRating
from tracker.models import StatusChange
from tracker.reports.document import Block, Column, Kind, Paragraph, Section, Table
from tracker.reports.pack.actions import PackAction
from tracker.reports.pack.facts import PackFacts
from tracker.reports.pack.words import (
    ACTION,
    DUE,
    FIRST_DUE,
    OWNER,
    RATING,
    TITLE,
    days_words,
    due_words,
    in_words,
    named,
    rating_tag,
)

# From here an action can only be put back: it had been delivered.
HAD_BEEN_DELIVERED = (*ActionStatus.delivered_statuses, ActionStatus.SUSTAINED)


def exceptions_section(facts: PackFacts, most: int | None = None) -> list[Section]:
    """Six lists, each under its own heading; `most` cuts them, and says so."""
    return [
        Section(key="exceptions", heading="What needs attention"),
        *(
            Section(
                key=f"exceptions-{table.key}",
                heading=heading,
                blocks=cut(table, most),
                level=2,
            )
            for heading, table in (
                ("Rated Red", red_table(facts)),
                ("Overdue", overdue_table(facts)),
                ("Put back after delivery", relapsed_table(facts)),
                ("Due date moved twice or more", moved_table(facts)),
                ("Without a recent update", stale_table(facts)),
                ("Open without anybody who answers", unowned_table(facts)),
            )
        ),
    ]


def cut(table: Table, most: int | None) -> tuple[Block, ...]:
    """The table with its first rows, and how many there are in all."""
    if most is None or len(table.rows) <= most:
        return (table,)
    said = f"The first {most} of {len(table.rows)}; the board pack lists them all."
    return replace(table, rows=table.rows[:most]), Paragraph(said)


def red_table(facts: PackFacts) -> Table:
    """What people rate Red although it is not late: the late ones stand below."""
    red = (a for a in facts.actions if a.rating == ReportedRating.RED)
    return _table(
        "red",
        "Actions rated Red that are not overdue",
        (a for a in red if not a.days_late),
        "No other action is rated Red.",
    )


def overdue_table(facts: PackFacts) -> Table:
    """What is late, the longest first."""
    late = [action for action in facts.actions if action.days_late]
    return _table(
        "overdue",
        "Overdue actions, the longest first",
        sorted(late, key=lambda action: -action.days_late),
        "No action is overdue.",
    )


def relapsed_table(facts: PackFacts) -> Table:
    """What had been delivered and was put back in progress since the last meeting."""
    back = [step for step in facts.steps if _is_relapse(step)]
    return Table(
        key="relapsed",
        caption=f"Actions put back in progress since {in_words(facts.asked.since)}",
        columns=(
            ACTION,
            TITLE,
            Column("Put back on", Kind.DAY),
            Column("Why"),
        ),
        rows=tuple(
            (
                *named(facts.by_reference[step.action.reference]),
                step.changed_on,
                step.reason,
            )
            for step in back
            if step.action.reference in facts.by_reference
        ),
        empty="No action was put back after it had been delivered.",
    )


def moved_table(facts: PackFacts) -> Table:
    """Whose date moved twice or more, with how far it stands from the first one."""
    moved = [action for action in facts.actions if action.times_moved > 1]
    return Table(
        key="moved",
        caption="Actions whose due date moved twice or more",
        columns=(
            ACTION,
            TITLE,
            FIRST_DUE,
            DUE,
            Column("Moved", Kind.NUMBER),
            Column("Days later", Kind.NUMBER),
        ),
        rows=tuple(
            (
                *named(action),
                action.first_due_on,
                due_words(action),
                action.times_moved,
                action.days_moved,
            )
            for action in sorted(moved, key=lambda each: -each.times_moved)
        ),
        empty="No due date moved twice.",
    )


def stale_table(facts: PackFacts) -> Table:
    """What is open and was not heard of for longer than the plan's cadence."""
    cadence = facts.asked.plan.cadence_days
    silent = [a for a in facts.actions if a.is_open and (a.silent_days or 0) > cadence]
    return _table(
        "stale",
        f"Open actions without an update for more than {cadence} days",
        sorted(silent, key=lambda action: -(action.silent_days or 0)),
        "Every open action has a recent update.",
    )


def unowned_table(facts: PackFacts) -> Table:
    """What is open and nobody answers for: no post, or one that nobody holds."""
    return _table(
        "unowned",
        "Open actions without an owner, or whose post is vacant",
        facts.ownerless,
        "Somebody answers for every open action.",
    )


def _is_relapse(step: StatusChange) -> bool:
    return (
        step.from_status in HAD_BEEN_DELIVERED
        and step.to_status == ActionStatus.IN_PROGRESS
    )


def _last_heard(action: PackAction) -> str:
    if action.silent_days is None:
        return ""
    return f"{days_words(action.silent_days)} ago" if action.silent_days else "That day"


def _table(key: str, caption: str, actions: Iterable[PackAction], empty: str) -> Table:
    rows = tuple(
        (
            *named(action),
            action.owner,
            rating_tag(action),
            due_words(action),
            _last_heard(action),
        )
        for action in actions
    )
    heard = Column("Last heard of")
    return Table(key, caption, (ACTION, TITLE, OWNER, RATING, DUE, heard), rows, empty)
