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
from tracker.reports.rating import rule_in_words, suggested_rating
from tracker.workflow.evidence import CheckedFile, EvidenceEntry
from tracker.workflow.progress import ProgressEntry

LONG_TEXT = forms.Textarea(attrs={"rows": 4})


class WebAddressField(forms.URLField):
    """An address that a browser opens; others could be stored but not followed."""

    default_validators = [URLValidator(schemes=["http", "https"])]


class WhatWasDoneForm(GovukForm):
    """What was done on an action, how it goes, and the evidence for it."""

    did = forms.CharField(label="What was done?", widget=LONG_TEXT)
    difference = forms.CharField(
        label="What difference did it make?",
        widget=LONG_TEXT,
        required=False,
        help_text="For children and families, and how you know. Leave out names.",
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
    file_is_looked_at = forms.BooleanField(
        label="The file names no child and holds no number of a child",
        required=False,
        help_text="Tick this when you add a file.",
    )
    evidence_link = WebAddressField(
        label="Evidence: link",
        required=False,
        max_length=500,
        assume_scheme="https",
        error_messages={"invalid": "Enter a full address, like https://example.org/a"},
    )
    made_on = DayField(label="Day of the update")

    def __init__(self, *args: Any, action: Action, today: date, **options: Any) -> None:
        self.action = action
        self.today = today
        super().__init__(*args, **options)

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
        if data.get("evidence_file"):
            self._ask_of_the_file()
        return data

    def _ask_of_the_file(self) -> None:
        if self.cleaned_data.get("file_is_looked_at"):
            self.confirm("Confirmed: the file does not identify a child.")
        else:
            self.add_error(
                "file_is_looked_at",
                "Tick that the file does not identify a child, or leave it out",
            )

    def evidence(self) -> EvidenceEntry | None:
        """The evidence as the workflow takes it; None where none is offered."""
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


class AddUpdateForm(WhatWasDoneForm):
    """One update on one page; done in under a minute.

    The action comes `with_last_heard`. Where the rating differs from the one the
    plan suggests, the form comes back with a field that asks why.
    """

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
    folded = ("made_on", "on_behalf_of", "corrects")
    folded_label = "Another day, on behalf of a partner, or a correction"
    field_order = (
        "did",
        "difference",
        "next_steps",
        "percent",
        "rating",
        "rating_reason",
    )

    def prepare_fields(self) -> None:
        """Offer this action's own updates to correct; say what rating is suggested."""
        self.fields["corrects"].queryset = self.action.updates.order_by("-number")
        if self.action.is_open:
            self.fields["rating"].help_text = rule_in_words(self.action.plan)

    def clean(self) -> dict:
        """A rating that differs from the suggested one has a reason."""
        data = super().clean()
        suggested = self.suggested()
        data["suggested_rating"] = suggested
        data["rating_reason"] = ""
        rating = data.get("rating")
        if suggested and rating and rating != suggested:
            self._ask_why_it_differs(f"the suggested {Rating(suggested).label}")
        elif suggested is None and self.data.get(self.add_prefix("rating_reason")):
            self._ask_why_it_differs("the suggested one")  # keep what was typed
        return data

    def suggested(self) -> str | None:
        """What the plan suggests for what was typed; None while that is unknown."""
        percent, day = (self.cleaned_data.get(name) for name in ("percent", "made_on"))
        if percent is None or day is None:
            return None
        if not self.action.is_open:
            return ""
        return suggested_rating(
            plan=self.action.plan,
            due_on=self.action.due_on,
            percent=percent,
            last_update_on=self.action.last_heard_on,
            on=day,
        )

    def _ask_why_it_differs(self, other: str) -> None:
        self.fields["rating_reason"] = forms.CharField(
            label=f"Why does your rating differ from {other}?",
            widget=LONG_TEXT,
        )
        self.order_fields(self.field_order)
        reason = (self["rating_reason"].data or "").strip()
        self.cleaned_data["rating_reason"] = reason
        if not reason:
            self.add_error("rating_reason", f"Say why your rating differs from {other}")

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
            suggested_rating=data["suggested_rating"] or "",
            rating_reason=data["rating_reason"],
            corrects=data["corrects"],
            evidence=self.evidence(),
        )
