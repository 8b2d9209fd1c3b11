"""Moves the days in files, and with them the references that say a year.

A visit is V-2025-02 by the year of its first day, a meeting B-2025-02 by the year of
its day. Where such a day moves into another year, the visits or meetings of the plan
are numbered anew, and so is every row that names one.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.db import models

YEARLY = re.compile(r"[VB]-(\d{4})-\d{2}")
# The models whose references say a year, and the column of the day it is taken from.
NUMBERED = {"tracker.visit": "starts_on", "tracker.meeting": "held_on"}

# What rows are called once their days have moved, by plan and name in the files.
NewNames = Mapping[tuple[str, str], str]


def moved(column: models.Field, value: Any, shift: timedelta) -> Any:
    """The value; a day or an instant is moved."""
    if isinstance(column, models.DateField) and value is not None:
        return column.to_python(value) + shift
    return value


def new_names(
    rows: Iterable[tuple[str, Mapping[str, Any]]], shift: timedelta
) -> NewNames:
    """What each visit and meeting is called once it has moved; only where years change.

    `rows` are models with the fields of their rows; one without a readable day or
    reference keeps its name.
    """
    rows = list(rows)
    names: dict[tuple[str, str], str] = {}
    for model, column in NUMBERED.items():
        fields = (fields for name, fields in rows if name == model)
        names |= _new_names(fields, column, shift)
    return names


def _new_names(
    rows: Iterable[Mapping[str, Any]], column: str, shift: timedelta
) -> dict[tuple[str, str], str]:
    """The new names of the rows of one model; nothing where all years stay."""
    known = sorted(
        (fields["plan"][0], day + shift, fields["reference"])
        for fields in rows
        if (day := _day_of(fields, column)) is not None
    )
    if all(_year_said(reference) == str(day.year) for _, day, reference in known):
        return {}
    names, count = {}, Counter[tuple[str, int]]()
    for plan, day, reference in known:
        count[plan, day.year] += 1
        letter = reference[0]
        names[plan, reference] = f"{letter}-{day.year}-{count[plan, day.year]:02}"
    return names


def renamed(model: str, fields: Mapping[str, Any], names: NewNames) -> dict[str, Any]:
    """The fields of a row, with the new name of each visit that they name."""
    said = {name: _renamed_link(value, names) for name, value in fields.items()}
    if model in NUMBERED and isinstance(fields.get("plan"), list):
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


def _day_of(fields: Mapping[str, Any], column: str) -> date | None:
    if _year_said(fields.get("reference")) is None:
        return None
    if not isinstance(fields.get("plan"), list):
        return None
    try:
        return date.fromisoformat(fields.get(column) or "")
    except (TypeError, ValueError):
        return None


def _year_said(reference: Any) -> str | None:
    match = YEARLY.fullmatch(reference) if isinstance(reference, str) else None
    return match[1] if match else None
