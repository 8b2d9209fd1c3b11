"""What owners say: progress updates, and the evidence that comes with them."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from tracker.choices import ActionStatus, Step
from tracker.models import Action, ProgressUpdate, User
from tracker.workflow.evidence import EvidenceEntry, add_evidence
from tracker.workflow.records import next_number, save_record
from tracker.workflow.steps import take_step


@dataclass(frozen=True)
class ProgressEntry:
    """What the owner says on a day: done, difference made, next, how far, how well."""

    did: str
    difference: str
    next_steps: str
    percent: int
    rating: str
    on_behalf_of: str = ""
    suggested_rating: str = ""
    rating_reason: str = ""
    corrects: ProgressUpdate | None = None
    evidence: EvidenceEntry | None = None


@transaction.atomic
def record_progress(
    *, action: Action, entry: ProgressEntry, by: User, on: date
) -> ProgressUpdate:
    """Add an update for a day; the first one starts the action.

    Raises ValidationError where the action is not tracked, is closed, or the day
    is before its last change of status.
    """
    held = Action.objects.select_related("plan").locked(action.pk)
    if held.status not in ActionStatus.live_statuses:
        raise ValidationError(
            f"{held.reference} is {held.status_label.lower()}: it takes no updates."
        )
    update = add_update(held, entry, by=by, on=on)
    if held.status == ActionStatus.NOT_STARTED:
        if held.starts_on is None:
            held.starts_on = on
        take_step(held, Step.START, by=by, on=on)
    return update


def add_update(
    action: Action, entry: ProgressEntry, *, by: User, on: date
) -> ProgressUpdate:
    """Store an update and its evidence with an action that the caller holds.

    Raises ValidationError where the rating differs from the suggested one
    without a reason.
    """
    update = save_record(
        ProgressUpdate(
            action=action,
            number=next_number(action.updates),
            made_on=on,
            author=by,
            on_behalf_of=entry.on_behalf_of,
            did=entry.did,
            difference=entry.difference,
            next_steps=entry.next_steps,
            percent=entry.percent,
            rating=entry.rating,
            suggested_rating=entry.suggested_rating,
            rating_reason=entry.rating_reason,
            corrects=entry.corrects,
        )
    )
    if entry.evidence:
        add_evidence(action=action, entry=entry.evidence, by=by, on=on, update=update)
    return update
