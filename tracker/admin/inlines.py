"""Rows shown below the row they belong to: read there, added there, changed elsewhere."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest

from tracker.admin import access
from tracker.admin.forms import RowForm


class ScopedChoices:
    """Offers only rows that the person may see."""

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey, request: HttpRequest, **options: Any
    ) -> forms.ModelChoiceField | None:
        """The field, over the rows that the person may see."""
        rows = db_field.remote_field.model.objects.all()  # type: ignore[attr-defined]
        options.setdefault("queryset", access.visible(request, rows))
        return super().formfield_for_foreignkey(db_field, request, **options)  # type: ignore[misc]


class RecordInline(ScopedChoices, admin.TabularInline):
    """Rows that belong to the page's row, to be read; each opens on its own page."""

    form = RowForm
    extra = 0
    can_delete = False
    show_change_link = True
    selects: ClassVar[tuple[str, ...]] = ()
    may_write = staticmethod(access.manages)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """The rows with what their names need."""
        rows = access.outside_drafts(request, super().get_queryset(request))
        return rows.select_related(*self.selects) if self.selects else rows

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever sees the page sees them."""
        return request.user.is_staff

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """They are added elsewhere."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """They are changed on their own pages."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing on record is removed."""
        return False


class AddedInline(RecordInline):
    """Rows that may be added below the page's row; those that stand are only read."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Where the person may write in the plan of the page's row."""
        return obj is not None and self.may_write(request, obj.get_plan_id())
