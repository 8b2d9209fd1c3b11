"""What people type about another due date: the request, and the decision."""

from django import forms

from tracker.choices import DateDecision, DelayReason
from tracker.forms.base import GovukForm
from tracker.forms.fields import DayField
from tracker.workflow.due_dates import DateRequest

LONG_TEXT = forms.Textarea(attrs={"rows": 4})


class RequestDueDateForm(GovukForm):
    """Another date, and why."""

    new_on = DayField(label="New due date")
    reason_code = forms.ChoiceField(
        label="Kind of reason", choices=DelayReason.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        widget=LONG_TEXT,
        help_text="What holds it up, and what makes the new date one to rely on.",
    )

    def date_request(self) -> DateRequest:
        """The clean values as the workflow takes them."""
        return DateRequest(**self.cleaned_data)


class DecideDueDateForm(GovukForm):
    """Approve, or refuse with a reason."""

    decision = forms.ChoiceField(
        label="Your decision",
        choices=[
            (DateDecision.APPROVED.value, "Approve the new date"),
            (DateDecision.REFUSED.value, "Refuse it: the due date stays"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Select whether you approve the new date"},
    )
    reason = forms.CharField(
        label="Why?",
        widget=LONG_TEXT,
        required=False,
        help_text="Needed where you refuse. The person who asked reads it.",
    )

    def clean(self) -> dict:
        """A refusal has a reason."""
        data = super().clean() or self.cleaned_data
        if data.get("decision") == DateDecision.REFUSED and not data.get("reason"):
            self.add_error("reason", "Say why the new date is refused")
        return data
