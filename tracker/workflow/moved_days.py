"""Moves the days in files, and with them the references that say a year.

A visit is V-2025-02 by the year of its first day. Where that day moves into another
year, the visits of the plan are numbered anew, and so is every row that names one.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.db import models

YEARLY = re.compile(r"V-(\d{4})-\d{2}")

# What visits are called once their days have moved, by plan and name in the files.
NewNames = Mapping[tuple[str, str], str]


def moved(column: models.Field, value: Any, shift: timedelta) -> Any:
    """The value; a day or an instant is moved."""
    if isinstance(column, models.DateField) and value is not None:
        return column.to_python(value) + shift
    return value


def new_names(visits: Iterable[Mapping[str, Any]], shift: timedelta) -> NewNames:
    """What each visit is called once it has moved; nothing where all years stay.

    `visits` are the fields of their rows; one without a readable day or reference
    keeps its name.
    """
    known = sorted(
        (fields["plan"][0], day + shift, fields["reference"])
        for fields in visits
        if (day := _first_day(fields)) is not None
    )
    if all(_year_said(reference) == str(day.year) for _, day, reference in known):
        return {}
    names, count = {}, Counter[tuple[str, int]]()
    for plan, day, reference in known:
        count[plan, day.year] += 1
        names[plan, reference] = f"V-{day.year}-{count[plan, day.year]:02}"
    return names


def renamed(model: str, fields: Mapping[str, Any], names: NewNames) -> dict[str, Any]:
    """The fields of a row, with the new name of each visit that they name."""
    said = {name: _renamed_link(value, names) for name, value in fields.items()}
    if model == "tracker.visit" and isinstance(fields.get("plan"), list):
        link = [*fields["plan"], fields.get("reference")]
        said["reference"] = _renamed_link(link, names)[-1]
    return said


def _renamed_link(value: Any, names: NewNames) -> Any:
    """A list that begins with a plan names a row of it by what people know."""
    if not isinstance(value, list) or not all(
        isinstance(part, (str, int, type(None))) for part in value
    ):
        return value
    return [names.get((value[0], part), part) for part in value]  # type: ignore[arg-type]


def _first_day(fields: Mapping[str, Any]) -> date | None:
    if _year_said(fields.get("reference")) is None:
        return None
    if not isinstance(fields.get("plan"), list):
        return None
    try:
        return date.fromisoformat(fields.get("starts_on") or "")
    except (TypeError, ValueError):
        return None


def _year_said(reference: Any) -> str | None:
    match = YEARLY.fullmatch(reference) if isinstance(reference, str) else None
    return match[1] if match else None
