"""What a measure was found to be: entered for a period, corrected by a new row."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction

from tracker.choices import DatePrecision, MeasureSeries
from tracker.dates import last_day_of_month
from tracker.models import Measure, MeasureValue, User, change_set
from tracker.workflow.records import next_number, save_record

AS_PRINTED = (
    "What a document prints is kept as it is printed. It is not corrected here."
)


@dataclass(frozen=True)
class Found:
    """A number in the measure's unit, or why there is none, and what lies behind it."""

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    no_data_reason: str = ""
    note: str = ""
    is_suspect: bool = False
    suspect_reason: str = ""


@dataclass(frozen=True)
class ForPeriod:
    """Whose value it is, and of which days; a count on one day starts and ends on it."""

    starts_on: date
    ends_on: date
    series: str = MeasureSeries.OWN


@transaction.atomic
def enter_value(
    *, measure: Measure, period: ForPeriod, found: Found, by: User
) -> MeasureValue:
    """Add what was found for a period that has no entry yet.

    Raises ValidationError where a rule is broken or the period has an entry.
    """
    held = Measure.objects.select_related("plan").locked(measure.pk)
    return add_value(
        MeasureValue(
            measure=held,
            precision=precision_of(period.starts_on, period.ends_on),
            entered_by=by,
            **vars(period),
            **vars(found),
        )
    )


@transaction.atomic
def correct_value(
    *, value: MeasureValue, found: Found, reason: str, by: User
) -> MeasureValue:
    """Put another row in place of one that stands; both stay on record.

    Raises ValidationError where a rule is broken, the row was corrected already, or
    a document prints it.
    """
    held = Measure.objects.select_related("plan").locked(value.measure_id)
    if value.quote:
        raise ValidationError(AS_PRINTED)
    with change_set(why=reason):
        return add_value(
            MeasureValue(
                measure=held,
                series=value.series,
                starts_on=value.starts_on,
                ends_on=value.ends_on,
                precision=value.precision,
                corrects=value,
                correction_reason=reason,
                entered_by=by,
                **vars(found),
            )
        )


def precision_of(starts_on: date, ends_on: date) -> DatePrecision:
    """Whole months are told as months, all else by its days."""
    whole = starts_on.day == 1 and ends_on == last_day_of_month(ends_on)
    return DatePrecision.MONTH if whole else DatePrecision.DAY


def add_value(value: MeasureValue) -> MeasureValue:
    """Store a new row, perhaps from a document, with the next number of its measure.

    The caller holds the measure. Raises ValidationError where a rule is broken.
    """
    value.number = next_number(value.measure.values)
    return save_record(value, given={"number"})
