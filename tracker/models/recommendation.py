"""What must improve: recommendations, the parts they ask for, how they recur."""

from datetime import date
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q

from tracker.choices import (
    ActionStatus,
    Basis,
    RecommendationKind,
    RecommendationSection,
    RecurrenceKind,
    Voice,
)
from tracker.models.answer import Answer
from tracker.models.constraint import listed
from tracker.models.plan import Plan, Theme
from tracker.models.recorded import Recorded, RecordedQuerySet
from tracker.models.source import Quoted
from tracker.models.visit import (
    OfVisitQuerySet,
    Visit,
    published_visit_of,
    refuse_other_words,
)

INSPECTORS_WORDS = (
    "text",
    "kind",
    "section",
    "number",
    "quote",
    "locator",
    "more_quotes",
    "visit_id",
    "source_id",
)


class RecommendationQuerySet(OfVisitQuerySet):
    """Recommendations."""

    def required(self) -> Self:
        """What the inspectorate demands by name."""
        return self.filter(kind__in=RecommendationKind.required)

    def raised_by(self, on: date) -> Self:
        """Those a published visit had raised by a day.

        Own findings are raised on the day of their document.
        """
        said_itself = Q(source__isnull=True) | Q(source__published_on__lte=on)
        return self.published().filter(
            Q(visit__ends_on__lte=on) | Q(visit__isnull=True) & said_itself
        )

    def with_counts(self) -> Self:
        """Each with how many parts, covered parts, actions and checks it has."""
        live = Q(parts__answers__action__status__in=ActionStatus.live_statuses)
        return self.annotate(
            part_count=Count("parts", distinct=True),
            covered_part_count=Count("parts", filter=live, distinct=True),
            action_count=Count("parts__answers__action", distinct=True),
            live_action_count=Count(
                "parts__answers__action", filter=live, distinct=True
            ),
            check_count=Count("checks", distinct=True),
        )

    def unanswered(self) -> Self:
        """Those with a part that no tracked action, not closed, answers."""
        open_parts = RecommendationPart.objects.uncovered()
        return self.filter(Exists(open_parts.filter(recommendation=OuterRef("pk"))))


class Recommendation(Recorded, Quoted):
    """What the inspectorate requires, verbatim; or what the body says of itself.

    Its state is derived from its parts and actions: nobody sets it.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="recommendations")
    reference = models.CharField(max_length=20)
    kind = models.CharField(max_length=25, choices=RecommendationKind)
    section = models.CharField(
        max_length=20,
        choices=RecommendationSection,
        default=RecommendationSection.LOCAL_AUTHORITY,
    )
    number = models.CharField(
        max_length=10, blank=True, help_text="As printed in the report, where it is."
    )
    text = models.TextField(
        help_text="The report's own words; of a shortfall or own finding, in short."
    )
    visit = models.ForeignKey(
        Visit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="recommendations",
        help_text="The visit that raised it; none for an own finding.",
    )
    voice = models.CharField(max_length=20, choices=Voice, blank=True)
    belongs_to = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="details"
    )
    belongs_to_basis = models.CharField(max_length=10, choices=Basis, blank=True)

    objects = RecommendationQuerySet.as_manager()
    natural: ClassVar = ("plan__slug", "reference")
    visit_path: ClassVar = "visit_id"

    class Meta(Quoted.Meta):
        ordering = ["reference"]
        constraints = [
            *Quoted.Meta.constraints,
            listed("recommendation", "kind", RecommendationKind),
            listed("recommendation", "section", RecommendationSection),
            listed("recommendation", "voice", Voice, blank=True),
            listed("recommendation", "belongs_to_basis", Basis, blank=True),
            models.CheckConstraint(
                condition=Q(kind=RecommendationKind.OWN_FINDING)
                | Q(visit__isnull=False),
                name="recommendation_has_visit",
                violation_error_message=(
                    "Choose the visit that raised it, or make it an own finding."
                ),
            ),
            models.CheckConstraint(
                condition=Q(belongs_to__isnull=True, belongs_to_basis="")
                | Q(belongs_to__isnull=False) & ~Q(belongs_to_basis=""),
                name="recommendation_belongs_with_basis",
                violation_error_message="Say whether the link is stated or inferred.",
            ),
            models.UniqueConstraint(
                fields=["plan", "reference"], name="recommendation_reference"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.text}"

    def clean(self) -> None:
        """Keep all ends in one plan."""
        super().clean()
        if self.visit_id and self.visit.plan_id != self.plan_id:
            raise ValidationError({"visit": "Choose a visit of the same plan."})
        if self.belongs_to_id and self.belongs_to.plan_id != self.plan_id:
            raise ValidationError(
                {"belongs_to": "Choose a recommendation of the same plan."}
            )
        if self.belongs_to_id and self.belongs_to_id == self.pk:
            raise ValidationError({"belongs_to": "Choose another recommendation."})
        if self._is_answered_in_draft():
            raise ValidationError(
                {"visit": "Actions answer it, so it cannot stand in a draft visit."}
            )

    def _is_answered_in_draft(self) -> bool:
        if self.pk is None or self.visit is None or self.visit.is_published:
            return False
        return Answer.objects.filter(part__recommendation=self.pk).exists()

    def save(self, *args: Any, **options: Any) -> None:
        """Store it; the words of a published visit stay as they are."""
        if not self._state.adding and (visit := published_visit_of(self)):
            refuse_other_words(self, INSPECTORS_WORDS, visit)
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:
        """Remove it, unless a published visit raised it."""
        if visit := published_visit_of(self):
            raise ValidationError(f"{visit} is published: its words are not removed.")
        return super().delete(*args, **options)


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
        Recommendation, models.PROTECT, related_name="parts"
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


class Recurrence(Recorded):
    """A dated link from a later recommendation to an earlier one."""

    later = models.ForeignKey(
        Recommendation, models.PROTECT, related_name="recurrences"
    )
    earlier = models.ForeignKey(
        Recommendation, models.PROTECT, related_name="recurred_as"
    )
    kind = models.CharField(max_length=15, choices=RecurrenceKind)
    basis = models.CharField(max_length=10, choices=Basis)
    linked_on = models.DateField()

    natural: ClassVar = (
        "later__plan__slug",
        "later__reference",
        "earlier__reference",
    )
    plan_path: ClassVar = "later__plan_id"
    visit_path: ClassVar = "later__visit_id"

    class Meta:
        ordering = ["later", "earlier"]
        constraints = [
            listed("recurrence", "kind", RecurrenceKind),
            listed("recurrence", "basis", Basis),
            models.UniqueConstraint(
                fields=["later", "earlier"], name="recurrence_once"
            ),
            models.CheckConstraint(
                condition=~Q(later=models.F("earlier")),
                name="recurrence_of_another",
                violation_error_message="A recommendation does not recur as itself.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.later.reference} {self.get_kind_display().lower()} {self.earlier.reference}"

    def clean(self) -> None:
        """Keep both ends in one plan."""
        later, earlier = getattr(self, "later", None), getattr(self, "earlier", None)
        if later and earlier and later.plan_id != earlier.plan_id:
            raise ValidationError("Link recommendations of one plan.")
