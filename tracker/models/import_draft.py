"""A file that was read and waits to be confirmed, or was brought in."""

from typing import ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone

from tracker.choices import ImportKind
from tracker.models.constraint import listed
from tracker.models.plan import Plan
from tracker.models.recorded import Recorded, RecordedQuerySet
from tracker.models.visit import Visit


def document_path(draft: "ImportDraft", _name: str) -> str:
    """Where a report is stored: named by its hash, never by its sender."""
    return f"{draft.plan.slug}/imports/{draft.sha256[:2]}/{draft.sha256}"


class ImportDraftQuerySet(RecordedQuerySet):
    """Drafts."""

    def open(self) -> Self:
        """Those that wait to be confirmed."""
        return self.filter(confirmed_on__isnull=True)

    def confirmed(self) -> Self:
        """Those that were brought in."""
        return self.filter(confirmed_on__isnull=False)

    def reports(self) -> Self:
        """Reports and letters of Ofsted."""
        return self.filter(kind=ImportKind.REPORT)

    def workbooks(self) -> Self:
        """Spreadsheets of actions."""
        return self.filter(kind=ImportKind.ACTIONS)

    def in_short(self) -> Self:
        """The latest first, without what was read."""
        rows = self.select_related("made_by", "visit").order_by("-number")
        return rows.defer("rows", "review", "pages", "result")


class ImportDraft(Recorded):
    """What one file said, by its number in the plan; it changes nothing by itself.

    Of a spreadsheet `rows` is what was read. Of a report the document itself is kept;
    `review` is the draft as people have corrected it (workflow.report_review), and
    `pages` the text that it was read from. On confirming, `rows` or `review` is
    emptied; `result` then says what became of it, and `change_set` leads to it in
    the history. A report leads to its `visit`.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="import_drafts")
    number = models.PositiveIntegerField()
    kind = models.CharField(
        max_length=10, choices=ImportKind, default=ImportKind.ACTIONS
    )
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to=document_path, blank=True, max_length=250)
    rows = models.JSONField(default=list, blank=True)
    review = models.JSONField(default=dict, blank=True)
    pages = models.JSONField(default=list, blank=True)
    last_edit = models.CharField(
        "last correction", max_length=100, blank=True, editable=False
    )
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
    visit = models.ForeignKey(
        Visit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="imports",
        help_text="The visit that a report made, or that it was added to.",
    )
    result = models.JSONField(default=dict, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ImportDraftQuerySet.as_manager()
    natural: ClassVar = ("plan__slug", "number")
    # The file's own text; what of it is kept stands in the history of each record.
    unrecorded: ClassVar = frozenset({"rows", "review", "pages", "result"})

    class Meta:
        ordering = ["plan", "number"]
        constraints = [
            listed("import_draft", "kind", ImportKind),
            models.UniqueConstraint(
                fields=["plan", "number"], name="import_draft_number"
            ),
            models.CheckConstraint(
                condition=Q(kind=ImportKind.ACTIONS, file="")
                | Q(kind=ImportKind.REPORT) & ~Q(file=""),
                name="import_draft_report_has_file",
                violation_error_message="A report is kept with its document.",
            ),
            models.CheckConstraint(
                condition=Q(kind=ImportKind.ACTIONS, visit__isnull=True)
                | Q(confirmed_on__isnull=True, visit__isnull=True)
                | Q(
                    kind=ImportKind.REPORT,
                    confirmed_on__isnull=False,
                    visit__isnull=False,
                ),
                name="import_draft_report_has_visit",
                violation_error_message=(
                    "A report that was brought in leads to its visit."
                ),
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

    @property
    def is_report(self) -> bool:
        """Whether it is a report or letter of Ofsted."""
        return self.kind == ImportKind.REPORT

    @property
    def is_pdf(self) -> bool:
        """Whether the document is a PDF; else it is pasted text."""
        return self.file_name.endswith(".pdf")

    def clean(self) -> None:
        """Keep both ends in one plan."""
        if self.visit_id and self.visit.plan_id != self.plan_id:
            raise ValidationError({"visit": "Choose a visit of the same plan."})
