"""Numbers are entered once a period, and corrected by a new row."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from tests.factories import MeasureFactory, MeasureValueFactory, UserFactory
from tracker.models import Change, MeasureValue, change_set
from tracker.workflow.measure_values import (
    ForPeriod,
    Found,
    correct_value,
    enter_value,
)

pytestmark = pytest.mark.django_db

MAY = ForPeriod(date(2026, 5, 1), date(2026, 5, 31))


def enter(measure, period=MAY, **found):
    """Enter what was found."""
    return enter_value(
        measure=measure, period=period, found=Found(**found), by=UserFactory()
    )


def correct(wrong, reason="Counted twice.", **found):
    """Correct a value."""
    return correct_value(
        value=wrong, found=Found(**found), reason=reason, by=UserFactory()
    )


def test_entry_has_the_next_number_and_who_entered_it():
    earlier = MeasureValueFactory()
    by = UserFactory()

    with change_set(by=by):
        value = enter_value(
            measure=earlier.measure, period=MAY, found=Found(Decimal(81)), by=by
        )

    assert (value.number, value.value, value.entered_by) == (2, 81, by)
    assert value.when == "May 2026"
    assert Change.objects.of(value).get().by == by


@pytest.mark.parametrize(
    ("first", "last", "precision"),
    [
        (date(2026, 4, 1), date(2026, 6, 30), "month"),
        (date(2026, 3, 31), date(2026, 3, 31), "day"),
        (date(2026, 5, 4), date(2026, 5, 31), "day"),
    ],
)
def test_whole_months_are_told_as_months(first, last, precision):
    value = enter(MeasureFactory(), ForPeriod(first, last), value=Decimal(81))

    assert value.precision == precision


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        pytest.param(
            {},
            "Give a number, or say why there is no data: one of the two.",
            id="nothing",
        ),
        pytest.param(
            {"value": Decimal(8), "is_suspect": True},
            "Say why the number is in doubt, and only then.",
            id="doubt without a reason",
        ),
    ],
)
def test_entry_that_breaks_a_rule_stores_nothing(found, sentence):
    with pytest.raises(ValidationError) as refused:
        enter(MeasureFactory(), **found)

    assert refused.value.messages == [sentence]
    assert not MeasureValue.objects.exists()


def test_period_is_entered_once_and_each_series_for_itself():
    measure = MeasureFactory()
    enter(measure, value=Decimal(80))
    enter(measure, ForPeriod(MAY.starts_on, MAY.ends_on, "england"), value=Decimal(70))

    with pytest.raises(ValidationError) as refused:
        enter(measure, no_data_reason="Late.")

    assert refused.value.messages == [
        "There is an entry for this period already. Correct that one instead."
    ]


def test_correction_keeps_the_period_and_says_why():
    value = MeasureValueFactory(series="england")

    correction = correct(value, value=Decimal(77))

    assert correction.corrects == value
    assert correction.subject == value.subject
    assert correction.correction_reason == "Counted twice."
    assert Change.objects.of(correction).get().why == "Counted twice."
    value.refresh_from_db()
    assert value.value == 80


def test_number_can_be_corrected_to_no_data():
    correction = correct(MeasureValueFactory(), no_data_reason="Another month.")

    assert (correction.value, correction.no_data_reason) == (None, "Another month.")


def test_value_is_corrected_once_and_then_its_correction():
    value = MeasureValueFactory()
    second = correct(value, value=Decimal(77))

    with pytest.raises(ValidationError) as refused:
        correct(value, value=Decimal(76))
    third = correct(second, value=Decimal(76))

    assert refused.value.messages == [
        "This value was corrected already. Correct the newer one."
    ]
    assert third.number == 3


def test_what_a_document_prints_is_not_corrected():
    with pytest.raises(ValidationError, match="kept as it is printed"):
        correct(MeasureValueFactory(printed=True), value=Decimal(57))
