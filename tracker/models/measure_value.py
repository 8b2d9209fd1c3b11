"""What a measure was found to be for a period: a number, or why there is none."""

from datetime import date, datetime
from typing import ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils.formats import date_format

from tracker.choices import DatePrecision, MeasureSeries, Voice
from tracker.models.constraint import in_order, listed
from tracker.models.figure import figure
from tracker.models.recorded import Appended, RecordedQuerySet
from tracker.models.source import Quoted

DATED = [DatePrecision.DAY, DatePrecision.MONTH]


class MeasureValueQuerySet(RecordedQuerySet):
    """Values."""

    def told_by(self, on: date) -> Self:
        """Those that count by a day: with `told_on`, the last day of their period.

        An undated one counts from the day of its document.
        """
        told_on = Coalesce("ends_on", "source__published_on")
        return self.annotate(told_on=told_on).filter(told_on__lte=on)

    def standing(self, on: date, known_at: datetime | None = None) -> Self:
        """Those told by a day that no other corrects.

        What was written down after `known_at` is left out, and so is its correcting.
        """
        later = MeasureValue.objects.filter(corrects=OuterRef("pk"))
        rows = self
        if known_at:
            later = later.filter(recorded_at__lte=known_at)
            rows = rows.filter(recorded_at__lte=known_at)
        return rows.told_by(on).filter(~Exists(later))

    def latest_first(self) -> Self:
        """After `standing`: by the end of the period, what was said last first."""
        return self.order_by("-told_on", "-number")

    def certain(self) -> Self:
        """Those with a number that is not in doubt."""
        return self.filter(value__isnull=False, is_suspect=False)


class MeasureValue(Appended, Quoted):
    """One number of one series for a period; or words, or why there is no data.

    Never edited: a correction is a new row that names the one it corrects. Words
    such as "most" stay words: only a number that was given is a number.
    """

    measure = models.ForeignKey("Measure", models.PROTECT, related_name="values")
    number = models.PositiveSmallIntegerField()
    series = models.CharField(
        "whose value", max_length=12, choices=MeasureSeries, default=MeasureSeries.OWN
    )
    starts_on = models.DateField("first day", null=True, blank=True)
    ends_on = models.DateField("last day", null=True, blank=True)
    precision = models.CharField(
        max_length=10, choices=DatePrecision, default=DatePrecision.DAY
    )
    period_words = models.CharField(
        max_length=200, blank=True, help_text="The words used where no day is stated."
    )
    value = figure()
    numerator = figure(help_text="Of a share: how many.")
    denominator = figure(help_text="Of a share: out of how many.")
    said = models.TextField(
        "in words", blank=True, help_text="What a document says without a number."
    )
    no_data_reason = models.TextField("why there is no data", blank=True)
    note = models.TextField("what lies behind it", blank=True)
    is_suspect = models.BooleanField("in doubt", default=False)
    suspect_reason = models.TextField("why it is in doubt", blank=True)
    voice = models.CharField(max_length=20, choices=Voice, blank=True)
    corrects = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="corrected_by",
        error_messages={
            "unique": "This value was corrected already. Correct the newer one."
        },
    )
    correction_reason = models.TextField("why it is corrected", blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    told_on: date  # the day it counts from, once asked for by `told_by()`

    objects = MeasureValueQuerySet.as_manager()
    natural: ClassVar = ("measure__plan__slug", "measure__reference", "number")
    plan_path: ClassVar = "measure__plan_id"

    class Meta(Quoted.Meta):
        ordering = ["measure", "number"]
        indexes = [
            models.Index(
                fields=["measure", "series", "-ends_on"], name="value_of_measure"
            )
        ]
        constraints = [
            *Quoted.Meta.constraints,
            listed("measure_value", "series", MeasureSeries),
            listed("measure_value", "precision", DatePrecision),
            listed("measure_value", "voice", Voice, blank=True),
            in_order(
                "measure_value",
                "starts_on",
                "ends_on",
                "The last day is before the first one. Give a later last day.",
            ),
            models.UniqueConstraint(
                fields=["measure", "number"], name="measure_value_number"
            ),
            models.UniqueConstraint(
                fields=["measure", "series", "ends_on"],
                condition=Q(corrects__isnull=True),
                name="measure_value_one_a_period",
                violation_error_message=(
                    "There is an entry for this period already. "
                    "Correct that one instead."
                ),
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False, said="", no_data_reason="")
                | Q(value__isnull=True, said="") & ~Q(no_data_reason="")
                | Q(value__isnull=True, no_data_reason="") & ~Q(said=""),
                name="measure_value_number_or_reason",
                violation_error_message=(
                    "Give a number, or say why there is no data: one of the two."
                ),
            ),
            models.CheckConstraint(
                condition=Q(said="") | Q(source__isnull=False),
                name="measure_value_words_have_source",
                violation_error_message="Say which document has the words.",
            ),
            models.CheckConstraint(
                condition=Q(
                    precision__in=DATED,
                    starts_on__isnull=False,
                    ends_on__isnull=False,
                    period_words="",
                )
                | ~Q(precision__in=DATED)
                & Q(
                    starts_on__isnull=True,
                    ends_on__isnull=True,
                    source__isnull=False,
                ),
                name="measure_value_has_period",
                violation_error_message=(
                    "Give the first and the last day of the period. "
                    "Only a document may leave them open."
                ),
            ),
            models.CheckConstraint(
                condition=Q(numerator__isnull=True, denominator__isnull=True)
                | Q(
                    value__isnull=False,
                    numerator__isnull=False,
                    denominator__isnull=False,
                    denominator__gt=0,
                ),
                name="measure_value_share_is_whole",
                violation_error_message=(
                    "Give how many and out of how many (more than 0), or neither."
                ),
            ),
            models.CheckConstraint(
                condition=Q(is_suspect=True) & ~Q(suspect_reason="")
                | Q(is_suspect=False, suspect_reason=""),
                name="measure_value_doubt_has_reason",
                violation_error_message="Say why the number is in doubt, and only then.",
            ),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True, correction_reason="")
                | Q(corrects__isnull=False) & ~Q(correction_reason=""),
                name="measure_value_corrected_with_reason",
                violation_error_message="Say why the value is corrected.",
            ),
            models.CheckConstraint(
                condition=Q(entered_by__isnull=False) | Q(source__isnull=False),
                name="measure_value_has_origin",
                violation_error_message=(
                    "Say who entered it, or which document it is from."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure.reference} value {self.number}"

    def clean(self) -> None:
        """A correction is about the same series and period of the same measure."""
        super().clean()
        if self.corrects and self.subject != self.corrects.subject:
            raise ValidationError(
                {"corrects": "Choose a value of the same measure, series and period."}
            )

    @property
    def subject(self) -> tuple:
        """Of which measure and series, and for which period: never corrected."""
        return (
            self.measure_id,
            self.series,
            self.starts_on,
            self.ends_on,
            self.period_words,
        )

    @property
    def is_certain(self) -> bool:
        """Whether it is a number that is not in doubt."""
        return self.value is not None and not self.is_suspect

    @property
    def when(self) -> str:
        """The period in words, no more exact than it is known."""
        first, last = self.starts_on, self.ends_on
        if first is None or last is None:
            return self.period_words or "Not dated"
        if self.precision == DatePrecision.DAY:
            day = date_format(last, "j F Y")
            return day if first == last else f"{date_format(first, 'j F Y')} to {day}"
        month = date_format(last, "F Y")
        if (first.year, first.month) == (last.year, last.month):
            return month
        shape = "F" if first.year == last.year else "F Y"
        return f"{date_format(first, shape)} to {month}"
