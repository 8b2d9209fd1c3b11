"""The filter of the list of recommendations."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, QuerySet

from tracker.choices import RecommendationKind, RecommendationState
from tracker.filters.base import PlanFilterSet, SortFilter, WordsFilter
from tracker.filters.choices import RowChoiceFilter
from tracker.models import Recommendation, RecommendationPart, VisitCheck

CHECKED = "checked"
NEVER_CHECKED = "never_checked"


class RecommendationFilter(PlanFilterSet):
    """Which recommendations of a plan to show."""

    q = WordsFilter(
        "reference__iexact",
        "text__icontains",
        "quote__icontains",
    )
    kind = django_filters.ChoiceFilter(
        label="Kind",
        field_name="kind",
        lookup_expr="exact",
        choices=RecommendationKind.choices,
        empty_label="Any",
    )
    visit = RowChoiceFilter(
        label="Raised by", field_name="visit__reference", lookup_expr="exact"
    )
    theme = RowChoiceFilter(label="Theme", method="with_theme")
    state = django_filters.ChoiceFilter(
        label="State",
        field_name="state",
        lookup_expr="exact",
        choices=[
            (state, f"{state.label}: {RecommendationState.meanings[state]}")
            for state in RecommendationState
        ],
        empty_label="Any",
    )
    checked = django_filters.ChoiceFilter(
        label="Visits",
        choices=[(CHECKED, "Checked by a visit"), (NEVER_CHECKED, "Never checked")],
        empty_label="Any",
        method="with_checked",
    )
    sort = SortFilter(
        label="Sort",
        fields=[
            ("reference", "reference"),
            ("kind", "kind"),
            ("visit__starts_on", "visit"),
            ("covered_part_count", "answered"),
            ("state", "state"),
            ("action_count", "actions"),
            ("last_check_on", "last_check"),
        ],
        ranks={"state": RecommendationState.values},
        widget=forms.HiddenInput,
    )

    class Meta:
        model = Recommendation
        fields: tuple = ()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.filters["visit"].offer(self.visits)
        self.filters["theme"].offer(self.themes)

    def visits(self) -> list[tuple[str, str]]:
        """The visits of the plan."""
        visits = self.plan.visits.published()
        return [(visit.reference, str(visit)) for visit in visits]

    def themes(self) -> list[tuple[str, str]]:
        """The themes of the plan."""
        return [(theme.slug, theme.name) for theme in self.plan.themes.all()]

    def with_theme(self, rows: QuerySet, _name: str, slug: str) -> QuerySet:
        """Recommendations with a part of this theme."""
        parts = RecommendationPart.objects.filter(
            recommendation=OuterRef("pk"), theme__slug=slug
        )
        return rows.filter(Exists(parts))

    def with_checked(self, rows: QuerySet, _name: str, which: str) -> QuerySet:
        """Recommendations that a visit looked at, or that none did."""
        made = (
            VisitCheck.objects.published()
            .looked()
            .filter(recommendation=OuterRef("pk"))
        )
        checks = Exists(made)
        return rows.filter(checks if which == CHECKED else ~checks)
