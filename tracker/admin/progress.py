"""What owners say, and the evidence they offer: added, never changed."""

from datetime import date

from django.contrib import admin
from django.http import HttpRequest

from tracker.admin import access
from tracker.admin.base import AppendedAdmin, ReadOnlyAdmin
from tracker.admin.forms import RecordForm
from tracker.forms.rules import not_after
from tracker.models import Evidence, ProgressUpdate
from tracker.workflow.progress import ProgressEntry, record_progress

OF_ACTION = ("action__plan", admin.RelatedOnlyFieldListFilter)


class ProgressForm(RecordForm):
    """An update; its author is who adds it."""

    filled_later = frozenset({"number", "author"})

    def clean_made_on(self) -> date | None:
        """Not a day to come."""
        return not_after(self.cleaned_data["made_on"], access.today())


@admin.register(ProgressUpdate)
class ProgressUpdateAdmin(AppendedAdmin):
    """Updates: a correction is a new one that names the one it corrects."""

    form = ProgressForm
    list_display = ("action", "number", "made_on", "author", "percent", "rating")
    list_filter = ("rating", OF_ACTION)
    search_fields = ("action__reference", "action__title", "did", "author__full_name")
    date_hierarchy = "made_on"
    autocomplete_fields = ("action", "corrects")
    selects = ("action", "author", "corrects__action")
    add_fields = (
        "action",
        "made_on",
        "did",
        "difference",
        "next_steps",
        ("percent", "rating"),
        "on_behalf_of",
        "corrects",
    )

    def get_fields(
        self, request: HttpRequest, obj: ProgressUpdate | None = None
    ) -> tuple:
        """Number, author and instant are shown once they are known."""
        known = (("number", "author", "recorded_at"),) if obj else ()
        return (*self.add_fields, *known)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict:
        """The day it is, and whatever the link says."""
        return {
            "made_on": access.today(),
            **super().get_changeform_initial_data(request),
        }

    def add(
        self, request: HttpRequest, obj: ProgressUpdate, form: RecordForm
    ) -> ProgressUpdate:
        """Record it, as the page of the action does; the first one starts the action."""
        entry = ProgressEntry(
            did=obj.did,
            difference=obj.difference,
            next_steps=obj.next_steps,
            percent=obj.percent,
            rating=obj.rating,
            on_behalf_of=obj.on_behalf_of,
            corrects=obj.corrects,
        )
        return record_progress(
            action=obj.action, entry=entry, by=access.person_of(request), on=obj.made_on
        )


@admin.register(Evidence)
class EvidenceAdmin(ReadOnlyAdmin):
    """Files and links; they come with an update, on the page of the action."""

    list_display = ("title", "action", "number", "kind", "added_on", "added_by")
    list_filter = ("kind", OF_ACTION)
    search_fields = ("title", "action__reference", "action__title", "file_name")
    date_hierarchy = "added_on"
    selects = ("action", "added_by", "update__action", "withdrawn_by")
    # The file itself is opened on its own page, which asks who may
    fields = (
        ("action", "number"),
        "title",
        "kind",
        ("period_starts_on", "period_ends_on"),
        "link",
        ("file_name", "content_type", "size"),
        "sha256",
        ("added_on", "added_by", "update"),
        ("withdrawn_on", "withdrawn_by"),
        "withdrawn_reason",
    )
