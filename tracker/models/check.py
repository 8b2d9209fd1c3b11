"""What a visit found about an action or a recommendation."""

from datetime import date, datetime
from typing import ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Count, F, Q, When
from django.utils import timezone

from tracker.choices import (
    ActionStatus,
    CheckBasis,
    CheckConsistency,
    CheckDirection,
    CheckProgress,
    CheckSustained,
    Step,
    Voice,
)
from tracker.models.constraint import exactly_one, listed
from tracker.models.finding import Finding
from tracker.models.recorded import Recorded
from tracker.models.source import Quoted
from tracker.models.visit import OfVisit, OfVisitQuerySet, Visit


class VisitCheckQuerySet(OfVisitQuerySet):
    """Checks."""

    def latest_by(self, on: date, known_at: datetime | None = None) -> Self:
        """Those of published visits that had ended by a day, the latest first.

        With `known_at`, those written down and published by that instant.
        """
        return (
            self.published(known_at)
            .known_by(known_at)
            .filter(visit__ends_on__lte=on)
            .order_by("-visit__starts_on", "-pk")
        )

    def looked(self) -> Self:
        """Those of what the visit looked at: "not in scope" says that it did not."""
        return self.exclude(progress=CheckProgress.NOT_IN_SCOPE)

    def with_note_count(self) -> Self:
        """Each with how many notes were made on it since."""
        return self.annotate(note_count=Count("notes"))

    def before(self, visit: Visit) -> Self:
        """Those of published visits that began before another one, latest last."""
        return (
            self.published()
            .filter(visit__plan=visit.plan_id, visit__starts_on__lt=visit.starts_on)
            .order_by("visit__starts_on", "pk")
        )

    def proposing_relapse(self) -> Self:
        """Those that say "not sustained" or "worse" of an action that may relapse."""
        return self.filter(
            Q(sustained=CheckSustained.NO) | Q(direction=CheckDirection.WORSE),
            action__status__in=Step.ways[Step.RELAPSE][0],
        )

    def showing_sustained(self) -> Self:
        """Those that say "met" and "sustained" of a verified action."""
        return self.filter(
            progress=CheckProgress.MET,
            sustained=CheckSustained.YES,
            action__status=ActionStatus.VERIFIED,
        ).exclude(direction=CheckDirection.WORSE)

    def on_whether_met(self, on: date, known_at: datetime | None = None) -> Self:
        """Those by which inspectors had said, by a day, whether their target is met.

        The latest first, each with `met_on`: the last day of a visit that found it
        met, and neither not sustained nor worse; else none. Silence is not evidence:
        a visit that did not look, or did not say how much progress it found, changes
        nothing, unless it says that it is not sustained or worse.
        """
        fell_back = Q(sustained=CheckSustained.NO) | Q(direction=CheckDirection.WORSE)
        silent = (CheckProgress.NOT_STATED, CheckProgress.NOT_IN_SCOPE)
        is_met = Q(progress=CheckProgress.MET) & ~fell_back
        return (
            self.latest_by(on, known_at)
            .filter(fell_back | ~Q(progress__in=silent), voice__in=Voice.inspectors)
            .looked()
            .annotate(met_on=Case(When(is_met, then=F("visit__ends_on"))))
        )


class VisitCheck(OfVisit, Quoted):
    """One visit's word on one action or one recommendation.

    *Not in scope* is a value: silence is not evidence.
    """

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="checks")
    action = models.ForeignKey(
        "Action", models.PROTECT, null=True, blank=True, related_name="checks"
    )
    recommendation = models.ForeignKey(
        "Recommendation", models.PROTECT, null=True, blank=True, related_name="checks"
    )
    progress = models.CharField(
        max_length=15, choices=CheckProgress, default=CheckProgress.NOT_STATED
    )
    sustained = models.CharField(
        max_length=15, choices=CheckSustained, default=CheckSustained.NOT_STATED
    )
    consistency = models.CharField(
        max_length=15, choices=CheckConsistency, default=CheckConsistency.NOT_STATED
    )
    direction = models.CharField(
        max_length=15, choices=CheckDirection, default=CheckDirection.NOT_STATED
    )
    basis = models.CharField(
        max_length=15, choices=CheckBasis, default=CheckBasis.STATED
    )
    voice = models.CharField(max_length=20, choices=Voice, default=Voice.OFSTED)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = VisitCheckQuerySet.as_manager()
    natural: ClassVar = (
        "visit__plan__slug",
        "visit__reference",
        "action__reference",
        "recommendation__reference",
    )
    plan_path: ClassVar = "visit__plan_id"

    class Meta(Quoted.Meta):
        ordering = ["visit", "action__reference", "recommendation__reference"]
        constraints = [
            *Quoted.Meta.constraints,
            listed("check", "progress", CheckProgress),
            listed("check", "sustained", CheckSustained),
            listed("check", "consistency", CheckConsistency),
            listed("check", "direction", CheckDirection),
            listed("check", "basis", CheckBasis),
            listed("check", "voice", Voice),
            exactly_one(
                "check",
                "action",
                "recommendation",
                "Choose an action or a recommendation, not both.",
            ),
            models.UniqueConstraint(
                fields=["visit", "action"],
                name="check_action_once",
                violation_error_message="This visit already has a check of that action.",
            ),
            models.UniqueConstraint(
                fields=["visit", "recommendation"],
                name="check_recommendation_once",
                violation_error_message=(
                    "This visit already has a check of that recommendation."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.visit.reference} on {self.target.reference}"

    @property
    def target(self) -> models.Model:
        """The action or the recommendation that was checked."""
        return self.action or self.recommendation

    def clean(self) -> None:
        """Keep both ends in one plan."""
        super().clean()
        for name in ("action", "recommendation"):
            other = getattr(self, name)
            if other and self.visit_id and other.plan_id != self.visit.plan_id:
                article = "an" if name == "action" else "a"
                raise ValidationError(
                    {name: f"Choose {article} {name} of the same plan."}
                )


class CheckFinding(Recorded):
    """A finding that a check rests on."""

    check_made = models.ForeignKey(
        VisitCheck, models.PROTECT, related_name="finding_links"
    )
    finding = models.ForeignKey(Finding, models.PROTECT, related_name="check_links")

    natural: ClassVar = (
        "check_made__visit__plan__slug",
        "check_made__visit__reference",
        "check_made__action__reference",
        "check_made__recommendation__reference",
        "finding__reference",
    )
    plan_path: ClassVar = "finding__plan_id"
    visit_path: ClassVar = "finding__visit_id"

    class Meta:
        ordering = ["check_made", "finding"]
        constraints = [
            models.UniqueConstraint(
                fields=["check_made", "finding"], name="check_finding_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.check_made} rests on {self.finding.reference}"

    def clean(self) -> None:
        """A check rests on findings of its own visit."""
        check, finding = (
            getattr(self, "check_made", None),
            getattr(self, "finding", None),
        )
        if check and finding and finding.visit_id != check.visit_id:
            raise ValidationError({"finding": "Choose a finding of the same visit."})
