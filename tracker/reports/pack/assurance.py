"""How far a second look bears out what was said: gaps, later checks, what lasted."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tracker.choices import ActionStatus, VerificationKind, VerificationResult
from tracker.models import DueCheck
from tracker.models.verification import Verification
from tracker.reports.document import (
    Block,
    Cell,
    Column,
    Kind,
    Paragraph,
    Section,
    Table,
)
from tracker.reports.pack.facts import PackFacts
from tracker.reports.share import Share

# Where an action has to stand for a check to wait: after "partly" it is looked at
# again wherever it was delivered, at 6 and 12 months only while it is verified.
WAITS_IN = {
    VerificationKind.FURTHER: ActionStatus.delivered_statuses,
    VerificationKind.SIX_MONTHS: (ActionStatus.VERIFIED,),
    VerificationKind.TWELVE_MONTHS: (ActionStatus.VERIFIED,),
}
ONE_PLACE = Decimal("0.1")
NO_WORKSTREAM = "No workstream"


@dataclass(frozen=True)
class Look:
    """A second look that waits: at which action, which one, on which day."""

    reference: str
    title: str
    what: str
    look_on: date


def assurance_section(facts: PackFacts) -> Section:
    """How hopeful owners are beside others, and whether what was verified lasts."""
    lasted = reliability(facts)
    blocks: list[Block] = [gaps_table(facts)]
    blocks.append(
        Paragraph(
            f"Of {lasted.of} verified actions that were checked again after 6 or 12 "
            f"months, {lasted.count} still held ({lasted.percent}%)."
            if lasted.of
            else "No verified action has been checked again after 6 or 12 months yet."
        )
    )
    return Section(
        key="assurance", heading="Does a second look bear it out?", blocks=tuple(blocks)
    )


def assurance_rows(facts: PackFacts) -> list[tuple[str, int | Decimal | None]]:
    """The numbers of a second look, with their words."""
    late = [look for look in looks(facts) if look.look_on <= facts.on]
    return [
        (
            "Owner's rating above the moderator's, mean steps",
            mean_gap(action.gap_to_moderator for action in facts.actions),
        ),
        (
            "Owner's rating above the inspectors' view, mean steps",
            mean_gap(action.gap_to_inspectors for action in facts.actions),
        ),
        ("Second looks due or past their day", len(late)),
        (
            "Per cent of verified actions that held when checked",
            reliability(facts).percent,
        ),
    ]


def gaps_table(facts: PackFacts) -> Table:
    """The owners' hope beside the others', workstream by workstream."""
    strands = defaultdict(list)
    for action in facts.actions:
        strands[action.workstream or NO_WORKSTREAM].append(action)
    rows: list[tuple[Cell, ...]] = []
    for name, actions in sorted(strands.items()):
        beside = [each.gap_to_moderator for each in actions]
        seen = [each.gap_to_inspectors for each in actions]
        if mean_gap(beside) is not None or mean_gap(seen) is not None:
            rows.append(
                (name, mean_gap(beside), _known(beside), mean_gap(seen), _known(seen))
            )
    return Table(
        key="gaps",
        caption="How many steps owners rate above others: Red 0, Amber 1, Green 2; "
        "above 0 the owner is the more hopeful",
        columns=(
            Column("Workstream"),
            Column("Above the moderator", Kind.NUMBER),
            Column("Actions moderated", Kind.NUMBER),
            Column("Above the inspectors", Kind.NUMBER),
            Column("Actions inspected", Kind.NUMBER),
        ),
        rows=tuple(rows),
        empty="No action has both its owner's rating and another's.",
    )


def mean_gap(gaps: Iterable[int | None]) -> Decimal | None:
    """The mean of those that are known, to one place; None of nothing."""
    known = [gap for gap in gaps if gap is not None]
    if not known:
        return None
    return (Decimal(sum(known)) / len(known)).quantize(ONE_PLACE)


def reliability(facts: PackFacts) -> Share:
    """Of the verified actions checked at 6 or 12 months, those that held at the last.

    An answer of "too early" is none.
    """
    last: dict[int, str] = {}
    for each in facts.verifications:
        is_later = each.kind in VerificationKind.sustainment
        if is_later and each.result != VerificationResult.TOO_EARLY:
            last[each.action_id] = each.result
    held = sum(result == VerificationResult.EVIDENCED for result in last.values())
    return Share(held, len(last))


def looks(facts: PackFacts) -> list[Look]:
    """The second looks that wait, the first due first."""
    waiting = [_of_check(each) for each in facts.due_checks if _waits(facts, each)]
    first_looks = {each.action_id: each for each in facts.verifications}.values()
    too_early = [_of_delivery(each) for each in first_looks if _is_early(facts, each)]
    return sorted(
        (*waiting, *too_early), key=lambda each: (each.look_on, each.reference)
    )


def _known(gaps: Iterable[int | None]) -> int:
    return sum(gap is not None for gap in gaps)


def _waits(facts: PackFacts, check: DueCheck) -> bool:
    action = facts.by_reference.get(check.action.reference)
    return (
        action is not None and action.status in WAITS_IN[VerificationKind(check.kind)]
    )


def _is_early(facts: PackFacts, last: Verification) -> bool:
    """Whether the last look, on delivery, was too early and is still to be repeated."""
    action = facts.by_reference.get(last.action.reference)
    return (
        action is not None
        and action.status == ActionStatus.DELIVERED
        and last.kind == VerificationKind.DELIVERY
        and last.result == VerificationResult.TOO_EARLY
    )


def _of_check(check: DueCheck) -> Look:
    action = check.action
    what = check.get_kind_display()
    return Look(action.reference, action.title, what, check.look_on)


def _of_delivery(found: Verification) -> Look:
    assert found.review_by, "too early has a day: the database holds that"
    action = found.action
    what = "Delivery, too early last time"
    return Look(action.reference, action.title, what, found.review_by)
