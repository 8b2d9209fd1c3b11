"""A number as people type it."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from tracker.forms.figures import FigureField


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("85", "85"),
        (" 12.5 ", "12.5"),
        ("85%", "85"),
        ("£1,200", "1200"),
        ("1,724", "1724"),
        ("-4", "-4"),
        ("−4.5", "-4.5"),
        ("0", "0"),
        ("0.0001", "0.0001"),
    ],
)
def test_number_is_read(typed, number):
    assert FigureField().clean(typed) == Decimal(number)


@pytest.mark.parametrize("typed", ["", "  "])
def test_nothing_typed_is_no_number(typed):
    assert FigureField(required=False).clean(typed) is None


@pytest.mark.parametrize(
    "typed", ["most", "few", "8,5", "1,72", "NaN", "Infinity", "12 of 48", "=1+1", "%"]
)
def test_words_are_no_number(typed):
    with pytest.raises(ValidationError) as refused:
        FigureField(required=False).clean(typed)

    assert refused.value.messages == [
        "Enter a number, like 85 or 12.5. Words such as “most” are not numbers"
    ]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("0.00001", "Give at most 4 decimal places"),
        ("12345678901", "Give at most 10 digits before the point"),
        ("1e400", "Give at most 14 digits"),
    ],
)
def test_number_that_does_not_fit_is_refused(typed, sentence):
    with pytest.raises(ValidationError) as refused:
        FigureField().clean(typed)

    assert sentence in refused.value.messages


@pytest.mark.parametrize(
    ("stored", "shown"), [("85.0000", "85"), ("12.5000", "12.5"), ("100", "100")]
)
def test_stored_number_is_shown_without_empty_places(stored, shown):
    assert FigureField().prepare_value(Decimal(stored)) == shown
