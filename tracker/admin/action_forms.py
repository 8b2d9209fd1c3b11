"""The three forms of an action in the back office: new, tracked, only recorded."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import (
    AdminDateWidget,
    AdminTextareaWidget,
    AutocompleteSelect,
    AutocompleteSelectMultiple,
)

from tracker.admin import access
from tracker.admin.forms import RecordForm
from tracker.choices import ActionStatus, DatePrecision
from tracker.forms.rules import not_after
from tracker.models import Action, Answer, Post, RecommendationPart
from tracker.workflow.actions import ActionWording, Promise

WORDING = ("title", "output", "outcome", "impact", "workstream")
START = [ActionStatus.NOT_STARTED, ActionStatus.IN_PROGRESS]


class WordingForm(RecordForm):
    """What the action says and which parts of recommendations it answers."""

    filled_later = frozenset({"reference"})

    title = forms.CharField(
        max_length=300,
        widget=AdminTextareaWidget(attrs={"rows": 2}),
        help_text="The step, in one sentence.",
    )
    parts = forms.ModelMultipleChoiceField(
        RecommendationPart.objects.none(),
        label="Answers",
        widget=AutocompleteSelectMultiple(Answer._meta.get_field("part"), admin.site),
        required=False,
        help_text="The parts of recommendations that it answers.",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        parts = RecommendationPart.objects.published().select_related(
            "recommendation__visit"
        )
        self.fields["parts"].queryset = access.visible(self.request, parts)  # type: ignore[attr-defined]
        if self.instance.pk:
            self.initial["parts"] = list(
                self.instance.answers.values_list("part", flat=True)
            )

    def wording(self) -> ActionWording:
        """The clean values as the workflow takes them."""
        data = self.cleaned_data
        words = {name: data[name] for name in WORDING}
        return ActionWording(**words, parts=tuple(data["parts"]))

    def changes_words(self) -> bool:
        """Whether words or answers differ from what is stored."""
        return bool({*WORDING, "parts"} & set(self.changed_data))

    def ask_why(self) -> None:
        """A promise is not changed in silence."""
        if not self.cleaned_data.get("why"):
            self.add_error("why", "Say why; it is kept in the history of the action.")


class AddActionForm(WordingForm):
    """A new action with its first promise."""

    def clean(self) -> dict:
        """The rules of the row are asked of it as the workflow will store it."""
        data = super().clean() or self.cleaned_data
        self.instance.status = ActionStatus.NOT_STARTED
        self.instance.due_precision = DatePrecision.DAY
        return data

    def promise(self) -> Promise:
        """The clean values as the workflow takes them."""
        data = self.cleaned_data
        return Promise(data["owner_post"], data["due_on"], data["starts_on"])


class StandingActionForm(WordingForm):
    """Other words for an action, and a post to own it."""

    new_owner = forms.ModelChoiceField(
        Post.objects.none(),
        widget=AutocompleteSelect(Action._meta.get_field("owner_post"), admin.site),
        required=False,
        help_text="The post that is to own it.",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        posts = access.visible(self.request, Post.objects.all())
        self.fields["new_owner"].queryset = posts  # type: ignore[attr-defined]

    def clean(self) -> dict:
        """Other words have a reason."""
        data = super().clean() or self.cleaned_data
        if self.changes_words():
            self.ask_why()
        return data


class TrackedActionForm(StandingActionForm):
    """Other words, or another owner from a day on; both ask why."""

    owner_from = forms.DateField(label="From", widget=AdminDateWidget, required=False)

    def clean_owner_from(self) -> date | None:
        """Not a day to come."""
        return not_after(self.cleaned_data["owner_from"], access.today())

    def clean(self) -> dict:
        """A new owner has a first day and a reason."""
        data = super().clean()
        if data.get("new_owner"):
            if not self.has_error("why"):
                self.ask_why()
            if not data.get("owner_from") and not self.has_error("owner_from"):
                self.add_error("owner_from", "Give the new owner's first day.")
        return data

    def gives_away(self) -> bool:
        """Whether another post is to own it."""
        return bool(self.cleaned_data["new_owner"])


class RecordedActionForm(StandingActionForm):
    """An action from a document: its words, and taking it up from a day on."""

    take_up_as = forms.ChoiceField(
        label="Take it up as",
        choices=[("", "Leave it as recorded"), *((s.value, s.label) for s in START)],
        required=False,
    )
    take_up_from = forms.DateField(
        label="Tracked from", widget=AdminDateWidget, required=False
    )
    start = forms.DateField(label="Start", widget=AdminDateWidget, required=False)
    due = forms.DateField(
        label="First due date",
        widget=AdminDateWidget,
        required=False,
        help_text="Never changed. Leave empty where none is agreed.",
    )

    def clean_take_up_from(self) -> date | None:
        """Not a day to come."""
        return not_after(self.cleaned_data["take_up_from"], access.today())

    def clean(self) -> dict:
        """What is promised belongs to taking it up, which has a first day."""
        data = super().clean()
        promised = any(data.get(name) for name in ("new_owner", "start", "due"))
        if data.get("take_up_as"):
            if not data.get("take_up_from") and not self.has_error("take_up_from"):
                self.add_error("take_up_from", "Give the first day.")
        elif promised:
            self.add_error("take_up_as", "Choose how to take it up.")
        return data

    def takes_up(self) -> bool:
        """Whether it is to be tracked from now on."""
        return bool(self.cleaned_data["take_up_as"])

    def promise(self) -> Promise:
        """The clean values as the workflow takes them."""
        data = self.cleaned_data
        return Promise(
            owner_post=data["new_owner"],
            due_on=data["due"],
            starts_on=data["start"],
            status=data["take_up_as"],
        )
