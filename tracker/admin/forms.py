"""Forms of the back office: every rule of the row is asked, a refusal is shown.

The models and the workflow refuse by exception. `RecordAdmin.changeform_view` then
shows the page again with that refusal on the form, so that nothing typed is lost.
"""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from tracker.forms.held_back import HoldsBackMixin
from tracker.forms.rules import show_refusal
from tracker.models import StaleRecordError

STALE = (
    "%s was changed after you opened it. Nothing is saved yet: compare, and save "
    "again to put yours in place."
)


class RowForm(forms.ModelForm):
    """One row. `filled_later` names what the workflow fills in.

    A model form alone would skip each rule that names a field it does not show.
    """

    filled_later: frozenset[str] = frozenset()

    def _get_validation_exclusions(self) -> set[str]:
        return {*self.errors, *self.filled_later}

    def _update_errors(self, errors: ValidationError) -> None:
        show_refusal(self, errors)

    def _post_clean(self) -> None:
        # Rules over several fields need all of them
        if not self.errors:
            super()._post_clean()  # type: ignore[misc]


class RecordForm(HoldsBackMixin, RowForm):
    """The row of a page, with the version it had when the page was opened.

    It may be written here only where `check_write` agrees, and with a reason. Text
    with a number of a child is held back once, as on the pages.
    """

    why = forms.CharField(
        label="Why",
        required=False,
        widget=AdminTextareaWidget(attrs={"rows": 2}),
        help_text="Kept in the history of the record.",
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    not_about_a_child = forms.BooleanField(widget=forms.HiddenInput, required=False)
    request: HttpRequest
    model_admin: Any  # the ModelAdmin whose page it is

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["seen_version"].required = bool(self.instance.pk)
        self.initial["seen_version"] = getattr(self.instance, "version", None)

    def _post_clean(self) -> None:
        super()._post_clean()
        if not self.errors:
            self.model_admin.check_write(self)
        refusal = getattr(self.request, "refusal", None)
        if isinstance(refusal, ValidationError):
            show_refusal(self, refusal)
        elif isinstance(refusal, StaleRecordError):
            self.show_stale(refusal)

    def show_stale(self, stale: StaleRecordError) -> None:
        """Say what is stored now; saved again, the form replaces it."""
        self.add_error(None, STALE % stale.current)
        for line in self.differences(stale.current):
            self.add_error(None, line)
        data = self.data.copy()  # type: ignore[attr-defined]
        data[self.add_prefix("seen_version")] = str(stale.current.version)
        self.data = data

    def differences(self, stored: Any) -> list[str]:
        """Field by field, what is stored now and what was typed."""
        found = []
        for column in stored._meta.concrete_fields:
            if column.name not in self.cleaned_data:
                continue
            old, new = getattr(stored, column.name), self.cleaned_data[column.name]
            if old != new:
                label = self.fields[column.name].label
                found.append(f"{label}: stored now “{old}”, you typed “{new}”.")
        return found
