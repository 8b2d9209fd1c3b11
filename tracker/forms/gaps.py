"""What a plan manager says of a gap that a visit has filled."""

from typing import Any

from django import forms

from tracker.forms.base import GovukForm
from tracker.models import Plan, Visit


class FillGapForm(GovukForm):
    """With which visit it came, and what came."""

    visit = forms.ModelChoiceField(
        Visit.objects.none(), label="Visit that brought it", to_field_name="reference"
    )
    note = forms.CharField(
        label="What came",
        max_length=250,
        required=False,
        help_text="For example, 18 recommendations. If it is less than was known to "
        "exist, say so.",
    )

    def __init__(self, *args: Any, plan: Plan, **options: Any) -> None:
        self.plan = plan
        super().__init__(*args, **options)

    def prepare_fields(self) -> None:
        """Offer what members read: this plan's published visits."""
        self.fields["visit"].queryset = self.plan.visits.published()  # type: ignore[attr-defined]


class ReopenGapForm(GovukForm):
    """Why a gap is not filled after all."""

    why = forms.CharField(
        label="Why is it not filled after all?",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why it is not filled"},
        help_text="Kept in the history.",
    )
