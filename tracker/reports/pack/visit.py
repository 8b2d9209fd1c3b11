"""The visit pack as a document: what an inspector is handed, area by area."""

from collections.abc import Iterable

from django.utils.text import Truncator

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
from tracker.reports.pack.words import in_words
from tracker.reports.visit_pack import PackArea, PackPart, VisitPack, visit_pack
from tracker.reports.visit_pack_actions import PackAction, PackEvidence, PackVoice

RATING_COLOURS = {Rating.RED: "red", Rating.AMBER: "orange", Rating.GREEN: "green"}
ACTIONS = "actions"
WORDS_OF_HEADING = 12


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
            Section(key="each-area", heading="Area by area"),
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
            Column("Area"),
            Column("What it asks for"),
            Column("Where it stands"),
            Column("Actions", Kind.NUMBER),
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
            Column("Action"),
            Column("What is to be done"),
            Column("Owner"),
            Column("Status", Kind.TAG),
            Column("Due"),
            Column("The owner", Kind.TAG),
            Column("The moderator", Kind.TAG),
            Column("The inspectors"),
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
        heading=f"{area.reference} {Truncator(area.text).words(WORDS_OF_HEADING)}",
        blocks=tuple(_area_blocks(area)),
        level=2,
    )
    for action in area.actions:
        yield Section(
            key=f"area-{key}-{action.reference.lower()}",
            heading=f"{action.reference} {action.title}",
            blocks=(KeyValues(tuple(_action_facts(action))),),
            level=3,
        )


def _area_blocks(area: PackArea) -> Iterable[Block]:
    yield Quote(area.text, f"{area.kind}, {area.raised_by}")
    yield Paragraph(f"Where it stands: {area.state_words.lower()}.")
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


def _action_facts(action: PackAction) -> Iterable[Fact]:
    yield Fact("Where it stands", _status(action))
    yield Fact("Owned by", action.owner)
    yield Fact("Due", action.due)
    for name, words in (("Done", action.done), ("Difference", action.difference)):
        if words:
            yield Fact(name, words)
    for voice in action.voices:
        yield Fact(f"{voice.who} said", _voice(voice))
    if action.gaps:
        yield Fact("Side by side", "\n".join(action.gaps))
    offered = "\n".join(_evidence(each) for each in action.evidence)
    yield Fact("Evidence", offered or "None is offered")
    if action.changes:
        yield Fact("Since the last visit", "\n".join(action.changes))


def _evidence(offered: PackEvidence) -> str:
    return f"{offered.number}: {offered.title} ({offered.kind}, {in_words(offered.added_on)})"


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
