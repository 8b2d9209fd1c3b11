"""What a measure is about: themes of the plan, and actions that are to move it."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from tracker.models.plan import Theme
from tracker.models.recorded import Recorded


class MeasureTheme(Recorded):
    """That a measure is about a theme."""

    measure = models.ForeignKey("Measure", models.PROTECT, related_name="theme_links")
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="measure_links")

    natural: ClassVar = ("measure__plan__slug", "measure__reference", "theme__slug")
    plan_path: ClassVar = "measure__plan_id"

    class Meta:
        ordering = ["measure", "theme"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "theme"], name="measure_theme_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.measure.reference} is about {self.theme}"

    def clean(self) -> None:
        """Keep both ends in one plan."""
        measure, theme = getattr(self, "measure", None), getattr(self, "theme", None)
        if measure and theme and measure.plan_id != theme.plan_id:
            raise ValidationError({"theme": "Choose a theme of the same plan."})


class MeasureAction(Recorded):
    """That an action is to move a measure."""

    measure = models.ForeignKey("Measure", models.PROTECT, related_name="action_links")
    action = models.ForeignKey("Action", models.PROTECT, related_name="measure_links")

    natural: ClassVar = (
        "measure__plan__slug",
        "measure__reference",
        "action__reference",
    )
    plan_path: ClassVar = "measure__plan_id"

    class Meta:
        ordering = ["measure", "action"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "action"], name="measure_action_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.measure.reference} is moved by {self.action.reference}"

    def clean(self) -> None:
        """Keep both ends in one plan."""
        measure, action = getattr(self, "measure", None), getattr(self, "action", None)
        if measure and action and measure.plan_id != action.plan_id:
            raise ValidationError({"action": "Choose an action of the same plan."})
