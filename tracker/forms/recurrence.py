"""What plan managers say of a later recommendation and an earlier one."""

from datetime import date
from typing import Any

from django import forms
from django.utils.text import Truncator

from tracker.choices import Basis, RecurrenceKind
from tracker.forms.base import GovukForm
from tracker.forms.fields import DayField
from tracker.forms.rules import not_after
from tracker.models import Recommendation
from tracker.workflow.recurrence import RecurrenceLink

FEW_LINES = forms.Textarea(attrs={"rows": 3})
WORDS_SHOWN = 16


class EarlierField(forms.ModelChoiceField):
    """An earlier recommendation, by its reference and its first words."""

    def label_from_instance(self, obj: Any) -> str:
        """Such as "R-003 The quality of plans (V-2025-01)"."""
        words = Truncator(obj.text).words(WORDS_SHOWN)
        raised_by = obj.visit.reference if obj.visit else "own finding"
        return f"{obj.reference} {words} ({raised_by})"


class RecurrenceForm(GovukForm):
    """Which earlier recommendation is taken up, and how."""

    earlier = EarlierField(
        Recommendation.objects.none(),
        label="Earlier recommendation",
        to_field_name="reference",
    )
    kind = forms.ChoiceField(
        label="How is it taken up?",
        choices=[
            (kind, f"{kind.label}: {RecurrenceKind.meanings[kind]}")
            for kind in RecurrenceKind
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Select how it is taken up"},
    )
    basis = forms.ChoiceField(
        label="How is this known?",
        choices=[
            (Basis.STATED, "Stated: the inspectors say so"),
            (Basis.INFERRED, "Inferred: read from the two texts"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Select how this is known"},
    )
    linked_on = DayField(
        label="Day of the link",
        help_text="The day of the letter that says so, or of your reading.",
    )

    def __init__(
        self, *args: Any, later: Recommendation, today: date, **options: Any
    ) -> None:
        self.later = later
        self.today = today
        super().__init__(*args, **options)

    def prepare_fields(self) -> None:
        """Offer what was raised earlier and is not linked yet."""
        self.fields["earlier"].queryset = (
            Recommendation.objects.raised_before(self.later)
            .exclude(recurred_as__later=self.later)
            .select_related("visit")
        )

    def clean_linked_on(self) -> date | None:
        """Not a day to come."""
        return not_after(self.cleaned_data["linked_on"], self.today)

    def link(self) -> RecurrenceLink:
        """The clean values as the workflow takes them."""
        data = self.cleaned_data
        return RecurrenceLink(data["kind"], data["basis"], data["linked_on"])


class RemoveRecurrenceForm(GovukForm):
    """Why a link is taken out; asked each time, and kept."""

    reason = forms.CharField(
        label="Why is the link removed?",
        widget=FEW_LINES,
        help_text="Kept in the history of the recommendation.",
        error_messages={"required": "Say why the link is removed"},
    )


class DeclineRecurrenceForm(GovukForm):
    """That it is no recurrence, and why not."""

    reason = forms.CharField(
        label="Why not?",
        widget=FEW_LINES,
        required=False,
        help_text="For example, they are about different teams.",
    )
