"""What a moderator types about an update."""

from typing import Any

from django import forms

from tracker.choices import ModerationResult, Rating
from tracker.forms.base import GovukForm
from tracker.forms.progress import LONG_TEXT
from tracker.models import ProgressUpdate
from tracker.workflow.moderation import ModerationEntry


class ModerateUpdateForm(GovukForm):
    """Agree with an update, correct its rating to another, or return it."""

    result = forms.ChoiceField(
        label="What do you say?",
        widget=forms.RadioSelect,
        error_messages={"required": "Select what you say"},
    )
    reason = forms.CharField(
        label="Why?",
        widget=LONG_TEXT,
        required=False,
        help_text="Needed where you correct or return it. The owner reads it.",
    )

    def __init__(self, *args: Any, update: ProgressUpdate, **options: Any) -> None:
        self.update = update
        super().__init__(*args, **options)

    def prepare_fields(self) -> None:
        """Name the owner's rating, and offer the others; a correction is a rating."""
        own = Rating(self.update.rating)
        self.fields["result"].choices = [
            (ModerationResult.AGREED.value, f"Agree with {own.label}"),
            *(
                (rating.value, f"Correct it to {rating.label}")
                for rating in Rating
                if rating != own
            ),
            (ModerationResult.RETURNED.value, "Return the update to the owner"),
        ]

    def clean(self) -> dict:
        """Who does not agree says why."""
        data = super().clean() or self.cleaned_data
        result = data.get("result")
        if result and result != ModerationResult.AGREED and not data.get("reason"):
            self.add_error("reason", "Say why you correct or return the update")
        return data

    def entry(self) -> ModerationEntry:
        """The clean values as the workflow takes them."""
        result, reason = self.cleaned_data["result"], self.cleaned_data["reason"]
        if result in Rating:
            return ModerationEntry(ModerationResult.CORRECTED, result, reason)
        return ModerationEntry(result, reason=reason)
