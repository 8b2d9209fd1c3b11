"""A second person's rating of what an owner said."""

from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from tracker.choices import ModerationResult, Rating
from tracker.models.constraint import listed
from tracker.models.progress import ProgressUpdate
from tracker.models.recorded import Appended, RecordedQuerySet

BEFORE_THE_UPDATE = "The update was made later. Give its day or a later one."


class ModerationQuerySet(RecordedQuerySet):
    """Moderations."""

    def rating_by(self, on: date) -> Self:
        """Those made by a day that gave a rating, of the latest update first."""
        return (
            self.filter(moderated_on__lte=on)
            .exclude(rating="")
            .order_by("-update__made_on", "-update__number")
        )


class Moderation(Appended):
    """Agree, correct or return an update; never by the person who wrote it.

    `author` is a copy of the update's, so that the database can hold the two apart.
    """

    update = models.OneToOneField(
        ProgressUpdate, models.PROTECT, related_name="moderation"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="moderations"
    )
    moderated_on = models.DateField("day")
    result = models.CharField(max_length=10, choices=ModerationResult)
    rating = models.CharField(
        "moderated rating", max_length=10, choices=Rating, blank=True
    )
    reason = models.TextField(blank=True)

    objects = ModerationQuerySet.as_manager()
    natural: ClassVar = (
        "update__action__plan__slug",
        "update__action__reference",
        "update__number",
    )
    plan_path: ClassVar = "update__action__plan_id"

    class Meta:
        ordering = ["update"]
        constraints = [
            listed("moderation", "result", ModerationResult),
            listed("moderation", "rating", Rating, blank=True),
            models.CheckConstraint(
                condition=~Q(author=F("moderator")),
                name="moderation_by_another",
                violation_error_message=(
                    "You wrote this update. Another person moderates it."
                ),
            ),
            models.CheckConstraint(
                condition=Q(result=ModerationResult.RETURNED, rating="")
                | ~Q(result=ModerationResult.RETURNED) & ~Q(rating=""),
                name="moderation_rates_unless_returned",
                violation_error_message="Give a rating, or return the update.",
            ),
            models.CheckConstraint(
                condition=Q(result=ModerationResult.AGREED) | ~Q(reason=""),
                name="moderation_differs_with_reason",
                violation_error_message="Say why you correct or return the update.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.update}: {self.get_result_display().lower()}"

    def take_copies(self) -> None:
        """The author is the update's, whatever was given."""
        self.author_id = self.update.author_id

    def clean(self) -> None:
        """It follows the update."""
        if self.moderated_on and self.moderated_on < self.update.made_on:
            raise ValidationError({"moderated_on": BEFORE_THE_UPDATE})
