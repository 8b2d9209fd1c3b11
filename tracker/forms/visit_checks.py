"""What plan managers type of a visit's checks: a row of the worksheet, and the whole."""

from typing import Any

from django import forms

from tracker.choices import (
    CheckBasis,
    CheckConsistency,
    CheckDirection,
    CheckProgress,
    CheckSustained,
)
from tracker.forms.base import GovukForm
from tracker.models import Finding, Visit, VisitCheck
from tracker.workflow.visit_checks import CheckEntry, Target

NOT_STATED = "not_stated"
ANSWERS = ("progress", "sustained", "consistency", "direction")
WORDS = ("quote", "locator")
NOT_YET = "Not yet recorded"


class CheckRowForm(GovukForm):
    """One row of the worksheet; untouched it says nothing and stores nothing.

    The prefix is the reference of what is checked, so that rows do not mix.
    """

    hides_optional = True

    progress = forms.ChoiceField(
        choices=[("", NOT_YET), *CheckProgress.choices], required=False
    )
    sustained = forms.ChoiceField(
        label="Sustained?",
        choices=CheckSustained.choices,
        initial=NOT_STATED,
        required=False,
    )
    consistency = forms.ChoiceField(
        label="In how many teams",
        choices=CheckConsistency.choices,
        initial=NOT_STATED,
        required=False,
    )
    direction = forms.ChoiceField(
        choices=CheckDirection.choices, initial=NOT_STATED, required=False
    )
    quote = forms.CharField(
        label="The inspectors' words",
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )
    locator = forms.CharField(
        label="Place in the document", max_length=120, required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, visit: Visit, target: Target, **options: Any
    ) -> None:
        self.visit, self.target = visit, target
        super().__init__(*args, prefix=target.reference, **options)

    @classmethod
    def initial_of(cls, check: VisitCheck | None) -> dict[str, Any]:
        """What a row shows of the check as it stands."""
        if check is None:
            return {}
        names = (*ANSWERS, *WORDS, "version")
        return {name: getattr(check, name) for name in names}

    @property
    def selects(self) -> list:
        """The four answers, for the row."""
        return [self[name] for name in ANSWERS]

    @property
    def words(self) -> list:
        """The inspectors' words and where they stand, for the row."""
        return [self[name] for name in WORDS]

    @property
    def is_touched(self) -> bool:
        """Whether the person answered something in this row, or changed an answer."""
        return any(
            (self[name].data or "").strip() != (self[name].initial or "")
            for name in (*ANSWERS, *WORDS)
        )

    def clean(self) -> dict[str, Any]:
        """What is answered says how much progress, and words have a document."""
        data = super().clean() or self.cleaned_data
        if not data.get("progress") and "progress" not in self.errors:
            self.add_error(
                "progress", "Select how much progress was found, or “Not stated”"
            )
        if data.get("quote") and not self._has_document():
            self.add_error(
                "quote", "Add the report or letter to the visit first, then its words"
            )
        return data

    def _has_document(self) -> bool:
        return self.visit.source_id is not None

    def values(self) -> dict[str, Any]:
        """The clean answers; what was not answered is not stated."""
        data = self.cleaned_data
        answers = {name: data[name] or NOT_STATED for name in ANSWERS}
        return {**answers, **{name: data[name] for name in WORDS}}

    def entry(self) -> CheckEntry:
        """The clean values as the workflow takes them."""
        return CheckEntry(
            self.target, self.values(), version=self.cleaned_data["version"]
        )


class CheckForm(CheckRowForm):
    """All of one check: also how it is known, and the findings it rests on."""

    basis = forms.ChoiceField(
        label="How is it known that this is about it?",
        choices=CheckBasis.choices,
        initial=CheckBasis.STATED,
        widget=forms.RadioSelect,
    )
    findings = forms.ModelMultipleChoiceField(
        Finding.objects.none(),
        label="Findings it rests on",
        required=False,
        to_field_name="reference",
        widget=forms.CheckboxSelectMultiple,
    )

    @classmethod
    def initial_of(cls, check: VisitCheck | None) -> dict[str, Any]:
        """What the page shows of the check as it stands."""
        if check is None:
            return {}
        links = check.finding_links.values_list("finding__reference", flat=True)
        return {
            **super().initial_of(check),
            "basis": check.basis,
            "findings": list(links),
        }

    def prepare_fields(self) -> None:
        """Offer the findings of this visit."""
        self.fields["findings"].queryset = self.visit.findings.all()
        if not self.visit.findings.exists():
            del self.fields["findings"]

    def values(self) -> dict[str, Any]:
        """The clean answers, and how it is known."""
        return {**super().values(), "basis": self.cleaned_data["basis"]}

    def entry(self) -> CheckEntry:
        """The clean values as the workflow takes them."""
        return CheckEntry(
            self.target,
            self.values(),
            findings=tuple(self.cleaned_data.get("findings", ())),
            version=self.cleaned_data["version"],
        )


class RestForm(GovukForm):
    """The number that the person read and confirms."""

    expected = forms.IntegerField(widget=forms.HiddenInput)
