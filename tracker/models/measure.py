"""Success measures: what a plan counts to know whether it helps."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone

from tracker.choices import MeasureFrequency, Polarity
from tracker.models.constraint import in_order, listed
from tracker.models.figure import figure
from tracker.models.measure_queryset import MeasureQuerySet
from tracker.models.plan import Plan
from tracker.models.post import Post
from tracker.models.recorded import Recorded


class Measure(Recorded):
    """A number that tells whether the plan helps, and which way it is to go.

    Its targets and values are dated rows; its status is computed for a day.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="measures")
    reference = models.CharField(max_length=20)
    name = models.CharField(
        max_length=200, help_text="What is counted, such as visits made on time."
    )
    tells = models.TextField(
        "what it tells", blank=True, help_text="What is in it, and what is left out."
    )
    unit = models.CharField(max_length=40, help_text="Such as %, children or days.")
    polarity = models.CharField("which way is better", max_length=10, choices=Polarity)
    baseline = figure(help_text="Where it stood when the plan began.")
    baseline_on = models.DateField("day of the baseline", null=True, blank=True)
    frequency = models.CharField(
        "how often", max_length=12, choices=MeasureFrequency, blank=True
    )
    starts_on = models.DateField(
        "counted from",
        null=True,
        blank=True,
        help_text="Entries fall due from then on.",
    )
    ends_on = models.DateField("counted until", null=True, blank=True)
    data_source = models.CharField(
        "where the number comes from",
        max_length=200,
        blank=True,
        help_text="The system or the document, so that anyone can find it again.",
    )
    owner_post = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="measures"
    )
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = MeasureQuerySet.as_manager()
    natural: ClassVar = ("plan__slug", "reference")

    class Meta:
        ordering = ["reference"]
        constraints = [
            listed("measure", "polarity", Polarity),
            listed("measure", "frequency", MeasureFrequency, blank=True),
            in_order(
                "measure",
                "starts_on",
                "ends_on",
                "The last day is before the first one. Give a later last day.",
            ),
            models.CheckConstraint(
                condition=Q(baseline__isnull=True, baseline_on__isnull=True)
                | Q(baseline__isnull=False, baseline_on__isnull=False),
                name="measure_baseline_has_day",
                violation_error_message="Give the baseline with its day, or neither.",
            ),
            models.CheckConstraint(
                condition=Q(frequency="") | Q(starts_on__isnull=False),
                name="measure_regular_has_first_day",
                violation_error_message=(
                    "Give the day from which it is counted, so that entries fall due."
                ),
            ),
            models.UniqueConstraint(
                fields=["plan", "reference"], name="measure_reference"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.name}"

    def clean(self) -> None:
        """Keep both ends in one plan."""
        if self.owner_post and self.owner_post.plan_id != self.plan_id:
            raise ValidationError({"owner_post": "Choose a post of the same plan."})

    @property
    def title(self) -> str:
        """Its name, where it stands among actions."""
        return self.name
