"""Verification: another person looks at what was delivered, and looks again."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError

from tracker.choices import ActionStatus, Step, VerificationKind, VerificationResult
from tracker.dates import CHECK_MONTHS, FURTHER_CHECK_MONTHS, add_months
from tracker.models import Action, DueCheck, User, Verification, written_together
from tracker.workflow.records import save_record
from tracker.workflow.steps import end_of, refuse_before_last_step, take_step


@dataclass(frozen=True)
class VerificationEntry:
    """What a second person found; too early needs a day to look again."""

    result: str
    reason: str
    review_by: date | None = None


@written_together()
def verify_action(
    *, action: Action, entry: VerificationEntry, by: User, on: date
) -> Verification:
    """Look at a delivered action for the first time.

    Evidenced verifies it, and checks fall due at 6 and 12 months; partly leaves
    it delivered with a further check after 3; not evidenced returns it; too early
    leaves it. Raises ValidationError where it is not delivered, the person
    delivered it, or a check waits instead.
    """
    held = Action.objects.locked(action.pk)
    end_of(held, Step.VERIFY)
    if DueCheck.objects.waiting().filter(action=held).exists():
        raise ValidationError("A further check waits. Answer that one.")
    found = _store(held, None, entry, by, on)
    _follow_delivery(held, found)
    return found


@written_together()
def answer_check(
    *, check: DueCheck, entry: VerificationEntry, by: User, on: date
) -> Verification:
    """Look again at a check that fell due.

    Not evidenced is a relapse at once (of a delivered action: a return). Partly
    makes a further check after 3 months. The 12-month check evidenced, or the
    further one after it, sustains the action. Raises ValidationError where the
    check waits no longer, the checks at 6 and 12 months are not due yet (a further
    one may come early), or the person delivered the action.
    """
    held = Action.objects.locked(check.action_id)
    waiting = DueCheck.objects.waiting().filter(pk=check.pk).first()
    if waiting is None:
        raise ValidationError("This check waits no longer.")
    if waiting.kind in VerificationKind.sustainment and on < waiting.look_on:
        raise ValidationError(f"It falls due on {waiting.look_on:%-d %B %Y}.")
    found = _store(held, waiting, entry, by, on)
    if held.status == ActionStatus.DELIVERED:
        _follow_delivery(held, found)
    else:
        _follow_check(held, found)
    return found


def _store(
    action: Action,
    check: DueCheck | None,
    entry: VerificationEntry,
    by: User,
    on: date,
) -> Verification:
    refuse_before_last_step(action, on)
    last = action.verifications.last()
    if last and on < last.verified_on:
        raise ValidationError(
            f"It was last looked at on {last.verified_on:%-d %B %Y}. "
            "Give that day or a later one."
        )
    if last and _says_the_same(last, check, entry, by, on):
        raise ValidationError(
            f"This is on record already, as verification {last.number}."
        )
    return save_record(
        Verification(
            action=action,
            number=last.number + 1 if last else 1,
            due_check=check,
            kind=check.kind if check else VerificationKind.DELIVERY,
            verified_by=by,
            verified_on=on,
            result=entry.result,
            reason=entry.reason,
            review_by=entry.review_by,
        ),
        given={"number"},
    )


def _says_the_same(
    last: Verification,
    check: DueCheck | None,
    entry: VerificationEntry,
    by: User,
    on: date,
) -> bool:
    """Whether a form was sent twice; only "too early" leaves the same one open."""
    said = (last.due_check_id, last.verified_by_id, last.verified_on)
    names = ("result", "reason", "review_by")
    return said == (check.pk if check else None, by.pk, on) and all(
        getattr(last, name) == getattr(entry, name) for name in names
    )


def _follow_delivery(action: Action, found: Verification) -> None:
    if found.result == VerificationResult.EVIDENCED:
        _step(action, found, Step.VERIFY)
        for months, kind in zip(
            CHECK_MONTHS, VerificationKind.sustainment, strict=True
        ):
            _make_check(found, kind, months)
    elif found.result == VerificationResult.PARTLY:
        _make_check(found, VerificationKind.FURTHER, FURTHER_CHECK_MONTHS)
    elif found.result == VerificationResult.NOT_EVIDENCED:
        _step(action, found, Step.RETURN)


def _follow_check(action: Action, found: Verification) -> None:
    if found.result == VerificationResult.NOT_EVIDENCED:
        _step(action, found, Step.RELAPSE)
    elif found.result == VerificationResult.PARTLY:
        _make_check(found, VerificationKind.FURTHER, FURTHER_CHECK_MONTHS)
    elif found.result == VerificationResult.EVIDENCED and _is_last(found):
        _step(action, found, Step.SUSTAIN)


def _step(action: Action, found: Verification, step: Step) -> None:
    take_step(
        action, step, by=found.verified_by, on=found.verified_on, reason=found.reason
    )


def _make_check(found: Verification, kind: str, months: int) -> None:
    save_record(
        DueCheck(
            action=found.action,
            after=found,
            kind=kind,
            due_on=add_months(found.verified_on, months),
        )
    )


def _is_last(found: Verification) -> bool:
    """Whether this answers the 12-month check, or the further one that followed it."""
    step: Verification | None = found
    while step is not None and step.kind == VerificationKind.FURTHER:
        step = step.due_check.after if step.due_check else None
    return step is not None and step.kind == VerificationKind.TWELVE_MONTHS
