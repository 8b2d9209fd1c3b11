"""Actions: worded here; state, owner and dates change through the workflow only."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import flatten
from django.http import HttpRequest

from tracker.admin import access
from tracker.admin.action_forms import (
    WORDING,
    AddActionForm,
    RecordedActionForm,
    TrackedActionForm,
)
from tracker.admin.assurance import (
    DueCheckInline,
    DueDateInline,
    VerificationInline,
)
from tracker.admin.base import ReadOnlyAdmin, RecordAdmin
from tracker.admin.downloads import download_csv, download_workbook
from tracker.admin.inlines import RecordInline
from tracker.admin.visits import TargetCheckInline
from tracker.models import (
    Action,
    Answer,
    Evidence,
    OwnerChange,
    ProgressUpdate,
    StatusChange,
)
from tracker.workflow.actions import (
    change_owner,
    create_action,
    edit_action,
    take_up_action,
)

OF_ACTION = ("action__plan", admin.RelatedOnlyFieldListFilter)
STATE = (
    ("reference", "plan"),
    ("status", "owner_post"),
    ("starts_on", "first_due_on", "due_on"),
    ("due_words", "due_precision"),
)
DOCUMENT = (
    ("claim", "claim_on", "claim_voice"),
    ("owner_words", "owner_basis"),
    ("source", "locator"),
    "quote",
    "more_quotes",
)


class AnswerInline(RecordInline):
    """Which parts of recommendations it answers; changed with its words."""

    model = Answer
    fields = ("part", "basis")
    selects = ("action", "part__recommendation")


class ProgressInline(RecordInline):
    """What its owners said."""

    model = ProgressUpdate
    fields = ("number", "made_on", "author", "did", "percent", "rating")
    selects = ("action", "author")


class StatusInline(RecordInline):
    """Its steps so far."""

    model = StatusChange
    fk_name = "action"
    fields = ("changed_on", "from_status", "to_status", "by", "source", "reason")
    selects = ("action", "by", "source")


class OwnerInline(RecordInline):
    """Its owners so far."""

    model = OwnerChange
    fields = ("changed_on", "from_post", "to_post", "by", "source", "reason")
    selects = ("action", "from_post", "to_post", "by", "source")


class EvidenceInline(RecordInline):
    """What was offered as evidence."""

    model = Evidence
    fields = ("number", "title", "kind", "added_on", "added_by")
    selects = ("action", "added_by")


@admin.register(Action)
class ActionAdmin(RecordAdmin):
    """Steps that answer recommendations."""

    list_display = ("reference", "title", "status", "owner_post", "due_on", "plan")
    list_filter = ("status", "claim", ("plan", admin.RelatedOnlyFieldListFilter))
    search_fields = ("reference", "title", "output", "outcome", "owner_words")
    date_hierarchy = "due_on"
    autocomplete_fields = ("workstream", "owner_post")
    selects = ("plan", "workstream", "owner_post", "source")
    actions = (download_csv, download_workbook)
    inlines = (
        TargetCheckInline,
        AnswerInline,
        ProgressInline,
        EvidenceInline,
        VerificationInline,
        DueCheckInline,
        DueDateInline,
        StatusInline,
        OwnerInline,
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple:
        """Everything but the words, once the action stands."""
        return tuple(flatten([*STATE, *DOCUMENT])) if obj else ()

    def get_fieldsets(self, request: HttpRequest, obj: Action | None = None) -> list:
        """Words first, then what may be asked of it, then what only stands there."""
        groups = self.groups(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            groups.append((None, {"fields": ("why", "seen_version")}))
        return groups

    def groups(self, request: HttpRequest, obj: Action | None) -> list:
        """The groups of fields that suit the action and the reader."""
        if obj is None:
            promise = {"fields": ("owner_post", "starts_on", "due_on")}
            return [
                (None, {"fields": ("plan", *WORDING, "parts")}),
                ("Promise", promise),
            ]
        shown = [
            ("State", {"fields": STATE}),
            ("From a document", {"fields": DOCUMENT}),
        ]
        if not self.has_change_permission(request, obj):
            return [(None, {"fields": WORDING}), *shown]
        words = (None, {"fields": (*WORDING, "parts")})
        if obj.is_tracked:
            return [words, ("Owner", {"fields": ("new_owner", "owner_from")}), *shown]
        taking_up = ("take_up_as", "take_up_from", "new_owner", "start", "due")
        return [words, ("Take up", {"fields": taking_up}), *shown]

    def get_form(
        self,
        request: HttpRequest,
        obj: Any = None,
        change: bool = False,
        **options: Any,
    ) -> Any:
        """The form for the action's place in its life."""
        if obj is None:
            options["form"] = AddActionForm
        else:
            tracked = obj.is_tracked
            options["form"] = TrackedActionForm if tracked else RecordedActionForm
        return super().get_form(request, obj, change=change, **options)

    def add(self, request: HttpRequest, obj: Action, form: Any) -> Action:
        """Add it with its first promise, as the page does."""
        return create_action(
            plan=obj.plan,
            wording=form.wording(),
            promise=form.promise(),
            by=access.person_of(request),
            on=access.today(),
        )

    def change(self, request: HttpRequest, obj: Action, form: Any) -> None:
        """Change words, give it to another post or take it up: each by its own door."""
        version, why = form.cleaned_data["seen_version"], form.cleaned_data["why"]
        if form.changes_words():
            words = form.wording()
            held = edit_action(action=obj, version=version, wording=words, why=why)
            version = held.version
        if isinstance(form, RecordedActionForm):
            self.take_up(request, obj, form, version)
        elif form.gives_away():
            change_owner(
                action=obj,
                version=version,
                post=form.cleaned_data["new_owner"],
                by=access.person_of(request),
                on=form.cleaned_data["owner_from"],
                reason=why,
            )

    def take_up(
        self, request: HttpRequest, obj: Action, form: RecordedActionForm, version: int
    ) -> None:
        """Track it from a day on, where that is asked."""
        if form.takes_up():
            take_up_action(
                action=obj,
                version=version,
                promise=form.promise(),
                by=access.person_of(request),
                on=form.cleaned_data["take_up_from"],
            )


class StandingAdmin(ReadOnlyAdmin):
    """Dated rows of actions, written by the workflow alone."""

    search_fields = ("action__reference", "action__title", "reason")
    date_hierarchy = "changed_on"
    ordering = ("-changed_on", "-pk")  # the latest first


@admin.register(StatusChange)
class StatusChangeAdmin(StandingAdmin):
    """Steps in the life of actions."""

    list_display = ("action", "changed_on", "from_status", "to_status", "by", "source")
    list_filter = ("to_status", OF_ACTION)
    selects = ("action", "by", "source")


@admin.register(OwnerChange)
class OwnerChangeAdmin(StandingAdmin):
    """Changes of owner."""

    list_display = ("action", "changed_on", "from_post", "to_post", "by", "source")
    list_filter = (OF_ACTION,)
    selects = ("action", "from_post", "to_post", "by", "source")
