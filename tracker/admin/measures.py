"""Success measures: their words are changed, their targets and values only added to."""

from typing import Any

from django.contrib import admin
from django.db import transaction
from django.http import HttpRequest

from tracker.admin import access
from tracker.admin.base import AppendedAdmin, RecordAdmin
from tracker.admin.forms import RecordForm
from tracker.admin.inlines import AddedInline, RecordInline
from tracker.models import (
    Measure,
    MeasureAction,
    MeasureTarget,
    MeasureTheme,
    MeasureValue,
)
from tracker.workflow.measure_values import add_value
from tracker.workflow.measures import MeasureWording, add_target, create_measure

OF_MEASURE = ("measure__plan", admin.RelatedOnlyFieldListFilter)
WORDING = (
    "name",
    "tells",
    "unit",
    "polarity",
    "baseline",
    "baseline_on",
    "frequency",
    "starts_on",
    "ends_on",
    "data_source",
    "owner_post",
)


class MeasureForm(RecordForm):
    """A measure; its reference is the next one of the plan."""

    filled_later = frozenset({"reference"})


class NumberedForm(RecordForm):
    """A row of a measure; its number is the next one, and whose it is, who adds it."""

    filled_later = frozenset({"number", "entered_by", "set_by"})

    def clean(self) -> dict:
        """Who adds it stands before the rules are asked."""
        data = super().clean() or self.cleaned_data
        if self.instance.pk is None:
            name = self.model_admin.by
            setattr(self.instance, name, access.person_of(self.request))
        return data


class ThemeInline(AddedInline):
    """Themes that the measure is about."""

    model = MeasureTheme
    fields = ("theme",)
    autocomplete_fields = ("theme",)
    selects = ("measure", "theme")


class ActionInline(AddedInline):
    """Actions that are to move it."""

    model = MeasureAction
    fields = ("action",)
    autocomplete_fields = ("action",)
    selects = ("measure", "action")


class TargetInline(RecordInline):
    """What is to be reached, since when."""

    model = MeasureTarget
    fields = ("number", "set_on", "target", "target_on", "tolerance")
    selects = ("measure",)


@admin.register(Measure)
class MeasureAdmin(RecordAdmin):
    """Measures."""

    form = MeasureForm
    list_display = ("reference", "name", "unit", "polarity", "frequency", "plan")
    list_filter = (
        "frequency",
        "polarity",
        ("plan", admin.RelatedOnlyFieldListFilter),
    )
    search_fields = ("reference", "name", "tells")
    autocomplete_fields = ("owner_post",)
    readonly_fields = ("reference",)
    fixed = ("plan",)
    selects = ("plan", "owner_post")
    inlines = (ThemeInline, ActionInline, TargetInline)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple:
        """The reference is shown once it is known."""
        return ("plan", *WORDING, *(self.readonly_fields if obj else ()))

    def add(self, request: HttpRequest, obj: Measure, form: RecordForm) -> Measure:
        """Add it without a target; that is added as a row of its own."""
        wording = MeasureWording(**{name: getattr(obj, name) for name in WORDING})
        return create_measure(
            plan=obj.plan,
            wording=wording,
            by=access.person_of(request),
            on=access.today(),
        )


class LinkAdmin(RecordAdmin):
    """What a measure is about."""

    may_change = False
    list_filter = (OF_MEASURE,)


@admin.register(MeasureTheme)
class MeasureThemeAdmin(LinkAdmin):
    """Themes of measures."""

    list_display = ("measure", "theme")
    search_fields = ("measure__reference", "theme__name")
    autocomplete_fields = ("measure", "theme")
    selects = ("measure", "theme")


@admin.register(MeasureAction)
class MeasureActionAdmin(LinkAdmin):
    """Actions of measures."""

    list_display = ("measure", "action")
    search_fields = ("measure__reference", "action__reference")
    autocomplete_fields = ("measure", "action")
    selects = ("measure", "action")


@admin.register(MeasureTarget)
class MeasureTargetAdmin(AppendedAdmin):
    """Targets: another one is a new row with a reason."""

    form = NumberedForm
    by = "set_by"
    list_display = ("measure", "number", "set_on", "target", "target_on", "set_by")
    list_filter = (OF_MEASURE,)
    search_fields = ("measure__reference", "measure__name", "reason")
    date_hierarchy = "set_on"
    autocomplete_fields = ("measure", "source")
    selects = ("measure", "set_by", "source")
    add_fields = (
        "measure",
        "set_on",
        "target",
        ("target_on", "target_words"),
        "tolerance",
        "reason",
        ("source", "locator"),
        "quote",
        "voice",
    )

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple:
        """Number, person and instant are shown once they are known."""
        known = (("number", "set_by", "recorded_at"),) if obj else ()
        return (*self.add_fields, *known)

    @transaction.atomic
    def add(
        self, request: HttpRequest, obj: MeasureTarget, form: RecordForm
    ) -> MeasureTarget:
        """Add it as the page of the measure does."""
        obj.measure = Measure.objects.select_related("plan").locked(obj.measure_id)
        return add_target(obj)


@admin.register(MeasureValue)
class MeasureValueAdmin(AppendedAdmin):
    """Values: a correction is a new row that names the one it corrects."""

    form = NumberedForm
    by = "entered_by"
    list_display = ("measure", "number", "series", "ends_on", "value", "is_suspect")
    list_filter = ("series", "is_suspect", OF_MEASURE)
    search_fields = ("measure__reference", "measure__name", "note", "quote")
    date_hierarchy = "ends_on"
    autocomplete_fields = ("measure", "source", "corrects")
    selects = ("measure", "entered_by", "source", "corrects__measure")
    add_fields = (
        "measure",
        "series",
        ("starts_on", "ends_on"),
        ("precision", "period_words"),
        "value",
        ("numerator", "denominator"),
        "said",
        "no_data_reason",
        "note",
        ("is_suspect", "suspect_reason"),
        "corrects",
        "correction_reason",
        ("source", "locator"),
        "quote",
        "voice",
    )

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple:
        """Number, person and instant are shown once they are known."""
        known = (("number", "entered_by", "recorded_at"),) if obj else ()
        return (*self.add_fields, *known)

    @transaction.atomic
    def add(
        self, request: HttpRequest, obj: MeasureValue, form: RecordForm
    ) -> MeasureValue:
        """Add it as the page of the measure does."""
        obj.measure = Measure.objects.select_related("plan").locked(obj.measure_id)
        return add_value(obj)
