"""What a spreadsheet of actions would do, row by row; nothing of it is written."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from tracker.models import Action, Post
from tracker.workflow.actions import ActionWording, Promise
from tracker.workflow.import_cells import FileRow

WORDS = {
    "Action": "title",
    "Output": "output",
    "Outcome": "outcome",
    "Impact": "impact",
}
COLUMN_OF = {
    **{name: column for column, name in WORDS.items()},
    "workstream": "Workstream",
    "owner_post": "Owner",
    "post": "Owner",
    "changed_on": "Owner",
    "parts": "Answers",
    "due_on": "Due date",
}


@dataclass(frozen=True)
class CellChange:
    """One field: what stands there, and what the file says."""

    column: str
    before: str
    after: str


@dataclass(frozen=True)
class RefusedCell:
    """Why a row is left out: its number, the column, the value and the reason."""

    row: int
    reference: str
    column: str
    value: str
    reason: str


@dataclass(frozen=True)
class ChangedRow:
    """An action that the file words, sorts or gives otherwise."""

    row: int
    action: Action
    title: str  # as it stands
    changes: tuple[CellChange, ...]
    wording: ActionWording | None = None  # none where only the owner is another
    owner: Post | None = None  # none where it stays


@dataclass(frozen=True)
class NewRow:
    """An action that the file adds."""

    row: int
    wording: ActionWording
    promise: Promise
    answers: str


@dataclass(frozen=True)
class DryRun:
    """What the file would do, row by row; nothing of it is written."""

    new: list[NewRow] = field(default_factory=list)
    changed: list[ChangedRow] = field(default_factory=list)
    refused: list[RefusedCell] = field(default_factory=list)
    ignored: list[tuple[FileRow, CellChange]] = field(default_factory=list)
    unchanged: int = 0

    @property
    def refused_count(self) -> int:
        """How many rows are left out; one may have several refused cells."""
        return len({cell.row for cell in self.refused})

    @property
    def count(self) -> int:
        """How many rows would be written."""
        return len(self.new) + len(self.changed)


def refused_cells(row: FileRow, refusal: ValidationError) -> Iterator[RefusedCell]:
    """Why the row is left out, a sentence a column; no column where it is the whole."""
    by_field = (
        refusal.error_dict
        if hasattr(refusal, "error_dict")
        else {NON_FIELD_ERRORS: refusal.error_list}
    )
    for name, errors in by_field.items():
        column = "" if name == NON_FIELD_ERRORS else COLUMN_OF.get(name, name)
        reason = " ".join(message for error in errors for message in error.messages)
        value = row.cells.get(column, "")
        yield RefusedCell(row.number, row.reference, column, value, reason)
