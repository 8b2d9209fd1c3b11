"""What people choose and write for packs: which one, its words, a note beside it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from tracker.choices import PackPreset
from tracker.forms.base import GovukForm
from tracker.forms.fields import DayField
from tracker.forms.rules import not_after
from tracker.models import Plan, Visit
from tracker.reports.pack.texts import Place

LONG_TEXT = forms.Textarea(attrs={"rows": 4})
BY_DAY = "None: for a day"
VERSION = "version-"  # of a place's words, beside its key


class PackDaysForm(GovukForm):
    """For which meeting, or which days; and for whom, where the preset asks."""

    meeting = forms.ModelChoiceField(
        queryset=None,
        to_field_name="reference",
        required=False,
        label="Meeting",
        empty_label=BY_DAY,
    )
    visit = forms.ModelChoiceField(
        queryset=None, to_field_name="reference", label="Visit"
    )
    organisation = forms.ModelChoiceField(
        queryset=None, to_field_name="slug", label="Organisation"
    )
    on = DayField(label="Day", required=False, help_text="Where no meeting is chosen.")
    since = DayField(label="Changes since", required=False)

    hides_optional = True
    holds_back = False

    def __init__(
        self,
        *args: Any,
        plan: Plan,
        visits: QuerySet[Visit],
        preset: str,
        today: date,
        **options: Any,
    ) -> None:
        self.plan, self.visits, self.preset, self.today = plan, visits, preset, today
        super().__init__(*args, **options)

    def prepare_fields(self) -> None:
        """Only what this preset needs; everything of this plan."""
        choices: dict[str, Any] = {
            "meeting": self.plan.meetings.select_related("board"),
            "visit": self.visits,
            "organisation": self.plan.organisations.all(),
        }
        for name, rows in choices.items():
            self.fields[name].queryset = rows
        if self.preset != PackPreset.VISIT:
            del self.fields["visit"]
        if self.preset != PackPreset.PARTNER:
            del self.fields["organisation"]

    def clean_on(self) -> date | None:
        """Not a day still to come."""
        return not_after(self.cleaned_data["on"], self.today)

    def clean(self) -> dict:
        """A pack looks back: from an earlier day to a later one."""
        data = super().clean() or self.cleaned_data
        on, since = data.get("on"), data.get("since")
        if on and since and since >= on:
            self.add_error("since", "Give a day before the day of the pack.")
        return data


class PackTextsForm(GovukForm):
    """Every place of a report that people write."""

    def __init__(
        self,
        *args: Any,
        places: tuple[Place, ...],
        texts: Mapping[str, str],
        versions: Mapping[str, int],
        **options: Any,
    ) -> None:
        self.places, self.versions = places, versions
        words = {place.key: texts.get(place.key, place.standing) for place in places}
        super().__init__(*args, initial=words, **options)

    def prepare_fields(self) -> None:
        """A box a place, with its number and what belongs there."""
        for place in self.places:
            label = f"{place.number} {place.prompt}".strip()
            short = not place.number
            self.fields[place.key] = forms.CharField(
                label=label,
                required=False,
                widget=forms.TextInput() if short else LONG_TEXT,
            )
            self.fields[VERSION + place.key] = forms.IntegerField(
                initial=self.versions.get(place.key, 0), widget=forms.HiddenInput()
            )

    def take_versions(self, stored: "PackTextsForm") -> None:
        """After a stale save: sent again, it replaces what is stored now."""
        data = self.data.copy()
        for name in stored.fields:
            if name.startswith(VERSION):
                data[name] = str(stored[name].initial)
        self.data = data

    def written(self) -> dict[str, str]:
        """What stands in each place."""
        return {place.key: self.cleaned_data[place.key] for place in self.places}

    def opened_with(self) -> dict[str, int]:
        """The version of each place when the form was opened."""
        return {p.key: self.cleaned_data[VERSION + p.key] for p in self.places}


class PackNoteForm(GovukForm):
    """What turned out wrong in an issued pack."""

    text = forms.CharField(
        label="What is wrong in the pack, and what is right",
        widget=LONG_TEXT,
        help_text="Everybody who reads the pack reads this above it. The pack stays as it was issued.",
        error_messages={"required": "Say what is wrong in the pack, and what is right"},
    )
