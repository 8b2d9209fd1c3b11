"""Numbers of measures in words: with their unit, signs and no more places than given."""

from decimal import Decimal

from tracker.choices import MeasureTrend, Polarity

MINUS = "−"
POUND = "£"


def number_words(number: Decimal) -> str:
    """A number as it is printed: 1,724, 22.3, −4."""
    plain = f"{abs(number):,f}"
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return f"{MINUS}{plain}" if number < 0 else plain


def plain_number(number: Decimal | None) -> Decimal | None:
    """The same number without empty decimal places, for a file: 85, not 85.0000."""
    return None if number is None else Decimal(f"{number.normalize():f}")


def amount(number: Decimal, unit: str) -> str:
    """A number with its unit: 85%, £1.4 million, 236 children."""
    words = number_words(number)
    if unit.startswith("%"):
        return f"{words}{unit}"
    if unit.startswith(POUND):
        sign, plain = words[: number < 0], words.lstrip(MINUS)
        return f"{sign}{POUND}{plain}{unit.removeprefix(POUND)}"
    return f"{words} {unit}".rstrip()


def trend_of(change: Decimal, polarity: str) -> MeasureTrend:
    """Which way a number went, judged where one way is better."""
    if not change:
        return MeasureTrend.SAME
    if polarity == Polarity.NEITHER:
        return MeasureTrend.HIGHER if change > 0 else MeasureTrend.LOWER
    is_better = (change > 0) == (polarity == Polarity.HIGHER)
    return MeasureTrend.BETTER if is_better else MeasureTrend.WORSE
