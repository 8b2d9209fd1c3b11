"""What a plan manager decides when a visit is published."""

from collections.abc import Iterable
from typing import Any

from django import forms

from tracker.forms.base import GovukForm
from tracker.models import VisitCheck
from tracker.workflow.publishing import Publication


class PublishForm(GovukForm):
    """For each proposed relapse a tick, set beforehand, and a reason where it is not.

    `seen` holds the checks whose steps the page showed.
    """

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        relapses: Iterable[VisitCheck],
        sustained: Iterable[VisitCheck],
        **options: Any,
    ) -> None:
        self.relapses = list(relapses)
        keys = sorted(str(check.pk) for check in (*self.relapses, *sustained))
        super().__init__(*args, initial={"seen": " ".join(keys)}, **options)

    def prepare_fields(self) -> None:
        """A tick and a reason for each proposed relapse."""
        for check in self.relapses:
            reference = check.action.reference
            self.fields[f"relapse_{check.pk}"] = forms.BooleanField(
                label=f"Put {reference} back in progress",
                initial=True,
                required=False,
            )
            self.fields[f"reason_{check.pk}"] = forms.CharField(
                label=f"If not, why does {reference} stay as it is?",
                widget=forms.Textarea(attrs={"rows": 2}),
                required=False,
            )

    def proposals(self) -> list:
        """Each check with its tick and its reason, to draw."""
        return [
            (check, self[f"relapse_{check.pk}"], self[f"reason_{check.pk}"])
            for check in self.relapses
        ]

    def clean(self) -> dict[str, Any]:
        """Without the tick there is a reason."""
        data = super().clean() or self.cleaned_data
        for check in self.relapses:
            is_kept = not data.get(f"relapse_{check.pk}")
            if is_kept and not data.get(f"reason_{check.pk}"):
                self.add_error(
                    f"reason_{check.pk}",
                    f"Enter why {check.action.reference} stays as it is, "
                    "or tick that it goes back",
                )
        return data

    def publication(self) -> Publication:
        """The clean values as the workflow takes them."""
        data = self.cleaned_data
        seen = frozenset(int(key) for key in data["seen"].split() if key.isdecimal())
        return Publication(
            seen=seen,
            no_relapse={
                check.pk: data[f"reason_{check.pk}"]
                for check in self.relapses
                if not data[f"relapse_{check.pk}"]
            },
        )
