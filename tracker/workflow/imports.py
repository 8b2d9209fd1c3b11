"""Spreadsheets of actions: kept as a draft, then brought in, row by row."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from tracker.models import (
    Action,
    ImportDraft,
    Plan,
    StaleRecordError,
    User,
    change_set,
)
from tracker.permissions import Verb, may
from tracker.workflow.actions import change_owner, create_action, edit_action
from tracker.workflow.import_cells import FileRow
from tracker.workflow.import_rows import CHANGED_MEANWHILE, dry_run
from tracker.workflow.import_run import (
    ChangedRow,
    DryRun,
    NewRow,
    RefusedCell,
    refused_cells,
)
from tracker.workflow.records import next_number, save_record

NOT_YOURS = "You may not change this plan."
NOTHING_TO_DO = "The file changes nothing in the plan."


@dataclass(frozen=True)
class ReadFile:
    """A file that was read: its name, its hash, and its filled-in rows."""

    name: str
    sha256: str
    rows: tuple[FileRow, ...]


@transaction.atomic
def save_draft(*, plan: Plan, file: ReadFile, by: User, on: date) -> ImportDraft:
    """Keep what a file says until it is confirmed; the plan stays as it is.

    The same file again, while its draft waits, is that draft.
    """
    Plan.objects.locked(plan.pk)
    waiting = plan.import_drafts.workbooks().open().filter(sha256=file.sha256).first()
    if waiting:
        return waiting
    return save_record(
        ImportDraft(
            plan=plan,
            number=next_number(plan.import_drafts),
            file_name=file.name,
            sha256=file.sha256,
            rows=[asdict(row) for row in file.rows],
            made_by=by,
            made_on=on,
        ),
        given={"number"},
    )


def rows_of(draft: ImportDraft) -> list[FileRow]:
    """The rows that a draft keeps."""
    return [FileRow(**row) for row in draft.rows]


@transaction.atomic
def confirm_draft(
    *, draft: ImportDraft, plan: Plan, why: str, by: User, on: date
) -> ImportDraft:
    """Bring the file in: each row by its own rules, all in one change set.

    What is refused now is left as it is and told in the draft's `result`. Raises
    ValidationError where it was brought in already, or would change nothing.
    """
    held = ImportDraft.objects.select_related("plan", "made_by").locked(draft.pk)
    if held.is_confirmed:
        raise ValidationError(
            f"This file was brought in already, on {held.confirmed_on:%-d %B %Y}."
        )
    rows = rows_of(held)
    run = dry_run(plan=plan, rows=rows, on=on)
    if not run.count:
        raise ValidationError(NOTHING_TO_DO)
    with change_set(why=why) as now:
        held.result = _carry_out(run, rows, _Import(plan, why, by, on))
        held.rows = []
        held.confirmed_by, held.confirmed_on, held.change_set = by, on, now.id
        return save_record(held)


@dataclass(frozen=True)
class _Import:
    """Into which plan, why, by whom and on which day."""

    plan: Plan
    why: str
    by: User
    on: date


def _carry_out(
    run: DryRun, rows: Iterable[FileRow], details: _Import
) -> dict[str, Any]:
    """Do it row by row; what became of each, as plain values."""
    file_rows = {row.number: row for row in rows}
    done: dict[str, list] = {"new": [], "changed": []}
    refused = list(run.refused)
    for kind, planned in (("new", run.new), ("changed", run.changed)):
        for row in planned:
            try:
                with transaction.atomic():
                    action = _write(row, details)
            except StaleRecordError:
                refusal = ValidationError({"Version": CHANGED_MEANWHILE})
                refused.extend(refused_cells(file_rows[row.row], refusal))
            except ValidationError as refusal:
                refused.extend(refused_cells(file_rows[row.row], refusal))
            else:
                done[kind].append([row.row, action.reference, action.title])
    refused.sort(key=_by_row)
    return {
        **done,
        "unchanged": run.unchanged,
        "refused": [asdict(cell) for cell in refused],
    }


def _by_row(cell: RefusedCell) -> int:
    return cell.row


def _write(row: NewRow | ChangedRow, details: _Import) -> Action:
    if not may(details.by, Verb.EDIT_PLAN, details.plan):
        raise ValidationError(NOT_YOURS)
    if isinstance(row, NewRow):
        return create_action(
            plan=details.plan,
            wording=row.wording,
            promise=row.promise,
            by=details.by,
            on=details.on,
        )
    action = row.action
    if row.wording:
        action = edit_action(
            action=action,
            version=action.version,
            wording=row.wording,
            why=details.why,
        )
    if row.owner:
        action = change_owner(
            action=action,
            version=action.version,
            post=row.owner,
            by=details.by,
            on=details.on,
            reason=details.why,
        )
    return action
