"""History: every write of the record, to be searched and read."""

from django.contrib import admin

from tracker.admin.base import ReadOnlyAdmin
from tracker.models import Change
from tracker.reports.history import change_rows, who_wrote


@admin.register(Change)
class ChangeAdmin(ReadOnlyAdmin):
    """Who wrote what, when and why; nobody writes here."""

    list_display = ("recorded_at", "kind", "model", "record", "writer", "why")
    list_filter = ("kind", "model", ("plan", admin.RelatedOnlyFieldListFilter))
    search_fields = ("record", "why", "by__full_name", "actor")
    date_hierarchy = "recorded_at"
    selects = ("by", "plan")
    fields = (
        ("recorded_at", "writer"),
        ("kind", "model", "record"),
        "why",
        "written",
        "plan",
        "change_set",
    )

    @admin.display(description="by", ordering="by__full_name")
    def writer(self, change: Change) -> str:
        """The person, or the command."""
        return who_wrote(change)

    @admin.display(description="written")
    def written(self, change: Change) -> str:
        """Field by field, before and after, in words."""
        return next(change_rows([change])).in_one_text
