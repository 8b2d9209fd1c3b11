"""The actions of a pack in four lists: live, delivered, to be extended, given up."""

from tracker.choices import ActionStatus, CloseReason, DateDecision, DelayReason
from tracker.models import DueDateChange
from tracker.reports.document import (
    Cell,
    Column,
    Kind,
    Reference,
    Section,
    Table,
    Tag,
)
from tracker.reports.pack.facts import PackFacts
from tracker.reports.pack.words import (
    ACTION,
    DUE,
    OWNER,
    RATING,
    STATUS,
    TITLE,
    VOICES,
    days_words,
    due_words,
    in_words,
    named,
    rating_tag,
    status_tag,
    voices,
)

LIVE = "live"  # the table that becomes the CSV, and by which two packs are compared


def action_sections(facts: PackFacts) -> list[Section]:
    """A to D, and what documents alone say."""
    sections = [
        _section("a", "A. Live actions", live_table(facts), landscape=True),
        _section("b", "B. Delivered since the last meeting", delivered_table(facts)),
        _section("c", "C. Other dates asked for", requests_table(facts)),
        _section("d", "D. Not proceeding", closed_table(facts)),
    ]
    if facts.recorded:
        sections.append(
            _section(
                "e",
                "E. Recorded from documents only",
                recorded_table(facts),
                landscape=True,
            )
        )
    return sections


def live_table(facts: PackFacts) -> Table:
    """Every tracked action that is not closed, with its three voices."""
    return Table(
        key=LIVE,
        caption="Live actions",
        columns=(ACTION, TITLE, OWNER, STATUS, RATING, DUE, *VOICES),
        rows=tuple(
            (
                *named(action),
                action.owner,
                status_tag(action),
                rating_tag(action),
                due_words(action),
                *voices(action),
            )
            for action in facts.having(*map(ActionStatus, ActionStatus.live_statuses))
        ),
        empty="No action was tracked on this day.",
    )


def delivered_table(facts: PackFacts) -> Table:
    """What was said to be delivered since the last meeting, and where it stands."""
    rows = []
    for step in facts.steps:
        action = facts.by_reference.get(step.action.reference)
        if action and step.to_status == ActionStatus.DELIVERED:
            rows.append(
                (*named(action), action.owner, step.changed_on, status_tag(action))
            )
    return Table(
        key="delivered",
        caption=f"Actions delivered since {in_words(facts.asked.since)}",
        columns=(ACTION, TITLE, OWNER, Column("Delivered", Kind.DAY), STATUS),
        rows=tuple(rows),
        empty="No action was delivered since the last meeting.",
    )


def requests_table(facts: PackFacts) -> Table:
    """Who asked for another date, why, how far it moves, and what was decided."""
    return Table(
        key="requests",
        caption="Requests for another due date, made or decided since the last "
        "meeting, or waiting",
        columns=(
            ACTION,
            Column("From", Kind.DAY),
            Column("To", Kind.DAY),
            Column("Slips by"),
            Column("Why"),
            Column("Asked by"),
            Column("Decision", Kind.TAG),
        ),
        rows=tuple(_request(row) for row in facts.date_requests.rows),
        empty="Nobody asked for another due date.",
    )


def closed_table(facts: PackFacts) -> Table:
    """What was closed since the last meeting, and the coded reason."""
    closed = [step for step in facts.steps if step.to_status == ActionStatus.CLOSED]
    return Table(
        key="closed",
        caption=f"Actions closed since {in_words(facts.asked.since)}",
        columns=(
            ACTION,
            TITLE,
            Column("Closed", Kind.DAY),
            Column("Reason"),
            Column("In words"),
        ),
        rows=tuple(
            (
                Reference(step.action.reference, "action"),
                step.action.title,
                step.changed_on,
                CloseReason(step.close_reason).label,
                step.reason,
            )
            for step in closed
        ),
        empty="No action was closed since the last meeting.",
    )


def recorded_table(facts: PackFacts) -> Table:
    """What a document says of an action that nobody has taken up."""
    return Table(
        key="recorded",
        caption="Actions that stand in documents; none is tracked or verified here",
        columns=(
            ACTION,
            TITLE,
            Column("The document says"),
            Column("On", Kind.DAY),
            Column("Who says so"),
            Column("Document"),
        ),
        rows=tuple(
            (
                Reference(action.reference, "action"),
                action.title,
                action.get_claim_display(),
                action.claim_on,
                action.get_claim_voice_display(),
                str(action.source) if action.source else "",
            )
            for action in facts.recorded
        ),
    )


def _section(
    key: str, heading: str, table: Table, *, landscape: bool = False
) -> Section:
    return Section(
        key=f"actions-{key}",
        heading=heading,
        blocks=(table,),
        landscape=landscape,
    )


def _request(row: DueDateChange) -> tuple[Cell, ...]:
    reason = f"{DelayReason(row.reason_code).label}: {row.reason}"
    return (
        Reference(row.action.reference, "action"),
        row.old_on,
        row.new_on,
        days_words(row.days) if row.days is not None else "",
        reason,
        str(row.asked_by),
        _decision(row),
    )


def _decision(row: DueDateChange) -> Tag:
    if not row.decision:
        return Tag("Waiting", "orange")
    colour = "green" if row.decision == DateDecision.APPROVED else "red"
    return Tag(DateDecision(row.decision).label, colour)


def main_table(facts: PackFacts) -> Table:
    """The table of actions of a plan: the live ones, or what documents say of them."""
    only_recorded = not facts.actions and facts.recorded
    return recorded_table(facts) if only_recorded else live_table(facts)
