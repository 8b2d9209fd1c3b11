"""What is typed of a published visit: corrections, replies, other days for limits."""

from datetime import date
from typing import Any

from django import forms

from tracker.choices import VisitNoteKind
from tracker.forms.base import GovukForm
from tracker.forms.fields import DayField
from tracker.models import Finding, Plan, Post, VisitCheck
from tracker.workflow.visit_notes import NoteEntry

SOME_LINES = forms.Textarea(attrs={"rows": 4})


class CorrectionForm(GovukForm):
    """A dated note; what the inspectors wrote stays as it is."""

    text = forms.CharField(
        label="Correction",
        widget=SOME_LINES,
        help_text="What is wrong, and what is right. The words themselves stay.",
    )
    noted_on = DayField(label="Day of the note")

    def __init__(self, *args: Any, plan: Plan, today: date, **options: Any) -> None:
        self.plan = plan
        options["initial"] = {"noted_on": today, **options.get("initial", {})}
        super().__init__(*args, **options)

    def entry(
        self, *, finding: Finding | None = None, check_made: VisitCheck | None = None
    ) -> NoteEntry:
        """The clean values as the workflow takes them."""
        return NoteEntry(
            kind=VisitNoteKind.CORRECTION,
            text=self.cleaned_data["text"],
            finding=finding,
            check_made=check_made,
        )


class ReplyForm(CorrectionForm):
    """The council's word on a finding: who says it, in which post."""

    speaker = forms.CharField(
        label="Who replies", max_length=200, help_text="The person's name."
    )
    post = forms.ModelChoiceField(
        Post.objects.none(), label="Post", to_field_name="slug"
    )
    field_order = ("text", "speaker", "post", "noted_on")

    def prepare_fields(self) -> None:
        """Offer the plan's own posts, and say whose words these are."""
        self.fields["text"].label = "The council's reply"
        self.fields["text"].help_text = "Shown below the finding, as the council's."
        self.fields["noted_on"].label = "Day of the reply"
        self.fields["post"].queryset = self.plan.posts.all()

    def entry(
        self, *, finding: Finding | None = None, check_made: VisitCheck | None = None
    ) -> NoteEntry:
        """The clean values as the workflow takes them."""
        return NoteEntry(
            kind=VisitNoteKind.REPLY,
            text=self.cleaned_data["text"],
            finding=finding,
            speaker=self.cleaned_data["speaker"],
            post=self.cleaned_data["post"],
        )


class TimeLimitForm(GovukForm):
    """Another day for a statutory limit, and why."""

    due_on = DayField(label="Last day")
    reason = forms.CharField(
        label="Why does another day hold?",
        widget=SOME_LINES,
        help_text="For example, what Ofsted agreed to, and in which letter.",
        error_messages={"required": "Say why another day holds"},
    )
