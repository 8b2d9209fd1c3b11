"""The filter of the list of actions."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet

from tracker.choices import ActionStatus, ReportedRating
from tracker.filters.base import PlanFilterSet, SortFilter
from tracker.forms.fields import DayField
from tracker.models import Action, Answer, Post, Theme, Workstream

RECORDED = "recorded"
CHECKED = "checked"
NEVER_CHECKED = "never_checked"


class DayFilter(django_filters.Filter):
    """A day typed in three boxes."""

    field_class = DayField


class ActionFilter(PlanFilterSet):
    """Which actions of a plan to show."""

    q = django_filters.CharFilter(label="Text", method="with_text")
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
    owner = django_filters.ModelChoiceFilter(
        label="Owner",
        field_name="owner_post",
        lookup_expr="exact",
        to_field_name="slug",
        queryset=Post.objects.none(),
        empty_label="Any",
    )
    workstream = django_filters.ModelChoiceFilter(
        label="Workstream",
        field_name="workstream",
        lookup_expr="exact",
        to_field_name="slug",
        queryset=Workstream.objects.none(),
        empty_label="Any",
    )
    theme = django_filters.ModelChoiceFilter(
        label="Theme",
        to_field_name="slug",
        queryset=Theme.objects.none(),
        empty_label="Any",
        method="with_theme",
    )
    checked = django_filters.ChoiceFilter(
        label="Visits",
        choices=[(CHECKED, "Checked by a visit"), (NEVER_CHECKED, "Never checked")],
        empty_label="Any",
        method="with_checked",
    )
    document = django_filters.CharFilter(
        label="Document", field_name="source__code", lookup_expr="exact"
    )
    due_from = DayFilter(label="Due from", field_name="due_on", lookup_expr="gte")
    due_to = DayFilter(label="Due to", field_name="due_on", lookup_expr="lte")
    overdue = django_filters.BooleanFilter(
        label="Overdue only", method="only_overdue", widget=forms.CheckboxInput
    )
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
        widget=forms.HiddenInput,
    )

    class Meta:
        model = Action
        fields: tuple = ()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.filters["owner"].queryset = self.plan.posts.all()
        self.filters["workstream"].queryset = self.plan.workstreams.all()
        self.filters["theme"].queryset = self.plan.themes.all()
        if not self.plan.is_read_from_documents:
            del self.filters["document"]

    def with_text(self, actions: QuerySet, _name: str, text: str) -> QuerySet:
        """Actions that hold every word, anywhere in what they say."""
        for word in text.split():
            actions = actions.filter(
                Q(reference__iexact=word)
                | Q(title__icontains=word)
                | Q(output__icontains=word)
                | Q(outcome__icontains=word)
                | Q(impact__icontains=word)
                | Q(owner_words__icontains=word)
                | Q(quote__icontains=word)
            )
        return actions

    def with_status(self, actions: QuerySet, _name: str, status: str) -> QuerySet:
        """Actions of one status; the recorded ones have none."""
        return actions.filter(status="" if status == RECORDED else status)

    def with_theme(self, actions: QuerySet, _name: str, theme: Theme) -> QuerySet:
        """Actions that answer a part of this theme."""
        answers = Answer.objects.filter(action=OuterRef("pk"), part__theme=theme)
        return actions.filter(Exists(answers))

    def with_checked(self, actions: QuerySet, _name: str, which: str) -> QuerySet:
        """Actions that a visit checked, or that none did."""
        if which == CHECKED:
            return actions.filter(check_count__gt=0)
        return actions.filter(check_count=0)

    def only_overdue(self, actions: QuerySet, _name: str, wanted: bool) -> QuerySet:
        """Actions past their due date and not delivered."""
        return actions.overdue(self.on) if wanted else actions
