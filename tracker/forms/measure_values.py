"""What people type about the value of a measure: a number, or why there is none."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from tracker.choices import MeasureSeries
from tracker.forms.base import GovukForm
from tracker.forms.fields import DayField
from tracker.forms.figures import FigureField
from tracker.forms.rules import not_after
from tracker.models import Measure, MeasureValue
from tracker.reports.measure_words import amount
from tracker.workflow.measure_values import ForPeriod, Found

FEW_LINES = forms.Textarea(attrs={"rows": 2})
PER_CENT = "%"
SHARE = ("value", "numerator", "denominator")
ROUNDING = Decimal(1)  # percentage points that a printed share may be off
NEITHER = "Enter the number, or say why there is no data"
BOTH = "Take out the number or the reason: a period has one of the two"


class FoundForm(GovukForm):
    """A number, or why there is no data."""

    value = FigureField(label="Number", required=False)
    no_data_reason = forms.CharField(
        label="No data: why?",
        required=False,
        help_text="Only where there is no number.",
    )
    note = forms.CharField(
        label="What lies behind it",
        widget=FEW_LINES,
        required=False,
        help_text="For the board. Leave out names.",
    )

    def __init__(self, *args: Any, measure: Measure, **options: Any) -> None:
        self.measure = measure
        super().__init__(*args, **options)

    def prepare_fields(self) -> None:
        """Say what the number counts."""
        self.fields["value"].label = f"Number ({self.measure.unit})"

    def clean(self) -> dict:
        """One of the two is given."""
        data = super().clean() or self.cleaned_data
        if "value" not in data:
            return data
        if data["value"] is None and not data.get("no_data_reason"):
            self.add_error("value", NEITHER)
        elif data["value"] is not None and data.get("no_data_reason"):
            self.add_error("no_data_reason", BOTH)
        return data

    def found(self) -> Found:
        """The clean values as the workflow takes them."""
        names = Found.__dataclass_fields__.keys() & self.cleaned_data.keys()
        return Found(**{name: self.cleaned_data[name] for name in names})


class DueValueForm(FoundForm):
    """One entry of the page of all that is due; left empty it stays due."""

    hides_optional = True  # the page says that what is left empty stays

    def __init__(self, *args: Any, called: str = "", **options: Any) -> None:
        self.called = called  # such as M-008, May 2026: one of many on the page
        super().__init__(*args, **options)

    @property
    def is_left_empty(self) -> bool:
        """Whether nothing was typed."""
        return not any((self[name].data or "").strip() for name in self.fields)


class WholeValueForm(FoundForm):
    """A number with all that may be said of it."""

    numerator = FigureField(
        label="How many", required=False, help_text="Only of a share."
    )
    denominator = FigureField(
        label="Out of how many", required=False, help_text="Only of a share."
    )
    is_suspect = forms.BooleanField(
        label="The number is in doubt",
        required=False,
        help_text="It is then shown with the reason, and never drawn or rated.",
    )
    suspect_reason = forms.CharField(label="Why is it in doubt?", required=False)
    field_order = (
        "series",
        "starts_on",
        "ends_on",
        "value",
        "numerator",
        "denominator",
        "no_data_reason",
        "note",
        "is_suspect",
        "suspect_reason",
        "reason",
    )

    def clean(self) -> dict:
        """A share is whole and agrees with its number; doubt has a reason."""
        data = super().clean()
        if data.get("is_suspect") and not data.get("suspect_reason"):
            self.add_error("suspect_reason", "Say why the number is in doubt")
        elif data.get("suspect_reason") and not data.get("is_suspect"):
            self.add_error("is_suspect", "Tick that the number is in doubt")
        if not self.errors:
            self._check_share(**{name: data[name] for name in SHARE})
        return data

    def _check_share(
        self,
        value: Decimal | None,
        numerator: Decimal | None,
        denominator: Decimal | None,
    ) -> None:
        if numerator is None or denominator is None:
            if numerator is not None:
                self.add_error("denominator", "Enter out of how many")
            if denominator is not None:
                self.add_error("numerator", "Enter how many")
        elif value is None:
            self.add_error("numerator", "Take out the share: there is no number")
        elif denominator <= 0:
            self.add_error("denominator", "Enter a number above 0")
        elif self.measure.unit == PER_CENT:
            share = round(numerator / denominator * 100, 1)
            if abs(share - value) >= ROUNDING:
                says = f"The share comes to {amount(share, PER_CENT)}"
                self.add_error("value", f"{says}. Correct one of the three numbers")


class AddValueForm(WholeValueForm):
    """A number of any period, ours or one to compare with."""

    series = forms.ChoiceField(
        label="Whose number",
        choices=MeasureSeries.choices,
        initial=MeasureSeries.OWN,
        widget=forms.RadioSelect,
    )
    starts_on = DayField(label="First day of the period")
    ends_on = DayField(
        label="Last day of the period",
        help_text="A count on one day begins and ends on it.",
    )

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        self.today = today
        super().__init__(*args, **options)

    def clean_ends_on(self) -> date | None:
        """Not a day to come: a period is told once it has ended."""
        return not_after(self.cleaned_data["ends_on"], self.today)

    def clean(self) -> dict:
        """The days are in order."""
        data = super().clean()
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "The last day is before the first one")
        return data

    def period(self) -> ForPeriod:
        """The clean days and series as the workflow takes them."""
        data = self.cleaned_data
        return ForPeriod(data["starts_on"], data["ends_on"], data["series"])


class CorrectValueForm(WholeValueForm):
    """Another number in place of one that stands, and why."""

    reason = forms.CharField(
        label="Why is it corrected?",
        widget=FEW_LINES,
        help_text="Shown beside the new number. The old one stays on record.",
        error_messages={"required": "Say why it is corrected"},
    )

    def __init__(self, *args: Any, value: MeasureValue, **options: Any) -> None:
        names = Found.__dataclass_fields__
        options.setdefault("initial", {name: getattr(value, name) for name in names})
        super().__init__(*args, measure=value.measure, **options)
