"""What all forms of the tracker share: plain words for what is missing or wrong."""

from typing import Any

from django import forms
from django.forms.utils import pretty_name

from tracker.forms.held_back import HoldsBackMixin

DJANGO_REQUIRED = forms.Field.default_error_messages["required"]
DJANGO_EMPTY_LABEL = "---------"
EMPTY_LABEL = "Choose one"
PROPER_NAMES = ("Ofsted",)  # keep their capital inside a sentence


class PlainWordsMixin:
    """Messages built from the label: "Enter the reason", "Select an owner"."""

    fields: dict[str, forms.Field]
    use_required_attribute = False
    hides_optional = False  # a filter form is all optional and need not say so
    folded: tuple[str, ...] = ()  # fields that few people need, under one label
    folded_label = ""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.prepare_fields()
        for name, field in self.fields.items():
            use_plain_words(name, field)

    def prepare_fields(self):
        """Change fields here, so that the messages are built from the last word."""


class GovukForm(HoldsBackMixin, PlainWordsMixin, forms.Form):
    """What every form of ours is made from."""


def use_plain_words(name: str, field: forms.Field) -> None:
    """Replace Django's general messages; those a field was given itself stay."""
    if field.label is None:
        field.label = pretty_name(name)
    label = str(field.label).rstrip("?")
    messages = field.error_messages
    if messages["required"] == DJANGO_REQUIRED:
        messages["required"] = what_is_missing(field, label)
    messages.setdefault(
        "max_length", f"{label} must be %(limit_value)s characters or fewer"
    )
    messages.setdefault("min_value", f"{label} must be %(limit_value)s or more")
    messages.setdefault("max_value", f"{label} must be %(limit_value)s or less")
    is_whole = not isinstance(field, forms.DecimalField)
    if isinstance(field, forms.IntegerField) and is_whole:
        messages["invalid"] = f"{label} must be a whole number"
    if isinstance(field, forms.EmailField):
        messages["invalid"] = (
            "Enter an email address in the correct format, like name@example.com"
        )
    name_empty_choice(field)


def what_is_missing(field: forms.Field, label: str) -> str:
    """What a person has to do with a field left empty: type, pick or tick."""
    if isinstance(field, forms.BooleanField):
        return f"Tick “{label}”"
    picked = isinstance(field, forms.ChoiceField | forms.FileField)
    return f"{'Select' if picked else 'Enter'} {lower_first(label)}"


def lower_first(label: str) -> str:
    """The label inside a sentence; "NHS number" keeps its capitals."""
    if label[1:2].isupper() or label.startswith(PROPER_NAMES):
        return label
    return label[:1].lower() + label[1:]


def name_empty_choice(field: forms.Field) -> None:
    """Say "Choose one" where Django shows a row of dashes in a list."""
    in_a_list = type(field.widget) is forms.Select
    if not in_a_list or not isinstance(field, forms.ChoiceField):
        return
    if isinstance(field, forms.ModelChoiceField):
        if field.empty_label == DJANGO_EMPTY_LABEL:
            field.empty_label = EMPTY_LABEL
            field.widget.choices = field.choices
        return
    choices: Any = field.choices
    field.choices = [
        (value, EMPTY_LABEL if text == DJANGO_EMPTY_LABEL else text)
        for value, text in choices
    ]
