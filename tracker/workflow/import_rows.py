"""Rows of a spreadsheet compared with the plan: new, changed, unchanged or refused.

A row is taken whole or not at all: one refused cell leaves the action as it is.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from django.core.exceptions import ValidationError

from tracker.choices import ActionStatus, DatePrecision, ReportedRating
from tracker.models import Action, Plan
from tracker.workflow.actions import ActionWording, Promise
from tracker.workflow.import_cells import (
    FileRow,
    Known,
    says_the_same,
    told_answers,
    unguarded,
)
from tracker.workflow.import_run import (
    WORDS,
    CellChange,
    ChangedRow,
    DryRun,
    NewRow,
    refused_cells,
)
from tracker.workflow.records import check_record

Read = TypeVar("Read")

NEEDED = ("Action", "Output", "Outcome", "Owner", "Answers")
LABELS = {
    "Status": {**dict(ActionStatus.choices), "": "Recorded from a document"},
    "Rating": dict(ReportedRating.choices),
}

UNKNOWN_ACTION = (
    "The plan has no such action. To add one, leave the reference empty: it gets the "
    "next number."
)
CHANGED_MEANWHILE = (
    "The action was changed after this file was saved. Save the list again and make "
    "your change there."
)
DATE_MOVES_BY_REQUEST = (
    "A due date moves only by request. Ask for a new due date on the action's page."
)
TAKE_UP_FIRST = "Take the action up before giving it to a post."


def dry_run(*, plan: Plan, rows: Iterable[FileRow], on: date) -> DryRun:
    """Compare the rows of a file with the plan as it stands; six queries.

    `on` is the day of the ratings that the file is compared with.
    """
    rows = list(rows)
    known = Known.read(plan, rows, on)
    run = DryRun()
    unchanged = 0
    said: dict[str, int] = {}  # a reference or a new title, to the row that has it
    for row in rows:
        try:
            _refuse_what_came_before(row, said)
            if not row.reference:
                run.new.append(_new_row(row, known))
                continue
            changed = _changed_row(row, known)
        except ValidationError as refusal:
            run.refused.extend(refused_cells(row, refusal))
            continue
        run.ignored.extend((row, each) for each in _ignored(row, known))
        unchanged += changed is None
        if changed:
            run.changed.append(changed)
    return replace(run, unchanged=unchanged)


def _refuse_what_came_before(row: FileRow, said: dict[str, int]) -> None:
    """Refuse cells that could not be read, and what an earlier row is about."""
    if row.errors:
        raise ValidationError({column: reason for column, _, reason in row.errors})
    column = "Reference" if row.reference else "Action"
    key = row.reference or unguarded(row.cells[column]).casefold()
    first = said.setdefault(key, row.number) if key else row.number
    if first != row.number:
        raise ValidationError({column: f"Row {first} says this already."})


class _Cells:
    """The cells of a row, read one by one; what is refused is kept by column."""

    def __init__(self, row: FileRow) -> None:
        self.row = row
        self.errors: dict[str, list[str]] = {}

    def read(self, column: str, reader: Callable[[str], Read]) -> Read | None:
        """What the reader makes of a cell; None where it is refused."""
        text = unguarded(self.row.cells[column])
        try:
            _refuse_empty(column, text)
            return reader(text)
        except ValidationError as refusal:
            self.errors[column] = refusal.messages
            return None

    def same(self, column: str, stored: str) -> bool:
        """Whether a cell says what is stored; a cell that was cut is refused."""
        try:
            return says_the_same(self.row.cells[column], stored)
        except ValidationError as refusal:
            self.errors[column] = refusal.messages
            return True

    def refuse(self, column: str, reason: str) -> None:
        """Keep a refusal."""
        self.errors[column] = [reason]

    def settle(self) -> None:
        """Raise what was refused."""
        if self.errors:
            raise ValidationError(self.errors)


def _refuse_empty(column: str, text: str) -> None:
    if not text and column in NEEDED:
        raise ValidationError("This cannot be empty.")


def _new_row(row: FileRow, known: Known) -> NewRow:
    cells = _Cells(row)
    words: Any = {name: cells.read(column, str) for column, name in WORDS.items()}
    twin = known.titles.get(str(words["title"]).casefold())
    if twin:
        cells.refuse("Action", f"{twin} already says this.")
    words["workstream"] = cells.read("Workstream", known.workstream)
    post = cells.read("Owner", known.post)
    parts = cells.read("Answers", known.parts_named)
    due_on = cells.read("Due date", _day)
    cells.settle()
    check_record(
        Action(
            plan=known.plan,
            reference="A-000",
            status=ActionStatus.NOT_STARTED,
            owner_post=post,
            due_on=due_on,
            first_due_on=due_on,
            due_precision=DatePrecision.DAY if due_on else DatePrecision.UNKNOWN,
            **words,
        ),
        given={"reference"},
    )
    return NewRow(
        row=row.number,
        wording=ActionWording(**words, parts=parts or ()),
        promise=Promise(owner_post=post, due_on=due_on),
        answers=row.cells["Answers"],
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _changed_row(row: FileRow, known: Known) -> ChangedRow | None:
    """What the row changes; None where it says what stands there."""
    action = known.actions.get(row.reference)
    if action is None:
        raise ValidationError({"Reference": UNKNOWN_ACTION})
    title = action.title
    cells = _Cells(row)
    values = dict(_other_values(cells, action, known))
    if row.cells["Due date"] != (action.due_on.isoformat() if action.due_on else ""):
        cells.refuse("Due date", DATE_MOVES_BY_REQUEST)
    if "Owner" in values and not action.is_tracked:
        cells.refuse("Owner", TAKE_UP_FIRST)
    if (values or cells.errors) and row.cells["Version"] != str(action.version):
        raise ValidationError({"Version": CHANGED_MEANWHILE})
    cells.settle()
    if not values:
        return None
    changes = tuple(
        CellChange(column, _told(_now(column, action, known)), _told(value))
        for column, value in values.items()
    )
    wording = _wording(action, values, known)
    _refuse_broken(action, values)
    return ChangedRow(
        row=row.number,
        action=action,
        title=title,
        changes=changes,
        wording=wording if {*values} - {"Owner"} else None,
        owner=values.get("Owner"),
    )


def _other_values(
    cells: _Cells, action: Action, known: Known
) -> Iterator[tuple[str, Any]]:
    """The columns that say something else than the action, with what they say."""
    readers: dict[str, Callable[[str], Any]] = {
        **dict.fromkeys(WORDS, str),
        "Workstream": known.workstream,
        "Owner": known.post,
        "Answers": known.parts_named,
    }
    for column, reader in readers.items():
        now = _now(column, action, known)
        if cells.same(column, _told(now)):
            continue
        value = cells.read(column, reader)
        if column not in cells.errors and _told(value) != _told(now):
            yield column, value


def _now(column: str, action: Action, known: Known) -> Any:
    """What stands in the plan, by the column of the file."""
    if column in WORDS:
        return getattr(action, WORDS[column])
    if column == "Workstream":
        return action.workstream
    if column == "Owner":
        return action.owner_post
    return tuple(known.answered.get(action.pk, ()))


def _told(value: Any) -> str:
    """A value as the file writes it."""
    if isinstance(value, tuple):
        return told_answers(value)
    return "" if value is None else str(value)


def _wording(action: Action, values: dict[str, Any], known: Known) -> ActionWording:
    """What the action says, with what the file says instead."""
    said = {
        name: values.get(column, getattr(action, name))
        for column, name in WORDS.items()
    }
    return ActionWording(
        **said,
        workstream=values.get("Workstream", action.workstream),
        parts=values.get("Answers", _now("Answers", action, known)),
    )


def _refuse_broken(action: Action, values: dict[str, Any]) -> None:
    """Hold the row to the action's own rules, as saving it would."""
    fields = {**WORDS, "Workstream": "workstream", "Owner": "owner_post"}
    for column, name in fields.items():
        if column in values:
            setattr(action, name, values[column])
    check_record(action)


def _ignored(row: FileRow, known: Known) -> Iterator[CellChange]:
    """Cells that differ and are not taken: nobody types a status or a rating."""
    action = known.actions[row.reference]
    now = {"Status": action.status, "Rating": getattr(action, "rating", "")}
    for column, value in now.items():
        told = LABELS[column].get(value, value)
        if row.cells[column] not in ("", told):
            yield CellChange(column, told, row.cells[column])
