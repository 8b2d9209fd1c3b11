"""Rules of forms, and where a refusal from below is shown."""

from datetime import date

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError


def not_after(day: date | None, today: date) -> date | None:
    """The day; refused where it is still to come."""
    if day and day > today:
        raise ValidationError("Give today or a day in the past.")
    return day


def show_refusal(form: forms.BaseForm, refusal: ValidationError) -> None:
    """Put what the record refused next to the field it names, else on top."""
    if not hasattr(refusal, "error_dict"):
        form.add_error(None, refusal)
        return
    for name, errors in refusal.error_dict.items():
        known = name != NON_FIELD_ERRORS and name in form.fields
        form.add_error(name if known else None, errors)
