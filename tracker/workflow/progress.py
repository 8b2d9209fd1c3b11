"""What owners say: progress updates, and the evidence that comes with them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from tracker.choices import ActionStatus, Step
from tracker.models import Action, ProgressUpdate, User, written_together
from tracker.models.action_queryset import first
from tracker.workflow.evidence import EvidenceEntry, add_evidence
from tracker.workflow.records import save_record
from tracker.workflow.steps import refuse_before, take_step

# What makes one update the same as another, by the same person on the same day
SAID = ("did", "difference", "next_steps", "percent", "rating", "on_behalf_of")


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


@written_together()
def record_progress(
    *, action: Action, entry: ProgressEntry, by: User, on: date
) -> ProgressUpdate:
    """Add an update for a day; the first one starts the action.

    Raises ValidationError where the action takes no updates, the day is before its
    last change of status, or the same was said already: a form sent twice adds one.
    """
    held = Action.objects.select_related("plan", "owner_post").locked(action.pk)
    update = add_update(held, entry, by=by, on=on)
    if held.status == ActionStatus.NOT_STARTED:
        if held.starts_on is None and not (held.due_on and held.due_on < on):
            held.starts_on = on  # an overdue action may start, after its due date
        take_step(held, Step.START, by=by, on=on)
    return update


def add_update(
    action: Action, entry: ProgressEntry, *, by: User, on: date
) -> ProgressUpdate:
    """Store an update and its evidence with an action that the caller holds.

    Raises ValidationError as `record_progress` does, and where the rating differs
    from the suggested one without a reason.
    """
    _refuse_where_closed(action)
    before = _what_stands_before(action, entry, by, on)
    refuse_before(before.last_step_on, on, "made_on")
    if before.twin and before.twin == before.last_update:
        raise ValidationError(f"This is on record already, as update {before.twin}.")
    update = save_record(
        ProgressUpdate(
            action=action,
            number=before.last_update + 1,
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
        ),
        given={"number"},
    )
    if entry.evidence:
        add_evidence(
            update=update, entry=entry.evidence, number=before.last_evidence + 1
        )
    return update


def _refuse_where_closed(action: Action) -> None:
    if not action.is_tracked:
        raise ValidationError(
            f"{action.reference} is only recorded from a document. "
            "It takes updates once it is taken up."
        )
    if action.status not in ActionStatus.live_statuses:
        raise ValidationError(
            f"{action.reference} is {action.status_label.lower()}: it takes no updates."
        )


def _what_stands_before(
    action: Action, entry: ProgressEntry, by: User, on: date
) -> Any:
    """The action `with_last_entries`, and as `twin` the update that says the same.

    Asked after the action is held, in a query of its own: one that waits for the
    row would answer from before it waited.
    """
    same = {name: getattr(entry, name) for name in SAID}
    twins = action.updates.filter(author=by, made_on=on, **same).order_by("-number")
    rows = Action.objects.with_last_entries().annotate(twin=first(twins, "number"))
    return rows.get(pk=action.pk)
