"""What plan managers type about the findings and grades of a visit."""

from typing import Any

from django import forms

from tracker.choices import FindingKind, Grade
from tracker.forms.base import GovukForm
from tracker.models import Finding, Judgement, Source, Theme, Visit
from tracker.workflow.findings import FindingEntry, JudgementEntry

SOME_LINES = forms.Textarea(attrs={"rows": 3})


class QuotedForm(GovukForm):
    """Something that stands in a document of the visit's plan."""

    quote = forms.CharField(
        label="The inspectors' words",
        widget=SOME_LINES,
        required=False,
        help_text="The sentence as it stands in the report or letter.",
    )
    locator = forms.CharField(
        label="Place in the document",
        max_length=120,
        required=False,
        help_text="For example, ¶4 or page 3.",
    )
    source = forms.ModelChoiceField(
        Source.objects.none(),
        label="Report or letter",
        required=False,
        to_field_name="code",
        empty_label="The visit's own document",
    )

    def __init__(self, *args: Any, visit: Visit, **options: Any) -> None:
        self.visit = visit
        super().__init__(*args, **options)

    def prepare_fields(self) -> None:
        """Offer the plan's own documents; ask for none where nothing is quoted."""
        self.fields["source"].queryset = self.visit.plan.sources.all()

    def clean(self) -> dict[str, Any]:
        """Words stand in a document."""
        data = super().clean() or self.cleaned_data
        is_quoted = data.get("quote") and not data.get("source")
        if is_quoted and self.visit.source_id is None:
            self.add_error(
                "source",
                "Select the document the words stand in, or add it to the visit first",
            )
        return data


class FindingForm(QuotedForm):
    """A statement made at the visit."""

    kind = forms.ChoiceField(
        label="What it is", choices=FindingKind.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label="What was found", widget=SOME_LINES, help_text="In short."
    )
    theme = forms.ModelChoiceField(
        Theme.objects.none(),
        required=False,
        to_field_name="slug",
        empty_label="No theme",
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    field_order = ("kind", "text", "quote", "locator", "theme", "source")

    @staticmethod
    def initial_of(finding: Finding) -> dict[str, Any]:
        """What the form shows of a finding as it stands."""
        names = ("kind", "text", "quote", "locator", "version")
        return {
            **{name: getattr(finding, name) for name in names},
            "source": finding.source and finding.source.code,
            "theme": finding.theme and finding.theme.slug,
        }

    def prepare_fields(self) -> None:
        """Offer the plan's own documents and themes."""
        super().prepare_fields()
        self.fields["theme"].queryset = self.visit.plan.themes.all()

    def entry(self) -> FindingEntry:
        """The clean values as the workflow takes them."""
        names = ("kind", "text", "quote", "locator", "source", "theme")
        return FindingEntry(**{name: self.cleaned_data[name] for name in names})


class JudgementForm(QuotedForm):
    """The grade of one area."""

    area = forms.CharField(
        label="Judgement area", max_length=250, help_text="As the report words it."
    )
    grade = forms.ChoiceField(
        choices=[("", "No grade given"), *Grade.choices], required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    field_order = ("area", "grade", "quote", "locator", "source")

    @staticmethod
    def initial_of(judgement: Judgement) -> dict[str, Any]:
        """What the form shows of a grade as it stands."""
        names = ("area", "grade", "quote", "locator", "version")
        return {
            **{name: getattr(judgement, name) for name in names},
            "source": judgement.source and judgement.source.code,
        }

    def entry(self) -> JudgementEntry:
        """The clean values as the workflow takes them."""
        names = ("area", "grade", "quote", "locator", "source")
        return JudgementEntry(**{name: self.cleaned_data[name] for name in names})
