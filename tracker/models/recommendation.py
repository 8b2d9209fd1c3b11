"""What must improve: recommendations, and where each stands."""

from datetime import date, datetime
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import (
    Case,
    CharField,
    Exists,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.utils import timezone

from tracker.choices import (
    ActionStatus,
    Basis,
    RecommendationKind,
    RecommendationSection,
    RecommendationState,
    Voice,
)
from tracker.models.action_queryset import ActionQuerySet
from tracker.models.answer import Answer
from tracker.models.check import VisitCheck
from tracker.models.constraint import listed
from tracker.models.part import RecommendationPart
from tracker.models.plan import Plan
from tracker.models.recorded import Recorded
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

    def raised_by(self, on: date, known_at: datetime | None = None) -> Self:
        """Those a published visit had raised by a day.

        Own findings are raised on the day of their document. With `known_at`, those
        written down and published by that instant.
        """
        said_itself = Q(source__isnull=True) | Q(source__published_on__lte=on)
        rows = self.published(known_at).known_by(known_at)
        return rows.filter(
            Q(visit__ends_on__lte=on) | Q(visit__isnull=True) & said_itself
        )

    def raised_before(self, later: "Recommendation") -> Self:
        """Those of the plan that a later one may take up: not of its own visit."""
        others = self.filter(plan=later.plan_id).exclude(pk=later.pk)
        if later.visit_id:
            others = others.exclude(visit=later.visit_id)
        return others.raised_by(later.raised_on) if later.raised_on else others

    def with_confirmation(self, on: date, known_at: datetime | None = None) -> Self:
        """Each with `confirmed_on`: when inspectors found it met, and it still holds.

        The last day of that visit; none where no visit says so by the day. With
        `known_at`, as far as checks were written down by that instant.
        """
        checks = VisitCheck.objects.on_whether_met(on, known_at).filter(
            recommendation=OuterRef("pk")
        )
        return self.annotate(confirmed_on=Subquery(checks.values("met_on")[:1]))

    def with_state(self, actions: ActionQuerySet, on: date) -> Self:
        """Each with its `state` on a day: the first of RecommendationState that holds.

        `actions` are the plan's as they stood then, after as_at() or as_now(). The
        worst part counts, and of a part its worst live action (decision 0016).
        """
        mine = Answer.objects.filter(part__recommendation=OuterRef("pk"))
        live = Answer.objects.given_by(actions, ActionStatus.live_statuses)
        parts = RecommendationPart.objects.filter(recommendation=OuterRef("pk"))
        uncovered = parts.filter(~Exists(live.filter(part=OuterRef("pk"))))
        is_answered = Exists(mine.given_by(actions, ActionStatus.live_statuses))
        is_open = Exists(mine.given_by(actions, ActionStatus.open_statuses))
        is_unverified = Exists(mine.given_by(actions, [ActionStatus.DELIVERED]))
        state = Case(
            When(
                Exists(uncovered) | ~is_answered,
                then=Value(RecommendationState.UNANSWERED.value),
            ),
            When(is_open, then=Value(RecommendationState.ANSWERED.value)),
            When(is_unverified, then=Value(RecommendationState.DELIVERED.value)),
            When(
                confirmed_on__isnull=False,
                then=Value(RecommendationState.CONFIRMED.value),
            ),
            default=Value(RecommendationState.VERIFIED.value),
            output_field=CharField(),
        )
        return self.with_confirmation(on, actions.known_at).annotate(state=state)


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
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)

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

    @property
    def raised_on(self) -> date | None:
        """When it was raised: its visit's last day, else the day of its document."""
        if self.visit:
            return self.visit.ends_on
        return self.source.published_on if self.source else None

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
