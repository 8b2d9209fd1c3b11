"""The visit pack as a document: what an inspector is handed, area by area."""

from collections.abc import Iterable

from tracker.choices import ActionStatus, Rating
from tracker.reports.document import (
    Block,
    BulletList,
    Cell,
    Column,
    Document,
    Fact,
    KeyValues,
    Kind,
    Paragraph,
    Quote,
    Reference,
    Section,
    Table,
    Tag,
)
from tracker.reports.pack.facts import PackFacts
from tracker.reports.pack.front import as_at
from tracker.reports.visit_pack import PackArea, PackPart, VisitPack, visit_pack
from tracker.reports.visit_pack_actions import PackAction, PackVoice

RATING_COLOURS = {Rating.RED: "red", Rating.AMBER: "orange", Rating.GREEN: "green"}
ACTIONS = "actions"


def visit_document(facts: PackFacts) -> Document:
    """For each area its words, actions, evidence, voices, last check and changes."""
    asked = facts.asked
    visit = asked.visit
    if visit is None:
        message = "A visit pack names a visit."
        raise ValueError(message)
    pack = visit_pack(
        plan=asked.plan, visit=visit, on=facts.on, known_at=asked.known_at
    )
    return Document(
        title=pack.title,
        subtitle=as_at(facts),
        body=asked.plan.accountable_body,
        plan=asked.plan.name,
        on=facts.on,
        facts=tuple(_front(pack)),
        sections=(
            Section(
                key="areas",
                heading="What is in this pack",
                blocks=(
                    Paragraph(pack.chosen),
                    Paragraph(pack.since_words),
                    areas_table(pack),
                ),
            ),
            *(section for area in pack.areas for section in _area(area)),
            Section(
                key="all-actions",
                heading="All actions of this pack",
                blocks=(actions_table(pack),),
                landscape=True,
            ),
        ),
        main_table=ACTIONS,
    )


def areas_table(pack: VisitPack) -> Table:
    """The areas with where each stands, as contents."""
    return Table(
        key="areas",
        caption="Areas in this pack",
        columns=(
            Column("Area", Kind.TEXT, 1),
            Column("What it asks for", Kind.TEXT, 6),
            Column("Where it stands", Kind.TEXT, 2),
            Column("Actions", Kind.NUMBER, 1),
        ),
        rows=tuple(
            (
                Reference(area.reference, "recommendation"),
                area.text,
                area.state_words,
                len(area.actions),
            )
            for area in pack.areas
        ),
        empty="Nothing was required before this visit that is still open.",
    )


def actions_table(pack: VisitPack) -> Table:
    """Every action of the pack once, by reference."""
    actions = {each.reference: each for area in pack.areas for each in area.actions}
    return Table(
        key=ACTIONS,
        caption="Actions that answer the areas of this pack",
        columns=(
            Column("Action", Kind.TEXT, 1),
            Column("What is to be done", Kind.TEXT, 5),
            Column("Owner", Kind.TEXT, 3),
            Column("Status", Kind.TAG, 2),
            Column("Due", Kind.TEXT, 2),
            Column("The owner", Kind.TAG, 2),
            Column("The moderator", Kind.TAG, 2),
            Column("The inspectors", Kind.TEXT, 3),
        ),
        rows=tuple(_action_row(actions[name]) for name in sorted(actions)),
        empty="No action answers what is in this pack.",
    )


def _front(pack: VisitPack) -> Iterable[Fact]:
    if pack.scope:
        yield Fact("Scope", pack.scope)
    if pack.inspectors:
        yield Fact("Inspectors", ", ".join(pack.inspectors))
    yield Fact("Areas", len(pack.areas), Kind.NUMBER)


def _area(area: PackArea) -> Iterable[Section]:
    key = area.reference.lower()
    yield Section(
        key=f"area-{key}",
        heading=f"{area.reference} {area.state_words}",
        blocks=tuple(_area_blocks(area)),
    )
    for action in area.actions:
        yield Section(
            key=f"area-{key}-{action.reference.lower()}",
            heading=f"{action.reference} {action.title}",
            blocks=tuple(_action_blocks(action)),
            level=2,
        )


def _area_blocks(area: PackArea) -> Iterable[Block]:
    yield Quote(area.text, f"{area.kind}, {area.raised_by}")
    if area.takes_up:
        yield BulletList(area.takes_up)
    if area.last_check:
        check = area.last_check
        yield Paragraph(f"{check.visit} found: {'; '.join(check.said)}.")
        if check.quote:
            yield Quote(check.quote, check.place)
    else:
        yield Paragraph("No earlier visit has checked this.")
    yield BulletList(tuple(_part(part) for part in area.parts))


def _part(part: PackPart) -> str:
    answered = ", ".join(part.actions) or "no action answers it"
    return f"{part.text}: {answered}"


def _action_blocks(action: PackAction) -> Iterable[Block]:
    yield KeyValues(
        (
            Fact("Where it stands", _status(action)),
            Fact("Owner", action.owner),
            Fact("Due", action.due),
            *(Fact(voice.who, _voice(voice)) for voice in action.voices),
        )
    )
    for words in (action.done, action.difference):
        if words:
            yield Paragraph(words)
    if action.gaps:
        yield BulletList(action.gaps)
    if action.evidence:
        yield BulletList(
            tuple(
                f"Evidence {each.number}: {each.title} ({each.kind}, "
                f"{each.added_on.day} {each.added_on:%B %Y})"
                for each in action.evidence
            )
        )
    else:
        yield Paragraph("No evidence is offered.")
    if action.changes:
        yield BulletList(tuple(f"Changed: {each}" for each in action.changes))


def _action_row(action: PackAction) -> tuple[Cell, ...]:
    owner, moderator, inspectors = action.voices
    return (
        Reference(action.reference, "action"),
        action.title,
        action.owner,
        _status(action),
        action.due,
        _rated(owner),
        _rated(moderator),
        _voice(inspectors),
    )


def _status(action: PackAction) -> Cell:
    if not action.status:
        return action.status_words
    return Tag(action.status_words, ActionStatus.colours[action.status])


def _rated(voice: PackVoice) -> Cell:
    if not voice.rating:
        return voice.words
    return Tag(voice.words, RATING_COLOURS[Rating(voice.rating)])


def _voice(voice: PackVoice) -> str:
    return f"{voice.words} ({voice.when})" if voice.when else voice.words
