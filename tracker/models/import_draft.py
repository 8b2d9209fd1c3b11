"""A spreadsheet that was read and waits to be confirmed, or was brought in."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from tracker.models.plan import Plan
from tracker.models.recorded import Recorded, RecordedQuerySet


class ImportDraftQuerySet(RecordedQuerySet):
    """Drafts."""

    def open(self) -> Self:
        """Those that wait to be confirmed."""
        return self.filter(confirmed_on__isnull=True)

    def confirmed(self) -> Self:
        """Those that were brought in."""
        return self.filter(confirmed_on__isnull=False)


class ImportDraft(Recorded):
    """What one file said, by its number in the plan; it changes nothing by itself.

    `rows` is what was read and is emptied on confirming; `result` then says what
    became of each row, and `change_set` leads to it in the history.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="import_drafts")
    number = models.PositiveIntegerField()
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    rows = models.JSONField(default=list, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="import_drafts"
    )
    made_on = models.DateField()
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="imports_confirmed",
    )
    confirmed_on = models.DateField(null=True, blank=True)
    change_set = models.UUIDField(null=True, blank=True, editable=False)
    result = models.JSONField(default=dict, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ImportDraftQuerySet.as_manager()
    natural: ClassVar = ("plan__slug", "number")
    # The sheet's own text; what of it is kept stands in the history of each action.
    unrecorded: ClassVar = frozenset({"rows", "result"})

    class Meta:
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "number"], name="import_draft_number"
            ),
            models.CheckConstraint(
                condition=Q(
                    confirmed_by__isnull=True,
                    confirmed_on__isnull=True,
                    change_set__isnull=True,
                )
                | Q(
                    confirmed_by__isnull=False,
                    confirmed_on__isnull=False,
                    change_set__isnull=False,
                ),
                name="import_draft_confirmed_whole",
                violation_error_message="A confirmation has a day and a person.",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_on__isnull=True)
                | Q(confirmed_on__gte=models.F("made_on")),
                name="import_draft_confirmed_in_order",
                violation_error_message="The confirmation is before the file.",
            ),
        ]

    def __str__(self) -> str:
        return f"Import {self.number}: {self.file_name}"

    @property
    def is_confirmed(self) -> bool:
        """Whether it was brought in."""
        return self.confirmed_on is not None
