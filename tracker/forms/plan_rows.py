"""Choosing one of a plan's own rows, and what a challenge or a decision is about."""

from typing import Any

from django import forms
from django.utils.text import Truncator

from tracker.forms.base import GovukForm
from tracker.models import Action, Plan, Recommendation

NOTHING = "None"
SHORT_WORDS = 12  # of a text in a list to choose from


def offer(form: forms.Form, name: str, rows: Any, label: Any = None) -> None:
    """Let a field offer these rows, perhaps with a label of our own."""
    field: Any = form.fields[name]
    field.queryset = rows
    if label:
        field.label_from_instance = label


def short_label(row: Any) -> str:
    """A row with a text, in a list: its reference and its first words."""
    return f"{row.reference} {Truncator(row.text).words(SHORT_WORDS)}"


class SubjectForm(GovukForm):
    """Something about an action, a recommendation or the plan as a whole."""

    action = forms.ModelChoiceField(
        Action.objects.none(),
        label="Action it is about",
        to_field_name="reference",
        required=False,
        empty_label=NOTHING,
    )
    recommendation = forms.ModelChoiceField(
        Recommendation.objects.none(),
        label="Or recommendation it is about",
        to_field_name="reference",
        required=False,
        empty_label=NOTHING,
        help_text="Leave both at “None” for the plan as a whole.",
    )
    plan: Plan

    def prepare_fields(self) -> None:
        """Offer this plan's own rows."""
        super().prepare_fields()
        offer(self, "action", self.plan.actions.all())
        offer(self, "recommendation", self.plan.recommendations.all(), short_label)

    def clean(self) -> dict:
        """One subject."""
        data = super().clean() or self.cleaned_data
        if data.get("action") and data.get("recommendation"):
            self.add_error(
                "recommendation", "Choose an action or a recommendation, not both"
            )
        return data
