"""A day as GOV.UK asks for it: three boxes, day, month and year."""

import datetime

from django import forms
from django.core.exceptions import ValidationError

from tracker.forms.base import lower_first

PARTS = ("day", "month", "year")
BOX_WIDTHS = (2, 2, 4)
MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
SHORTEST_MONTH_NAME = 3  # letters: "Sep" is read, "Ma" could be two months


def month_number(typed: str) -> int:
    """The month a person meant by "3", "March" or "mar"; ValueError if none."""
    word = typed.lower().rstrip(".")
    if len(word) >= SHORTEST_MONTH_NAME:
        for number, name in enumerate(MONTHS, start=1):
            if name.startswith(word) or word == "sept" == name[:4]:
                return number
    return int(word)


class DayWidget(forms.MultiWidget):
    """Three boxes named `…_day`, `…_month` and `…_year` under one legend."""

    template_name = "tracker/govuk/day.html"
    use_fieldset = True

    def __init__(self, attrs=None):
        super().__init__(dict.fromkeys(PARTS, forms.TextInput), attrs)

    def decompress(self, value):
        """The three boxes of a day already known."""
        if not value:
            return ["", "", ""]
        return [str(value.day), str(value.month), str(value.year)]

    def get_context(self, name, value, attrs):
        """Each box with its label and width; after an error the wrong ones marked."""
        context = super().get_context(name, value, attrs)
        boxes = context["widget"]["subwidgets"]
        some_empty = not all(box["value"] for box in boxes)
        invalid = "aria-invalid" in context["widget"]["attrs"]
        for part, width, box in zip(PARTS, BOX_WIDTHS, boxes, strict=True):
            box["label"] = part.capitalize()
            box["width"] = width
            box["is_wrong"] = invalid and (not some_empty or not box["value"])
            box["attrs"]["id"] = f"{context['widget']['attrs'].get('id')}_{part}"
        return context


class DayField(forms.MultiValueField):
    """A day typed in three boxes; a month may be a number or a name."""

    widget = DayWidget
    default_error_messages = {
        "required": "Enter %(name)s",
        "incomplete": "%(label)s must include a %(missing)s",
        "invalid": "%(label)s must be a real date",
        "year": "Year must include 4 numbers",
    }

    def __init__(self, **kwargs):
        boxes = [forms.CharField(required=False) for _ in PARTS]
        super().__init__(boxes, require_all_fields=False, **kwargs)

    def clean(self, value):
        """The day, or None where none was typed and none is needed."""
        if self.disabled and not isinstance(value, list):
            value = DayWidget().decompress(value)
        typed = [str(part or "").strip() for part in value or [""] * len(PARTS)]
        if not any(typed):
            if self.required:
                raise self._error("required")
            return None
        day = self.compress(typed)
        self.validate(day)
        self.run_validators(day)
        return day

    def compress(self, data_list):
        """Three typed parts as one day; says which part is missing or wrong."""
        day, month, year = data_list
        missing = [
            name for name, typed in zip(PARTS, data_list, strict=True) if not typed
        ]
        if missing:
            raise self._error("incomplete", missing=" and ".join(missing))
        if year.isdecimal() and len(year) != len("2026"):
            raise self._error("year")
        try:
            return datetime.date(int(year), month_number(month), int(day))
        except ValueError:
            raise self._error("invalid") from None

    def has_changed(self, initial, data):
        """Whether another day was typed; "March" and "3" are the same month."""
        try:
            return self.clean(data) != initial
        except ValidationError:
            return True

    def _error(self, code, **params):
        label = str(self.label or "Date")
        params |= {"label": label, "name": lower_first(label)}
        return ValidationError(self.error_messages[code], code=code, params=params)
