"""Decisions of meetings: what they did to the record, and what they ask for."""

from datetime import date, datetime
from typing import ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Value, When

from tracker.choices import DecisionEffect, DecisionState
from tracker.models.constraint import in_order, listed
from tracker.models.plan import Plan
from tracker.models.recorded import Appended, RecordedQuerySet


class DecisionQuerySet(RecordedQuerySet):
    """Decisions."""

    def with_state(self, on: date, known_at: datetime | None = None) -> Self:
        """Each with its `state` on a day.

        What was written down after `known_at` is left out.
        """
        done = DecisionCompletion.objects.filter(
            decision=OuterRef("pk"), done_on__lte=on
        )
        corrected = Decision.objects.filter(corrects=OuterRef("pk"), decided_on__lte=on)
        if known_at:
            done = done.filter(recorded_at__lte=known_at)
            corrected = corrected.filter(recorded_at__lte=known_at)
        states = [
            (Exists(corrected), DecisionState.CORRECTED),
            (Exists(done), DecisionState.DONE),
            (Q(owner_post__isnull=True), DecisionState.STANDS),
            (Q(due_on__lt=on), DecisionState.OVERDUE),
        ]
        return self.annotate(
            state=Case(
                *(When(when, then=Value(state.value)) for when, state in states),
                default=Value(DecisionState.TO_DO.value),
                output_field=models.CharField(),
            )
        )

    def outstanding(self) -> Self:
        """Those that somebody is still to carry out; after `with_state`."""
        return self.filter(state__in=DecisionState.outstanding)


class Decision(Appended):
    """What a meeting decided; put right by another decision that names it.

    A decision that moves or keeps a due date names the request, one that closes an
    action the action; workflow.decisions writes both in one transaction.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="decisions")
    meeting = models.ForeignKey("Meeting", models.PROTECT, related_name="decisions")
    reference = models.CharField(max_length=20)
    text = models.TextField("what was decided")
    decided_on = models.DateField("day")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="decisions_recorded"
    )
    effect = models.CharField(
        max_length=15, choices=DecisionEffect, default=DecisionEffect.NONE
    )
    action = models.ForeignKey(
        "Action", models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    recommendation = models.ForeignKey(
        "Recommendation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
    )
    date_change = models.OneToOneField(
        "DueDateChange",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="meeting_decision",
    )
    owner_post = models.ForeignKey(
        "Post",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        help_text="Who carries it out, where it asks for something.",
    )
    due_on = models.DateField("to be done by", null=True, blank=True)
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )

    objects = DecisionQuerySet.as_manager()
    natural: ClassVar = ("plan__slug", "reference")

    class Meta:
        ordering = ["-reference"]
        constraints = [
            listed("decision", "effect", DecisionEffect),
            models.UniqueConstraint(
                fields=["plan", "reference"], name="decision_reference"
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="decision_says_what",
                violation_error_message="Enter what was decided.",
            ),
            models.CheckConstraint(
                condition=Q(
                    effect__in=DecisionEffect.about_dates,
                    date_change__isnull=False,
                    action__isnull=False,
                )
                | ~Q(effect__in=DecisionEffect.about_dates)
                & Q(date_change__isnull=True),
                name="decision_about_a_date_names_the_request",
                violation_error_message="Choose the request that is decided.",
            ),
            models.CheckConstraint(
                condition=~Q(effect=DecisionEffect.ACTION_CLOSED)
                | Q(action__isnull=False),
                name="decision_to_close_names_the_action",
                violation_error_message="Choose the action that is closed.",
            ),
            models.CheckConstraint(
                condition=Q(action__isnull=True) | Q(recommendation__isnull=True),
                name="decision_one_subject",
                violation_error_message=(
                    "Choose an action or a recommendation, not both."
                ),
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(owner_post__isnull=False),
                name="decision_due_has_owner",
                violation_error_message="Say who carries it out by that day.",
            ),
            in_order(
                "decision",
                "decided_on",
                "due_on",
                "It is due before it was decided. Give a later day.",
            ),
        ]

    def __str__(self) -> str:
        subject = self.action or self.recommendation
        about = f" about {subject.reference}" if subject else ""
        return f"{self.reference}{about}"

    @property
    def is_outstanding(self) -> bool:
        """Whether somebody is still to carry it out; after `with_state`."""
        return getattr(self, "state", "") in DecisionState.outstanding

    def clean(self) -> None:
        """Keep all ends in one plan; the request is one of the action."""
        for name in ("meeting", "action", "recommendation", "owner_post", "corrects"):
            other = getattr(self, name)
            if other and other.plan_id != self.plan_id:
                raise ValidationError({name: "Choose one of the same plan."})
        if self.date_change and self.date_change.action_id != self.action_id:
            raise ValidationError({"date_change": "Choose a request of this action."})


class DecisionCompletion(Appended):
    """That what a decision asked for was done."""

    decision = models.OneToOneField(Decision, models.PROTECT, related_name="completion")
    done_on = models.DateField("day")
    note = models.TextField("what was done")
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="decisions_done"
    )

    natural: ClassVar = ("decision__plan__slug", "decision__reference")
    plan_path: ClassVar = "decision__plan_id"

    class Meta:
        ordering = ["decision"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(note=""),
                name="decision_completion_says_what",
                violation_error_message="Enter what was done.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.decision.reference} carried out"

    def clean(self) -> None:
        """It follows the decision, which asks for something."""
        if self.done_on and self.done_on < self.decision.decided_on:
            raise ValidationError(
                {"done_on": "It was decided later. Give a later day."}
            )
        if self.decision.owner_post_id is None:
            raise ValidationError("This decision asks nobody for anything.")
