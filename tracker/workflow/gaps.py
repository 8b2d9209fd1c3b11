"""Gaps: what was not held came, with a visit, on a day."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from tracker.models import Gap, User, Visit, change_set
from tracker.workflow.records import save_record

DRAFT_FILLS_NOTHING = (
    "A draft visit fills no gap, because members do not read it. Publish it, then fill "
    "the gap from the list of visits."
)


@transaction.atomic
def fill_gap(*, gap: Gap, visit: Visit, note: str, by: User, on: date) -> Gap:
    """Say that what the gap is about is held now, and what came.

    Nothing else changes: what was known of the gap stays beside it. Raises
    ValidationError where it is filled already, the visit is another plan's, or a
    draft, which members do not read.
    """
    if not visit.is_published:
        raise ValidationError(DRAFT_FILLS_NOTHING)
    held = Gap.objects.select_related("plan", "source").locked(gap.pk)
    if held.is_filled:
        raise ValidationError(
            f"{held.reference} was filled on {held.filled_on:%-d %B %Y} already."
        )
    held.filled_visit, held.filled_note = visit, note
    held.filled_by, held.filled_on = by, on
    return save_record(held)


@transaction.atomic
def reopen_gap(*, gap: Gap, why: str) -> Gap:
    """Say that what the gap is about is not held after all; why stays in the history.

    Raises ValidationError where it is open already.
    """
    held = Gap.objects.select_related("plan", "source").locked(gap.pk)
    if not held.is_filled:
        raise ValidationError(f"{held.reference} is open already.")
    held.filled_visit = held.filled_by = held.filled_on = None
    held.filled_note = ""
    with change_set(why=why):
        return save_record(held)
