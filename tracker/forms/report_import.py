"""The report or letter of Ofsted that a plan manager brings in."""

import hashlib
from io import BytesIO
from typing import Any, BinaryIO, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.files import File

from tracker.forms.base import GovukForm
from tracker.forms.file_kinds import EMPTY, KINDS, kind_of
from tracker.forms.office_files import FileRefusedError
from tracker.forms.report_reading import review_from
from tracker.forms.uploads import MEGABYTE, clean_name
from tracker.intake.draft import ReportDraft, ReportRefusedError
from tracker.intake.report import read_pdf, read_text
from tracker.workflow.report_drafts import ReadReport

LARGEST_BYTES = 20 * MEGABYTE
LONGEST_TEXT = 200_000  # characters; a letter has some 15,000
PASTED_NAME = "Pasted text.txt"
TOO_LARGE = (
    f"The file is larger than {LARGEST_BYTES // MEGABYTE} MB. Download the report again "
    "from reports.ofsted.gov.uk: those are smaller."
)
NOT_A_PDF = (
    "The file is not a PDF. Choose the PDF that Ofsted published, or paste the text."
)
TOO_LONG = (
    f"The text is longer than {LONGEST_TEXT:,} characters. Paste the letter alone."
)
NOTHING = "Choose the PDF, or paste the text of a letter"
BOTH = "Choose the PDF or paste the text, not both"


class ReportForm(GovukForm):
    """A PDF as Ofsted published it, or the text of a letter; `report` is what it says."""

    hides_optional = True

    file = forms.FileField(
        label="PDF",
        required=False,
        help_text="The report as Ofsted published it, up to 20 MB. "
        "Nothing that names a child.",
        error_messages={"empty": EMPTY},
        widget=forms.FileInput(attrs={"accept": ".pdf"}),
    )
    text = forms.CharField(
        label="Or the text of a letter",
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="All of it, from the first line to the inspector's name.",
        error_messages={"max_length": TOO_LONG},
    )

    report: ReadReport

    def clean(self) -> dict[str, Any]:
        """Read the one that was given; the content decides what it is."""
        data = super().clean() or self.cleaned_data
        if self.errors:
            return data
        if data["file"] and data["text"]:
            raise ValidationError(BOTH)
        if not data["file"] and not data["text"]:
            self.add_error("file", NOTHING)
            return data
        name, read = ("file", self._pdf) if data["file"] else ("text", self._text)
        try:
            self.report = read()
        except (FileRefusedError, ReportRefusedError) as refusal:
            self.add_error(name, str(refusal))
        return data

    def _pdf(self) -> ReadReport:
        upload = self.cleaned_data["file"]
        if upload.size > LARGEST_BYTES:
            raise FileRefusedError(TOO_LARGE)
        name = clean_name(upload.name or "")
        if kind_of(cast("BinaryIO", upload), name) != KINDS["pdf"]:
            raise FileRefusedError(NOT_A_PDF)
        upload.seek(0)
        content = upload.read()
        return report_of(content, name, read_pdf(content))

    def _text(self) -> ReadReport:
        text = self.cleaned_data["text"].replace("\r\n", "\n").strip()
        return report_of(text.encode(), PASTED_NAME, read_text(text))


def report_of(content: bytes, name: str, draft: ReportDraft) -> ReadReport:
    """A document and what was read of it, as the workflow takes them."""
    return ReadReport(
        content=File(BytesIO(content)),
        name=name,
        sha256=hashlib.sha256(content).hexdigest(),
        pages=draft.pages,
        review=review_from(draft),
    )
