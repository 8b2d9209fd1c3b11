"""What owners say: progress updates, and the evidence that comes with them."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from tracker.choices import ActionStatus
from tracker.models import Action, ProgressUpdate, User
from tracker.workflow.actions import change_status
from tracker.workflow.evidence import EvidenceEntry, add_evidence
from tracker.workflow.records import next_number, save_record


@dataclass(frozen=True)
class ProgressEntry:
    """What the owner says on a day: done, difference made, next, how far, how well."""

    did: str
    difference: str
    next_steps: str
    percent: int
    rating: str
    on_behalf_of: str = ""
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
    update = save_record(
        ProgressUpdate(
            action=held,
            number=next_number(held.updates),
            made_on=on,
            author=by,
            on_behalf_of=entry.on_behalf_of,
            did=entry.did,
            difference=entry.difference,
            next_steps=entry.next_steps,
            percent=entry.percent,
            rating=entry.rating,
            corrects=entry.corrects,
        )
    )
    if entry.evidence:
        add_evidence(action=held, entry=entry.evidence, by=by, on=on, update=update)
    if held.status == ActionStatus.NOT_STARTED:
        if held.starts_on is None:
            held.starts_on = on
        change_status(held, ActionStatus.IN_PROGRESS, by=by, on=on)
    return update
