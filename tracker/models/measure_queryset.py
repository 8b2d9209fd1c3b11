"""Questions asked of many measures at once, each for a day."""

from datetime import date, datetime
from decimal import Decimal
from typing import Self

from django.db.models import (
    Case,
    CharField,
    Exists,
    F,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Round

from tracker.choices import (
    CheckDirection,
    CheckProgress,
    CheckSustained,
    FindingKind,
    MeasureFrequency,
    MeasureSeries,
    MeasureStatus,
    Polarity,
    Voice,
)
from tracker.dates import last_ended_period
from tracker.models.action_queryset import first
from tracker.models.check import VisitCheck
from tracker.models.figure import PLACES
from tracker.models.finding import Finding
from tracker.models.measure_target import MeasureTarget
from tracker.models.measure_value import MeasureValue
from tracker.models.recorded import RecordedQuerySet
from tracker.models.visit import Visit

# What an inspector found that does not go with a measure on target.
POOR_CHECK = (
    Q(progress__in=[CheckProgress.NONE, CheckProgress.LIMITED])
    | Q(sustained=CheckSustained.NO)
    | Q(direction=CheckDirection.WORSE)
)


class MeasureQuerySet(RecordedQuerySet):
    """Measures."""

    def told_by(self, on: date, known_at: datetime | None = None) -> Self:
        """Those counted by a day.

        Without a first day: once anything is told of them, or they were written down.
        """
        told = MeasureValue.objects.standing(on, known_at).filter(
            measure=OuterRef("pk")
        )
        aimed = MeasureTarget.objects.latest_by(on, known_at).filter(
            measure=OuterRef("pk")
        )
        rows = self.filter(recorded_at__lte=known_at) if known_at else self
        return rows.filter(
            Q(starts_on__lte=on)
            | Q(starts_on__isnull=True)
            & (Q(recorded_at__date__lte=on) | Exists(told) | Exists(aimed))
        )

    def with_latest(self, on: date, known_at: datetime | None = None) -> Self:
        """Each with its latest rows on a day, by key.

        `latest_id` is the own value told last, whatever it holds; `number_1_id` and
        `number_2_id` the last two numbers that are not in doubt; `neighbours_id` and
        `england_id` those to compare with; `target_id` the target. What was written
        down after `known_at` is left out.
        """
        told = MeasureValue.objects.standing(on, known_at).filter(
            measure=OuterRef("pk")
        )
        own = told.filter(series=MeasureSeries.OWN).latest_first()
        numbers = own.certain().values("pk")
        targets = _targets(on, known_at)
        return self.annotate(
            latest_id=first(own, "pk"),
            number_1_id=first(numbers, "pk"),
            number_2_id=first(numbers[1:2], "pk"),
            target_id=first(targets, "pk"),
            **{
                f"{series}_id": first(told.filter(series=series).latest_first(), "pk")
                for series in MeasureSeries.compared
            },
        )

    def with_status(self, on: date, known_at: datetime | None = None) -> Self:
        """Each with its `status` on a day: how far the latest value is from target.

        A value that is in doubt, in words or missing is no data. What is exactly as
        far as the tolerance is within it.
        """
        told = MeasureValue.objects.standing(on, known_at).filter(
            measure=OuterRef("pk"), series=MeasureSeries.OWN
        )
        certain = told.annotate(certain=Case(When(is_suspect=False, then=F("value"))))
        targets = _targets(on, known_at)
        higher_is_better = Q(polarity=Polarity.HIGHER)
        missing = Case(
            When(higher_is_better, then=F("target_value") - F("latest_value")),
            default=F("latest_value") - F("target_value"),
        )
        return self.annotate(
            latest_value=first(certain.latest_first(), "certain"),
            target_value=first(targets, "target"),
            room=Coalesce(first(targets, "tolerance"), Value(Decimal(0))),
            # Rounded, for SQLite reckons decimals as floats
            missing=Round(missing, precision=PLACES),
            status=Case(
                When(latest_value__isnull=True, then=Value(MeasureStatus.NO_DATA)),
                When(target_value__isnull=True, then=Value(MeasureStatus.NO_TARGET)),
                When(missing__lte=0, then=Value(MeasureStatus.ON_TARGET)),
                When(
                    missing__lte=F("room"), then=Value(MeasureStatus.WITHIN_TOLERANCE)
                ),
                default=Value(MeasureStatus.OFF_TARGET),
                output_field=CharField(),
            ),
        )

    def with_due(self, on: date) -> Self:
        """Each with whether an entry `is_due`: its last ended period has none yet.

        `told_until` is the last day of the latest own entry.
        """
        told = MeasureValue.objects.standing(on).filter(
            measure=OuterRef("pk"), series=MeasureSeries.OWN, ends_on__isnull=False
        )
        due = Q(pk__in=[])
        for frequency, months in MeasureFrequency.months.items():
            period = last_ended_period(on, months)
            due |= Q(
                Q(told_until__isnull=True) | Q(told_until__lt=period.ends_on),
                Q(ends_on__isnull=True) | Q(ends_on__gte=period.starts_on),
                frequency=frequency,
                starts_on__lte=period.ends_on,
            )
        return self.annotate(
            told_until=first(told.order_by("-ends_on"), "ends_on"),
            is_due=Case(When(due, then=Value(True)), default=Value(False)),
        )

    def with_contradiction(
        self, visit: Visit | Subquery, known_at: datetime | None = None
    ) -> Self:
        """After `with_status`: whether it `is_contradicted` by what a visit found.

        On target, while the visit (or the one whose key is asked for) has a concern
        about one of its themes or a poor check of what it is linked to.
        """
        found = Q(Exists(concerns(visit, OuterRef("pk")))) | Q(
            Exists(poor_checks(visit, OuterRef("pk"), known_at))
        )
        on_target = Q(status=MeasureStatus.ON_TARGET)
        return self.annotate(
            is_contradicted=Case(
                When(found & on_target, then=Value(True)), default=Value(False)
            )
        )


def concerns(visit: Visit | Subquery, measure: object) -> RecordedQuerySet:
    """The visit's concerns about themes of a measure, or of what its actions answer."""
    return Finding.objects.filter(
        Q(theme__measure_links__measure=measure)
        | Q(theme__parts__answers__action__measure_links__measure=measure),
        visit=visit,
        kind=FindingKind.CONCERN,
        voice__in=Voice.inspectors,
    )


def poor_checks(
    visit: Visit | Subquery, measure: object, known_at: datetime | None = None
) -> RecordedQuerySet:
    """The visit's poor checks of a measure's actions, or of parts with its themes."""
    checks = VisitCheck.objects.filter(
        POOR_CHECK,
        Q(action__measure_links__measure=measure)
        | Q(action__answers__part__theme__measure_links__measure=measure)
        | Q(recommendation__parts__theme__measure_links__measure=measure)
        | Q(recommendation__parts__answers__action__measure_links__measure=measure),
        visit=visit,
    )
    return checks.filter(recorded_at__lte=known_at) if known_at else checks


def _targets(on: date, known_at: datetime | None) -> RecordedQuerySet:
    return MeasureTarget.objects.latest_by(on, known_at).filter(measure=OuterRef("pk"))
