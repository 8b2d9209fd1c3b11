"""Days as they are printed: “29 November to 10 December 2021”, “16 and 17 February 2022”."""

import re
from datetime import date

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
MONTH = "|".join(MONTHS)
DAY = rf"\d{{1,2}}(?:st|nd|rd|th)?(?: (?:{MONTH}))?(?:,? \d{{4}})?"
LINK = r"\s*(?:to|and|until|[-–—−,&])\s*"
# One day or several in a row; the last one has its month and its year.
DAYS = re.compile(rf"{DAY}(?:{LINK}{DAY})*")
ONE_DAY = re.compile(
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: (?P<month>{MONTH}))?(?:,? (?P<year>\d{{4}}))?"
)


def first_and_last_day(words: str) -> tuple[date, date] | None:
    """The first and the last of the days that are printed in these words.

    A day without its month or year has that of the day after it. None where no such
    days stand there, one does not exist, or the last is before the first.
    """
    for printed in DAYS.finditer(" ".join(words.split())):
        days = _days(printed[0])
        if days and days[0] <= days[-1]:
            return days[0], days[-1]
    return None


def _days(printed: str) -> list[date]:
    """Each day, the months and years filled in from behind; empty if one cannot be."""
    month, year = "", ""
    days: list[date] = []
    for found in reversed(list(ONE_DAY.finditer(printed))):
        month, year = found["month"] or month, found["year"] or year
        day = _day(found["day"], month, year)
        if day and days and day > days[0] and found["month"] and not found["year"]:
            day = _day(found["day"], month, str(int(year) - 1))  # the year turned
        if day is None:
            return []
        days.insert(0, day)
    return days


def _day(number: str, month: str, year: str) -> date | None:
    try:
        return date(int(year), MONTHS.index(month) + 1, int(number))
    except ValueError:  # also where the month or the year is not printed
        return None
