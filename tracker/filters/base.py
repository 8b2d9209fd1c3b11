"""What all filters of a plan's lists share: the plan, the day, plain forms, sorting."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

import django_filters
from django.db.models import Case, F, Q, QuerySet, Value, When
from django.db.models.expressions import OrderBy

from tracker.forms.base import GovukForm
from tracker.models import Plan

LONGEST_TEXT = 100  # characters; each word is a condition of the query


class FilterForm(GovukForm):
    """A filter's form: nothing in it has to be filled in."""

    hides_optional = True
    holds_back = False


class WordsFilter(django_filters.CharFilter):
    """Words, each of which stands in one of these columns: `title__icontains`."""

    def __init__(self, *columns: str, **options: Any) -> None:
        self.columns = columns
        super().__init__(label="Search", max_length=LONGEST_TEXT, **options)

    def holds(self, word: str) -> Q:
        """The condition that a row holds one word."""
        return reduce(or_, (Q(**{column: word}) for column in self.columns))

    def filter(self, qs: QuerySet, value: str | None) -> QuerySet:
        """The rows that hold every word."""
        for word in (value or "").split():
            qs = qs.filter(self.holds(word))
        return qs


class SortFilter(django_filters.OrderingFilter):
    """The order of a list, such as `sort=-due_on`; what is unknown comes last.

    `ranks` gives a column's values in an order of their own, such as a status in
    the order of an action's life.
    """

    def __init__(
        self,
        *args: Any,
        ranks: Mapping[str, Sequence[str]] | None = None,
        **options: Any,
    ) -> None:
        self.ranks = ranks or {}
        super().__init__(*args, **options)

    def get_ordering_value(self, param: str) -> OrderBy:  # type: ignore[override]
        """One column's order; nulls last both ways."""
        name = self.param_map[param.removeprefix("-")]
        value: F | Case = F(name)
        if name in self.ranks:
            places = enumerate(self.ranks[name])
            value = Case(
                *(When(**{name: each}, then=Value(place)) for place, each in places)
            )
        if param.startswith("-"):
            return value.desc(nulls_last=True)
        return value.asc(nulls_last=True)

    def filter(self, qs: QuerySet, value: list[str] | None) -> QuerySet:
        """Order the rows; equal ones stand by reference."""
        if not value:
            return qs
        ordering = [self.get_ordering_value(param) for param in value]
        return qs.order_by(*ordering, *qs.model._meta.ordering)


class PlanFilterSet(django_filters.FilterSet):
    """A filter over one kind of record of one plan, for a day."""

    form_class: type[FilterForm] = FilterForm

    def __init__(
        self, data: Any, queryset: QuerySet, *, plan: Plan, on: date, **options: Any
    ) -> None:
        self.plan = plan
        self.on = on
        super().__init__(data, queryset, **options)

    def get_form_class(self) -> type[FilterForm]:
        """A plain form, drawn like every other."""
        fields = {name: each.field for name, each in self.filters.items()}
        return type("Filter", (self.form_class,), fields)

    @property
    def narrowing(self) -> list[tuple[str, str]]:
        """What narrows the list, as pairs of label and value in words."""
        if not self.is_bound or not self.form.is_valid():
            return []
        said = []
        for name, field in self.form.fields.items():
            value = self.form.cleaned_data.get(name)
            if name == "sort" or not value:
                continue
            labels = dict(getattr(field, "choices", ()))
            said.append((str(field.label), in_words(labels.get(value, value))))
        return said


def in_words(value: Any) -> str:
    """A filter's value as a person reads it."""
    if isinstance(value, date):
        return f"{value:%-d %B %Y}"
    return "Yes" if value is True else str(value)
