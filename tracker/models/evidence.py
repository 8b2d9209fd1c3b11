"""Files and links that show what was done."""

from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from tracker.choices import EvidenceKind
from tracker.models.constraint import in_order, listed
from tracker.models.progress import ProgressUpdate
from tracker.models.recorded import Appended, RecordedQuerySet

WITHDRAWAL = frozenset({"withdrawn_on", "withdrawn_by_id", "withdrawn_reason"})


def evidence_path(evidence: "Evidence", _name: str) -> str:
    """Where the file is stored: named by its hash, never by its sender."""
    return f"{evidence.action.plan.slug}/{evidence.sha256[:2]}/{evidence.sha256}"


class EvidenceQuerySet(RecordedQuerySet):
    """Evidence."""

    def standing(self) -> Self:
        """That which nobody has withdrawn."""
        return self.filter(withdrawn_on__isnull=True)

    def standing_on(self, on: date) -> Self:
        """That which was added by a day, and not withdrawn by then."""
        is_withdrawn_later = Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on)
        return self.filter(is_withdrawn_later, added_on__lte=on)


class Evidence(Appended):
    """A file or a link offered with an action, perhaps with one update of it.

    It may be withdrawn, once: the bytes go, the row stays (workflow.evidence).
    """

    action = models.ForeignKey("Action", models.PROTECT, related_name="evidence")
    update = models.ForeignKey(
        ProgressUpdate,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="evidence",
    )
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=EvidenceKind)
    period_starts_on = models.DateField("period from", null=True, blank=True)
    period_ends_on = models.DateField("period to", null=True, blank=True)
    link = models.URLField(max_length=500, blank=True)
    file = models.FileField(upload_to=evidence_path, blank=True, max_length=250)
    file_name = models.CharField(max_length=120, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveIntegerField("size in bytes", null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    added_on = models.DateField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="evidence"
    )
    withdrawn_on = models.DateField("withdrawn", null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    withdrawn_reason = models.TextField("why it was withdrawn", blank=True)

    objects = EvidenceQuerySet.as_manager()
    natural: ClassVar = ("action__plan__slug", "action__reference", "number")
    plan_path: ClassVar = "action__plan_id"

    class Meta:
        ordering = ["action", "number"]
        verbose_name_plural = "evidence"
        constraints = [
            listed("evidence", "kind", EvidenceKind),
            in_order(
                "evidence",
                "period_starts_on",
                "period_ends_on",
                "The period ends before it starts. Give a later last day.",
            ),
            models.CheckConstraint(
                condition=Q(file="") & ~Q(link="") | ~Q(file="") & Q(link=""),
                name="evidence_file_or_link",
                violation_error_message="Add a file or a link, not both.",
            ),
            models.CheckConstraint(
                condition=Q(file="", sha256="", size__isnull=True)
                | ~Q(file="") & ~Q(sha256="") & Q(size__isnull=False),
                name="evidence_file_has_hash",
                violation_error_message="A file is stored with its size and its hash.",
            ),
            models.CheckConstraint(
                condition=Q(
                    withdrawn_on__isnull=True,
                    withdrawn_by__isnull=True,
                    withdrawn_reason="",
                )
                | Q(withdrawn_on__isnull=False, withdrawn_by__isnull=False)
                & ~Q(withdrawn_reason=""),
                name="evidence_withdrawn_whole",
                violation_error_message="Say who withdraws it, on which day and why.",
            ),
            in_order(
                "evidence",
                "added_on",
                "withdrawn_on",
                "It is withdrawn before it was added. Give a later day.",
            ),
            models.UniqueConstraint(
                fields=["action", "number"], name="evidence_number"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action.reference} evidence {self.number}: {self.title}"

    def may_change(self, changed: set[str]) -> bool:
        """To be withdrawn, once, and nothing else."""
        is_withdrawal = bool(changed) and changed <= WITHDRAWAL
        return is_withdrawal and self._stored["withdrawn_on"] is None

    @property
    def is_withdrawn(self) -> bool:
        """Whether it can no longer be opened."""
        return self.withdrawn_on is not None

    def clean(self) -> None:
        """Evidence of an update belongs to that update's action."""
        if self.update_id and self.update.action_id != self.action_id:
            raise ValidationError({"update": "Choose an update of the same action."})
