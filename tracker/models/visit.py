"""The inspectorate's visits and the grades they gave."""

from collections.abc import Iterable
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.formats import date_format

from tracker.choices import Basis, DatePrecision, Framework, Grade, VisitKind
from tracker.models.constraint import in_order, listed
from tracker.models.plan import Plan
from tracker.models.recorded import Recorded, RecordedQuerySet
from tracker.models.source import Quoted

# What inspectors did and wrote; the days that become known later are given once.
FACTS_OF_VISIT = (
    "is_published",
    "plan_id",
    "reference",
    "kind",
    "framework",
    "starts_on",
    "ends_on",
    "precision",
    "ordinal",
    "ordinal_basis",
    "scope",
    "inspectors",
    "source_id",
    "locator",
    "quote",
    "more_quotes",
)
GIVEN_ONCE = ("received_on", "letter_published_on")


class VisitQuerySet(RecordedQuerySet):
    """Visits."""

    def published(self) -> Self:
        """Those that all members read; a draft is its plan managers' alone."""
        return self.filter(is_published=True)


class Visit(Recorded, Quoted):
    """One event of the inspectorate: an inspection, a focused or monitoring visit.

    A draft until it is published: then what the inspectors wrote is read-only.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="visits")
    reference = models.CharField(max_length=20)
    kind = models.CharField(max_length=20, choices=VisitKind)
    framework = models.CharField(max_length=10, choices=Framework, blank=True)
    starts_on = models.DateField("first day")
    ends_on = models.DateField("last day")
    precision = models.CharField(
        max_length=10, choices=DatePrecision, default=DatePrecision.DAY
    )
    received_on = models.DateField(
        "report received on",
        null=True,
        blank=True,
        help_text="The statutory clock runs from this day.",
    )
    letter_published_on = models.DateField("letter published on", null=True, blank=True)
    ordinal = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        help_text="Which visit of its kind, since the inspection.",
    )
    ordinal_basis = models.CharField(max_length=10, choices=Basis, blank=True)
    scope = models.TextField(blank=True, help_text="What the inspectors looked at.")
    inspectors = models.TextField(blank=True, help_text="Names, one a line.")
    is_published = models.BooleanField(
        "published", default=False, help_text="What inspectors wrote is then read-only."
    )

    objects = VisitQuerySet.as_manager()
    natural: ClassVar = ("plan__slug", "reference")
    visit_path: ClassVar = "pk"

    class Meta(Quoted.Meta):
        ordering = ["-starts_on", "-reference"]
        constraints = [
            *Quoted.Meta.constraints,
            listed("visit", "kind", VisitKind),
            listed("visit", "framework", Framework, blank=True),
            listed("visit", "precision", DatePrecision),
            listed("visit", "ordinal_basis", Basis, blank=True),
            in_order(
                "visit",
                "starts_on",
                "ends_on",
                "The last day is before the first one. Give a later last day.",
            ),
            in_order(
                "visit",
                "starts_on",
                "received_on",
                "The report was received before the visit began. Give a later day.",
            ),
            models.CheckConstraint(
                condition=Q(ordinal__isnull=True, ordinal_basis="")
                | Q(ordinal__isnull=False) & ~Q(ordinal_basis=""),
                name="visit_ordinal_has_basis",
                violation_error_message="Say whether the number is stated or inferred.",
            ),
            models.UniqueConstraint(
                fields=["plan", "reference"], name="visit_reference"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.name}"

    def save(self, *args: Any, **options: Any) -> None:
        """Store it; once published, it stays so with what the inspectors wrote."""
        if not self._state.adding and self._stored.get("is_published"):
            given = [name for name in GIVEN_ONCE if self._stored.get(name)]
            refuse_other_words(self, (*FACTS_OF_VISIT, *given), self)
        super().save(*args, **options)

    @property
    def name(self) -> str:
        """What people call the visit: its kind and when it was."""
        return f"{self.get_kind_display()}, {self.when}"

    @property
    def when(self) -> str:
        """The days of fieldwork in words, no more exact than they are known."""
        if self.precision == DatePrecision.MONTH:
            return date_format(self.starts_on, "F Y")
        first, last = self.starts_on, self.ends_on
        if first == last:
            return date_format(first, "j F Y")
        shape = "j F Y" if first.year != last.year else "j F"
        if (first.year, first.month) == (last.year, last.month):
            shape = "j"
        return f"{date_format(first, shape)} to {date_format(last, 'j F Y')}"


def published_visit_of(record: Recorded) -> Visit | None:
    """The published visit that a row stands for, also where its link was moved."""
    visits = {record.visit_id, record._stored.get("visit_id")} - {None}
    return Visit.objects.filter(pk__in=visits, is_published=True).first()


def refuse_other_words(record: Recorded, fixed: Iterable[str], visit: Visit) -> None:
    """Refuse a change of these values, which inspectors wrote."""
    stored = record._stored
    if any(name in stored and stored[name] != getattr(record, name) for name in fixed):
        raise ValidationError(f"{visit} is published: its words are not changed.")


class OfVisitQuerySet(RecordedQuerySet):
    """What visits brought up; a row without a visit was said by a document."""

    def published(self) -> Self:
        """Without what stands in a draft visit: reports and lists read these."""
        return self.filter(Q(visit__isnull=True) | Q(visit__is_published=True))


class OfVisit(Recorded):
    """What the inspectors wrote: read-only once the visit is published.

    `save()` and `delete()` refuse; `visit` is the row's link to its visit and may be
    empty for statements that no visit made.
    """

    objects = OfVisitQuerySet.as_manager()
    visit_path: ClassVar = "visit_id"

    class Meta:
        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        """Store the row, unless its visit is published and the row stands."""
        if not self._state.adding:
            self._refuse_if_published()
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:
        """Remove the row, unless its visit is published."""
        self._refuse_if_published()
        return super().delete(*args, **options)

    def _refuse_if_published(self) -> None:
        if visit := published_visit_of(self):
            raise ValidationError(
                f"{visit} is published: what inspectors wrote is not changed. "
                "Add a dated note instead."
            )


class Judgement(OfVisit, Quoted):
    """A grade given at a visit for one judgement area."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="judgements")
    area = models.CharField(
        max_length=250, help_text="As the report words it, such as overall."
    )
    grade = models.CharField(max_length=40, choices=Grade, blank=True)

    natural: ClassVar = ("visit__plan__slug", "visit__reference", "area")
    plan_path: ClassVar = "visit__plan_id"

    class Meta(Quoted.Meta):
        ordering = ["visit", "pk"]
        constraints = [
            *Quoted.Meta.constraints,
            listed("judgement", "grade", Grade, blank=True),
            models.UniqueConstraint(
                fields=["visit", "area"],
                name="judgement_one_an_area",
                violation_error_message="This visit already has a grade for that area.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area}: {self.get_grade_display() or 'no grade'}"
