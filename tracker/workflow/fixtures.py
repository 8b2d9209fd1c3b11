"""Loads a plan from a folder of JSON files, row by row through the models."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.exceptions import (
    FieldDoesNotExist,
    MultipleObjectsReturned,
    ObjectDoesNotExist,
    ValidationError,
)
from django.core.serializers.base import DeserializationError
from django.core.serializers.python import Deserializer
from django.db import transaction

from tracker.models import Change, Recorded, User
from tracker.workflow.moved_days import moved, new_names, renamed
from tracker.workflow.moved_periods import in_whole_months

AS_OF_FILE = "as_of.json"

# What a row refers to comes before it; a model that is not here is not loaded.
LOADED_MODELS = (
    "tracker.user",
    "tracker.plan",
    "tracker.planmembership",
    "tracker.theme",
    "tracker.workstream",
    "tracker.organisation",
    "tracker.post",
    "tracker.postholding",
    "tracker.source",
    "tracker.gap",
    "tracker.visit",
    "tracker.judgement",
    "tracker.recommendation",
    "tracker.recommendationpart",
    "tracker.recurrence",
    "tracker.declinedrecurrence",
    "tracker.finding",
    "tracker.action",
    "tracker.answer",
    "tracker.statuschange",
    "tracker.ownerchange",
    "tracker.progressupdate",
    "tracker.moderation",
    "tracker.evidence",
    "tracker.board",
    "tracker.meeting",
    "tracker.attendance",
    "tracker.packtext",
    "tracker.duedatechange",
    "tracker.verification",
    "tracker.duecheck",
    "tracker.visitcheck",
    "tracker.checkfinding",
    "tracker.challenge",
    "tracker.challengereply",
    "tracker.challengeclosing",
    "tracker.decision",
    "tracker.decisioncompletion",
    "tracker.measure",
    "tracker.measuretheme",
    "tracker.measureaction",
    "tracker.measuretarget",
    "tracker.measurevalue",
)
# A check follows a verification and is answered by the next: loaded by turns.
BY_TURNS = ("tracker.verification", "tracker.duecheck")

UNREADABLE = (
    DeserializationError,
    FieldDoesNotExist,
    MultipleObjectsReturned,
    ObjectDoesNotExist,
    ValidationError,
)


class FixtureError(Exception):
    """A file or a row cannot be loaded; the sentence names both."""


class RowResult(StrEnum):
    """What became of one row."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    KEPT = "kept"  # a person has changed the record: theirs stays
    LEFT = "left"  # it differs, and the model refuses to change what is on record


@dataclass(frozen=True)
class LoadReport:
    """How many rows of each model, by what became of them."""

    results: Mapping[str, Counter[RowResult]]

    def count(self, result: RowResult, model: str | None = None) -> int:
        """Rows with this result, of one model (`tracker.action`) or of all."""
        names = self.results if model is None else (model,)
        return sum(self.results[name][result] for name in names if name in self.results)


@dataclass(frozen=True)
class FixtureRow:
    """One row of a file, and where it stands there."""

    file: str
    number: int
    model: str
    fields: Mapping[str, Any]

    def problem(self, reason: object) -> FixtureError:
        """The error that says what is wrong with this row."""
        return FixtureError(f"{self.file}, row {self.number} ({self.model}): {reason}")


def load_fixtures(folder: Path, *, shift_days: int = 0) -> LoadReport:
    """Create what is missing and update what differs, all or nothing.

    A record that a person has changed is kept; so is what its model does not let
    change. `shift_days` moves every day in the files, and a visit's reference to
    the year of its day; a measure's whole months move to whole months. The caller
    opens the change set. Raises FixtureError, which
    names the file and the row.
    """
    shift = timedelta(days=shift_days)
    rows = renamed_rows(list(read_rows(folder)), shift)
    if shift and (folder / AS_OF_FILE).exists():
        rows = rows_of_whole_months(rows, read_as_of(folder), shift)
    results: dict[str, Counter[RowResult]] = {}
    with transaction.atomic():
        for name in LOADED_MODELS:
            together = BY_TURNS if name in BY_TURNS else (name,)
            if name == together[0]:
                of_models = [row for row in rows if row.model in together]
                load_by_turns(of_models, shift, results)
    return LoadReport(results)


def load_by_turns(
    rows: list[FixtureRow], shift: timedelta, results: dict[str, Counter[RowResult]]
) -> None:
    """Load each row once what it names is there, and count what became of it.

    Raises FixtureError of the first row that cannot be loaded at all.
    """
    while rows:
        left: list[FixtureRow] = []
        refusals: list[FixtureError] = []
        for row in rows:
            try:
                result = load_row(row, shift)
            except FixtureError as refusal:
                left.append(row)
                refusals.append(refusal)
            else:
                results.setdefault(row.model, Counter())[result] += 1
        if len(left) == len(rows):
            raise refusals[0]
        rows = left


def renamed_rows(rows: list[FixtureRow], shift: timedelta) -> list[FixtureRow]:
    """The rows as they are called once their days have moved."""
    told = ((row.model, row.fields) for row in rows)
    names = new_names(told, shift) if shift else {}
    if not names:
        return rows
    return [replace(row, fields=renamed(row.model, row.fields, names)) for row in rows]


def rows_of_whole_months(
    rows: list[FixtureRow], as_of: date, shift: timedelta
) -> list[FixtureRow]:
    """The rows, with periods that are whole months once their days have moved."""
    return [
        replace(row, fields=in_whole_months(row.fields, as_of, shift))
        if row.model == "tracker.measurevalue"
        else row
        for row in rows
    ]


def read_as_of(folder: Path) -> date:
    """The day for which the files of a folder were written.

    Raises FixtureError where the folder does not say it.
    """
    try:
        said = json.loads((folder / AS_OF_FILE).read_text(encoding="utf-8"))
        return date.fromisoformat(said["as_of"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise FixtureError(f"{AS_OF_FILE} holds no day: {error}") from error


def read_rows(folder: Path) -> Iterator[FixtureRow]:
    """The rows of every JSON file in a folder, in file-name order.

    Keys beside `model` and `fields` are notes. Raises FixtureError.
    """
    files = [file for file in sorted(folder.glob("*.json")) if file.name != AS_OF_FILE]
    if not files:
        raise FixtureError(f"There is no JSON file in {folder.name}.")
    for file in files:
        try:
            content = json.loads(file.read_text(encoding="utf-8"))
        except ValueError as error:
            raise FixtureError(f"{file.name} is not JSON: {error}") from error
        if not isinstance(content, list):
            raise FixtureError(f"{file.name} does not hold a list of rows.")
        for number, row in enumerate(content, start=1):
            yield read_row(file.name, number, row)


def read_row(file: str, number: int, row: Any) -> FixtureRow:
    """A row with its model and its fields. Raises FixtureError."""
    where = f"{file}, row {number}"
    if not isinstance(row, dict) or not isinstance(row.get("fields"), dict):
        raise FixtureError(f"{where}: a row has a model and fields.")
    if row.get("model") not in LOADED_MODELS:
        raise FixtureError(f"{where}: {row.get('model')} is not loaded from files.")
    return FixtureRow(file, number, row["model"], row["fields"])


def load_row(row: FixtureRow, shift: timedelta) -> RowResult:
    """Create the row's record, or bring it up to date. Raises FixtureError."""
    try:
        given = read_record(row, shift)
    except UNREADABLE as error:
        raise row.problem(error) from error
    if given.pk is None:
        create(given, row)
        return RowResult.CREATED
    stored = type(given).objects.get(pk=given.pk)
    return bring_up_to_date(stored, given, row)


def read_record(row: FixtureRow, shift: timedelta) -> Recorded:
    """The row as a record, with the key of the stored one where there is one."""
    model = apps.get_model(row.model)
    fields = {
        name: moved(model._meta.get_field(name), value, shift)
        for name, value in row.fields.items()
    }
    (read,) = Deserializer([{"model": row.model, "fields": fields}])
    if read.m2m_data:
        raise row.problem(f"{', '.join(read.m2m_data)} is not loaded from files.")
    return read.object


def create(record: Recorded, row: FixtureRow) -> None:
    """Store a new record. Raises FixtureError where a rule refuses it."""
    if isinstance(record, User) and not record.password:
        record.set_unusable_password()
    try:
        record.take_copies()
        record.full_clean()
        record.save()
    except ValidationError as error:
        raise row.problem(" ".join(error.messages)) from error


def bring_up_to_date(stored: Recorded, given: Recorded, row: FixtureRow) -> RowResult:
    """Write what differs, unless a person or the model holds it fast."""
    columns = given._meta.concrete_fields
    names = [column.attname for column in columns if column.name in row.fields]
    differing = [n for n in names if getattr(stored, n) != getattr(given, n)]
    if not differing:
        return RowResult.UNCHANGED
    if Change.objects.of(stored).filter(by__isnull=False).exists():
        return RowResult.KEPT
    for name in differing:
        setattr(stored, name, getattr(given, name))
    try:
        stored.full_clean()
    except ValidationError as error:
        raise row.problem(" ".join(error.messages)) from error
    try:
        stored.save()
    except ValidationError:
        return RowResult.LEFT
    return RowResult.UPDATED
