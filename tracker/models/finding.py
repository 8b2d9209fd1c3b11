"""What was said at a visit, statement by statement."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from tracker.choices import FindingKind, Voice
from tracker.models.constraint import listed
from tracker.models.plan import Plan, Theme
from tracker.models.source import Quoted
from tracker.models.visit import OfVisit, Visit


class Finding(OfVisit, Quoted):
    """A statement made at a visit, or in a document about the service."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="findings")
    reference = models.CharField(max_length=20)
    visit = models.ForeignKey(
        Visit, models.PROTECT, null=True, blank=True, related_name="findings"
    )
    kind = models.CharField(max_length=10, choices=FindingKind)
    text = models.TextField(help_text="The statement, in short.")
    theme = models.ForeignKey(
        Theme, models.PROTECT, null=True, blank=True, related_name="findings"
    )
    voice = models.CharField(max_length=20, choices=Voice, blank=True)

    natural: ClassVar = ("plan__slug", "reference")

    class Meta(Quoted.Meta):
        ordering = ["reference"]
        constraints = [
            *Quoted.Meta.constraints,
            listed("finding", "kind", FindingKind),
            listed("finding", "voice", Voice, blank=True),
            models.UniqueConstraint(
                fields=["plan", "reference"], name="finding_reference"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.text}"

    def clean(self) -> None:
        """Keep all ends in one plan."""
        super().clean()
        for name in ("visit", "theme"):
            other = getattr(self, name)
            if other and other.plan_id != self.plan_id:
                raise ValidationError({name: f"Choose a {name} of the same plan."})

    @property
    def is_said_by_inspectors(self) -> bool:
        """Whether Ofsted speaks, itself or as quoted or reported."""
        return self.voice in Voice.inspectors
