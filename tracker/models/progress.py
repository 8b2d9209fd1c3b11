"""What owners say of their actions, day by day."""

from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from tracker.choices import ActionStatus, Rating
from tracker.models.constraint import listed
from tracker.models.recorded import Appended, RecordedQuerySet


class ProgressUpdateQuerySet(RecordedQuerySet):
    """Updates."""

    def latest_by(self, on: date) -> Self:
        """Those made by a day, the latest first."""
        return self.filter(made_on__lte=on).order_by("-made_on", "-number")

    def awaiting_moderation(self) -> Self:
        """The latest of each action, where nobody has moderated it, oldest first.

        An update that a later one has overtaken asks for nobody's time, nor does one
        of an action that is closed.
        """
        later = ProgressUpdate.objects.filter(
            Q(made_on__gt=OuterRef("made_on"))
            | Q(made_on=OuterRef("made_on"), number__gt=OuterRef("number")),
            action=OuterRef("action"),
        )
        return self.filter(
            ~Exists(later),
            moderation__isnull=True,
            action__status__in=ActionStatus.live_statuses,
        ).order_by("made_on", "recorded_at", "pk")


class ProgressUpdate(Appended):
    """A dated statement by the owner; a correction is a new one that names it."""

    action = models.ForeignKey("Action", models.PROTECT, related_name="updates")
    number = models.PositiveSmallIntegerField()
    made_on = models.DateField("day")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="updates"
    )
    on_behalf_of = models.CharField(
        max_length=150, blank=True, help_text="A partner who does not sign in."
    )
    did = models.TextField("what was done")
    difference = models.TextField("what difference it made", blank=True)
    next_steps = models.TextField(blank=True)
    percent = models.PositiveSmallIntegerField(
        "per cent complete", validators=[MaxValueValidator(100)]
    )
    rating = models.CharField("own rating", max_length=10, choices=Rating)
    suggested_rating = models.CharField(max_length=10, choices=Rating, blank=True)
    rating_reason = models.TextField(
        "reason for differing", blank=True, help_text="Where the plan suggests another."
    )
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrections"
    )

    objects = ProgressUpdateQuerySet.as_manager()
    natural: ClassVar = ("action__plan__slug", "action__reference", "number")
    plan_path: ClassVar = "action__plan_id"

    class Meta:
        ordering = ["action", "number"]
        constraints = [
            listed("update", "rating", Rating),
            listed("update", "suggested_rating", Rating, blank=True),
            models.CheckConstraint(
                condition=Q(suggested_rating="")
                | Q(rating=F("suggested_rating"))
                | ~Q(rating_reason=""),
                name="update_differs_with_reason",
                violation_error_message="Say why your rating differs.",
            ),
            models.CheckConstraint(
                condition=Q(percent__lte=100),
                name="update_percent_at_most_100",
                violation_error_message="Give a per cent between 0 and 100.",
            ),
            models.UniqueConstraint(fields=["action", "number"], name="update_number"),
        ]
        indexes = [models.Index(fields=["action", "-made_on"], name="update_of_action")]

    def __str__(self) -> str:
        return f"{self.action.reference} update {self.number}"

    def clean(self) -> None:
        """A correction names an update of the same action."""
        corrected = self.corrects
        if corrected and (
            corrected.action_id != self.action_id
            or (self.number is not None and corrected.number >= self.number)
        ):
            raise ValidationError(
                {"corrects": "Choose an earlier update of the same action."}
            )
