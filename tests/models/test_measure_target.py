"""A target is a promise: its parts go together, and a later one has a reason."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from tests.factories import (
    MeasureFactory,
    MeasureTargetFactory,
    SourceFactory,
    unsaved,
)
from tests.models.rules import assert_accepted, assert_refused, assert_said

pytestmark = pytest.mark.django_db

NEEDS_NUMBER = "Give the target that the day or tolerance is for."


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({}, id="number, day and tolerance"),
        pytest.param({"target_on": None}, id="for no day"),
        pytest.param(
            {"target_on": None, "target_words": "by the autumn"}, id="day in words"
        ),
        pytest.param({"tolerance": Decimal(0)}, id="tolerance of nothing"),
        pytest.param(
            {"target": None, "target_on": None, "tolerance": None}, id="none any more"
        ),
    ],
)
def test_target_is_accepted(values):
    assert_accepted(unsaved(MeasureTargetFactory, **values))


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        pytest.param({"target": None}, NEEDS_NUMBER, id="day and tolerance of none"),
        pytest.param(
            {"target_words": "by the autumn"},
            "Give a day or the words used, not both.",
            id="day and words",
        ),
        pytest.param(
            {"tolerance": Decimal("-0.1")},
            "Give a tolerance of 0 or more.",
            id="tolerance below nothing",
        ),
        pytest.param(
            {"number": 2, "reason": ""}, "Say why the target changes.", id="no reason"
        ),
        pytest.param(
            {"set_by": None},
            "Say who set it, or which document it is from.",
            id="from nobody",
        ),
        pytest.param(
            {"quote": "90 per cent"},
            "Say which document the quote is from.",
            id="quote of no document",
        ),
    ],
)
def test_target_is_refused(values, sentence):
    assert_refused(unsaved(MeasureTargetFactory, **values), sentence)


def test_target_of_a_document_needs_nobody():
    measure = MeasureFactory()
    source = SourceFactory(plan=measure.plan)

    assert_accepted(
        unsaved(MeasureTargetFactory, measure=measure, source=source, set_by=None)
    )


def test_target_needs_a_side():
    measure = MeasureFactory(polarity="neither")

    assert_said(
        unsaved(MeasureTargetFactory, measure=measure),
        "Say whether higher or lower is better to have a target.",
    )


def test_target_is_never_overwritten():
    target = MeasureTargetFactory()
    target.target = Decimal(70)

    with pytest.raises(ValidationError, match="M-001 target 1 is on record"):
        target.save()


def test_target_of_a_day_is_the_one_set_last_by_then():
    measure = MeasureTargetFactory(set_on=date(2026, 1, 12)).measure
    eased = MeasureTargetFactory(measure=measure, set_on=date(2026, 4, 1))
    same_day = MeasureTargetFactory(measure=measure, set_on=date(2026, 4, 1))

    def latest(on):
        row = measure.targets.latest_by(on).first()
        return row and row.number

    assert latest(date(2026, 1, 11)) is None
    assert latest(date(2026, 3, 31)) == 1
    assert latest(date(2026, 4, 1)) == same_day.number
    known = measure.targets.latest_by(date(2026, 4, 1), eased.recorded_at)
    assert known.first() == eased
