"""What a plan manager confirms for many actions at once."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from tracker.forms.base import GovukForm
from tracker.forms.fields import DayField
from tracker.forms.rules import not_after
from tracker.models import Action, Plan, Post, Workstream
from tracker.workflow.bulk import MOST_ROWS, ChosenRow, NewOwner

ROW = re.compile(r"(A-\d{3,6}):(\d{1,9})")


def written_rows(actions: Iterable[Action]) -> str:
    """The actions as one hidden field carries them: reference and version."""
    return " ".join(f"{action.reference}:{action.version}" for action in actions)


class BulkForm(GovukForm):
    """Which actions were confirmed, and the filter of the list they came from.

    The rows stand in one field: a browser sends thousands of fields, the server
    takes fewer.
    """

    rows = forms.CharField(widget=forms.HiddenInput)
    list_query = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, plan: Plan, today: date, **options: Any) -> None:
        self.plan = plan
        self.today = today
        super().__init__(*args, **options)

    def clean_rows(self) -> list[ChosenRow]:
        """Each action once, by reference and version."""
        found = [ROW.fullmatch(each) for each in self.cleaned_data["rows"].split()]
        if not all(found) or len(found) > MOST_ROWS:
            raise ValidationError("Go back to the list and choose the actions again.")
        rows = {each[1]: ChosenRow(each[1], int(each[2])) for each in found if each}
        return list(rows.values())


class BulkOwnerForm(BulkForm):
    """Which post owns them all, from a day on."""

    post = forms.ModelChoiceField(
        Post.objects.none(), label="New owner", to_field_name="slug"
    )
    changed_on = DayField(label="From")
    reason = forms.CharField(help_text="For example, the service was reorganised.")

    def prepare_fields(self) -> None:
        """Offer this plan's own posts, from today on."""
        self.fields["post"].queryset = self.plan.posts.all()
        self.fields["changed_on"].initial = self.today

    def clean_changed_on(self) -> date | None:
        """Not a day to come."""
        return not_after(self.cleaned_data["changed_on"], self.today)

    def new_owner(self) -> NewOwner:
        """The clean values as the workflow takes them."""
        data = self.cleaned_data
        return NewOwner(data["post"], data["changed_on"], data["reason"])


class BulkWorkstreamForm(BulkForm):
    """Into which workstream they all go."""

    workstream = forms.ModelChoiceField(
        Workstream.objects.none(), label="New workstream", to_field_name="slug"
    )
    why = forms.CharField(
        label="Why is it changed?",
        help_text="Kept in the history of each action.",
        error_messages={"required": "Enter why it is changed"},
    )

    def prepare_fields(self) -> None:
        """Offer this plan's own workstreams."""
        self.fields["workstream"].queryset = self.plan.workstreams.all()


class BulkAskForm(BulkForm):
    """Nothing to fill in: the page shows who gets a mail."""
