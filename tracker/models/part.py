"""The separable things that a recommendation asks for."""

from typing import ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q

from tracker.models.answer import Answer
from tracker.models.plan import Theme
from tracker.models.recorded import Recorded, RecordedQuerySet


class RecommendationPartQuerySet(RecordedQuerySet):
    """Parts."""

    def published(self) -> Self:
        """Without those of a recommendation that stands in a draft visit."""
        return self.filter(
            Q(recommendation__visit__isnull=True)
            | Q(recommendation__visit__is_published=True)
        )

    def covered(self) -> Self:
        """Those that a tracked action, not closed, answers."""
        return self.filter(Exists(Answer.objects.live().filter(part=OuterRef("pk"))))

    def uncovered(self) -> Self:
        """Those that no such action answers."""
        return self.filter(~Exists(Answer.objects.live().filter(part=OuterRef("pk"))))


class RecommendationPart(Recorded):
    """One separable thing a recommendation asks for; actions answer parts."""

    recommendation = models.ForeignKey(
        "Recommendation", models.PROTECT, related_name="parts"
    )
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    theme = models.ForeignKey(
        Theme, models.PROTECT, null=True, blank=True, related_name="parts"
    )

    objects = RecommendationPartQuerySet.as_manager()
    natural: ClassVar = (
        "recommendation__plan__slug",
        "recommendation__reference",
        "number",
    )
    plan_path: ClassVar = "recommendation__plan_id"
    visit_path: ClassVar = "recommendation__visit_id"

    class Meta:
        ordering = ["recommendation", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "number"], name="part_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.recommendation.reference} part {self.number}: {self.text}"

    def clean(self) -> None:
        """Keep both ends in one plan."""
        if self.theme_id and self.theme.plan_id != self.get_plan_id():
            raise ValidationError({"theme": "Choose a theme of the same plan."})
