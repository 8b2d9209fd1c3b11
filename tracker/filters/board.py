"""The filters of the board's lists: meetings, challenges, decisions."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet

from tracker.choices import (
    ChallengeOutcome,
    ChallengeState,
    DecisionEffect,
    DecisionState,
)
from tracker.filters.base import FilterForm, PlanFilterSet, SortFilter, WordsFilter
from tracker.filters.choices import RowChoiceFilter
from tracker.models import Challenge, ChallengeReply, Decision, Meeting

PLAN = "plan"


class MeetingFilter(PlanFilterSet):
    """Which meetings of a plan's boards to show."""

    q = WordsFilter(
        "reference__iexact",
        "title__icontains",
        "place__icontains",
    )
    board = RowChoiceFilter(
        label="Board", field_name="board__slug", lookup_expr="exact"
    )
    year = RowChoiceFilter(
        label="Year", field_name="held_on__year", lookup_expr="exact"
    )
    sort = SortFilter(
        label="Sort",
        fields=[
            ("reference", "reference"),
            ("board__name", "board"),
            ("held_on", "held_on"),
            ("cut_off_on", "cut_off_on"),
            ("challenge_count", "challenges"),
            ("decision_count", "decisions"),
        ],
        widget=forms.HiddenInput,
    )

    class Meta:
        model = Meeting
        fields: tuple = ()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.filters["board"].offer(self.boards)
        self.filters["year"].offer(self.years)

    def boards(self) -> list[tuple[str, str]]:
        """The boards of the plan."""
        return [(board.slug, board.name) for board in self.plan.boards.all()]

    def years(self) -> list[tuple[str, str]]:
        """The years in which the boards meet, the latest first."""
        days = self.plan.meetings.dates("held_on", "year", order="DESC")
        return [(str(day.year), str(day.year)) for day in days]


ABOUT = [
    ("action", "An action"),
    ("recommendation", "A recommendation"),
    (PLAN, "The plan as a whole"),
]


class LogForm(FilterForm):
    """The filter's form: what the logs share comes last."""

    field_order = ("q", "state", "outcome", "effect", "about", "meeting")


class LogFilter(PlanFilterSet):
    """What the filters of challenges and of decisions share."""

    form_class = LogForm

    about = django_filters.ChoiceFilter(
        label="About", method="with_about", choices=ABOUT, empty_label="Any"
    )
    meeting = RowChoiceFilter(
        label="Meeting", field_name="meeting__reference", lookup_expr="exact"
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.filters["meeting"].offer(self.meetings)

    def meetings(self) -> list[tuple[str, str]]:
        """The meetings of the plan, the latest first."""
        return [
            (meeting.reference, f"{meeting.reference}, {meeting.when}")
            for meeting in self.plan.meetings.all()
        ]

    def with_about(self, rows: QuerySet, _name: str, about: str) -> QuerySet:
        """Entries about actions, about recommendations, or about neither."""
        if about == PLAN:
            return rows.filter(action__isnull=True, recommendation__isnull=True)
        return rows.filter(**{f"{about}__isnull": False})


class ThreadWordsFilter(WordsFilter):
    """Words in a question, or in what was said to it."""

    def holds(self, word: str) -> Q:
        """The condition that a challenge or one of its replies holds one word."""
        replies = ChallengeReply.objects.filter(
            challenge=OuterRef("pk"), text__icontains=word
        )
        return super().holds(word) | Exists(replies)


class ChallengeFilter(LogFilter):
    """Which challenges of a plan to show."""

    q = ThreadWordsFilter(
        "reference__iexact",
        "question__icontains",
        "on_behalf_of__icontains",
        "raised_by__full_name__icontains",
        "subject__iexact",
    )
    state = django_filters.ChoiceFilter(
        label="State",
        field_name="state",
        lookup_expr="exact",
        choices=ChallengeState.choices,
        empty_label="Any",
    )
    outcome = django_filters.ChoiceFilter(
        label="Outcome",
        field_name="closing__outcome",
        lookup_expr="exact",
        choices=ChallengeOutcome.choices,
        empty_label="Any",
    )
    sort = SortFilter(
        label="Sort",
        fields=[
            ("reference", "reference"),
            ("raised_on", "raised_on"),
            ("subject", "about"),
            ("state", "state"),
            ("last_reply_on", "last_reply"),
        ],
        ranks={"state": ChallengeState.values},
        widget=forms.HiddenInput,
    )

    class Meta:
        model = Challenge
        fields: tuple = ()


class DecisionFilter(LogFilter):
    """Which decisions of a plan's boards to show."""

    q = WordsFilter(
        "reference__iexact",
        "text__icontains",
        "owner_post__title__icontains",
        "subject__iexact",
    )
    state = django_filters.ChoiceFilter(
        label="State",
        field_name="state",
        lookup_expr="exact",
        choices=DecisionState.choices,
        empty_label="Any",
    )
    effect = django_filters.ChoiceFilter(
        label="What it did",
        field_name="effect",
        lookup_expr="exact",
        choices=DecisionEffect.choices,
        empty_label="Any",
    )
    sort = SortFilter(
        label="Sort",
        fields=[
            ("reference", "reference"),
            ("decided_on", "decided_on"),
            ("subject", "about"),
            ("owner_post__title", "owner"),
            ("due_on", "due_on"),
            ("state", "state"),
        ],
        ranks={"state": DecisionState.values},
        widget=forms.HiddenInput,
    )

    class Meta:
        model = Decision
        fields: tuple = ()
