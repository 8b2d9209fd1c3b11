"""What a plan manager types to withdraw evidence."""

from django import forms

from tracker.forms.base import GovukForm


class WithdrawEvidenceForm(GovukForm):
    """Why evidence is taken back; asked each time, and kept."""

    reason = forms.CharField(
        label="Why is it withdrawn?",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why it is withdrawn"},
        help_text=(
            "For example, the file named a child. The reason stays on the page of "
            "the action, so leave out names."
        ),
    )
