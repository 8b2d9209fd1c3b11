"""Redaction: named words in the record and in its history become "[removed]".

The only thing, beside the withdrawal of evidence, that alters what was written.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import (
    CharField,
    Field,
    FileField,
    JSONField,
    Model,
    SlugField,
    TextField,
)

from tracker.models import Change, Pack, Plan, Recorded, User, change_set
from tracker.models.change import redaction_of, write_changes

BLANK = "[removed]"
PACK_BYTES = ("content", "sha256", "redacted_sha256")  # blanked together, by the pack
OF_A_CHANGE = ("record", "before", "after", "why")  # its columns that hold words

Key = tuple[str, int]  # the model's name, and the record's primary key


@dataclass
class Place:
    """A record in which the words stand, or stood: its columns, and its history."""

    key: Key
    name: str
    columns: tuple[str, ...] = ()  # by the names they have on forms
    changes: int = 0  # change rows that hold the words

    @property
    def code(self) -> str:
        """The place as a form sends it."""
        return ".".join(map(str, self.key))


def find_words(plan: Plan, words: str) -> list[Place]:
    """Every record of a plan, there or gone, that holds the words or ever did.

    Whole words, in large or small letters. Reads all texts of the plan: one query
    a kind of record, and one for the history.
    """
    pattern = pattern_of(words)
    found: dict[Key, Place] = {}
    for row in _rows_of(plan):
        names = _blanked(row, _text_columns(type(row)), pattern)
        if names:
            key = (str(row._meta.model_name), row.pk)
            found[key] = Place(key, str(row), _labels(row, names))
    for change in Change.objects.filter(plan=plan).order_by("pk").iterator():
        if _blanked_change(change, pattern):
            key = (change.model, change.record_id)
            found.setdefault(key, Place(key, change.record)).changes += 1
    return sorted(found.values(), key=lambda place: (place.name, place.key))


@transaction.atomic
def redact_words(
    *, plan: Plan, words: str, places: Collection[str], why: str
) -> list[Place]:
    """Blank the words in these places (their codes), and in the history of each.

    A change row of its own says who did it, when and why. Raises ValidationError
    where the words stand in none of them, or the reason repeats the words.
    """
    Plan.objects.locked(plan.pk)
    pattern = pattern_of(words)
    if pattern.search(why):
        raise ValidationError({"why": "Leave the words out of the reason"})
    chosen = [place for place in find_words(plan, words) if place.code in places]
    if not chosen:
        raise ValidationError("The words stand in none of these places any more.")
    with change_set(why=why):
        for place in chosen:
            _redact(plan, place, pattern)
    return chosen


def pattern_of(words: str) -> re.Pattern[str]:
    """Finds the words as whole words, however they are spaced or spelt in capitals."""
    spaced = r"\s+".join(map(re.escape, words.split()))
    return re.compile(rf"(?<!\w){spaced}(?!\w)", re.IGNORECASE)


def _redact(plan: Plan, place: Place, pattern: re.Pattern[str]) -> None:
    model, pk = place.key
    record = apps.get_model("tracker", model).objects.filter(pk=pk).first()
    columns = {}
    if record is not None:
        columns = _blanked(record, _text_columns(type(record)), pattern)
    if columns:
        record.redact(columns)
    changes = list(Change.objects.filter(plan=plan, model=model, record_id=pk))
    for change in changes:
        if texts := _blanked_change(change, pattern):
            Change.objects.redact(change.pk, **texts)
    name = _blank(changes[0].record, pattern)[:250]
    told = {column: text for column, text in columns.items() if column != "content"}
    write_changes([redaction_of(changes[0], name=name, after=told)])


def _rows_of(plan: Plan) -> Iterator[Recorded]:
    for model in apps.get_app_config("tracker").get_models():
        if issubclass(model, Recorded) and model is not User:
            yield from model.objects.filter(**{model.plan_path: plan.pk}).iterator()


def _text_columns(model: type[Model]) -> list[Field]:
    """The columns in which a person's words stand."""
    return [
        column
        for column in model._meta.concrete_fields
        if isinstance(column, (CharField, TextField, JSONField))
        and not isinstance(column, (SlugField, FileField))
        and not column.choices
    ]


def _labels(row: Model, names: Iterable[str]) -> tuple[str, ...]:
    """What the columns are called on forms."""
    columns = (row._meta.get_field(name) for name in names)
    return tuple(str(column.verbose_name) for column in columns)  # type: ignore[union-attr]


def _blanked(
    row: Model, columns: list[Field], pattern: re.Pattern[str]
) -> dict[str, Any]:
    """Those of the columns that hold the words, with the words blanked."""
    if isinstance(row, Pack):
        columns = [column for column in columns if column.name not in PACK_BYTES]
    found = (
        row.blanked(partial(_blank, pattern=pattern)) if isinstance(row, Pack) else {}
    )
    for column in columns:
        before = getattr(row, column.attname)
        after = _blank(before, pattern)
        if after != before:
            longest = getattr(column, "max_length", None)
            found[column.attname] = after[:longest] if longest else after
    return found


def _blanked_change(change: Change, pattern: re.Pattern[str]) -> dict[str, Any]:
    columns = [change._meta.get_field(name) for name in OF_A_CHANGE]
    return _blanked(change, columns, pattern)  # type: ignore[arg-type]


def _blank(value: Any, pattern: re.Pattern[str]) -> Any:
    """The value with the words blanked, also inside lists and mappings."""
    if isinstance(value, str):
        return pattern.sub(BLANK, value)
    if isinstance(value, list):
        return [_blank(each, pattern) for each in value]
    if isinstance(value, dict):
        return {name: _blank(each, pattern) for name, each in value.items()}
    return value
