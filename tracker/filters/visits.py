"""The filter of the list of visits."""

from typing import Any

import django_filters
from django import forms

from tracker.choices import VisitKind
from tracker.filters.base import PlanFilterSet, SortFilter, WordsFilter
from tracker.filters.choices import RowChoiceFilter
from tracker.models import Visit


class VisitFilter(PlanFilterSet):
    """Which visits of a plan to show."""

    q = WordsFilter(
        "reference__iexact",
        "scope__icontains",
        "inspectors__icontains",
    )
    kind = django_filters.ChoiceFilter(
        label="Kind",
        field_name="kind",
        lookup_expr="exact",
        choices=VisitKind.choices,
        empty_label="Any",
    )
    year = RowChoiceFilter(
        label="Year", field_name="starts_on__year", lookup_expr="exact"
    )
    sort = SortFilter(
        label="Sort",
        fields=[
            ("reference", "reference"),
            ("kind", "kind"),
            ("starts_on", "days"),
            ("letter_published_on", "published"),
            ("check_count", "checks"),
            ("finding_count", "findings"),
        ],
        widget=forms.HiddenInput,
    )

    class Meta:
        model = Visit
        fields: tuple = ()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.filters["year"].offer(self.years)

    def years(self) -> list[tuple[str, str]]:
        """The years in which the plan has visits, the latest first."""
        days = self.plan.visits.published().dates("starts_on", "year", order="DESC")
        return [(str(day.year), str(day.year)) for day in days]
