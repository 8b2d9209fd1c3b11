"""Numbers of measures as they are printed."""

from decimal import Decimal

import pytest

from tracker.reports.measure_words import amount, number_words, trend_of


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("85.0000", "85"),
        ("22.3000", "22.3"),
        ("1724", "1,724"),
        ("-4.5000", "−4.5"),
        ("0", "0"),
        ("100.0000", "100"),
        ("1E+3", "1,000"),
        ("0.0001", "0.0001"),
    ],
)
def test_number_has_no_more_places_than_were_given(number, words):
    assert number_words(Decimal(number)) == words


@pytest.mark.parametrize(
    ("number", "unit", "words"),
    [
        ("85", "%", "85%"),
        ("236", "children", "236 children"),
        ("1.4", "£ million", "£1.4 million"),
        ("-250", "£", "−£250"),
        ("68", "per 10,000 children", "68 per 10,000 children"),
    ],
)
def test_amount_has_its_unit(number, unit, words):
    assert amount(Decimal(number), unit) == words


@pytest.mark.parametrize(
    ("change", "polarity", "trend"),
    [
        ("4", "higher", "better"),
        ("-4", "higher", "worse"),
        ("4", "lower", "worse"),
        ("-4", "lower", "better"),
        ("0", "lower", "same"),
        ("4", "neither", "higher"),
        ("-4", "neither", "lower"),
    ],
)
def test_trend_is_judged_by_which_way_is_better(change, polarity, trend):
    assert trend_of(Decimal(change), polarity) == trend
