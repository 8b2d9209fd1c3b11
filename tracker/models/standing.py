"""Where an action stands and whose it is: dated rows that are the record."""

from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from tracker.choices import ActionStatus, CloseReason
from tracker.models.constraint import exactly_one, listed
from tracker.models.post import Post
from tracker.models.recorded import Appended, RecordedQuerySet
from tracker.models.source import Source

ONE_SPEAKER = "Give the person who says so or the document, not both."


class StandingQuerySet(RecordedQuerySet):
    """Dated rows of actions."""

    def latest_by(self, on: date) -> Self:
        """Those made by a day, the latest first."""
        return self.filter(changed_on__lte=on).order_by("-changed_on", "-pk")


class Standing(Appended):
    """A change of an action on a day, said by a person or by a document."""

    changed_on = models.DateField("from")
    reason = models.TextField(blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = StandingQuerySet.as_manager()
    plan_path: ClassVar = "action__plan_id"

    class Meta:
        abstract = True
        ordering = ["changed_on", "pk"]

    def clean(self) -> None:
        """Keep all ends in one plan."""
        super().clean()
        if self.source_id and self.source.plan_id != self.get_plan_id():
            raise ValidationError({"source": "Choose a document of the same plan."})


class StatusChange(Standing):
    """A step in an action's life; the action's status is a copy of the latest."""

    action = models.ForeignKey("Action", models.PROTECT, related_name="status_changes")
    from_status = models.CharField(max_length=15, choices=ActionStatus, blank=True)
    to_status = models.CharField(max_length=15, choices=ActionStatus)

    close_reason = models.CharField(max_length=15, choices=CloseReason, blank=True)
    superseded_by = models.ForeignKey(
        "Action", models.PROTECT, null=True, blank=True, related_name="supersedes"
    )

    natural: ClassVar = (
        "action__plan__slug",
        "action__reference",
        "changed_on",
        "to_status",
    )

    class Meta(Standing.Meta):
        constraints = [
            listed("status_change", "from_status", ActionStatus, blank=True),
            listed("status_change", "to_status", ActionStatus),
            listed("status_change", "close_reason", CloseReason, blank=True),
            models.CheckConstraint(
                condition=Q(to_status=ActionStatus.CLOSED) & ~Q(close_reason="")
                | ~Q(to_status=ActionStatus.CLOSED) & Q(close_reason=""),
                name="status_change_closed_with_reason",
                violation_error_message="Choose why the action is closed.",
            ),
            models.CheckConstraint(
                condition=Q(superseded_by__isnull=True)
                | Q(close_reason__in=CloseReason.names_another),
                name="status_change_superseded_is_closed",
                violation_error_message="Only a closed action has another instead.",
            ),
            models.CheckConstraint(
                condition=Q(superseded_by__isnull=True)
                | ~Q(superseded_by=models.F("action")),
                name="status_change_superseded_by_another",
                violation_error_message="Choose another action.",
            ),
            exactly_one("status_change", "by", "source", ONE_SPEAKER),
            models.CheckConstraint(
                condition=~models.Q(from_status=models.F("to_status")),
                name="status_change_is_one",
                violation_error_message="The action already has that status.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action.reference}: {self.get_to_status_display().lower()}"


class OwnerChange(Standing):
    """A change of owner; the action's owner post is a copy of the latest."""

    action = models.ForeignKey("Action", models.PROTECT, related_name="owner_changes")
    from_post = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="+"
    )
    to_post = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="+"
    )

    natural: ClassVar = (
        "action__plan__slug",
        "action__reference",
        "changed_on",
        "to_post__slug",
    )

    class Meta(Standing.Meta):
        constraints = [exactly_one("owner_change", "by", "source", ONE_SPEAKER)]

    def __str__(self) -> str:
        return f"{self.action.reference}: owner {self.to_post or 'nobody'}"

    def clean(self) -> None:
        """Keep all ends in one plan."""
        super().clean()
        for name in ("from_post", "to_post"):
            post = getattr(self, name)
            if post and post.plan_id != self.get_plan_id():
                raise ValidationError({name: "Choose a post of the same plan."})
