"""What plan managers type about a visit itself."""

from typing import Any

from django import forms

from tracker.choices import Basis, DatePrecision, Framework, SourceKind, VisitKind
from tracker.forms.base import GovukForm
from tracker.forms.fields import DayField
from tracker.models import Plan, Source, Visit
from tracker.workflow.visits import VisitFacts

SOME_LINES = forms.Textarea(attrs={"rows": 3})
FACTS = (
    "kind",
    "framework",
    "precision",
    "starts_on",
    "ends_on",
    "ordinal",
    "ordinal_basis",
    "scope",
    "inspectors",
    "received_on",
    "letter_published_on",
    "source",
    "locator",
    "quote",
)
KINDS_WITH_REPORT = (VisitKind.FULL_INSPECTION, VisitKind.JOINT_INSPECTION)


class VisitForm(GovukForm):
    """A visit: what kind, when, what the inspectors looked at, and the document."""

    kind = forms.ChoiceField(
        label="Kind of visit", choices=VisitKind.choices, widget=forms.RadioSelect
    )
    framework = forms.ChoiceField(
        choices=[("", "Not known"), *Framework.choices], required=False
    )
    starts_on = DayField(
        label="First day of fieldwork",
        help_text="If only the month is known, any day of it.",
    )
    ends_on = DayField(
        label="Last day of fieldwork",
        required=False,
        help_text="Leave empty if it was one day.",
    )
    precision = forms.ChoiceField(
        label="How exactly are the days known?",
        choices=[
            (DatePrecision.DAY, "To the day"),
            (DatePrecision.MONTH, "Only the month"),
        ],
        initial=DatePrecision.DAY,
        widget=forms.RadioSelect,
    )
    ordinal = forms.IntegerField(
        label="Which visit of its kind",
        min_value=1,
        max_value=99,
        required=False,
        help_text="Since the inspection. For example, 3 for the third monitoring visit.",
    )
    ordinal_basis = forms.ChoiceField(
        label="How is that number known?",
        choices=[
            (Basis.STATED, "The letter states it"),
            (Basis.INFERRED, "We counted"),
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    scope = forms.CharField(
        label="What the inspectors looked at", widget=SOME_LINES, required=False
    )
    inspectors = forms.CharField(
        widget=SOME_LINES, required=False, help_text="Names, one a line."
    )
    received_on = DayField(
        label="Report or letter received on",
        required=False,
        help_text="Statutory time limits run from this day.",
    )
    letter_published_on = DayField(
        label="Report or letter published on", required=False
    )
    source = forms.ModelChoiceField(
        Source.objects.none(),
        label="Report or letter",
        required=False,
        to_field_name="code",
        empty_label="None of these",
        help_text="The document that the findings stand in.",
    )
    new_title = forms.CharField(
        label="Title of the report or letter, if it is not in the list",
        max_length=250,
        required=False,
    )
    new_published_on = DayField(label="Date on that document", required=False)
    locator = forms.CharField(
        label="Place in the document that tells of the visit",
        max_length=120,
        required=False,
        help_text="For example, page 1.",
    )
    quote = forms.CharField(
        label="What it says of the visit", widget=SOME_LINES, required=False
    )

    def __init__(self, *args: Any, plan: Plan, **options: Any) -> None:
        self.plan = plan
        super().__init__(*args, **options)

    @staticmethod
    def initial_of(visit: Visit) -> dict[str, Any]:
        """What the form shows of a visit as it stands."""
        initial = {name: getattr(visit, name) for name in FACTS}
        initial["source"] = visit.source and visit.source.code
        return {**initial, "version": visit.version}

    def prepare_fields(self) -> None:
        """Offer the plan's own documents."""
        self.fields["source"].queryset = self.plan.sources.all()

    def clean(self) -> dict[str, Any]:
        """A document is one of the list or a new one, with its date."""
        data = super().clean() or self.cleaned_data
        title, day = data.get("new_title"), data.get("new_published_on")
        if title and data.get("source"):
            self.add_error(
                "new_title", "Choose a document from the list, or give a title"
            )
        elif title and not day and "new_published_on" not in self.errors:
            self.add_error("new_published_on", "Enter the date on that document")
        elif day and not title:
            self.add_error("new_title", "Enter the title of that document")
        return data

    def facts(self) -> VisitFacts:
        """The clean values as the workflow takes them."""
        data = {name: self.cleaned_data[name] for name in FACTS}
        data["ends_on"] = data["ends_on"] or data["starts_on"]
        return VisitFacts(**{**data, "source": data["source"] or self._new_source()})

    def _new_source(self) -> Source | None:
        title = self.cleaned_data["new_title"]
        if not title:
            return None
        is_report = self.cleaned_data["kind"] in KINDS_WITH_REPORT
        return Source(
            title=title,
            kind=SourceKind.INSPECTION_REPORT
            if is_report
            else SourceKind.INSPECTORATE_LETTER,
            publisher="Ofsted",
            published_on=self.cleaned_data["new_published_on"],
        )


class EditVisitForm(VisitForm):
    """Other facts for a draft."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class ReceiveReportForm(GovukForm):
    """The day the report came, where it was not known."""

    received_on = DayField(label="Report or letter received on")
