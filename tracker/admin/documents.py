"""Documents, and what is known to exist but not held."""

from django.contrib import admin

from tracker.admin.base import RecordAdmin
from tracker.models import Gap, Source

FILLED = ("filled_on", "filled_by", "filled_visit", "filled_note")


@admin.register(Source)
class SourceAdmin(RecordAdmin):
    """Documents that facts came from."""

    list_display = ("code", "title", "publisher", "published_on", "plan")
    list_filter = ("kind", ("plan", admin.RelatedOnlyFieldListFilter))
    search_fields = ("code", "title", "publisher")
    date_hierarchy = "published_on"
    fixed = ("plan", "code")
    selects = ("plan",)


@admin.register(Gap)
class GapAdmin(RecordAdmin):
    """What is not held, with the sentence that shows it."""

    list_display = ("reference", "what", "how_many", "filled_on", "plan")
    list_filter = (("plan", admin.RelatedOnlyFieldListFilter),)
    search_fields = ("reference", "what", "where")
    autocomplete_fields = ("source",)
    # Filled on pages of its own, which say who and when
    readonly_fields = ("more_quotes", *FILLED)
    fixed = ("plan", "reference")
    selects = ("plan", "source", "filled_by", "filled_visit")
