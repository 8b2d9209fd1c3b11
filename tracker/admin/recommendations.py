"""What must improve: its words, its parts, what answers them, how it recurs."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from tracker.admin.base import ReadOnlyAdmin, RecordAdmin
from tracker.admin.forms import RecordForm, RowForm
from tracker.admin.inlines import RecordInline
from tracker.admin.visits import TargetCheckInline
from tracker.models import (
    Answer,
    DeclinedRecurrence,
    Recommendation,
    RecommendationPart,
    Recurrence,
)
from tracker.workflow.recommendations import (
    PartWording,
    RecommendationWording,
    create_recommendation,
    edit_recommendation,
)

WORDING = (
    "kind",
    "section",
    "number",
    "text",
    "visit",
    "voice",
    "source",
    "locator",
    "quote",
)
OF_PLAN = ("plan", admin.RelatedOnlyFieldListFilter)


class RecommendationForm(RecordForm):
    """A recommendation; its reference is the next one of the plan."""

    filled_later = frozenset({"reference"})


class PartRowForm(RowForm):
    """A part; its number is the next one."""

    filled_later = frozenset({"number"})
    text = forms.CharField(widget=forms.Textarea(attrs={"rows": 2, "cols": 80}))


class PartInline(RecordInline):
    """The separable things it asks for."""

    model = RecommendationPart
    form = PartRowForm
    fields = ("number", "text")
    readonly_fields = ("number",)
    selects = ("recommendation", "theme")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Not the published words of inspectors."""
        return (
            obj is not None
            and self.may_write(request, obj.get_plan_id())
            and not is_published(obj)
        )

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Where the others may be changed."""
        return self.has_change_permission(request, obj)


@admin.register(Recommendation)
class RecommendationAdmin(RecordAdmin):
    """Recommendations, areas for improvement and own findings."""

    form = RecommendationForm
    list_display = ("reference", "kind", "text", "visit", "plan")
    list_filter = ("kind", "section", "voice", OF_PLAN)
    search_fields = ("reference", "text", "quote")
    autocomplete_fields = ("visit", "source")
    readonly_fields = (
        "reference",
        "belongs_to",
        "belongs_to_basis",
        "more_quotes",
    )
    fixed = ("plan",)
    selects = ("plan", "visit", "source", "belongs_to")
    inlines = (PartInline, TargetCheckInline)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple:
        """What is derived or linked is shown once it stands."""
        shown = self.readonly_fields if obj else ()
        return ("plan", *WORDING, *shown)

    def is_fixed(self, obj: Recommendation) -> bool:
        """Published words stand; what a published letter requires may be added."""
        return bool(obj.pk) and is_published(obj)

    def add(
        self, request: HttpRequest, obj: Recommendation, form: RecordForm
    ) -> Recommendation:
        """Add it with one part, itself; further parts are added on its page."""
        return create_recommendation(plan=obj.plan, wording=wording_of(obj), parts=())

    def change(
        self, request: HttpRequest, obj: Recommendation, form: RecordForm
    ) -> None:
        """Nothing yet: words and parts are changed together, by `save_formset`."""

    def save_formset(
        self, request: HttpRequest, form: RecordForm, formset: Any, change: bool
    ) -> None:
        """Change words and parts in one go, unless somebody saved them meanwhile."""
        formset.save(commit=False)
        if formset.model is not RecommendationPart:
            return
        edit_recommendation(
            recommendation=form.instance,
            version=form.cleaned_data["seen_version"],
            wording=wording_of(form.instance),
            parts=[part_of(each) for each in formset.forms if each.instance.text],
            why=form.cleaned_data["why"],
        )


def is_published(recommendation: Recommendation) -> bool:
    """Whether inspectors have published its words."""
    visit = recommendation.visit
    return visit is not None and visit.is_published


def wording_of(recommendation: Recommendation) -> RecommendationWording:
    """Its words as the workflow takes them."""
    return RecommendationWording(
        **{name: getattr(recommendation, name) for name in WORDING}
    )


def part_of(form: RowForm) -> PartWording:
    """A row of the page as the workflow takes it."""
    part = form.instance
    return PartWording(text=part.text, theme=part.theme, number=part.number)


@admin.register(RecommendationPart)
class RecommendationPartAdmin(ReadOnlyAdmin):
    """Parts, to be found; they are changed with their recommendation."""

    list_display = ("__str__", "theme")
    list_filter = (("recommendation__plan", admin.RelatedOnlyFieldListFilter),)
    search_fields = ("recommendation__reference", "text")
    selects = ("recommendation", "theme")


@admin.register(Recurrence)
class RecurrenceAdmin(RecordAdmin):
    """Later recommendations that take up earlier ones."""

    list_display = ("later", "kind", "earlier", "basis", "linked_on")
    list_filter = ("kind", "basis", ("later__plan", admin.RelatedOnlyFieldListFilter))
    search_fields = ("later__reference", "earlier__reference")
    autocomplete_fields = ("later", "earlier")
    fixed = ("later", "earlier")
    selects = ("later", "earlier")


@admin.register(DeclinedRecurrence)
class DeclinedRecurrenceAdmin(ReadOnlyAdmin):
    """What was looked at and is no recurrence; said on the recommendation's page."""

    list_display = ("later", "earlier", "declined_on", "reason")
    list_filter = (("later__plan", admin.RelatedOnlyFieldListFilter),)
    search_fields = ("later__reference", "earlier__reference")
    selects = ("later", "earlier")


@admin.register(Answer)
class AnswerAdmin(ReadOnlyAdmin):
    """Which action answers which part; changed with the action."""

    list_display = ("action", "part", "basis")
    list_filter = ("basis", ("action__plan", admin.RelatedOnlyFieldListFilter))
    search_fields = ("action__reference", "part__recommendation__reference")
    selects = ("action", "part__recommendation")
