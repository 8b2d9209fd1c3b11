"""Words for what is missing or wrong, built from the label."""

import pytest
from django import forms

from tracker.forms.base import GovukForm, lower_first


class UpdateForm(GovukForm):
    made_by = forms.CharField(max_length=5)
    email = forms.EmailField(label="Email address")
    percent = forms.IntegerField(label="Per cent complete", min_value=0, max_value=100)
    post = forms.ChoiceField(label="Post", choices=[("", "---------"), ("1", "Head")])
    rating = forms.ChoiceField(
        choices=[("", "---------"), ("red", "Red")], widget=forms.RadioSelect
    )
    file = forms.FileField(label="File")
    agreed = forms.BooleanField(label="This is not about a child")
    why = forms.CharField(
        label="Why does the date move?", error_messages={"required": "Give a reason"}
    )


def test_missing_answers_are_named_by_their_labels():
    form = UpdateForm({})

    assert {name: errors[0] for name, errors in form.errors.items()} == {
        "made_by": "Enter made by",
        "email": "Enter email address",
        "percent": "Enter per cent complete",
        "post": "Select post",
        "rating": "Select rating",
        "file": "Select file",
        "agreed": "Tick “This is not about a child”",
        "why": "Give a reason",
    }


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        pytest.param(
            "made_by", "abcdef", "Made by must be 5 characters or fewer", id="too long"
        ),
        pytest.param(
            "email",
            "sam",
            "Enter an email address in the correct format, like name@example.com",
            id="no email address",
        ),
        pytest.param(
            "percent", "half", "Per cent complete must be a whole number", id="a word"
        ),
        pytest.param(
            "percent", "-1", "Per cent complete must be 0 or more", id="too small"
        ),
        pytest.param(
            "percent", "101", "Per cent complete must be 100 or less", id="too big"
        ),
    ],
)
def test_wrong_answers_are_explained(field, value, message):
    form = UpdateForm({field: value})

    assert form.errors[field] == [message]


def test_empty_choice_of_a_list_is_named():
    assert UpdateForm().fields["post"].choices == [("", "Choose one"), ("1", "Head")]


def test_forms_do_not_share_their_messages():
    class OtherForm(GovukForm):
        post = forms.CharField(label="Job")

    assert OtherForm({}).errors["post"] == ["Enter job"]
    assert UpdateForm({}).errors["post"] == ["Select post"]


def test_fields_are_prepared_before_the_messages():
    class RelabelledForm(GovukForm):
        title = forms.CharField()

        def prepare_fields(self):
            self.fields["title"].label = "Name of the action"

    assert RelabelledForm({}).errors["title"] == ["Enter name of the action"]


@pytest.mark.parametrize(
    ("label", "inside_a_sentence"),
    [
        pytest.param("Due date", "due date", id="ordinary word"),
        pytest.param("NHS body", "NHS body", id="abbreviation"),
        pytest.param("Ofsted reference", "Ofsted reference", id="proper name"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_lower_first(label, inside_a_sentence):
    assert lower_first(label) == inside_a_sentence
