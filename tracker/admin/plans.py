"""Plans, and how their work is sorted."""

from django.contrib import admin
from django.http import HttpRequest

from tracker.admin import access
from tracker.admin.base import RecordAdmin
from tracker.admin.inlines import AddedInline
from tracker.models import Plan, PlanMembership, Theme, Workstream


class MembershipInline(AddedInline):
    """Who belongs to the plan; each opens to give it a last day."""

    model = PlanMembership
    fields = ("person", "role", "starts_on", "ends_on")
    autocomplete_fields = ("person",)
    selects = ("person",)
    may_write = staticmethod(access.administers)


@admin.register(Plan)
class PlanAdmin(RecordAdmin):
    """A superuser starts a plan; its managers keep it."""

    list_display = ("name", "slug", "accountable_body", "is_fictional")
    list_filter = ("is_fictional", "rating_preset")
    search_fields = ("name", "slug", "accountable_body")
    autocomplete_fields = ("accountable_post",)
    prepopulated_fields = {"slug": ("name",)}
    fixed = ("slug",)
    inlines = (MembershipInline,)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody is a member of a plan that does not stand yet."""
        return request.user.is_superuser


class SortingAdmin(RecordAdmin):
    """Names by which the work of a plan is sorted."""

    list_display = ("name", "plan")
    list_filter = (("plan", admin.RelatedOnlyFieldListFilter),)
    search_fields = ("name", "slug")
    prepopulated_fields = {"slug": ("name",)}
    fixed = ("plan", "slug")
    selects = ("plan",)
    may_write = staticmethod(access.administers)


@admin.register(Theme)
class ThemeAdmin(SortingAdmin):
    """Subjects that run through visits and years."""


@admin.register(Workstream)
class WorkstreamAdmin(SortingAdmin):
    """Strands of a plan."""
