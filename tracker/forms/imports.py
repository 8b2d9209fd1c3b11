"""The spreadsheet that a plan manager brings in, and the word to go ahead."""

import hashlib
from itertools import islice
from typing import Any, BinaryIO, cast

from django import forms
from django.core.exceptions import ValidationError

from tracker.forms.base import GovukForm
from tracker.forms.file_kinds import EMPTY, KINDS, kind_of
from tracker.forms.identifiers import found_in
from tracker.forms.office_files import FileRefusedError
from tracker.forms.uploads import MEGABYTE, clean_name
from tracker.intake.workbook import ActionSheet, WorkbookRefusedError, read_actions
from tracker.models import Plan
from tracker.workflow.import_cells import FileRow
from tracker.workflow.imports import ReadFile

LARGEST_BYTES = 5 * MEGABYTE
XLSX = KINDS["xlsx"]
MOST_NAMED = 5  # cells, in the sentence that asks to look again
TOO_LARGE = (
    f"The file is larger than {LARGEST_BYTES // MEGABYTE} MB. Keep only the sheet with "
    "the actions, or bring them in with several files."
)
NOT_A_WORKBOOK = (
    "The file is not an Excel workbook. Use the Excel file that the list of actions "
    "saves."
)
NO_ROWS = "The sheet has no rows below the names of the columns."


class WorkbookForm(GovukForm):
    """One Excel workbook, as the list of actions saves it."""

    file = forms.FileField(
        label="Excel file",
        help_text="The file that the list of actions saves, filled in or edited.",
        error_messages={"required": "Select the Excel file", "empty": EMPTY},
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )

    def __init__(self, *args: Any, plan: Plan, **options: Any) -> None:
        self.plan = plan
        super().__init__(*args, **options)

    def clean_file(self) -> ReadFile:
        """What the file says; refused where it is no such workbook, or another plan's.

        The content decides what it is: macros, locked and damaged files are refused.
        """
        upload = self.cleaned_data["file"]
        if upload.size > LARGEST_BYTES:
            raise ValidationError(TOO_LARGE)
        name = clean_name(upload.name or "")
        sheet = self._sheet(cast("BinaryIO", upload), name)
        if sheet.plan and sheet.plan != self.plan.name:
            raise ValidationError(
                f"This file was saved from the plan “{sheet.plan}”. References mean "
                "other actions there."
            )
        if not sheet.rows:
            raise ValidationError(NO_ROWS)
        upload.seek(0)
        return ReadFile(
            name=name,
            sha256=hashlib.file_digest(upload, "sha256").hexdigest(),
            rows=tuple(
                FileRow(row.number, row.cells, tuple(row.errors)) for row in sheet.rows
            ),
        )

    def found_in_texts(self) -> list[tuple[str, str]]:
        """The cells that seem to hold a number of a child, the first few of them.

        Asked before the file is kept: no draft holds what nobody looked at.
        """
        file = self.cleaned_data.get("file")
        found = (
            (f"Row {row.number}, {column}", kind)
            for row in (file.rows if file else ())
            if found_in("\n".join(row.cells.values()))
            for column, text in row.cells.items()
            for kind in found_in(text)
        )
        return [*super().found_in_texts(), *islice(found, MOST_NAMED)]

    @staticmethod
    def _sheet(file: BinaryIO, name: str) -> ActionSheet:
        try:
            if kind_of(file, name) != XLSX:
                raise ValidationError(NOT_A_WORKBOOK)
            return read_actions(file)
        except (FileRefusedError, WorkbookRefusedError) as refusal:
            raise ValidationError(str(refusal)) from refusal


class ConfirmImportForm(GovukForm):
    """Why the plan is changed by this file."""

    why = forms.CharField(
        label="Why is it changed?",
        help_text="Kept in the history of each action.",
        error_messages={"required": "Enter why it is changed"},
    )
