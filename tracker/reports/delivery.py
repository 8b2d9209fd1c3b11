"""What there is to verify of an action: the promise, the words, the evidence."""

from dataclasses import dataclass
from datetime import date

from tracker.choices import ActionStatus
from tracker.models import (
    Action,
    DueCheck,
    Evidence,
    ProgressUpdate,
    StatusChange,
    Verification,
)
from tracker.reports.action_page import checks_to_come
from tracker.reports.steps import not_due


@dataclass(frozen=True)
class Delivery:
    """The last delivery of an action, with all that a second person looks at."""

    step: StatusChange | None  # who delivered it, and when
    update: ProgressUpdate | None  # what was said with it
    evidence: list[Evidence]  # that nobody has withdrawn, the newest first
    seen: list[Verification]  # earlier looks, the newest first
    waiting: DueCheck | None  # the earliest check to answer, with its `look_on`
    is_to_verify: bool
    why_not: str  # why a check that waits is not answered yet


def delivery(*, action: Action, on: date) -> Delivery:
    """Read what there is to verify on a day, in at most five queries."""
    to_come = checks_to_come(action)
    waiting = to_come[0] if to_come else None
    why_not = not_due(waiting, on)
    steps = action.status_changes.filter(to_status=ActionStatus.DELIVERED)
    step = steps.select_related("by").last()
    said = action.updates.select_related("author")
    evidence = action.evidence.standing().select_related("added_by")
    seen = action.verifications.select_related("verified_by")
    return Delivery(
        step=step,
        update=said.latest_by(step.changed_on).first() if step else None,
        evidence=list(evidence.order_by("-number")),
        seen=list(seen.order_by("-number")),
        waiting=waiting,
        is_to_verify=not why_not
        and (waiting is not None or action.status == ActionStatus.DELIVERED),
        why_not=why_not,
    )
