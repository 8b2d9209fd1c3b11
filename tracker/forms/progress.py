"""What owners type: an update, with evidence if they have it."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import URLValidator

from tracker.choices import EvidenceKind, Rating
from tracker.forms.base import GovukForm
from tracker.forms.fields import DayField
from tracker.forms.rules import not_after
from tracker.forms.uploads import EvidenceFileField
from tracker.models import Action, ProgressUpdate
from tracker.workflow.evidence import CheckedFile, EvidenceEntry
from tracker.workflow.progress import ProgressEntry

LONG_TEXT = forms.Textarea(attrs={"rows": 4})


class WebAddressField(forms.URLField):
    """An address that a browser opens; others could be stored but not followed."""

    default_validators = [URLValidator(schemes=["http", "https"])]


class AddUpdateForm(GovukForm):
    """One update on one page; done in under a minute."""

    did = forms.CharField(label="What was done?", widget=LONG_TEXT)
    difference = forms.CharField(
        label="What difference did it make?",
        widget=LONG_TEXT,
        required=False,
        help_text="For children and families, and how you know. Leave out names.",
    )
    next_steps = forms.CharField(
        label="What are the next steps?", widget=LONG_TEXT, required=False
    )
    percent = forms.IntegerField(
        label="Per cent complete",
        min_value=0,
        max_value=100,
        error_messages={
            "min_value": "Give a per cent between 0 and 100",
            "max_value": "Give a per cent between 0 and 100",
        },
    )
    rating = forms.ChoiceField(
        label="How is it going?",
        choices=Rating.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Select how it is going"},
    )
    evidence_title = forms.CharField(
        label="Evidence: title", required=False, max_length=200
    )
    evidence_kind = forms.ChoiceField(
        label="Evidence: type",
        required=False,
        choices=[("", "Choose one"), *EvidenceKind.choices],
    )
    evidence_file = EvidenceFileField(
        label="Evidence: file",
        required=False,
        help_text=(
            "PDF, Word, Excel, PowerPoint, OpenDocument, PNG, JPEG, CSV, text or "
            "e-mail, up to 25 MB. Nothing that names a child."
        ),
    )
    evidence_link = WebAddressField(
        label="Evidence: link",
        required=False,
        max_length=500,
        assume_scheme="https",
        error_messages={"invalid": "Enter a full address, like https://example.org/a"},
    )
    made_on = DayField(label="Day of the update")
    on_behalf_of = forms.CharField(
        label="On behalf of",
        required=False,
        max_length=150,
        help_text="Only for a partner who does not sign in.",
    )
    corrects = forms.ModelChoiceField(
        ProgressUpdate.objects.none(),
        label="Does it correct an earlier update?",
        to_field_name="number",
        required=False,
        empty_label="No",
    )

    def __init__(self, *args: Any, action: Action, today: date, **options: Any) -> None:
        self.action = action
        self.today = today
        super().__init__(*args, **options)

    def prepare_fields(self) -> None:
        """Offer this action's own updates to correct."""
        self.fields["corrects"].queryset = self.action.updates.order_by("-number")

    def clean_made_on(self) -> date | None:
        """Not a day to come."""
        return not_after(self.cleaned_data["made_on"], self.today)

    def clean(self) -> dict:
        """Evidence is whole, or there is none."""
        data = super().clean() or self.cleaned_data
        offered = data.get("evidence_file") or data.get("evidence_link")
        if data.get("evidence_file") and data.get("evidence_link"):
            self.add_error("evidence_link", "Add a file or a link, not both")
        if offered and not data.get("evidence_title"):
            self.add_error("evidence_title", "Enter a title for the evidence")
        if offered and not data.get("evidence_kind"):
            self.add_error("evidence_kind", "Select the type of the evidence")
        wrong = {"evidence_file", "evidence_link"} & set(self.errors)
        if data.get("evidence_title") and not offered and not wrong:
            self.add_error(
                "evidence_file", "Add the file or the link that the title is for"
            )
        return data

    def entry(self) -> ProgressEntry:
        """The clean values as the workflow takes them."""
        data = self.cleaned_data
        return ProgressEntry(
            did=data["did"],
            difference=data["difference"],
            next_steps=data["next_steps"],
            percent=data["percent"],
            rating=data["rating"],
            on_behalf_of=data["on_behalf_of"],
            corrects=data["corrects"],
            evidence=self._evidence(),
        )

    def _evidence(self) -> EvidenceEntry | None:
        data = self.cleaned_data
        file = data["evidence_file"]
        if not file and not data["evidence_link"]:
            return None
        checked = file and CheckedFile(
            content=file,
            name=file.name,
            content_type=file.content_type,
            size=file.size,
            sha256=file.sha256,
        )
        return EvidenceEntry(
            title=data["evidence_title"],
            kind=data["evidence_kind"],
            link=data["evidence_link"],
            file=checked or None,
        )
