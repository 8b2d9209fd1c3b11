"""Days that the statutory clock does not count, beside the known bank holidays."""

from typing import ClassVar

from django.db import models

from tracker.models.plan import Plan
from tracker.models.recorded import Recorded


class ClosureDay(Recorded):
    """A day of no work that `dates` cannot know yet, such as a royal holiday."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="closure_days")
    day = models.DateField()
    reason = models.CharField(
        max_length=250, help_text="Why it does not count, with the proclamation."
    )

    natural: ClassVar = ("plan__slug", "day")

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "day"],
                name="closure_day_once",
                violation_error_message="This day is on the list already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.day:%-d %B %Y}: {self.reason}"
