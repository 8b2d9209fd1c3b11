"""How later recommendations take up earlier ones."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from tracker.choices import Basis, RecurrenceKind
from tracker.models.constraint import listed
from tracker.models.recommendation import Recommendation
from tracker.models.recorded import Appended, Recorded


class Recurrence(Recorded):
    """A dated link from a later recommendation to an earlier one."""

    later = models.ForeignKey(
        Recommendation, models.PROTECT, related_name="recurrences"
    )
    earlier = models.ForeignKey(
        Recommendation, models.PROTECT, related_name="recurred_as"
    )
    kind = models.CharField(max_length=15, choices=RecurrenceKind)
    basis = models.CharField(max_length=10, choices=Basis)
    linked_on = models.DateField()

    natural: ClassVar = (
        "later__plan__slug",
        "later__reference",
        "earlier__reference",
    )
    plan_path: ClassVar = "later__plan_id"
    visit_path: ClassVar = "later__visit_id"

    class Meta:
        ordering = ["later", "earlier"]
        constraints = [
            listed("recurrence", "kind", RecurrenceKind),
            listed("recurrence", "basis", Basis),
            models.UniqueConstraint(
                fields=["later", "earlier"], name="recurrence_once"
            ),
            models.CheckConstraint(
                condition=~Q(later=models.F("earlier")),
                name="recurrence_of_another",
                violation_error_message="A recommendation does not recur as itself.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.later.reference} {self.get_kind_display().lower()} {self.earlier.reference}"

    def clean(self) -> None:
        """Keep both ends in one plan, the later one raised later."""
        refuse_pair(self)
        later = getattr(self, "later", None)
        raised_on = later.raised_on if later else None
        if raised_on and self.linked_on and self.linked_on < raised_on:
            raise ValidationError(
                {
                    "linked_on": (
                        f"{later.reference} was raised on {raised_on:%-d %B %Y}. "
                        "Give that day or a later one."
                    )
                }
            )


class DeclinedRecurrence(Appended):
    """That a person looked at two recommendations, and one does not take up the other.

    It is not suggested again. Whoever thinks otherwise later links the two all the
    same: what was declined stays on record.
    """

    later = models.ForeignKey(Recommendation, models.PROTECT, related_name="+")
    earlier = models.ForeignKey(Recommendation, models.PROTECT, related_name="+")
    declined_on = models.DateField()
    reason = models.TextField(blank=True)

    natural: ClassVar = (
        "later__plan__slug",
        "later__reference",
        "earlier__reference",
    )
    plan_path: ClassVar = "later__plan_id"
    visit_path: ClassVar = "later__visit_id"

    class Meta:
        ordering = ["later", "earlier"]
        constraints = [
            models.UniqueConstraint(
                fields=["later", "earlier"],
                name="declined_recurrence_once",
                violation_error_message="This was declined already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.later.reference} does not take up {self.earlier.reference}"

    def clean(self) -> None:
        """Keep both ends in one plan, the later one raised later."""
        super().clean()
        refuse_pair(self)


def refuse_pair(link: Recurrence | DeclinedRecurrence) -> None:
    """Refuse two recommendations of different plans, of one visit, or the wrong way."""
    later, earlier = getattr(link, "later", None), getattr(link, "earlier", None)
    if not later or not earlier or later == earlier:
        return
    if later.plan_id != earlier.plan_id:
        raise ValidationError("Link recommendations of one plan.")
    if later.visit_id and later.visit_id == earlier.visit_id:
        raise ValidationError(
            f"{later.visit.reference} raised both. "
            "Choose a recommendation of an earlier visit."
        )
    days = later.raised_on, earlier.raised_on
    if all(days) and days[0] < days[1]:
        raise ValidationError(
            f"{earlier.reference} was raised later. Link it from its own page."
        )
