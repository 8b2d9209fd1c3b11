"""What people type as an action goes through its life."""

from datetime import date
from typing import Any

from django import forms

from tracker.choices import ActionStatus, CloseReason, VerificationResult
from tracker.forms.base import GovukForm
from tracker.forms.fields import DayField
from tracker.forms.plan_rows import NOTHING
from tracker.forms.progress import LONG_TEXT, WhatWasDoneForm
from tracker.models import Action
from tracker.reports.steps import ALL_DONE_PERCENT
from tracker.workflow.progress import ProgressEntry
from tracker.workflow.steps import Closing
from tracker.workflow.verification import VerificationEntry


class DeliverActionForm(WhatWasDoneForm):
    """That an action is delivered: what was done, and what difference it made."""

    def prepare_fields(self) -> None:
        """Ask for the difference made, and for the day of delivery."""
        difference = self.fields["difference"]
        difference.required = True
        difference.error_messages["required"] = "Enter what difference it made"
        self.fields["made_on"].label = "Day it was delivered"
        title = self.fields["evidence_title"]
        title.help_text = "At least one piece is needed, now or with an earlier update."

    def entry(self) -> ProgressEntry:
        """The clean values as the workflow takes them."""
        data = self.cleaned_data
        return ProgressEntry(
            did=data["did"],
            difference=data["difference"],
            next_steps="",
            percent=ALL_DONE_PERCENT,
            rating=data["rating"],
            evidence=self.evidence(),
        )


class VerifyActionForm(GovukForm):
    """What a second person found."""

    result = forms.ChoiceField(
        label="What did you find?",
        choices=VerificationResult.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Select what you found"},
    )
    reason = forms.CharField(
        label="What did you see?",
        widget=LONG_TEXT,
        help_text="The owner reads it. Say what you looked at. Leave out names.",
        error_messages={"required": "Enter what you saw"},
    )
    review_by = DayField(
        label="Look again by",
        required=False,
        help_text="Only where it is too early to say.",
    )

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        self.today = today
        super().__init__(*args, **options)

    def clean_review_by(self) -> date | None:
        """A day to come."""
        day = self.cleaned_data["review_by"]
        if day and day <= self.today:
            raise forms.ValidationError("Give a day to come.")
        return day

    def clean(self) -> dict:
        """Too early to say has a day to look again; nothing else has."""
        data = super().clean() or self.cleaned_data
        is_early = data.get("result") == VerificationResult.TOO_EARLY
        if is_early and not data.get("review_by") and "review_by" not in self.errors:
            self.add_error("review_by", "Enter the day to look again by")
        if data.get("result") and data.get("review_by") and not is_early:
            self.add_error(
                "review_by", "Empty this day: it is only for too early to say"
            )
        return data

    def entry(self) -> VerificationEntry:
        """The clean values as the workflow takes them."""
        return VerificationEntry(**self.cleaned_data)


class ClosingForm(GovukForm):
    """Why an action is closed, and what stands in its place."""

    code = forms.ChoiceField(
        label="Why is it closed?",
        choices=CloseReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Select why it is closed"},
    )
    superseded_by = forms.ModelChoiceField(
        Action.objects.none(),
        label="The other action",
        to_field_name="reference",
        required=False,
        empty_label=NOTHING,
        help_text="Only where another action stands in its place.",
    )


class CloseActionForm(ClosingForm):
    """What a plan manager says who closes an action."""

    reason = forms.CharField(
        widget=LONG_TEXT, help_text="Kept in the timeline of the action."
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, action: Action, **options: Any) -> None:
        self.action = action
        super().__init__(*args, **options)

    def prepare_fields(self) -> None:
        """Offer the plan's other actions that are not closed."""
        others = Action.objects.filter(
            plan=self.action.plan_id, status__in=ActionStatus.live_statuses
        )
        self.fields["superseded_by"].queryset = others.exclude(pk=self.action.pk)

    def closing(self) -> Closing:
        """The clean values as the workflow takes them."""
        names = ("code", "reason", "superseded_by")
        return Closing(**{name: self.cleaned_data[name] for name in names})


class ReopenActionForm(GovukForm):
    """Why an action is put back in progress."""

    reason = forms.CharField(
        label="Why is it reopened?",
        widget=LONG_TEXT,
        help_text="Kept in the timeline of the action. Its earlier dates stay too.",
        error_messages={"required": "Enter why it is reopened"},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
