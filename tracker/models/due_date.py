"""Requests to move a due date: asked by one person, decided by another."""

from datetime import date, datetime
from typing import Any, ClassVar, NoReturn, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from tracker.choices import DateDecision, DelayReason
from tracker.models.constraint import listed
from tracker.models.recorded import Recorded, RecordedQuerySet

# The columns that a decision fills; the others stand once it is asked.
DECIDING = {
    "decision",
    "decided_by_id",
    "decided_on",
    "decided_at",
    "decision_reason",
    "meeting_id",
}


class DueDateChangeQuerySet(RecordedQuerySet):
    """Requests."""

    def undecided(self) -> Self:
        """Those that wait for a decision."""
        return self.filter(decision="")

    def approved_by(self, on: date, known_at: datetime | None = None) -> Self:
        """Those that counted on a day, as far as was known; the latest first."""
        rows = self.filter(decision=DateDecision.APPROVED, decided_on__lte=on)
        if known_at:
            rows = rows.filter(decided_at__lte=known_at)
        return rows.order_by("-decided_on", "-number")

    def approved_after(self, on: date, known_at: datetime | None = None) -> Self:
        """Those that came to count after a day, or to be known; the earliest first."""
        later = Q(decided_on__gt=on)
        if known_at:
            later |= Q(decided_at__gt=known_at)
        rows = self.filter(later, decision=DateDecision.APPROVED)
        return rows.order_by("decided_on", "number")


class DueDateChange(Recorded):
    """A request for another due date; it counts once somebody else approves it.

    The action's due date is a copy of the latest approved one.
    """

    action = models.ForeignKey(
        "Action", models.PROTECT, related_name="due_date_changes"
    )
    number = models.PositiveSmallIntegerField()
    old_on = models.DateField("due date then", null=True, blank=True)
    new_on = models.DateField("new due date")
    reason_code = models.CharField("kind of reason", max_length=20, choices=DelayReason)
    reason = models.TextField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="date_requests"
    )
    asked_on = models.DateField()
    decision = models.CharField(max_length=10, choices=DateDecision, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="date_decisions",
    )
    decided_on = models.DateField(null=True, blank=True)
    decided_at = models.DateTimeField(
        "decision written down", null=True, blank=True, editable=False
    )
    decision_reason = models.TextField(blank=True)
    meeting = models.ForeignKey(
        "Meeting",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="date_decisions",
        help_text="Where a meeting decided it.",
    )
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = DueDateChangeQuerySet.as_manager()
    natural: ClassVar = ("action__plan__slug", "action__reference", "number")
    plan_path: ClassVar = "action__plan_id"

    class Meta:
        ordering = ["action", "number"]
        constraints = [
            listed("due_date", "reason_code", DelayReason),
            listed("due_date", "decision", DateDecision, blank=True),
            models.UniqueConstraint(
                fields=["action", "number"], name="due_date_number"
            ),
            models.UniqueConstraint(
                fields=["action"],
                condition=Q(decision=""),
                name="due_date_one_open",
                violation_error_message=(
                    "A request for this action waits for a decision already."
                ),
            ),
            models.CheckConstraint(
                condition=Q(
                    decision="",
                    decided_by__isnull=True,
                    decided_on__isnull=True,
                    decided_at__isnull=True,
                )
                | ~Q(decision="")
                & Q(
                    decided_by__isnull=False,
                    decided_on__isnull=False,
                    decided_at__isnull=False,
                ),
                name="due_date_decided_whole",
                violation_error_message="A decision has a day and a person.",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")),
                name="due_date_decided_by_another",
                violation_error_message=(
                    "You asked for this date. Another person decides."
                ),
            ),
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True) | Q(decided_on__gte=F("asked_on")),
                name="due_date_decided_in_order",
                violation_error_message="The decision is before the request.",
            ),
            models.CheckConstraint(
                condition=Q(old_on__isnull=True) | ~Q(new_on=F("old_on")),
                name="due_date_is_another",
                violation_error_message="This is the due date already. Give another.",
            ),
            models.CheckConstraint(
                condition=~Q(decision=DateDecision.REFUSED) | ~Q(decision_reason=""),
                name="due_date_refused_with_reason",
                violation_error_message="Say why the new date is refused.",
            ),
            models.CheckConstraint(
                condition=Q(meeting__isnull=True) | ~Q(decision=""),
                name="due_date_meeting_decides",
                violation_error_message="A meeting stands only where it decided.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action.reference} date request {self.number}"

    def save(self, *args: Any, **options: Any) -> None:
        """Store the row; what was asked stays as it is, and so does a decision."""
        if not self._state.adding:
            if self._stored.get("decision"):
                raise ValidationError(f"{self} is decided and is not changed.")
            if self._changed_since(self._stored, None) - DECIDING:
                raise ValidationError(f"{self} is on record. Only its decision is due.")
        super().save(*args, **options)

    def take_copies(self) -> None:
        """A decision is written down at the instant it is stored."""
        if self.decision and self.decided_at is None:
            self.decided_at = timezone.now()

    def clean(self) -> None:
        """A meeting of the same plan decides."""
        if self.meeting and self.meeting.plan_id != self.action.plan_id:
            raise ValidationError({"meeting": "Choose a meeting of the same plan."})

    def delete(self, *_args: Any, **_options: Any) -> NoReturn:
        """Refuse: what was asked is on record."""
        raise ValidationError(f"{self} is on record and is not removed.")

    def forget_decision(self) -> None:
        """Show it as it waited, for what was not known yet; never stored so."""
        self.decision = self.decision_reason = ""
        self.decided_by = self.decided_on = self.decided_at = self.meeting = None

    @property
    def days(self) -> int | None:
        """By how many days the date would move; None where there was none."""
        return (self.new_on - self.old_on).days if self.old_on else None
