"""A form holds text back once, and keeps what was confirmed."""

import pytest
from django import forms

from tracker.filters.base import FilterForm
from tracker.forms.base import GovukForm

NUMBER = "943 476 5919"
ASKED = (
    "“Done” seems to hold an NHS number. Take it out, or tick that it is not about a "
    "child"
)


class DoneForm(GovukForm):
    done = forms.CharField()
    link = forms.URLField(required=False, assume_scheme="https")
    kind = forms.ChoiceField(choices=[("1", NUMBER)], required=False)


def test_text_without_numbers_is_not_asked_about():
    form = DoneForm({"done": "All managers were trained.", "kind": "1"})

    assert form.is_valid()
    assert list(form.fields) == ["done", "link", "kind"]
    assert form.confirmed == ""


def test_text_with_a_number_comes_back_with_a_checkbox():
    form = DoneForm({"done": f"Saw {NUMBER}"})

    assert form.errors == {"not_about_a_child": [ASKED]}
    assert form["not_about_a_child"].label == "This is not about a child"
    assert form["done"].value() == f"Saw {NUMBER}"


def test_confirmed_text_goes_on_and_says_so():
    form = DoneForm({"done": f"Call {NUMBER}", "not_about_a_child": "on"})

    assert form.is_valid()
    assert form.confirmed == "Confirmed: the text is not about a child."


def test_tick_without_a_number_confirms_nothing():
    form = DoneForm({"done": "All is well.", "not_about_a_child": "on"})

    assert form.is_valid()
    assert form.confirmed == ""


@pytest.mark.parametrize(
    ("data", "said"),
    [
        pytest.param(
            {"done": "Yes", "link": "https://a.example/B801200005001"},
            "“Link” seems to hold a unique pupil number (UPN). Take it out, or tick "
            "that it is not about a child",
            id="in a link",
        ),
        pytest.param(
            {"done": f"{NUMBER} B801200005001"},
            "“Done” seems to hold an NHS number and “Done” seems to hold a unique "
            "pupil number (UPN). Take it out, or tick that it is not about a child",
            id="two kinds",
        ),
    ],
)
def test_each_place_is_named(data, said):
    assert DoneForm(data).errors == {"not_about_a_child": [said]}


def test_other_errors_come_with_it():
    form = DoneForm({"done": NUMBER, "link": "no address"})

    assert list(form.errors) == ["link", "not_about_a_child"]


def test_form_read_twice_confirms_once():
    form = DoneForm({"done": NUMBER, "not_about_a_child": "on"})
    form.full_clean()
    form.full_clean()

    assert form.confirmed == "Confirmed: the text is not about a child."


def test_filter_holds_nothing_back():
    class Filter(FilterForm):
        q = forms.CharField()

    assert Filter({"q": NUMBER}).is_valid()


def test_unbound_form_has_no_checkbox():
    assert "not_about_a_child" not in DoneForm().fields
