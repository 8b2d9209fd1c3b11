"""What a draft visit found of actions and recommendations, row by row."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from tracker.choices import CheckBasis, CheckProgress
from tracker.models import (
    Action,
    CheckFinding,
    Finding,
    Recommendation,
    StaleRecordError,
    User,
    Visit,
    VisitCheck,
    change_set,
)
from tracker.workflow.records import save_new, save_record
from tracker.workflow.visits import hold_draft

Target = Action | Recommendation


@dataclass(frozen=True)
class CheckEntry:
    """What was found of one target; None leaves the findings as they are.

    `version` is that of the check the form was opened with; none for a new one.
    """

    target: Target
    values: dict[str, str]
    findings: tuple[Finding, ...] | None = None
    version: int | None = None


@transaction.atomic
def record_check(*, visit: Visit, entry: CheckEntry, by: User) -> VisitCheck:
    """Store what a draft visit found of one action or recommendation.

    Raises ValidationError where a rule is broken or the visit is published,
    StaleRecordError where another check of it was saved meanwhile.
    """
    held = hold_draft(visit)
    with change_set(by=by):
        return _store(held, entry)


@transaction.atomic
def record_checks(
    *, visit: Visit, entries: Sequence[CheckEntry], by: User
) -> dict[str, ValidationError | StaleRecordError]:
    """Store each row that can be stored; the refusals of the others, by reference.

    Raises ValidationError where the visit is published.
    """
    held = hold_draft(visit)
    refusals: dict[str, ValidationError | StaleRecordError] = {}
    with change_set(by=by):
        for entry in entries:
            try:
                with transaction.atomic():
                    _store(held, entry)
            except (ValidationError, StaleRecordError) as refusal:
                refusals[entry.target.reference] = refusal
    return refusals


@transaction.atomic
def remove_check(*, check: VisitCheck, by: User) -> None:
    """Take a check out of a draft visit; its target is then not yet recorded.

    Raises ValidationError where the visit is published.
    """
    hold_draft(check.visit)
    with change_set(by=by):
        for link in check.finding_links.select_related("check_made__visit", "finding"):
            link.delete()
        check.delete()


@transaction.atomic
def put_rest_out_of_scope(
    *, visit: Visit, rest: Iterable[Target], expected: int, by: User
) -> int:
    """Note of each of these targets that the visit did not look at it.

    `rest` are those without a check; `expected` is the number that was confirmed.
    Raises ValidationError where it is another one now, or the visit is published.
    """
    held = hold_draft(visit)
    checked = set(held.checks.values_list("action_id", "recommendation_id"))
    checks = [
        check
        for check in (_new_check(held, target) for target in rest)
        if (check.action_id, check.recommendation_id) not in checked
    ]
    if len(checks) != expected:
        raise ValidationError(
            f"Meanwhile the number has changed to {len(checks)}. Look again, "
            "then confirm."
        )
    for check in checks:
        check.progress = CheckProgress.NOT_IN_SCOPE
        check.basis = CheckBasis.INFERRED
    with change_set(by=by, why="Not in scope of the visit."):
        # The visit is held: no other check of these can have come
        save_new(checks, given={"visit"})
    return len(checks)


def _store(visit: Visit, entry: CheckEntry) -> VisitCheck:
    check = _held_check(visit, entry)
    for name, value in entry.values.items():
        setattr(check, name, value)
    if check.source is None and (check.quote or check.locator):
        check.source = visit.source
    if check.progress == CheckProgress.NOT_IN_SCOPE and _says_more(check):
        raise ValidationError(
            {"progress": "Not in scope says nothing more. Clear the other answers."}
        )
    save_record(check)
    if entry.findings is not None:
        _set_findings(check, entry.findings)
    return check


def _held_check(visit: Visit, entry: CheckEntry) -> VisitCheck:
    """The check of this target as it stands, or a new one; refused when stale."""
    new = _new_check(visit, entry.target)
    stored = (
        VisitCheck.objects.select_related("source")
        .filter(visit=visit, action=new.action, recommendation=new.recommendation)
        .first()
    )
    if stored is None and entry.version is not None:
        raise ValidationError(
            f"The check of {entry.target.reference} was taken out meanwhile. "
            "Open the page again."
        )
    if stored and stored.version != entry.version:
        raise StaleRecordError(stored)
    if stored:
        # What names the row is at hand, so that it is not read again
        stored.visit, stored.action = visit, new.action
        stored.recommendation = new.recommendation
    return stored or new


def _new_check(visit: Visit, target: Target) -> VisitCheck:
    kind: Any = "action" if isinstance(target, Action) else "recommendation"
    return VisitCheck(visit=visit, **{kind: target})


def _says_more(check: VisitCheck) -> bool:
    names = ("sustained", "consistency", "direction")
    return any(getattr(check, name) != "not_stated" for name in names)


def _set_findings(check: VisitCheck, findings: Iterable[Finding]) -> None:
    wanted = {finding.pk: finding for finding in findings}
    for link in check.finding_links.select_related("check_made__visit", "finding"):
        if wanted.pop(link.finding_id, None) is None:
            link.delete()
    for finding in wanted.values():
        save_record(CheckFinding(check_made=check, finding=finding))
