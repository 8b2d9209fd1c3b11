"""What people do to actions, in as few words as a test needs."""

from datetime import date

from tracker.choices import EvidenceKind, Rating, VerificationResult
from tracker.models import Action, DueCheck, User, Verification
from tracker.workflow.evidence import EvidenceEntry
from tracker.workflow.life import deliver_action
from tracker.workflow.progress import ProgressEntry, record_progress
from tracker.workflow.verification import (
    VerificationEntry,
    answer_check,
    verify_action,
)

LINK = EvidenceEntry(
    title="Audit", kind=EvidenceKind.AUDIT, link="https://documents.example/audit"
)
RATED = {"percent": 100, "rating": Rating.GREEN, "next_steps": ""}


def entry(**values: object) -> ProgressEntry:
    """An update that says all that delivering needs, but for evidence."""
    said = {"did": "All is done.", "difference": "Children are seen on time."}
    return ProgressEntry(**{**RATED, **said, **values})


def found(result: str, **values: object) -> VerificationEntry:
    """What a second person saw."""
    return VerificationEntry(
        result, **{"reason": "Twenty records were read.", **values}
    )


def update(action: Action, by: User, on: date, **values: object) -> None:
    """Say how it goes."""
    record_progress(action=action, entry=entry(**values), by=by, on=on)


def deliver(action: Action, by: User, on: date) -> Action:
    """Say that it is delivered, with a link as evidence."""
    said = entry(did=f"Delivered on {on}", evidence=LINK)
    return deliver_action(action=action, entry=said, by=by, on=on)


def verify(
    action: Action,
    by: User,
    on: date,
    result: str = VerificationResult.EVIDENCED,
    **values: object,
) -> Verification:
    """Look at a delivered action for the first time."""
    return verify_action(action=action, entry=found(result, **values), by=by, on=on)


def look_again(
    check: DueCheck,
    by: User,
    on: date,
    result: str = VerificationResult.EVIDENCED,
    **values: object,
) -> Verification:
    """Answer a check that fell due."""
    return answer_check(check=check, entry=found(result, **values), by=by, on=on)


def waiting(action: Action) -> list[tuple[str, date]]:
    """The kinds of the checks to come, and the days to look."""
    checks = DueCheck.objects.waiting().filter(action=action).order_by("look_on")
    return [(check.kind, check.look_on) for check in checks]


def check_of(action: Action, kind: str) -> DueCheck:
    """The check of a kind that waits."""
    return DueCheck.objects.waiting().get(action=action, kind=kind)


def steps(action: Action) -> list[str]:
    """The statuses the action went through, in order."""
    return list(action.status_changes.values_list("to_status", flat=True))
