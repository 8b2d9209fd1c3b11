"""The filter of the list of actions."""

from collections.abc import Callable
from functools import cache, partial
from operator import itemgetter
from typing import Any

import django_filters
from django import forms
from django.db.models import CharField, Exists, OuterRef, QuerySet, Value

from tracker.choices import ActionStatus, ReportedRating
from tracker.filters.base import FilterForm, PlanFilterSet, SortFilter, WordsFilter
from tracker.filters.choices import RowChoiceFilter
from tracker.filters.fields import DayFilter, TickFilter
from tracker.models import Action, Answer

RECORDED = "recorded"
CHECKED = "checked"
NEVER_CHECKED = "never_checked"
TWICE = "twice"


class ActionFilterForm(FilterForm):
    """The filter's form: its two days are in order."""

    def clean(self) -> dict:
        """The first day is not after the last one."""
        data = super().clean() or self.cleaned_data
        first, last = data.get("due_from"), data.get("due_to")
        if first and last and last < first:
            self.add_error("due_to", "The last day is before the first one.")
        return data


def named(kind: str, rows: Any, value: str, words: str) -> QuerySet:
    """Rows of one kind as triples: the kind, the value in an address, the words."""
    told = rows.order_by().annotate(of_kind=Value(kind, output_field=CharField()))
    return told.values_list("of_kind", value, words)


def choices_of(kind: str, read: Callable) -> list[tuple[str, str]]:
    """The choices of one kind."""
    return [(value, words) for each, value, words in read() if each == kind]


class ActionFilter(PlanFilterSet):
    """Which actions of a plan to show."""

    form_class = ActionFilterForm

    q = WordsFilter(
        "reference__iexact",
        "title__icontains",
        "output__icontains",
        "outcome__icontains",
        "impact__icontains",
        "owner_words__icontains",
        "quote__icontains",
    )
    status = django_filters.ChoiceFilter(
        label="Status",
        choices=[(RECORDED, "Recorded from a document"), *ActionStatus.choices],
        empty_label="Any",
        method="with_status",
    )
    rating = django_filters.ChoiceFilter(
        label="Rating",
        field_name="rating",
        lookup_expr="exact",
        choices=ReportedRating.choices,
        empty_label="Any",
    )
    owner = RowChoiceFilter(
        label="Owner", field_name="owner_post__slug", lookup_expr="exact"
    )
    workstream = RowChoiceFilter(
        label="Workstream", field_name="workstream__slug", lookup_expr="exact"
    )
    theme = RowChoiceFilter(label="Theme", method="with_theme")
    checked = django_filters.ChoiceFilter(
        label="Visits",
        choices=[(CHECKED, "Checked by a visit"), (NEVER_CHECKED, "Never checked")],
        empty_label="Any",
        method="with_checked",
    )
    document = RowChoiceFilter(
        label="Document", field_name="source__code", lookup_expr="exact"
    )
    due_from = DayFilter(label="Due from", field_name="due_on", lookup_expr="gte")
    due_to = DayFilter(label="Due to", field_name="due_on", lookup_expr="lte")
    moved = django_filters.ChoiceFilter(
        label="Due date moved",
        choices=[(TWICE, "Twice or more")],
        empty_label="Any",
        method="with_moved",
    )
    overdue = TickFilter(label="Overdue only", method="only_overdue")
    sort = SortFilter(
        label="Sort",
        fields=[
            ("reference", "reference"),
            ("title", "title"),
            ("owner_post__title", "owner"),
            ("status", "status"),
            ("rating", "rating"),
            ("due_on", "due_on"),
            ("last_update_on", "last_update_on"),
        ],
        ranks={"status": ActionStatus.values, "rating": ReportedRating.values},
        widget=forms.HiddenInput,
    )

    class Meta:
        model = Action
        fields: tuple = ()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        read = cache(self.rows_of_plan)
        for name in ("owner", "workstream", "theme", "document"):
            self.filters[name].offer(partial(choices_of, name, read))
        if not self.plan.is_read_from_documents:
            del self.filters["document"]

    def rows_of_plan(self) -> list[tuple[str, str, str]]:
        """What the plan has to choose from, in one query: kind, value and words."""
        plan = self.plan
        kinds = [
            named("owner", plan.posts, "slug", "title"),
            named("workstream", plan.workstreams, "slug", "name"),
            named("theme", plan.themes, "slug", "name"),
        ]
        if plan.is_read_from_documents:
            kinds.append(named("document", plan.sources, "code", "title"))
        return sorted(kinds[0].union(*kinds[1:], all=True), key=itemgetter(2))

    def with_status(self, actions: QuerySet, _name: str, status: str) -> QuerySet:
        """Actions of one status; the recorded ones have none."""
        return actions.filter(status="" if status == RECORDED else status)

    def with_theme(self, actions: QuerySet, _name: str, slug: str) -> QuerySet:
        """Actions that answer a part of this theme."""
        answers = Answer.objects.filter(action=OuterRef("pk"), part__theme__slug=slug)
        return actions.filter(Exists(answers))

    def with_checked(self, actions: QuerySet, _name: str, which: str) -> QuerySet:
        """Actions that a visit checked, or that none did."""
        if which == CHECKED:
            return actions.filter(check_count__gt=0)
        return actions.filter(check_count=0)

    def with_moved(self, actions: QuerySet, _name: str, _twice: str) -> QuerySet:
        """Actions whose due date moved twice or more."""
        return actions.moved_twice(self.on)

    def only_overdue(self, actions: QuerySet, _name: str, wanted: bool) -> QuerySet:
        """Actions past their due date and not delivered."""
        return actions.overdue(self.on) if wanted else actions
