"""Measures, their targets and values."""

from datetime import date
from decimal import Decimal

from factory import LazyAttribute, SelfAttribute, SubFactory, Trait

from tests.factories.actions import ActionFactory
from tests.factories.base import InPlanFactory, count_up, reference
from tests.factories.plans import PlanFactory, ThemeFactory, UserFactory
from tests.factories.visits import SourceFactory
from tracker.choices import DatePrecision, MeasureFrequency, Polarity, Voice
from tracker.dates import last_day_of_month
from tracker.models import (
    Measure,
    MeasureAction,
    MeasureTarget,
    MeasureTheme,
    MeasureValue,
)


class MeasureFactory(InPlanFactory):
    """A share that is told every month since January; higher is better."""

    plan = SubFactory(PlanFactory)
    reference = reference("M", "measures")
    name = LazyAttribute(lambda row: f"Visits made on time ({row.reference})")
    unit = "%"
    polarity = Polarity.HIGHER
    frequency = MeasureFrequency.MONTHLY
    starts_on = date(2026, 1, 1)

    class Meta:
        model = Measure

    class Params:
        lower = Trait(polarity=Polarity.LOWER)
        irregular = Trait(frequency="", starts_on=None)


class MeasureThemeFactory(InPlanFactory):
    """A measure about a theme."""

    measure = SubFactory(MeasureFactory, plan=SelfAttribute("..plan"))
    theme = SubFactory(ThemeFactory, plan=SelfAttribute("..plan"))

    class Meta:
        model = MeasureTheme

    class Params:
        plan = SubFactory(PlanFactory)


class MeasureActionFactory(InPlanFactory):
    """A measure that an action is to move."""

    measure = SubFactory(MeasureFactory, plan=SelfAttribute("..plan"))
    action = SubFactory(ActionFactory, plan=SelfAttribute("..plan"))

    class Meta:
        model = MeasureAction

    class Params:
        plan = SubFactory(PlanFactory)


class MeasureTargetFactory(InPlanFactory):
    """90, give or take 5, by the end of the year; agreed in January."""

    measure = SubFactory(MeasureFactory, plan=SelfAttribute("..plan"))
    number = count_up("measure", "targets")
    set_on = date(2026, 1, 12)
    target = Decimal(90)
    target_on = date(2026, 12, 31)
    tolerance = Decimal(5)
    reason = LazyAttribute(lambda row: "The board asked for it." * (row.number > 1))
    set_by = SubFactory(UserFactory)

    class Meta:
        model = MeasureTarget

    class Params:
        plan = SubFactory(PlanFactory)


class MeasureValueFactory(InPlanFactory):
    """80 for April 2026; another month by its first day."""

    measure = SubFactory(MeasureFactory, plan=SelfAttribute("..plan"))
    number = count_up("measure", "values")
    starts_on = date(2026, 4, 1)
    ends_on = LazyAttribute(lambda row: last_day_of_month(row.starts_on))
    precision = DatePrecision.MONTH
    value = Decimal(80)
    entered_by = SubFactory(UserFactory)

    class Meta:
        model = MeasureValue

    class Params:
        plan = SubFactory(PlanFactory)
        no_data = Trait(value=None, no_data_reason="The system was being changed.")
        suspect = Trait(is_suspect=True, suspect_reason="The two systems differ.")
        # Undated, as a document says it
        printed = Trait(
            starts_on=None,
            ends_on=None,
            precision=DatePrecision.UNKNOWN,
            entered_by=None,
            source=SubFactory(SourceFactory, plan=SelfAttribute("..plan")),
            quote="We count 80.",
            locator="¶4",
            voice=Voice.COUNCIL,
        )
        # A later row about what the given one is about
        correction = Trait(
            measure=SelfAttribute("corrects.measure"),
            starts_on=SelfAttribute("corrects.starts_on"),
            ends_on=SelfAttribute("corrects.ends_on"),
            series=SelfAttribute("corrects.series"),
            correction_reason="Two teams were counted twice.",
        )
