"""How others looked at the fictional actions: moderations, verifications, checks."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tests.factories import DueCheckFactory, ModerationFactory, VerificationFactory
from tests.make_demo.bank import (
    AS_OF,
    drawn,
    fill,
    read_bank,
    working_day,
    written_at,
)
from tracker.choices import (
    ActionStatus,
    ModerationResult,
    Rating,
    VerificationKind,
    VerificationResult,
)
from tracker.dates import CHECK_MONTHS, FURTHER_CHECK_MONTHS, add_months
from tracker.models import DueCheck, ProgressUpdate, Verification

if TYPE_CHECKING:
    from tests.make_demo.actions import Telling

MODERATED_SHARE = 0.68
CORRECTED_SHARE = 0.14
RETURNED_SHARE = 0.05
DAYS_TO_MODERATE = (3, 9)
LOWER = {Rating.GREEN: Rating.AMBER, Rating.AMBER: Rating.RED}


def moderate(telling: "Telling", updates: Sequence[ProgressUpdate]) -> None:
    """About two thirds of the updates; those written a few days ago still wait."""
    chance = drawn("moderation", telling.action.reference)
    returns_last = telling.index in telling.topic.get("returned_last", [])
    for update, moment in zip(updates, telling.life.moments, strict=True):
        day = working_day(
            update.made_on + timedelta(days=chance.randint(*DAYS_TO_MODERATE))
        )
        share, kind = chance.random(), chance.random()
        is_last = update == updates[-1]
        if is_last and returns_last:
            say_of(telling, update, min(day, AS_OF), ModerationResult.RETURNED)
        elif update.rating != moment.rating:  # the owner was hopeful
            say_of(telling, update, min(day, AS_OF), ModerationResult.CORRECTED)
        elif day <= AS_OF and share < MODERATED_SHARE:
            say_of(telling, update, day, kind_of(update, kind))


def kind_of(update: ProgressUpdate, kind: float) -> str:
    """What a moderator says: mostly that it is so."""
    if kind < RETURNED_SHARE and update.percent < 100:
        return ModerationResult.RETURNED
    if kind > 1 - CORRECTED_SHARE and update.rating in LOWER and update.percent < 100:
        return ModerationResult.CORRECTED
    return ModerationResult.AGREED


def say_of(telling: "Telling", update: ProgressUpdate, day: date, result: str) -> None:
    """One moderation; what is corrected goes down by one."""
    ratings = {
        ModerationResult.AGREED: update.rating,
        ModerationResult.CORRECTED: LOWER.get(update.rating, ""),
        ModerationResult.RETURNED: "",
    }
    sentences = read_bank("updates")["moderation"].get(result, [""])
    chance = drawn("moderation", telling.action.reference, update.number)
    ModerationFactory(
        update=update,
        moderator=telling.council.person("moderator"),
        moderated_on=day,
        result=result,
        rating=ratings[ModerationResult(result)],
        reason=fill(chance.choice(sentences), telling.words),
        recorded_at=written_at(day),
    )


def look(telling: "Telling") -> None:
    """What was seen on delivery, and at the check after six months."""
    reasons = read_bank("updates")["reasons"]
    before = ""
    for day, status in telling.life.steps:
        if before == ActionStatus.DELIVERED and status == ActionStatus.IN_PROGRESS:
            see(telling, day, VerificationResult.NOT_EVIDENCED, reasons["returned"])
        elif status == ActionStatus.VERIFIED:
            seen = see(telling, day, VerificationResult.EVIDENCED, reasons["verified"])
            look_again(telling, make_checks(seen))
        before = status
    said = telling.topic.get("looked", {}).get(str(telling.index))
    if said:
        result, days, review_days, words = said
        day = working_day(telling.life.delivered_on + timedelta(days=days))
        review_by = day + timedelta(days=review_days) if review_days else None
        see(telling, day, result, words, review_by=review_by)


def see(telling: "Telling", day: date, result: str, reason: str, **values: object):
    """One verification, and the further check where it is partly evidenced."""
    seen = VerificationFactory(
        action=telling.action,
        verified_by=telling.council.person("moderator"),
        verified_on=day,
        result=result,
        reason=fill(reason, telling.words),
        recorded_at=written_at(day),
        **values,
    )
    if result == VerificationResult.PARTLY:
        make_check(seen, VerificationKind.FURTHER, FURTHER_CHECK_MONTHS)
    return seen


def make_checks(seen: Verification) -> DueCheck:
    """The checks at 6 and at 12 months; the first of them."""
    first, _ = (
        make_check(seen, kind, months)
        for months, kind in zip(CHECK_MONTHS, VerificationKind.sustainment, strict=True)
    )
    return first


def make_check(seen: Verification, kind: str, months: int) -> DueCheck:
    """A check that falls due some months later."""
    return DueCheckFactory(
        after=seen,
        kind=kind,
        due_on=add_months(seen.verified_on, months),
        recorded_at=seen.recorded_at,
    )


def look_again(telling: "Telling", check: DueCheck) -> None:
    """The check at 6 months, where it was answered."""
    said = telling.topic.get("looked_again", {}).get(str(telling.index))
    if said:
        result, words = said
        day = telling.life.checked_on or working_day(check.due_on + timedelta(days=6))
        see(telling, day, result, words, kind=check.kind, due_check=check)
