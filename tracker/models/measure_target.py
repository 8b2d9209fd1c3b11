"""What a measure is to reach, and by when: each target set on a day, none overwritten."""

from datetime import date, datetime
from typing import ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from tracker.choices import Polarity, Voice
from tracker.models.constraint import listed
from tracker.models.figure import figure
from tracker.models.recorded import Appended, RecordedQuerySet
from tracker.models.source import Quoted


class MeasureTargetQuerySet(RecordedQuerySet):
    """Targets."""

    def latest_by(self, on: date, known_at: datetime | None = None) -> Self:
        """Those set by a day (and written down by an instant), the latest first."""
        rows = self.filter(recorded_at__lte=known_at) if known_at else self
        return rows.filter(set_on__lte=on).order_by("-set_on", "-number")


class MeasureTarget(Appended, Quoted):
    """A promise of a number, from the day it was set until the next one.

    A row without a number says that from that day there is no target.
    """

    measure = models.ForeignKey("Measure", models.PROTECT, related_name="targets")
    number = models.PositiveSmallIntegerField()
    set_on = models.DateField("day")
    target = figure()
    target_on = models.DateField("to be reached by", null=True, blank=True)
    target_words = models.CharField(
        "to be reached, in words",
        max_length=200,
        blank=True,
        help_text="The words used where no day is stated, such as by the autumn.",
    )
    tolerance = figure(
        help_text="How far from the target still counts as near, in the unit."
    )
    reason = models.TextField("why it changed", blank=True)
    voice = models.CharField(max_length=20, choices=Voice, blank=True)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    objects = MeasureTargetQuerySet.as_manager()
    natural: ClassVar = ("measure__plan__slug", "measure__reference", "number")
    plan_path: ClassVar = "measure__plan_id"

    class Meta(Quoted.Meta):
        ordering = ["measure", "number"]
        constraints = [
            *Quoted.Meta.constraints,
            listed("measure_target", "voice", Voice, blank=True),
            models.UniqueConstraint(
                fields=["measure", "number"], name="measure_target_number"
            ),
            models.CheckConstraint(
                condition=Q(target__isnull=False)
                | Q(target_on__isnull=True, target_words="", tolerance__isnull=True),
                name="measure_target_has_number",
                violation_error_message="Give the target that the day or tolerance is for.",
            ),
            models.CheckConstraint(
                condition=Q(target_on__isnull=True) | Q(target_words=""),
                name="measure_target_day_or_words",
                violation_error_message="Give a day or the words used, not both.",
            ),
            models.CheckConstraint(
                condition=Q(tolerance__isnull=True) | Q(tolerance__gte=0),
                name="measure_target_tolerance_not_negative",
                violation_error_message="Give a tolerance of 0 or more.",
            ),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(reason=""),
                name="measure_target_changes_with_reason",
                violation_error_message="Say why the target changes.",
            ),
            models.CheckConstraint(
                condition=Q(set_by__isnull=False) | Q(source__isnull=False),
                name="measure_target_has_origin",
                violation_error_message="Say who set it, or which document it is from.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure.reference} target {self.number}"

    def clean(self) -> None:
        """A target needs to know which side of it is the right one."""
        super().clean()
        if self.target is not None and self.measure.polarity == Polarity.NEITHER:
            raise ValidationError(
                {"target": "Say whether higher or lower is better to have a target."}
            )
