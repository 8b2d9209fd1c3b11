"""Two people, one record: what is stored now beside what was typed, nothing lost.

The form has a hidden `version` and is bound to what was typed. After a stale save
`views.submit.carried_out` has said so on the form, and `form.stale` is the record
as it stands. The view then makes a second form, unbound, whose initial values are
those of that record, and asks for the comparison:

    if getattr(form, "stale", None):
        initial = EditActionForm.initial_of(form.stale)
        compare(form, EditActionForm(plan=plan, initial=initial), form.stale)

The page draws it above the form, and nothing where nothing was compared:

    {% include "tracker/_stale.html" %}

A view that catches StaleRecordError itself calls `refuse_stale` instead, which also
says the sentence.

The form then carries the new version: sent again, it replaces what is stored now,
which the person has seen.
"""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

from tracker.forms.fields import DayField
from tracker.models import Recorded


@dataclass(frozen=True)
class StaleRow:
    """One field that differs, in words."""

    label: str
    stored: str
    typed: str


def compare(form: forms.BaseForm, stored: forms.BaseForm, current: Recorded) -> None:
    """Put both versions on the form, and let it be sent again."""
    form.stale_rows = stale_rows(form, stored)  # type: ignore[attr-defined]
    data = form.data.copy()  # type: ignore[attr-defined]
    data[form.add_prefix("version")] = str(current.version)
    form.data = data


def refuse_stale(
    form: forms.BaseForm, stored: forms.BaseForm, current: Recorded
) -> None:
    """Say on the form that the record was saved meanwhile, and compare."""
    compare(form, stored, current)
    name = getattr(current, "reference", current)
    form.add_error(
        None,
        f"{name} was changed after you opened this page. Nothing is saved yet: "
        "compare, and save again.",
    )


def stale_rows(form: forms.BaseForm, stored: forms.BaseForm) -> list[StaleRow]:
    """The fields in which what was typed differs from what is stored now.

    A field that tells nothing of the record, such as the reason, is not compared.
    """
    rows = [
        StaleRow(str(field.label), in_words(stored[field.name]), in_words(field))
        for field in form.visible_fields()
        if field.name in stored.initial and field.name in stored.fields
    ]
    return [row for row in rows if row.stored != row.typed]


def in_words(field: BoundField) -> str:
    """What a field holds, as a person reads it."""
    if hasattr(field.field, "choices"):
        chosen = [part.data for part in field.subwidgets if part.data["selected"]]
        return "\n".join(str(each["label"]) for each in chosen if each["value"] != "")
    value = field.value()
    if isinstance(field.field, DayField):
        return _day_in_words(field.field, value)
    if isinstance(field.field, forms.BooleanField):
        return "Yes" if value else "No"
    return "" if value is None else str(value).replace("\r\n", "\n").strip()


def _day_in_words(field: DayField, value: Any) -> str:
    """A day, or what stands in the three boxes where it is none."""
    if not isinstance(value, list):
        value = field.widget.decompress(value)
    try:
        day = field.clean(value)
    except ValidationError:
        day = None
    return f"{day:%-d %B %Y}" if day else " ".join(filter(None, value))
