"""Moderation: a second person agrees with an update, corrects it or returns it."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from tracker.choices import ModerationResult
from tracker.models import Moderation, ProgressUpdate, User
from tracker.workflow.records import save_record


@dataclass(frozen=True)
class ModerationEntry:
    """What a moderator says: agreed, corrected to a rating, or returned; and why."""

    result: str
    rating: str = ""
    reason: str = ""


@transaction.atomic
def moderate_update(
    *, update: ProgressUpdate, entry: ModerationEntry, by: User, on: date
) -> Moderation:
    """Store a moderator's word on an update; the update itself stays as it is.

    To agree takes the owner's rating. Raises ValidationError where the person
    wrote the update, it is moderated already, the day is before it was made, or a
    reason is missing.
    """
    held = ProgressUpdate.objects.select_related("action").locked(update.pk)
    if Moderation.objects.filter(update=held).exists():
        raise ValidationError("Somebody moderated this update before you.")
    if entry.result == ModerationResult.CORRECTED and entry.rating == held.rating:
        raise ValidationError(
            {"rating": "This is the owner's rating. Agree, or choose another."}
        )
    return save_record(
        Moderation(
            update=held,
            author=held.author,
            moderator=by,
            moderated_on=on,
            result=entry.result,
            rating=_rating_given(held, entry),
            reason=entry.reason,
        )
    )


def _rating_given(update: ProgressUpdate, entry: ModerationEntry) -> str:
    if entry.result == ModerationResult.RETURNED:
        return ""
    agrees = entry.result == ModerationResult.AGREED
    return update.rating if agrees else entry.rating
