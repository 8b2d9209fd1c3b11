"""What a filter asks for beside words and choices: a day, a box to tick."""

from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError

from tracker.forms.fields import DayField


class DayFilter(django_filters.Filter):
    """A day typed in three boxes."""

    field_class = DayField


class TickField(forms.BooleanField):
    """A box that is ticked or not; an address may say no other word."""

    class widget(forms.CheckboxInput):  # noqa: N801  the name Django looks for
        """Hand on what was sent, so that the field can refuse it."""

        def value_from_datadict(self, data: Any, _files: Any, name: str) -> str:
            """The word in the address; none where the box is not ticked."""
            return data.get(name, "")

    def to_python(self, value: Any) -> bool:
        """Ticked as a browser or a person says it."""
        if value not in ("", "on", "true"):
            raise ValidationError("Tick it or leave it empty.", code="invalid")
        return bool(value)


class TickFilter(django_filters.Filter):
    """A box to tick."""

    field_class = TickField
