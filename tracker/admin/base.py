"""What every page of the back office shares: it cannot go round the rules.

Nothing is deleted; each write goes through the workflow and says who and why; a
page shows and changes what `access` allows; history is that of the record itself.
"""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from tracker.admin import access
from tracker.admin.forms import RecordForm
from tracker.admin.inlines import ScopedChoices
from tracker.models import Change, Plan, Recorded, StaleRecordError, change_set
from tracker.reports.history import change_rows
from tracker.workflow.records import save_record

ROWS_A_PAGE = 50
ENDS_THE_PAGE = ("why", "not_about_a_child", "seen_version")
NOT_YOURS = "You may not change this plan. Choose one that you manage."


def said_by(request: HttpRequest, form: RecordForm) -> Any:
    """The change set of what the person saves on a page of one row."""
    why = form.cleaned_data.get("why", "")
    return change_set(by=request.user, why=why, confirmed=form.confirmed)


class RecordAdmin(ScopedChoices, admin.ModelAdmin):
    """One model. `may_write` says who changes its rows: `manages` or `administers`.

    `fixed` names fields that are given once and then stand; `selects` what each
    row's name needs from other tables.
    """

    form = RecordForm
    formfield_overrides: ClassVar = {
        models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 4})}
    }
    actions: Any = None
    list_per_page = ROWS_A_PAGE
    show_full_result_count = False
    may_add = True
    may_change = True
    fixed: ClassVar[tuple[str, ...]] = ()
    selects: ClassVar[tuple[str, ...]] = ()
    may_write = staticmethod(access.manages)

    # What is seen, and who may do what

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Rows of the plans that the person sees."""
        rows = access.visible(request, super().get_queryset(request))
        return rows.select_related(*self.selects) if self.selects else rows

    def has_module_permission(self, request: HttpRequest) -> bool:
        """The back office is for staff."""
        return request.user.is_staff

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Staff read what `get_queryset` finds."""
        return request.user.is_staff

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Where there is a plan to add to."""
        return self.may_add and self.may_write_somewhere(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Where the person may write in the row's plan, and the row is not fixed."""
        if not self.may_change:
            return False
        if obj is None:
            return self.may_write_somewhere(request)
        return self.may_write(request, obj.get_plan_id()) and not self.is_fixed(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing on record is removed."""
        return False

    def may_write_somewhere(self, request: HttpRequest) -> bool:
        """Whether there is a plan in which the person may write such rows."""
        return request.user.is_superuser or any(
            self.may_write(request, plan_id) for plan_id in access.plans_of(request)
        )

    def is_fixed(self, obj: Any) -> bool:
        """Whether the row stands as it is: what inspectors published, for one."""
        return False

    def check_write(self, form: RecordForm) -> None:
        """Refuse, on the form, what points into another plan or at a fixed row."""
        if not self.may_write(form.request, form.instance.get_plan_id()):
            form.add_error(None, NOT_YOURS)
        elif self.is_fixed(form.instance):
            form.add_error(None, "What inspectors published is not changed.")

    # Forms

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple:
        """What is computed or fixed is shown, not asked."""
        shown = tuple(super().get_readonly_fields(request, obj))
        return (*shown, *self.fixed) if obj else shown

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict:
        """An address is made from the name when a row is added, and then stands."""
        return {} if obj else dict(super().get_prepopulated_fields(request, obj))

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list:
        """The fields, then why; a page that is only read asks nothing."""
        fieldsets: list[Any] = list(super().get_fieldsets(request, obj))
        fieldsets = [
            (name, self.without_extras(options)) for name, options in fieldsets
        ]
        if obj is None or self.has_change_permission(request, obj):
            fieldsets.append((None, {"fields": ENDS_THE_PAGE}))
        return fieldsets

    @staticmethod
    def without_extras(options: dict) -> dict:
        """The fields of a group without those that end the page."""
        names = [name for name in options["fields"] if name not in ENDS_THE_PAGE]
        return {**options, "fields": names}

    def get_form(
        self,
        request: HttpRequest,
        obj: Any = None,
        change: bool = False,
        **options: Any,
    ) -> type[forms.ModelForm]:
        """The form, which knows who asks and whose page it is on."""
        form = super().get_form(request, obj, change=change, **options)
        form.request = request  # type: ignore[attr-defined]
        form.model_admin = self  # type: ignore[attr-defined]
        return form

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey, request: HttpRequest, **options: Any
    ) -> forms.ModelChoiceField | None:
        """Plans are those in which the person may write such rows."""
        if db_field.remote_field.model is Plan:
            plans: list[Any] = [
                key for key in access.plans_of(request) if self.may_write(request, key)
            ]
            options["queryset"] = Plan.objects.filter(pk__in=plans)
        return super().formfield_for_foreignkey(db_field, request, **options)

    def get_inlines(self, request: HttpRequest, obj: Any) -> list:
        """What belongs to a row is shown once the row stands."""
        return list(super().get_inlines(request, obj)) if obj else []

    # Writing

    def changeform_view(
        self, request: HttpRequest, *args: Any, **options: Any
    ) -> HttpResponse:
        """The page; what the record refuses comes back on it, with all that was typed.

        The refusal has undone the transaction. The same request is then read again,
        and the form shows it (see `RecordForm`).
        """
        try:
            return super().changeform_view(request, *args, **options)
        except (ValidationError, StaleRecordError) as refusal:
            vars(request)["refusal"] = refusal
            return super().changeform_view(request, *args, **options)

    def save_model(
        self, request: HttpRequest, obj: Any, form: RecordForm, change: bool
    ) -> None:
        """Write the row through the workflow, with the reason given."""
        with said_by(request, form):
            if not change:
                stored = self.add(request, obj, form)
                # The page goes on with the row as the workflow stored it
                vars(obj).update(vars(stored))
            elif set(form.changed_data) - {"why", "not_about_a_child"}:
                self.change(request, obj, form)

    def add(self, request: HttpRequest, obj: Any, form: RecordForm) -> Recorded:
        """Store a new row and return it."""
        return save_record(obj)

    def change(self, request: HttpRequest, obj: Any, form: RecordForm) -> None:
        """Store a changed row, unless somebody saved it meanwhile."""
        type(obj).objects.locked(obj.pk, form.cleaned_data["seen_version"])
        save_record(obj)

    def save_formset(
        self, request: HttpRequest, form: RecordForm, formset: Any, change: bool
    ) -> None:
        """Write the rows below the page's row, each through the workflow."""
        with said_by(request, form):
            for row in formset.save(commit=False):
                self.add_row(row)

    def add_row(self, row: Any) -> None:
        """Store one row below the page's row."""
        save_record(row)

    # History

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Write nothing: the record's own history tells it."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Write nothing: the record's own history tells it."""

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Every write of the row: who, when, why, before and after."""
        obj = self.get_object(request, object_id)
        if obj is None:
            return self._get_obj_does_not_exist_redirect(  # type: ignore[attr-defined]
                request, self.opts, object_id
            )
        changes = Change.objects.of(obj).select_related("by")
        page = Paginator(changes, ROWS_A_PAGE).get_page(request.GET.get("p"))
        rows = list(change_rows(page.object_list))
        context = {
            **self.admin_site.each_context(request),
            "title": f"History of {obj}",
            "object": obj,
            "opts": self.opts,
            "page_obj": page,
            "rows": rows,
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/record_history.html", context)


class ReadOnlyAdmin(RecordAdmin):
    """Rows that are written elsewhere, or by nobody."""

    may_add = False
    may_change = False


class AppendedAdmin(RecordAdmin):
    """Rows that are only added: what was said that day stays said."""

    may_change = False
