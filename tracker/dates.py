"""Days: working days, the statutory clock, and the limits counted from a date.

Pure functions. The day is always an argument; nothing here asks what day it is.
"""

import calendar
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from holidays import country_holidays

DUE_SOON_DAYS = 28  # calendar days: a due date this near is shown as due soon
CHECK_MONTHS = (6, 12)  # calendar months after an action is verified
FURTHER_CHECK_MONTHS = 3  # calendar months after "partly evidenced"

SATURDAY = 5


@dataclass(frozen=True)
class TimeLimit:
    """A deadline that somebody outside the council sets, counted in working days."""

    name: str
    runs_from: str
    working_days: int
    source: str

    def due_on(self, start: date, closures: Collection[date] = ()) -> date:
        """The last day of the limit when its clock starts on `start`."""
        return add_working_days(start, self.working_days, closures)


# SI 2007/462: The Education and Inspections Act 2006 (Inspection of Local
# Authorities) Regulations 2007. Limits run from the day the report is received.
REPORT_PUBLICATION = TimeLimit(
    name="Publish the inspection report",
    runs_from="the day the report is received",
    working_days=30,
    source="SI 2007/462, regulation 2",
)
ACTION_STATEMENT = TimeLimit(
    name="Send and publish the written statement of action",
    runs_from="the day the report is received",
    working_days=70,
    source="SI 2007/462, regulation 3",
)
FOCUSED_VISIT_DRAFT = TimeLimit(
    name="Send Ofsted the draft action plan",
    runs_from="the day the letter of a focused visit with priority actions is received",
    working_days=20,
    source="Ofsted, inspecting local authority children's services, focused visits",
)
# SI 2015/1792: The Children Act 2004 (Joint Area Reviews) Regulations 2015. Only
# where the report says that a statement is appropriate, and who makes it.
JOINT_STATEMENT = TimeLimit(
    name="Send the written statement of action, if asked for",
    runs_from="the day the report is received",
    working_days=70,
    source="SI 2015/1792, regulation 4",
)
TIME_LIMITS = (
    REPORT_PUBLICATION,
    ACTION_STATEMENT,
    FOCUSED_VISIT_DRAFT,
    JOINT_STATEMENT,
)


@lru_cache(maxsize=64)
def bank_holidays(year: int) -> frozenset[date]:
    """Bank holidays of England and Wales, with Christmas Day and Good Friday.

    A one-off royal holiday is known only from the release of `holidays` after
    its proclamation; until then pass it as a closure.
    """
    return frozenset(country_holidays("GB", subdiv="ENG", years=year))


def is_working_day(day: date, closures: Collection[date] = ()) -> bool:
    """Whether the statutory clock counts this day.

    SI 2007/462, regulation 1(2): not a Saturday, Sunday, Christmas Day, Good
    Friday or a bank holiday in England and Wales. `closures` are further days
    that do not count.
    """
    return (
        day.weekday() < SATURDAY
        and day not in bank_holidays(day.year)
        and day not in closures
    )


def add_working_days(day: date, count: int, closures: Collection[date] = ()) -> date:
    """The day on which `count` working days after `day` have passed.

    Day 1 is the first working day after `day`; a count of 0 gives `day` itself.
    Raises ValueError for a negative count.
    """
    if count < 0:
        message = f"Working days are counted forwards: {count} is negative."
        raise ValueError(message)
    while count:
        day += timedelta(days=1)
        count -= is_working_day(day, closures)
    return day


def add_months(day: date, months: int) -> date:
    """The same day of a later (or, negative, earlier) month.

    Where that month is too short, its last day: 31 August and 6 months give
    28 or 29 February.
    """
    years, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + years, month + 1, 1)
    return first.replace(day=min(day.day, last_day_of_month(first).day))


def last_day_of_month(day: date) -> date:
    """The last day of the month of `day`: how a date stated as a month is stored."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def days_overdue(due_on: date | None, on: date) -> int:
    """Calendar days from the due date to `on`; 0 until the day after it.

    Work without a due date is never overdue.
    """
    if due_on is None:
        return 0
    return max((on - due_on).days, 0)
