"""Which action answers which part of a recommendation."""

from typing import ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models

from tracker.choices import ActionStatus, LinkBasis
from tracker.models.constraint import listed
from tracker.models.recorded import Recorded, RecordedQuerySet


class AnswerQuerySet(RecordedQuerySet):
    """Answers."""

    def live(self) -> Self:
        """Those given by a tracked action that is not closed."""
        return self.filter(action__status__in=ActionStatus.live_statuses)


class Answer(Recorded):
    """That an action answers a part of a recommendation."""

    action = models.ForeignKey("Action", models.PROTECT, related_name="answers")
    part = models.ForeignKey(
        "RecommendationPart", models.PROTECT, related_name="answers"
    )
    basis = models.CharField(
        max_length=10, choices=LinkBasis, default=LinkBasis.EXPLICIT
    )

    objects = AnswerQuerySet.as_manager()
    natural: ClassVar = (
        "action__plan__slug",
        "action__reference",
        "part__recommendation__reference",
        "part__number",
    )
    plan_path: ClassVar = "action__plan_id"

    class Meta:
        ordering = ["action", "part"]
        constraints = [
            listed("answer", "basis", LinkBasis),
            models.UniqueConstraint(fields=["action", "part"], name="answer_once"),
        ]

    def __str__(self) -> str:
        return f"{self.action.reference} answers {self.part}"

    def clean(self) -> None:
        """Keep both ends in one plan."""
        action, part = getattr(self, "action", None), getattr(self, "part", None)
        if action and part and action.plan_id != part.get_plan_id():
            raise ValidationError({"part": "Choose a recommendation of the same plan."})
        visit = part.recommendation.visit if part else None
        if visit and not visit.is_published:
            raise ValidationError(
                {"part": f"{visit.reference} is a draft. Publish the visit first."}
            )
