"""Actions: the steps a council or a partner takes, and whom they belong to."""

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone

from tracker.choices import (
    ActionStatus,
    Claim,
    DatePrecision,
    OwnerBasis,
    Voice,
)
from tracker.models.action_queryset import ActionQuerySet
from tracker.models.constraint import in_order, listed
from tracker.models.plan import Plan, Workstream
from tracker.models.post import Post
from tracker.models.recorded import Recorded
from tracker.models.source import Quoted


class Action(Recorded, Quoted):
    """A step that answers parts of recommendations.

    Status, owner post and due date are copies of the latest StatusChange,
    OwnerChange and due-date row; workflow.actions alone writes them. An action
    without a status is only recorded from a document, with the document's claim.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="actions")
    reference = models.CharField(max_length=20)
    title = models.CharField(max_length=300, help_text="The step, in one sentence.")
    output = models.TextField(blank=True, help_text="What we will do.")
    outcome = models.TextField(blank=True, help_text="What will change in practice.")
    impact = models.TextField(
        blank=True, help_text="What will be different for children."
    )
    workstream = models.ForeignKey(
        Workstream, models.PROTECT, null=True, blank=True, related_name="actions"
    )
    status = models.CharField(max_length=15, choices=ActionStatus, blank=True)
    owner_post = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="actions"
    )
    owner_words = models.CharField(
        max_length=250, blank=True, help_text="How the document names the owner."
    )
    owner_basis = models.CharField(max_length=10, choices=OwnerBasis, blank=True)
    starts_on = models.DateField("start", null=True, blank=True)
    first_due_on = models.DateField(
        "first due date",
        null=True,
        blank=True,
        help_text="The first promise. It is never changed.",
    )
    due_on = models.DateField("due", null=True, blank=True)
    due_words = models.CharField(
        max_length=200, blank=True, help_text="The words used, such as by the autumn."
    )
    due_precision = models.CharField(
        max_length=10, choices=DatePrecision, default=DatePrecision.UNKNOWN
    )
    claim = models.CharField(max_length=15, choices=Claim, blank=True)
    claim_on = models.DateField(null=True, blank=True)
    claim_voice = models.CharField(max_length=20, choices=Voice, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ActionQuerySet.as_manager()
    natural: ClassVar = ("plan__slug", "reference")

    class Meta(Quoted.Meta):
        ordering = ["reference"]
        constraints = [
            *Quoted.Meta.constraints,
            listed("action", "status", ActionStatus, blank=True),
            listed("action", "owner_basis", OwnerBasis, blank=True),
            listed("action", "due_precision", DatePrecision),
            listed("action", "claim", Claim, blank=True),
            listed("action", "claim_voice", Voice, blank=True),
            in_order(
                "action",
                "starts_on",
                "due_on",
                "The due date is before the start. Give a later due date.",
            ),
            models.CheckConstraint(
                condition=~Q(status="") | ~Q(claim=""),
                name="action_recorded_has_claim",
                violation_error_message="A recorded action needs the document's claim.",
            ),
            models.CheckConstraint(
                condition=Q(claim="", claim_on__isnull=True)
                | ~Q(claim="") & Q(claim_on__isnull=False),
                name="action_claim_has_day",
                violation_error_message="Give the day of the claim.",
            ),
            models.CheckConstraint(
                condition=Q(status="", first_due_on__isnull=True) | ~Q(status=""),
                name="action_recorded_has_no_promise",
                violation_error_message="Take the action up before a date is agreed.",
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True)
                | Q(due_precision__in=[DatePrecision.DAY, DatePrecision.MONTH]),
                name="action_due_date_is_exact",
                violation_error_message="A due date is a day or the end of a month.",
            ),
            models.UniqueConstraint(
                fields=["plan", "reference"], name="action_reference"
            ),
        ]
        indexes = [
            models.Index(fields=["plan", "status", "due_on"], name="action_of_plan"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    def save(self, *args: Any, **options: Any) -> None:
        """Store it; the first due date, once given, stays."""
        if "first_due_on" not in self.get_deferred_fields():
            first = self._first_due_on_stored()
            if first and first != self.first_due_on:
                raise ValidationError("The first due date is never changed.")
        super().save(*args, **options)

    def _first_due_on_stored(self) -> date | None:
        """The first promise, asked for only where this object has never read it."""
        if self.pk is None:
            return None
        stored = getattr(self, "_stored", {})
        if "first_due_on" in stored:
            return stored["first_due_on"]
        row = Action.objects.filter(pk=self.pk)
        return row.values_list("first_due_on", flat=True).first()

    def clean(self) -> None:
        """Keep all ends in one plan."""
        super().clean()
        for name, words in (("workstream", "a workstream"), ("owner_post", "a post")):
            other = getattr(self, name)
            if other and other.plan_id != self.plan_id:
                raise ValidationError({name: f"Choose {words} of the same plan."})

    @property
    def is_tracked(self) -> bool:
        """Whether somebody has taken the action up."""
        return bool(self.status)

    @property
    def is_open(self) -> bool:
        """Whether the action is tracked and still to be delivered."""
        return self.status in ActionStatus.open_statuses

    @property
    def status_label(self) -> str:
        """The status as printed on a page."""
        return ActionStatus(self.status).label if self.status else "Recorded"
