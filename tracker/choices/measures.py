"""Success measures: what is better, how often they are told, how they stand."""

from enum import nonmember

from django.db.models import TextChoices


class Polarity(TextChoices):
    """Which way a measure is to go."""

    HIGHER = "higher", "Higher is better"
    LOWER = "lower", "Lower is better"
    NEITHER = "neither", "Neither is better"


class MeasureFrequency(TextChoices):
    """For which periods a measure is told; empty where it has none.

    `months` is the length of a period; the year begins in April.
    """

    MONTHLY = "monthly", "Every month"
    QUARTERLY = "quarterly", "Every quarter"
    HALF_YEARLY = "half_yearly", "Every half year"
    YEARLY = "yearly", "Every year"

    months = nonmember({"monthly": 1, "quarterly": 3, "half_yearly": 6, "yearly": 12})


class MeasureSeries(TextChoices):
    """Whose value it is: the plan's own, or one to compare with."""

    OWN = "own", "Ours"
    NEIGHBOURS = "neighbours", "Statistical neighbours"
    ENGLAND = "england", "England"

    compared = nonmember(("neighbours", "england"))


class MeasureStatus(TextChoices):
    """How the latest value stands to the target, for a day: never stored."""

    OFF_TARGET = "off_target", "Off target"
    WITHIN_TOLERANCE = "within_tolerance", "Within tolerance"
    ON_TARGET = "on_target", "On target"
    NO_TARGET = "no_target", "No target"
    NO_DATA = "no_data", "No data"

    colours = nonmember(
        {
            "off_target": "red",
            "within_tolerance": "orange",
            "on_target": "green",
            "no_target": "grey",
            "no_data": "grey",
        }
    )


class MeasureTrend(TextChoices):
    """Which way the latest value went from the one before, judged by polarity."""

    BETTER = "better", "Better"
    SAME = "same", "No change"
    WORSE = "worse", "Worse"
    HIGHER = "higher", "Higher"
    LOWER = "lower", "Lower"
