"""Documents, and what is quoted from them."""

from typing import ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from tracker.choices import SourceKind
from tracker.models.constraint import listed
from tracker.models.plan import Plan
from tracker.models.recorded import Recorded, RecordedQuerySet

QUOTE_KEYS = {"source", "locator", "quote"}


class Source(Recorded):
    """A document that facts of the plan came from."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="sources")
    code = models.CharField(max_length=20, help_text="Short, such as 004.")
    title = models.CharField(max_length=250)
    kind = models.CharField(max_length=20, choices=SourceKind)
    publisher = models.CharField(max_length=200)
    publisher_basis = models.CharField(
        max_length=250, blank=True, help_text="How the publisher is known."
    )
    published_on = models.DateField()
    people = models.TextField(
        "people named", blank=True, help_text="Names and titles, one a line."
    )

    natural: ClassVar = ("plan__slug", "code")

    class Meta:
        ordering = ["published_on", "code"]
        constraints = [
            listed("source", "kind", SourceKind),
            models.UniqueConstraint(fields=["plan", "code"], name="source_code"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class Quoted(models.Model):
    """A row that came from a document: where it stands there, and its words.

    `more_quotes` holds further ones, each with the source's code, a locator and
    the quote.
    """

    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="+"
    )
    locator = models.CharField(
        max_length=120, blank=True, help_text="Where in the document, such as ¶4."
    )
    quote = models.TextField(blank=True, help_text="The document's words, unchanged.")
    more_quotes = models.JSONField(default=list, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(quote="") | Q(source__isnull=False),
                name="%(class)s_quote_has_source",
                violation_error_message="Say which document the quote is from.",
            )
        ]

    def clean(self) -> None:
        """Each further quote names its document, its place and its words."""
        super().clean()
        if self.source_id and self.source.plan_id != self.get_plan_id():
            raise ValidationError({"source": "Choose a document of the same plan."})
        for extra in self.more_quotes:
            if not isinstance(extra, dict) or set(extra) != QUOTE_KEYS:
                raise ValidationError(
                    {"more_quotes": "Give source, locator and quote for each quote."}
                )


class GapQuerySet(RecordedQuerySet):
    """Gaps."""

    def open(self) -> Self:
        """Those that nothing has filled yet."""
        return self.filter(filled_on__isnull=True)

    def with_filling(self) -> Self:
        """Each with the visit that filled it, if any, and by whom."""
        return self.select_related("filled_by", "filled_visit")


class Gap(Recorded, Quoted):
    """Something known to exist but not held; counted, never filled from memory.

    A visit recorded or imported later may fill it, once (workflow.gaps).
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="gaps")
    reference = models.CharField(max_length=20)
    what = models.TextField(help_text="What is not held.")
    where = models.CharField(
        max_length=250, blank=True, help_text="Where it would stand."
    )
    how_many = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Only where a document says it."
    )
    caution = models.TextField(blank=True, help_text="What must not be concluded.")
    filled_on = models.DateField("filled", null=True, blank=True)
    filled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    filled_visit = models.ForeignKey(
        "Visit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="filled_gaps",
        verbose_name="filled with the visit",
    )
    filled_note = models.CharField(
        "what came", max_length=250, blank=True, help_text="What is held now."
    )

    objects = GapQuerySet.as_manager()
    natural: ClassVar = ("plan__slug", "reference")

    class Meta(Quoted.Meta):
        ordering = ["reference"]
        constraints = [
            *Quoted.Meta.constraints,
            models.UniqueConstraint(fields=["plan", "reference"], name="gap_reference"),
            models.CheckConstraint(
                condition=Q(
                    filled_on__isnull=True,
                    filled_by__isnull=True,
                    filled_visit__isnull=True,
                    filled_note="",
                )
                | Q(
                    filled_on__isnull=False,
                    filled_by__isnull=False,
                    filled_visit__isnull=False,
                ),
                name="gap_filled_whole",
                violation_error_message=(
                    "Say who fills the gap, on which day and with which visit."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.what}"

    def clean(self) -> None:
        """Keep both ends in one plan."""
        super().clean()
        if self.filled_visit_id and self.filled_visit.plan_id != self.plan_id:
            raise ValidationError({"filled_visit": "Choose a visit of the same plan."})

    @property
    def is_filled(self) -> bool:
        """Whether what it is about is held now."""
        return self.filled_on is not None
