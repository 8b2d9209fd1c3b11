"""Visits and what inspectors wrote: read-only once published."""

from typing import Any, ClassVar

from django.contrib import admin
from django.core.validators import RegexValidator

from tracker.admin.base import ReadOnlyAdmin, RecordAdmin
from tracker.admin.forms import RecordForm
from tracker.admin.inlines import AddedInline, RecordInline
from tracker.edge.converters import VisitReference
from tracker.models import (
    CheckFinding,
    ClosureDay,
    Finding,
    Judgement,
    Recommendation,
    TimeLimitChange,
    Visit,
    VisitCheck,
    VisitNote,
)

OF_VISIT = ("visit__plan", admin.RelatedOnlyFieldListFilter)


class VisitForm(RecordForm):
    """A visit; its reference is part of web addresses."""

    def clean_reference(self) -> str:
        """The year of its first day and a number, such as V-2022-01."""
        reference = self.cleaned_data["reference"]
        RegexValidator(
            rf"\A{VisitReference.regex}\Z", "Give V, the year and a number: V-2022-01."
        )(reference)
        return reference


class JudgementInline(RecordInline):
    """Grades given at the visit."""

    model = Judgement
    fields = ("area", "grade")
    selects = ("visit",)


class FindingInline(RecordInline):
    """Statements made at the visit."""

    model = Finding
    fields = ("reference", "kind", "text", "voice")
    selects = ("visit",)


class RaisedInline(RecordInline):
    """What the visit requires."""

    model = Recommendation
    fields = ("reference", "kind", "number", "text")
    selects = ("visit",)
    verbose_name_plural = "recommendations raised"


class VisitCheckInline(RecordInline):
    """Which actions and recommendations the visit checked, and what it said."""

    model = VisitCheck
    fields = ("action", "recommendation", "progress", "sustained", "direction")
    selects = ("visit", "action", "recommendation")


class VisitNoteInline(RecordInline):
    """What was said of the visit afterwards."""

    model = VisitNote
    fields = ("number", "kind", "text", "noted_on", "by")
    selects = ("visit", "by")


class TimeLimitChangeInline(RecordInline):
    """Days given in place of the counted ones."""

    model = TimeLimitChange
    fields = ("limit", "due_on", "reason", "changed_on", "by")
    selects = ("visit", "by")


class TargetCheckInline(RecordInline):
    """The visits that checked the page's action or recommendation."""

    model = VisitCheck
    fields = ("visit", "progress", "sustained", "consistency", "direction", "quote")
    selects = ("visit", "action", "recommendation")
    verbose_name_plural = "visits that checked it"


@admin.register(Visit)
class VisitAdmin(RecordAdmin):
    """Events of the inspectorate."""

    form = VisitForm
    list_display = ("reference", "kind", "starts_on", "ends_on", "is_published", "plan")
    list_filter = (
        "kind",
        "framework",
        "is_published",
        ("plan", admin.RelatedOnlyFieldListFilter),
    )
    search_fields = ("reference", "scope", "inspectors")
    date_hierarchy = "starts_on"
    autocomplete_fields = ("source",)
    # Published on its own page, where its checks take their steps
    readonly_fields = ("more_quotes", "is_published")
    fixed = ("plan", "reference")
    selects = ("plan", "source")
    inlines = (
        JudgementInline,
        FindingInline,
        RaisedInline,
        VisitCheckInline,
        VisitNoteInline,
        TimeLimitChangeInline,
    )

    def is_fixed(self, obj: Visit) -> bool:
        """What stood published stands; publishing is the last change."""
        stored = getattr(obj, "_stored", {})
        return bool(stored.get("is_published"))


class OfVisitAdmin(RecordAdmin):
    """What inspectors wrote at a visit."""

    readonly_fields = ("more_quotes",)
    fixed: ClassVar[tuple[str, ...]] = ("visit",)

    def is_fixed(self, obj: Any) -> bool:
        """Published words are not changed, and none are added to them here."""
        return bool(obj.visit_id and obj.visit.is_published)


@admin.register(Judgement)
class JudgementAdmin(OfVisitAdmin):
    """Grades."""

    list_display = ("area", "grade", "visit")
    list_filter = ("grade", OF_VISIT)
    search_fields = ("area", "visit__reference")
    autocomplete_fields = ("visit", "source")
    selects = ("visit", "source")


@admin.register(Finding)
class FindingAdmin(OfVisitAdmin):
    """Statements of a visit or a document."""

    list_display = ("reference", "kind", "text", "voice", "visit", "theme")
    list_filter = ("kind", "voice", ("plan", admin.RelatedOnlyFieldListFilter))
    search_fields = ("reference", "text", "quote")
    autocomplete_fields = ("visit", "theme", "source")
    fixed = ("plan", "reference", "visit")
    selects = ("plan", "visit", "theme", "source")


class CheckFindingInline(AddedInline):
    """Findings that the check rests on."""

    model = CheckFinding
    fields = ("finding",)
    autocomplete_fields = ("finding",)
    selects = (
        "finding",
        "check_made__visit",
        "check_made__action",
        "check_made__recommendation",
    )

    def has_add_permission(self, request: Any, obj: Any = None) -> bool:
        """Not to what is published."""
        return super().has_add_permission(request, obj) and not obj.visit.is_published


@admin.register(VisitCheck)
class VisitCheckAdmin(OfVisitAdmin):
    """A visit's word on one action or recommendation."""

    list_display = ("visit", "action", "recommendation", "progress", "sustained")
    list_filter = ("progress", "sustained", "direction", OF_VISIT)
    search_fields = (
        "visit__reference",
        "action__reference",
        "recommendation__reference",
        "quote",
    )
    autocomplete_fields = ("visit", "action", "recommendation", "source")
    fixed = ("visit", "action", "recommendation")
    selects = ("visit", "action", "recommendation", "source")
    inlines = (CheckFindingInline,)


@admin.register(CheckFinding)
class CheckFindingAdmin(RecordAdmin):
    """Which finding a check rests on."""

    list_display = ("check_made", "finding")
    list_filter = (("finding__plan", admin.RelatedOnlyFieldListFilter),)
    search_fields = ("finding__reference", "check_made__visit__reference")
    fields = ("check_made", "finding")
    autocomplete_fields = ("check_made", "finding")
    may_change = False
    selects = (
        "finding",
        "check_made__visit",
        "check_made__action",
        "check_made__recommendation",
    )

    def is_fixed(self, obj: CheckFinding) -> bool:
        """Checks of a published visit rest on what they rest on."""
        return obj.check_made.visit.is_published


@admin.register(VisitNote)
class VisitNoteAdmin(ReadOnlyAdmin):
    """Corrections and replies, written on the visit's page."""

    list_display = ("visit", "number", "kind", "text", "noted_on", "by")
    list_filter = ("kind", OF_VISIT)
    search_fields = ("visit__reference", "text", "speaker")
    selects = ("visit", "finding", "check_made", "post", "by")


@admin.register(TimeLimitChange)
class TimeLimitChangeAdmin(ReadOnlyAdmin):
    """Other days for statutory limits, given on the visit's page."""

    list_display = ("visit", "limit", "due_on", "changed_on", "by")
    list_filter = ("limit", OF_VISIT)
    search_fields = ("visit__reference", "reason")
    selects = ("visit", "by")


@admin.register(ClosureDay)
class ClosureDayAdmin(RecordAdmin):
    """Days that the statutory clock does not count."""

    list_display = ("day", "reason", "plan")
    list_filter = (("plan", admin.RelatedOnlyFieldListFilter),)
    search_fields = ("reason",)
    date_hierarchy = "day"
    fixed = ("plan",)
    selects = ("plan",)
