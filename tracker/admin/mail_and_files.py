"""What was mailed about actions, and which files were brought in: both are read."""

from django.contrib import admin

from tracker.admin.base import ReadOnlyAdmin
from tracker.models import ImportDraft, Reminder


@admin.register(Reminder)
class ReminderAdmin(ReadOnlyAdmin):
    """Mails about actions, so that none is sent twice."""

    list_display = ("action", "person", "kind", "about_on", "sent_on", "asked_by")
    list_filter = ("kind", ("action__plan", admin.RelatedOnlyFieldListFilter))
    search_fields = ("action__reference", "action__title", "person__full_name")
    date_hierarchy = "sent_on"
    selects = ("action", "person", "asked_by")
    fields = ("action", "person", "kind", ("about_on", "sent_on"), "asked_by")


@admin.register(ImportDraft)
class ImportDraftAdmin(ReadOnlyAdmin):
    """Files that were read; what they said is shown on the plan's own pages."""

    list_display = (
        "file_name",
        "kind",
        "number",
        "plan",
        "made_by",
        "made_on",
        "confirmed_on",
    )
    list_filter = (
        "kind",
        ("plan", admin.RelatedOnlyFieldListFilter),
    )
    search_fields = ("file_name", "sha256")
    date_hierarchy = "made_on"
    selects = ("plan", "made_by", "confirmed_by", "visit")
    fields = (
        ("plan", "number", "kind"),
        "file_name",
        "sha256",
        ("made_by", "made_on"),
        ("confirmed_by", "confirmed_on"),
        ("change_set", "visit"),
    )
