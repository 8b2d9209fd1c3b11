"""A number as people type it: 85, 12.5, 1,724, 85% or £1,200."""

import re
from decimal import Decimal
from typing import Any

from django import forms

from tracker.models.figure import DIGITS, PLACES

THOUSANDS = re.compile(r"[-+−]?\d{1,3}(,\d{3})+(\.\d+)?")
MINUS = "−"
NOT_A_NUMBER = "Enter a number, like 85 or 12.5. Words such as “most” are not numbers"


class FigureField(forms.DecimalField):
    """An exact decimal; signs of per cent and pound, and commas of thousands, are read.

    Words are refused: they never become numbers.
    """

    default_error_messages = {
        "invalid": NOT_A_NUMBER,
        "max_digits": f"Give at most {DIGITS} digits",
        "max_decimal_places": f"Give at most {PLACES} decimal places",
        "max_whole_digits": f"Give at most {DIGITS - PLACES} digits before the point",
    }

    def __init__(self, **options: Any) -> None:
        options.setdefault(
            "widget",
            forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        )
        super().__init__(max_digits=DIGITS, decimal_places=PLACES, **options)

    def to_python(self, value: Any) -> Decimal | None:
        """The number; without the signs that only say what it counts."""
        if isinstance(value, str):
            typed = value.strip()
            value = typed.removeprefix("£").removesuffix("%").strip() or typed
            value = value.replace(MINUS, "-")
            if THOUSANDS.fullmatch(value):
                value = value.replace(",", "")
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        """A stored number without empty places; what was typed as it was typed."""
        if not isinstance(value, Decimal):
            return value
        plain = f"{value:f}"
        return plain.rstrip("0").rstrip(".") if "." in plain else plain
