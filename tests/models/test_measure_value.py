"""A value is a number or a reason, of a period, said once and corrected by a new row."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from tests.factories import (
    TODAY,
    MeasureFactory,
    MeasureValueFactory,
    SourceFactory,
    unsaved,
)
from tests.models.rules import assert_accepted, assert_refused, assert_said
from tracker.choices import DatePrecision
from tracker.models import MeasureValue

pytestmark = pytest.mark.django_db

ONE_OF_TWO = "Give a number, or say why there is no data: one of the two."
PERIOD = (
    "Give the first and the last day of the period. "
    "Only a document may leave them open."
)
SHARE = "Give how many and out of how many (more than 0), or neither."
DOUBT = "Say why the number is in doubt, and only then."


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({}, id="a number of a month"),
        pytest.param({"value": Decimal(0)}, id="nothing is a number"),
        pytest.param({"value": Decimal("-2.5")}, id="below nothing"),
        pytest.param(
            {"numerator": Decimal(8), "denominator": Decimal(10)}, id="a share"
        ),
        pytest.param({"no_data": True}, id="no data, with a reason"),
        pytest.param({"suspect": True}, id="in doubt, with a reason"),
        pytest.param({"series": "england"}, id="England"),
        pytest.param(
            {"starts_on": date(2026, 3, 31), "ends_on": date(2026, 3, 31)}, id="a day"
        ),
        pytest.param({"printed": True}, id="undated, from a document"),
        pytest.param(
            {"printed": True, "value": None, "said": "most"}, id="words of a document"
        ),
        pytest.param(
            {
                "printed": True,
                "precision": DatePrecision.RELATIVE,
                "period_words": "over the past 12 months",
            },
            id="a period in words",
        ),
    ],
)
def test_value_is_accepted(values):
    assert_accepted(unsaved(MeasureValueFactory, **values))


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        pytest.param({"value": None}, ONE_OF_TWO, id="neither number nor reason"),
        pytest.param(
            {"no_data_reason": "Not counted."}, ONE_OF_TWO, id="number and reason"
        ),
        pytest.param(
            {"printed": True, "said": "most"}, ONE_OF_TWO, id="number and words"
        ),
        pytest.param(
            {"value": None, "said": "most"},
            "Say which document has the words.",
            id="words of nobody",
        ),
        pytest.param({"starts_on": None, "ends_on": None}, PERIOD, id="no period"),
        pytest.param(
            {"printed": True, "precision": DatePrecision.DAY},
            PERIOD,
            id="a day that is not given",
        ),
        pytest.param(
            {"ends_on": date(2026, 3, 31)},
            "The last day is before the first one. Give a later last day.",
            id="ends before it begins",
        ),
        pytest.param({"numerator": Decimal(8)}, SHARE, id="half a share"),
        pytest.param(
            {"numerator": Decimal(0), "denominator": Decimal(0)}, SHARE, id="of none"
        ),
        pytest.param({"is_suspect": True}, DOUBT, id="in doubt without a reason"),
        pytest.param({"suspect_reason": "Odd."}, DOUBT, id="a reason without doubt"),
        pytest.param(
            {"correction_reason": "Counted twice."},
            "Say why the value is corrected.",
            id="a reason that corrects nothing",
        ),
        pytest.param(
            {"entered_by": None},
            "Say who entered it, or which document it is from.",
            id="from nobody",
        ),
    ],
)
def test_value_is_refused(values, sentence):
    assert_refused(unsaved(MeasureValueFactory, **values), sentence)


def test_period_has_one_entry_of_a_series():
    value = MeasureValueFactory()

    assert_accepted(
        unsaved(MeasureValueFactory, measure=value.measure, number=2, series="england")
    )
    assert_refused(
        unsaved(MeasureValueFactory, measure=value.measure, number=3),
        "There is an entry for this period already. Correct that one instead.",
    )


def test_correction_is_a_new_row_about_the_same():
    value = MeasureValueFactory()

    assert_accepted(unsaved(MeasureValueFactory, corrects=value, correction=True))


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({"starts_on": date(2026, 4, 2)}, id="other days"),
        pytest.param({"series": "england"}, id="another series"),
    ],
)
def test_correction_of_something_else_is_refused(values):
    value = MeasureValueFactory()

    assert_said(
        unsaved(MeasureValueFactory, corrects=value, correction=True, **values),
        "Choose a value of the same measure, series and period.",
    )


def test_correction_of_another_measure_is_refused():
    value = MeasureValueFactory()
    other = MeasureFactory(plan=value.measure.plan)

    assert_said(
        unsaved(MeasureValueFactory, corrects=value, correction=True, measure=other),
        "Choose a value of the same measure, series and period.",
    )


def test_value_is_corrected_once():
    value = MeasureValueFactory()
    MeasureValueFactory(corrects=value, correction=True)

    assert_refused(
        unsaved(MeasureValueFactory, corrects=value, correction=True),
        "This value was corrected already. Correct the newer one.",
    )


def test_value_is_never_overwritten_or_removed():
    value = MeasureValueFactory()
    value.value = Decimal(99)

    with pytest.raises(ValidationError, match="M-001 value 1 is on record"):
        value.save()
    with pytest.raises(ValidationError, match="is not removed"):
        value.delete()


def test_number_comes_back_as_it_was_given():
    value = MeasureValueFactory(value=Decimal("0.1"))

    assert MeasureValue.objects.get(pk=value.pk).value == Decimal("0.1")


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "precision", "when"),
    [
        (date(2026, 5, 1), date(2026, 5, 31), "month", "May 2026"),
        (date(2026, 4, 1), date(2026, 6, 30), "month", "April to June 2026"),
        (date(2025, 4, 1), date(2026, 3, 31), "month", "April 2025 to March 2026"),
        (date(2026, 3, 31), date(2026, 3, 31), "day", "31 March 2026"),
        (date(2026, 5, 4), date(2026, 5, 10), "day", "4 May 2026 to 10 May 2026"),
        (None, None, "unknown", "Not dated"),
    ],
)
def test_period_is_told_as_exactly_as_it_is_known(starts_on, ends_on, precision, when):
    value = MeasureValue(starts_on=starts_on, ends_on=ends_on, precision=precision)

    assert value.when == when


def test_undated_value_is_told_in_the_words_of_its_document():
    value = MeasureValue(precision="relative", period_words="over the past year")

    assert value.when == "over the past year"


# What stands on a day


def standing(measure, on=TODAY, known_at=None):
    """The numbers of the values that stand, the last first."""
    rows = measure.values.standing(on, known_at).latest_first()
    return [row.number for row in rows]


def test_value_stands_from_the_last_day_of_its_period():
    measure = MeasureValueFactory(ends_on=date(2026, 4, 30)).measure

    assert standing(measure, date(2026, 4, 29)) == []
    assert standing(measure, date(2026, 4, 30)) == [1]


def test_undated_value_stands_from_the_day_of_its_document():
    source = SourceFactory(published_on=date(2026, 5, 18))
    measure = MeasureValueFactory(plan=source.plan, printed=True, source=source).measure
    MeasureValueFactory(measure=measure)

    assert standing(measure, date(2026, 5, 17)) == [2]
    assert standing(measure, date(2026, 5, 18)) == [1, 2]


def test_corrected_value_stands_until_the_correction_was_written_down():
    value = MeasureValueFactory()
    correction = MeasureValueFactory(corrects=value, correction=True)

    assert standing(value.measure) == [2]
    assert standing(value.measure, known_at=value.recorded_at) == [1]
    assert standing(value.measure, known_at=correction.recorded_at) == [2]


def test_certain_are_numbers_that_nobody_doubts():
    measure = MeasureFactory()
    kept = MeasureValueFactory(measure=measure, value=Decimal(0))
    MeasureValueFactory(measure=measure, starts_on=date(2026, 3, 1), suspect=True)
    MeasureValueFactory(measure=measure, starts_on=date(2026, 2, 1), no_data=True)

    assert list(measure.values.certain()) == [kept]
