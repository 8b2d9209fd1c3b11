"""What a superuser types to redact: the words, why, and in which places."""

from typing import Any

from django import forms

from tracker.forms.base import GovukForm
from tracker.workflow.redaction import Place

SHORTEST = 3  # letters: fewer would blank half the record


class WordsForm(GovukForm):
    """The words to look for, and why they are to go."""

    holds_back = False  # the number of a child is just what has to be named here

    words = forms.CharField(
        label="Words to remove",
        min_length=SHORTEST,
        max_length=200,
        help_text=(
            "For example, a name. They are found as whole words, in capitals or not."
        ),
        error_messages={"min_length": "Give at least 3 characters"},
    )
    why = forms.CharField(
        label="Why are they removed?",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Kept in the history. Leave the words themselves out of it.",
        error_messages={"required": "Say why they are removed"},
    )


class PlacesForm(WordsForm):
    """The places in which the words were found, all ticked at first."""

    places = forms.MultipleChoiceField(
        label="Where are they removed?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one place"},
    )

    def __init__(self, *args: Any, found: list[Place], **options: Any) -> None:
        self.found = found
        super().__init__(*args, **options)

    def prepare_fields(self) -> None:
        """Offer what was found; the words and the reason stay as they were typed."""
        self.fields["words"].widget = forms.HiddenInput()
        self.fields["places"].choices = [
            (place.code, in_words(place)) for place in self.found
        ]


def in_words(place: Place) -> str:
    """A place as a person chooses it: the record, and how much of it."""
    where = []
    if place.columns:
        where.append(", ".join(place.columns))
    if place.changes:
        entries = "1 entry" if place.changes == 1 else f"{place.changes} entries"
        where.append(f"{entries} of its history")
    return f"{place.name} ({'; '.join(where)})"
