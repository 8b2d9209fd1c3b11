"""Boards and committees that oversee a plan."""

from typing import ClassVar

from django.db import models

from tracker.choices import BoardCadence
from tracker.models.constraint import listed
from tracker.models.plan import Plan
from tracker.models.recorded import Recorded
from tracker.models.source import Quoted


class Board(Recorded, Quoted):
    """A body that meets to oversee the plan, such as the improvement board."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="boards")
    slug = models.SlugField()
    name = models.CharField(max_length=200)
    cadence = models.CharField(
        "how often it meets", max_length=15, choices=BoardCadence, blank=True
    )
    chair = models.CharField(
        max_length=200, blank=True, help_text="Post and name, as on its papers."
    )

    natural: ClassVar = ("plan__slug", "slug")

    class Meta(Quoted.Meta):
        ordering = ["name"]
        constraints = [
            *Quoted.Meta.constraints,
            listed("board", "cadence", BoardCadence, blank=True),
            models.UniqueConstraint(
                fields=["plan", "slug"],
                name="board_slug",
                violation_error_message="The plan already has a board of that name.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
