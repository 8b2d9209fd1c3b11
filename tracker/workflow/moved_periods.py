"""Moves the periods of measures in files: May stays a whole month, a quarter a quarter.

Other days move by a number of days. A period moves by as many periods of its length
as lie between the day of the files and the day they are moved to, so that what was
told last stands just before that day.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from tracker.dates import Period, add_months, period_of

LENGTHS = (1, 3, 6, 12)  # months; other periods move by days


def in_whole_months(
    fields: Mapping[str, Any], as_of: date, shift: timedelta
) -> dict[str, Any]:
    """The fields of a value, with days that are a whole period once `shift` is added.

    One that is no period of whole months, or cannot be read, is as it was.
    """
    said = dict(fields)
    try:
        first = date.fromisoformat(said["starts_on"])
        last = date.fromisoformat(said["ends_on"])
    except (KeyError, TypeError, ValueError):
        return said
    for months in LENGTHS:
        if period_of(last, months) == Period(first, last):
            then = period_of(as_of, months).starts_on
            now = period_of(as_of + shift, months).starts_on
            ahead = (now.year - then.year) * 12 + now.month - then.month
            moved = period_of(add_months(first, ahead), months)
            said["starts_on"] = str(moved.starts_on - shift)
            said["ends_on"] = str(moved.ends_on - shift)
    return said
