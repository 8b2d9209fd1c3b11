"""The filter of the list of measures."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, QuerySet

from tracker.choices import MeasureFrequency, MeasureStatus
from tracker.filters.base import PlanFilterSet, SortFilter, WordsFilter
from tracker.filters.choices import RowChoiceFilter
from tracker.filters.fields import TickFilter
from tracker.models import Measure, MeasureTheme


class MeasureFilter(PlanFilterSet):
    """Which measures of a plan to show."""

    q = WordsFilter(
        "reference__iexact",
        "name__icontains",
        "tells__icontains",
        "data_source__icontains",
    )
    status = django_filters.ChoiceFilter(
        label="Status",
        field_name="status",
        lookup_expr="exact",
        choices=MeasureStatus.choices,
        empty_label="Any",
    )
    theme = RowChoiceFilter(label="Theme", method="with_theme")
    frequency = django_filters.ChoiceFilter(
        label="How often",
        field_name="frequency",
        lookup_expr="exact",
        choices=MeasureFrequency.choices,
        empty_label="Any",
    )
    due = TickFilter(label="An entry is due", method="with_due_entry")
    contradicted = TickFilter(
        label="On target, but inspectors found otherwise", method="with_contradiction"
    )
    sort = SortFilter(
        label="Sort",
        fields=[
            ("reference", "reference"),
            ("name", "name"),
            ("status", "status"),
            ("told_until", "period"),
        ],
        ranks={"status": MeasureStatus.values},
        widget=forms.HiddenInput,
    )

    class Meta:
        model = Measure
        fields: tuple = ()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.filters["theme"].offer(self.themes)

    def themes(self) -> list[tuple[str, str]]:
        """The themes of the plan."""
        return [(theme.slug, theme.name) for theme in self.plan.themes.all()]

    def with_theme(self, measures: QuerySet, _name: str, slug: str) -> QuerySet:
        """Measures about this theme."""
        links = MeasureTheme.objects.filter(measure=OuterRef("pk"), theme__slug=slug)
        return measures.filter(Exists(links))

    def with_due_entry(self, measures: QuerySet, _name: str, only: bool) -> QuerySet:
        """Measures with a period that has ended and no entry."""
        return measures.filter(is_due=True) if only else measures

    def with_contradiction(
        self, measures: QuerySet, _name: str, only: bool
    ) -> QuerySet:
        """Measures on target about which inspectors found otherwise."""
        return measures.filter(is_contradicted=True) if only else measures
