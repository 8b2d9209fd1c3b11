"""Issued packs, notes and words of reports: read here, written on the pages."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from tracker.admin.base import ReadOnlyAdmin
from tracker.admin.inlines import RecordInline
from tracker.models import Pack, PackNote, PackText

OF_PLAN = ("plan", admin.RelatedOnlyFieldListFilter)
OF_PACK = ("pack__plan", admin.RelatedOnlyFieldListFilter)
OF_MEETING = ("meeting__plan", admin.RelatedOnlyFieldListFilter)


class NoteInline(RecordInline):
    """What turned out wrong in it."""

    model = PackNote
    fields = ("number", "written_on", "written_by", "text")
    selects = ("pack", "written_by")


@admin.register(Pack)
class PackAdmin(ReadOnlyAdmin):
    """Packs as they were issued; what they say stands on their page."""

    list_display = ("reference", "title", "shows_on", "issued_by", "plan")
    list_filter = ("preset", OF_PLAN)
    search_fields = ("reference", "title", "sha256")
    date_hierarchy = "shows_on"
    readonly_fields = ("sha256", "redacted_sha256")
    selects = ("plan", "meeting", "visit", "organisation", "earlier", "issued_by")
    inlines = (NoteInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Pack]:
        """Without the bytes, which no page of the back office shows."""
        return super().get_queryset(request).defer("content")


@admin.register(PackNote)
class PackNoteAdmin(ReadOnlyAdmin):
    """What turned out wrong in issued packs."""

    list_display = ("pack", "number", "written_on", "written_by")
    list_filter = (OF_PACK,)
    search_fields = ("pack__reference", "text", "written_by__full_name")
    date_hierarchy = "written_on"
    selects = ("pack", "written_by")


@admin.register(PackText)
class PackTextAdmin(ReadOnlyAdmin):
    """What people wrote into reports, meeting by meeting."""

    list_display = ("meeting", "preset", "key")
    list_filter = ("preset", OF_MEETING)
    search_fields = ("meeting__reference", "key", "text")
    selects = ("meeting",)
