"""How a second person looked, and dates asked for: read here, written on the pages.

A person is offered each of these only where another one did the work; that is asked
on the page of the action, so nothing is added here.
"""

from django.contrib import admin

from tracker.admin.base import ReadOnlyAdmin
from tracker.admin.inlines import RecordInline
from tracker.models import DueCheck, DueDateChange, Moderation, Verification

PLAN_OF_ACTION = ("action__plan", admin.RelatedOnlyFieldListFilter)
PLAN_OF_UPDATE = ("update__action__plan", admin.RelatedOnlyFieldListFilter)


class VerificationInline(RecordInline):
    """What others saw of it."""

    model = Verification
    fields = ("number", "kind", "verified_on", "verified_by", "result", "reason")
    selects = ("action", "verified_by")


class DueCheckInline(RecordInline):
    """When it is looked at again."""

    model = DueCheck
    fields = ("kind", "due_on", "after")
    selects = ("action", "after__action")


class DueDateInline(RecordInline):
    """Requests for another due date."""

    model = DueDateChange
    fields = ("number", "old_on", "new_on", "reason_code", "asked_by", "decision")
    selects = ("action", "asked_by")


@admin.register(Moderation)
class ModerationAdmin(ReadOnlyAdmin):
    """What moderators said of updates."""

    list_display = ("update", "moderated_on", "moderator", "result", "rating")
    list_filter = ("result", "rating", PLAN_OF_UPDATE)
    search_fields = ("update__action__reference", "moderator__full_name", "reason")
    date_hierarchy = "moderated_on"
    ordering = ("-moderated_on", "-pk")
    selects = ("update__action", "author", "moderator")


@admin.register(Verification)
class VerificationAdmin(ReadOnlyAdmin):
    """What others saw of delivered actions, on delivery and later."""

    list_display = ("action", "number", "kind", "verified_on", "verified_by", "result")
    list_filter = ("kind", "result", PLAN_OF_ACTION)
    search_fields = ("action__reference", "verified_by__full_name", "reason")
    date_hierarchy = "verified_on"
    ordering = ("-verified_on", "-pk")
    selects = ("action", "delivered_by", "verified_by", "due_check__action")


@admin.register(DueCheck)
class DueCheckAdmin(ReadOnlyAdmin):
    """Checks that fall due by themselves."""

    list_display = ("action", "kind", "due_on", "after")
    list_filter = ("kind", PLAN_OF_ACTION)
    search_fields = ("action__reference", "action__title")
    date_hierarchy = "due_on"
    selects = ("action", "after__action")


@admin.register(DueDateChange)
class DueDateChangeAdmin(ReadOnlyAdmin):
    """Requests for another due date, and what was decided."""

    list_display = ("action", "number", "old_on", "new_on", "asked_by", "decision")
    list_filter = ("decision", "reason_code", PLAN_OF_ACTION)
    search_fields = ("action__reference", "asked_by__full_name", "reason")
    date_hierarchy = "asked_on"
    ordering = ("-asked_on", "-pk")
    selects = ("action", "asked_by", "decided_by")
