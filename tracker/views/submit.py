"""Doing what a valid form asks, and showing on the form why it was refused."""

from collections.abc import Callable
from typing import TypeVar

from django import forms
from django.core.exceptions import ValidationError

from tracker.forms.rules import show_refusal
from tracker.models import StaleRecordError, change_set

Result = TypeVar("Result")

STALE = (
    "Somebody saved this after you opened it. Compare both versions below: "
    "what you typed is still here. Save again to put yours in place."
)


def carried_out(form: forms.Form, change: Callable[[], Result]) -> Result | None:
    """The result of the change; None where it was refused.

    A refusal stands on the form, with all that was typed. After a stale save,
    `form.stale` is the record as it stands now. What the person confirmed on the
    form is kept with the change.
    """
    try:
        with change_set(confirmed=getattr(form, "confirmed", "")):
            return change()
    except ValidationError as refusal:
        show_refusal(form, refusal)
    except StaleRecordError as stale:
        form.stale = stale.current  # type: ignore[attr-defined]
        form.add_error(None, STALE)
    return None
