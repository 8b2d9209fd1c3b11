"""A second person's look at what was delivered, then again at 6 and 12 months."""

from datetime import date, datetime
from typing import ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from tracker.choices import ActionStatus, VerificationKind, VerificationResult
from tracker.models.constraint import listed
from tracker.models.recorded import Appended, RecordedQuerySet
from tracker.models.standing import StatusChange

LATER_KINDS = [
    VerificationKind.FURTHER,
    VerificationKind.SIX_MONTHS,
    VerificationKind.TWELVE_MONTHS,
]


class Verification(Appended):
    """What another person found; never by the one who delivered.

    `delivered_by` is a copy of who last delivered the action, so that the database
    can hold the two apart.
    """

    action = models.ForeignKey("Action", models.PROTECT, related_name="verifications")
    number = models.PositiveSmallIntegerField()
    due_check = models.ForeignKey(
        "DueCheck", models.PROTECT, null=True, blank=True, related_name="answers"
    )
    kind = models.CharField(max_length=15, choices=VerificationKind)
    delivered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="verifications"
    )
    verified_on = models.DateField("day")
    result = models.CharField(max_length=15, choices=VerificationResult)
    reason = models.TextField("what you saw")
    review_by = models.DateField("look again by", null=True, blank=True)

    natural: ClassVar = ("action__plan__slug", "action__reference", "number")
    plan_path: ClassVar = "action__plan_id"

    class Meta:
        ordering = ["action", "number"]
        constraints = [
            listed("verification", "kind", VerificationKind),
            listed("verification", "result", VerificationResult),
            models.UniqueConstraint(
                fields=["action", "number"], name="verification_number"
            ),
            models.CheckConstraint(
                condition=~Q(delivered_by=F("verified_by")),
                name="verification_by_another",
                violation_error_message=(
                    "You delivered this action. Another person verifies it."
                ),
            ),
            models.CheckConstraint(
                condition=Q(
                    result=VerificationResult.TOO_EARLY, review_by__isnull=False
                )
                | ~Q(result=VerificationResult.TOO_EARLY) & Q(review_by__isnull=True),
                name="verification_too_early_has_day",
                violation_error_message=(
                    "Too early to say needs a day to look again, and only that."
                ),
            ),
            models.CheckConstraint(
                condition=Q(review_by__isnull=True) | Q(review_by__gt=F("verified_on")),
                name="verification_review_is_later",
                violation_error_message="The day to look again is not later.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="verification_says_what_was_seen",
                violation_error_message="Say what you saw.",
            ),
            models.CheckConstraint(
                condition=Q(kind=VerificationKind.DELIVERY, due_check__isnull=True)
                | Q(kind__in=LATER_KINDS, due_check__isnull=False),
                name="verification_later_answers_a_check",
                violation_error_message="Choose the check that is answered.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action.reference} verification {self.number}"

    def take_copies(self) -> None:
        """Who delivered is told by the steps of the action, whatever was given."""
        on = self.verified_on
        steps = self.action.status_changes.filter(
            Q(changed_on__lt=on) | Q(changed_on=on, recorded_at__lte=self.recorded_at),
            to_status=ActionStatus.DELIVERED,
        )
        delivered = steps.latest_by(on).first()
        self.delivered_by_id = delivered.by_id if delivered else None

    def clean(self) -> None:
        """It answers a check of the same action and kind."""
        if self.due_check is None:
            return
        if (self.due_check.action_id, self.due_check.kind) != (
            self.action_id,
            self.kind,
        ):
            raise ValidationError({"due_check": "Choose a check of this action."})


def _is_after(day: str, instant: str) -> Q:
    """Steps after a day of the query around; on that day, those written later."""
    return Q(changed_on__gt=OuterRef(day)) | Q(
        changed_on=OuterRef(day), recorded_at__gt=OuterRef(instant)
    )


class DueCheckQuerySet(RecordedQuerySet):
    """Checks that fall due."""

    def waiting(self) -> Self:
        """Those still to be answered, with `look_on`, the day to look.

        A check waits while its action stands where the check belongs, no answer
        but "too early" was given, and the action was not delivered anew.
        """
        answers = Verification.objects.filter(due_check=OuterRef("pk"))
        too_early = answers.filter(result=VerificationResult.TOO_EARLY)
        delivered_again = StatusChange.objects.filter(
            _is_after("after__verified_on", "after__recorded_at"),
            action=OuterRef("action"),
            to_status=ActionStatus.DELIVERED,
        )
        stands = Q(
            kind=VerificationKind.FURTHER,
            action__status__in=ActionStatus.delivered_statuses,
        ) | Q(
            kind__in=VerificationKind.sustainment,
            action__status=ActionStatus.VERIFIED,
        )
        return self.filter(
            stands,
            ~Exists(answers.exclude(result=VerificationResult.TOO_EARLY)),
            ~Exists(delivered_again),
        ).annotate(
            look_on=Coalesce(
                Subquery(too_early.order_by("-number").values("review_by")[:1]),
                F("due_on"),
            )
        )

    def standing_on(self, on: date, known_at: datetime | None = None) -> Self:
        """Those that waited on a day, with `look_on`; where the action stood aside.

        What was written down after `known_at` is left out.
        """
        answers = (
            Verification.objects.filter(due_check=OuterRef("pk"), verified_on__lte=on)
            .known_by(known_at)
            .order_by("-number")
        )
        too_early = Q(result=VerificationResult.TOO_EARLY)
        delivered_again = (
            StatusChange.objects.filter(
                action=OuterRef("action"),
                to_status=ActionStatus.DELIVERED,
                changed_on__lte=on,
            )
            .filter(_is_after("after__verified_on", "after__recorded_at"))
            .known_by(known_at)
        )
        return (
            self.known_by(known_at)
            .filter(
                ~Exists(answers.exclude(too_early)),
                ~Exists(delivered_again),
                after__verified_on__lte=on,
            )
            .annotate(
                look_on=Coalesce(
                    Subquery(answers.filter(too_early).values("review_by")[:1]),
                    F("due_on"),
                )
            )
        )

    def due(self, on: date) -> Self:
        """Those waiting whose day has come."""
        return self.waiting().filter(look_on__lte=on)


class DueCheck(Appended):
    """A look again that falls due by itself, made by the verification before it."""

    action = models.ForeignKey("Action", models.PROTECT, related_name="due_checks")
    after = models.ForeignKey(
        Verification, models.PROTECT, related_name="checks_to_come"
    )
    kind = models.CharField(max_length=15, choices=VerificationKind)
    due_on = models.DateField()

    look_on: date  # the day to look, once asked for by `waiting()`

    objects = DueCheckQuerySet.as_manager()
    natural: ClassVar = (
        "action__plan__slug",
        "action__reference",
        "after__number",
        "kind",
    )
    plan_path: ClassVar = "action__plan_id"

    class Meta:
        ordering = ["action", "due_on"]
        constraints = [
            listed("due_check", "kind", VerificationKind),
            models.UniqueConstraint(fields=["after", "kind"], name="due_check_once"),
            models.CheckConstraint(
                condition=Q(kind__in=LATER_KINDS),
                name="due_check_is_later",
                violation_error_message="Delivery is verified, not checked again.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action.reference}: {self.get_kind_display().lower()}"

    def clean(self) -> None:
        """It follows a verification of the same action."""
        if self.after.action_id != self.action_id:
            raise ValidationError({"after": "Choose a verification of this action."})
