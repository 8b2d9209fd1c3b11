"""The fictional measures: two years of numbers, some missing, some in doubt."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from tests.factories import (
    MeasureActionFactory,
    MeasureFactory,
    MeasureTargetFactory,
    MeasureThemeFactory,
    MeasureValueFactory,
)
from tests.make_demo.bank import AS_OF, drawn, read_bank, written_at
from tests.make_demo.people import FIRST_DAY, Council
from tracker.choices import MeasureFrequency, MeasureSeries
from tracker.dates import Period, add_months, last_ended_period, periods_between
from tracker.models import Measure, MeasureValue

FIRST_PERIOD = date(2024, 6, 1)
TARGETS_SET_ON = date(2025, 6, 16)
TARGET_EASED_ON = date(2026, 3, 9)
DAYS_TO_ENTER = 10
SWING = 0.05  # a month may be this much off the path, of the number itself
COUNTED = (0.88, 1.12)  # of the usual number of children, each period
YEARS_COMPARED = (date(2025, 3, 31), date(2026, 3, 31))


def make_measures(council: Council) -> None:
    """All measures with their links, targets and values."""
    for words in read_bank("measures")["measures"]:
        measure = make_measure(council, words)
        make_targets(council, measure, words)
        make_values(council, measure, words)
        compare(council, measure, words)


def make_measure(council: Council, words: dict[str, Any]) -> Measure:
    """One measure, and what it is about."""
    periods = told_periods(words)
    measure = MeasureFactory(
        plan=council.plan,
        name=words["name"],
        tells=words["tells"],
        unit=words["unit"],
        polarity=words["polarity"],
        baseline=Decimal(words["path"][0]).quantize(Decimal("0.1")),
        baseline_on=periods[0].ends_on,
        frequency=words["frequency"],
        starts_on=periods[0].starts_on,
        data_source=words["source"],
        owner_post=council.posts[words["post"]],
        recorded_at=written_at(TARGETS_SET_ON),
    )
    for slug in words["themes"]:
        MeasureThemeFactory(measure=measure, theme=council.themes[slug])
    for reference in words.get("actions", []):
        action = council.plan.actions.get(reference=reference)
        MeasureActionFactory(measure=measure, action=action)
    return measure


def told_periods(words: dict[str, Any]) -> list[Period]:
    """The periods that were told by the day of the files."""
    months = MeasureFrequency.months[words["frequency"]]
    last = last_ended_period(AS_OF, months)
    first = add_months(FIRST_PERIOD, months - 1)
    periods = periods_between(first, last.ends_on, months)
    return periods[: len(periods) - words.get("missing", 0)]


def make_targets(council: Council, measure: Measure, words: dict[str, Any]) -> None:
    """What is to be reached; one was eased, with a reason."""
    manager = council.person("manager")
    aims = [(TARGETS_SET_ON, [*words["target"], ""])] if "target" in words else []
    if "eased" in words:
        aims.append((TARGET_EASED_ON, words["eased"]))
    for day, (target, target_on, tolerance, reason) in aims:
        MeasureTargetFactory(
            measure=measure,
            set_on=day,
            target=Decimal(target),
            target_on=target_on,
            tolerance=Decimal(tolerance),
            reason=reason,
            set_by=manager,
            recorded_at=written_at(day),
        )


def make_values(council: Council, measure: Measure, words: dict[str, Any]) -> None:
    """A number for each period, along the path and a little off it."""
    chance = drawn("measure", words["key"])
    periods = told_periods(words)
    start, end = words["path"]
    silent, why_silent = words.get("silent", [0, ""])
    doubted, why_doubted = words.get("doubted", [-1, ""])
    corrected, by_how_much, why = words.get("corrected", [-1, 0, ""])
    for place, period in enumerate(periods):
        back = len(periods) - 1 - place
        share = place / (len(periods) - 1)
        number = start + (end - start) * share
        if back:
            number *= 1 + chance.uniform(-SWING, SWING)
        if back < silent:
            enter(council, measure, period, value=None, no_data_reason=why_silent)
            continue
        of = words.get("of") and round(words["of"] * chance.uniform(*COUNTED))
        told = as_told(number, of)
        doubt = {"is_suspect": True, "suspect_reason": why_doubted}
        first = as_told(number + by_how_much, of)
        value = enter(
            council,
            measure,
            period,
            **(first if back == corrected else told),
            **(doubt if back == doubted else {}),
        )
        if back == corrected:
            correct(value, told, why)


def as_told(number: float, of: int | None) -> dict[str, Decimal]:
    """A number with one place; a share with what it was counted from."""
    if of is None:
        return {"value": Decimal(f"{number:.1f}")}
    part = round(of * number / 100)
    return {
        "value": Decimal(f"{part / of * 100:.1f}"),
        "numerator": Decimal(part),
        "denominator": Decimal(of),
    }


def enter(
    council: Council, measure: Measure, period: Period, **found: Any
) -> MeasureValue:
    """One entry, some days after its period or when the plan began."""
    day = max(period.ends_on + timedelta(days=DAYS_TO_ENTER), FIRST_DAY)
    return MeasureValueFactory(
        measure=measure,
        starts_on=period.starts_on,
        ends_on=period.ends_on,
        entered_by=council.person("manager"),
        recorded_at=written_at(day),
        **found,
    )


def correct(value: MeasureValue, told: dict[str, Decimal], why: str) -> None:
    """The right number, three days later."""
    MeasureValueFactory(
        corrects=value,
        correction=True,
        correction_reason=why,
        entered_by=value.entered_by,
        recorded_at=value.recorded_at + timedelta(days=3),
        **told,
    )


def compare(council: Council, measure: Measure, words: dict[str, Any]) -> None:
    """The years of others, where there are any."""
    for series in MeasureSeries.compared:
        numbers = words.get(series, [])
        for ends_on, number in zip(YEARS_COMPARED, numbers, strict=False):
            year = Period(add_months(ends_on, -11).replace(day=1), ends_on)
            enter(
                council,
                measure,
                year,
                series=series,
                value=Decimal(f"{number:.1f}"),
            )
