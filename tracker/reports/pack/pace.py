"""Pace: what is delivered and verified month by month, and when it would all be done."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from math import ceil

from tracker.choices import ActionStatus
from tracker.dates import add_months
from tracker.reports.document import Column, Kind, Paragraph, Table
from tracker.reports.pack.facts import PackFacts

MONTHS = 6  # whole calendar months before that of the day
FORESEEN = 60  # months ahead, as far as a forecast says anything
FEW = 3  # months by which the fastest and the slowest pace are told


@dataclass(frozen=True)
class Month:
    """One month: actions delivered and verified in it, and those first due in it."""

    first_day: date
    delivered: int
    verified: int
    due: int

    @property
    def last_day(self) -> date:
        """Its last day."""
        return add_months(self.first_day, 1) - timedelta(days=1)


def months_before(facts: PackFacts) -> list[Month]:
    """The six whole months before the day, the earliest first.

    An action counts once a month for each status it reached; the plan line is the
    due dates that were agreed first.
    """
    this = facts.on.replace(day=1)
    return [_month(facts, add_months(this, -back)) for back in range(MONTHS, 0, -1)]


def pace_table(months: list[Month]) -> Table:
    """What was delivered each month, beside what was first due in it."""
    return Table(
        key="pace",
        caption="Actions delivered and verified each month, beside the plan",
        columns=(
            Column("Month up to", Kind.DAY),
            Column("Delivered", Kind.NUMBER),
            Column("Verified", Kind.NUMBER),
            Column("First due then", Kind.NUMBER),
        ),
        rows=tuple((m.last_day, m.delivered, m.verified, m.due) for m in months),
    )


def forecast(facts: PackFacts, months: list[Month]) -> Paragraph:
    """When all open actions would be delivered at the pace of these months."""
    left = facts.counts.open
    if not left:
        return Paragraph("No action is still to be delivered.")
    done = sorted(month.delivered for month in months)
    if not sum(done):
        return Paragraph(
            f"No action was delivered in the last {MONTHS} months, so there is no pace "
            f"to forecast from: {left} are still to be delivered."
        )
    mean = Decimal(sum(done)) / MONTHS
    at_mean, at_most, at_least = (
        _end(facts.on, left, a_month)
        for a_month in (
            mean,
            Decimal(sum(done[-FEW:])) / FEW,
            Decimal(sum(done[:FEW])) / FEW,
        )
    )
    return Paragraph(
        f"At the pace of the last {MONTHS} months, {mean:.1f} a month, the {left} open "
        f"actions would be delivered {at_mean}; at the pace of the {FEW} fastest of "
        f"these months {at_most}, at that of the {FEW} slowest {at_least}."
    )


def _month(facts: PackFacts, first_day: date) -> Month:
    last_day = add_months(first_day, 1) - timedelta(days=1)
    reached = {
        (action, status)
        for day, action, status in facts.all_steps
        if first_day <= day <= last_day
    }
    due = [a.first_due_on for a in facts.actions if a.first_due_on]
    return Month(
        first_day=first_day,
        delivered=sum(status == ActionStatus.DELIVERED for _, status in reached),
        verified=sum(status == ActionStatus.VERIFIED for _, status in reached),
        due=sum(first_day <= day <= last_day for day in due),
    )


def _end(on: date, left: int, a_month: Decimal) -> str:
    """By which month so many would be done, as far as one can speak of it."""
    months = ceil(left / a_month) if a_month else None
    if months is None or months > FORESEEN:
        return f"not within {FORESEEN // 12} years"
    return f"by {add_months(on, months):%B %Y}"
