"""How a later recommendation takes up an earlier one: linked, removed, declined."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from tracker.models import DeclinedRecurrence, Recommendation, Recurrence, change_set
from tracker.workflow.records import save_record


@dataclass(frozen=True)
class RecurrenceLink:
    """In which way it is taken up, how that is known, and since which day."""

    kind: str
    basis: str
    linked_on: date


@transaction.atomic
def link_recurrence(
    *, later: Recommendation, earlier: Recommendation, link: RecurrenceLink
) -> Recurrence:
    """Link a later recommendation to an earlier one, which stays as it is.

    Raises ValidationError where they are linked already, are of one visit or two
    plans, or stand the wrong way round.
    """
    refuse_linked(later, earlier)
    return save_record(Recurrence(later=later, earlier=earlier, **vars(link)))


@transaction.atomic
def remove_recurrence(*, recurrence: Recurrence, reason: str) -> Recurrence:
    """Take a link out that was made by mistake; history keeps it, and the reason.

    Raises ValidationError where it is gone already.
    """
    links = Recurrence.objects.select_related("later", "earlier")
    held = links.select_for_update(of=("self",)).filter(pk=recurrence.pk).first()
    if held is None:
        raise ValidationError("This link was removed already.")
    with change_set(why=reason):
        held.delete()
    return recurrence


@transaction.atomic
def decline_recurrence(
    *, later: Recommendation, earlier: Recommendation, reason: str, on: date
) -> DeclinedRecurrence:
    """Keep that one does not take up the other, so that it is not suggested again.

    Raises ValidationError where they are linked, or it was declined before.
    """
    refuse_linked(later, earlier)
    return save_record(
        DeclinedRecurrence(later=later, earlier=earlier, declined_on=on, reason=reason)
    )


def refuse_linked(later: Recommendation, earlier: Recommendation) -> None:
    """Raise ValidationError where the two are linked."""
    if Recurrence.objects.filter(later=later, earlier=earlier).exists():
        raise ValidationError(
            f"{later.reference} is linked to {earlier.reference} already."
        )
