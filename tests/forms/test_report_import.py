"""What the page takes: a PDF of Ofsted or a pasted letter, told from its content."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.forms.evidence_files import DOCX, PDF, PNG
from tests.intake.made_reports import ilacs, letter_text
from tests.intake.papers import Text, locked, pdf
from tracker.forms import report_import
from tracker.forms.report_import import PASTED_NAME, ReportForm
from tracker.intake import pdf_pages, report

SCAN = pdf([], [])
NOT_OFSTED = pdf([Text("Minutes of the parish council about the village hall.")])
OTHER_OFSTED = pdf([Text("Ofsted inspects schools. This is a guide for parents.")])
LONG = pdf(*([Text("Ofsted inspects services for children.")] for _ in range(200)))


def sent(content=None, name="report.pdf", text=""):
    """The form with a file, or with a text."""
    files = {} if content is None else {"file": SimpleUploadedFile(name, content)}
    return ReportForm({"text": text}, files)


def test_pdf_is_read_and_kept_as_it_is():
    content = ilacs()

    form = sent(content, name="C:\\fake\\Northmere.PDF")

    assert form.is_valid(), form.errors
    kept = form.report
    assert (kept.name, kept.content.read()) == ("Northmere.pdf", content)
    assert kept.sha256 == hashlib.sha256(content).hexdigest()
    assert len(kept.pages) == 2
    assert kept.review.visit.inspectors == "Ann Archer"
    assert [area.words.page for area in kept.review.areas] == [2, 2]


def test_letter_is_read_from_its_text_and_kept_as_text():
    form = sent(text=letter_text().replace("\n", "\r\n") + "\r\n\r\n")

    assert form.is_valid(), form.errors
    assert form.report.name == PASTED_NAME
    assert form.report.content.read().decode() == letter_text()
    assert form.report.review.visit.inspectors == "Ann Archer\nBob Brown"


def test_line_ends_of_a_browser_make_no_other_document():
    unix, windows = (
        sent(text=letter_text().replace("\n", end)) for end in ("\n", "\r\n")
    )

    assert unix.is_valid()
    assert windows.is_valid()
    assert unix.report.sha256 == windows.report.sha256


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        pytest.param(b"", "a.pdf", "The file is empty.", id="empty"),
        pytest.param(PNG, "a.png", report_import.NOT_A_PDF, id="picture"),
        pytest.param(DOCX, "a.docx", report_import.NOT_A_PDF, id="Word"),
        pytest.param(DOCX, "a.pdf", "The content is a Word document", id="wrong name"),
        pytest.param(ilacs(), "a.exe", "The content is a PDF, but", id="other name"),
        pytest.param(b"GIF89a...", "a.pdf", "The content is plain text", id="text"),
        pytest.param(b"<html></html>", "a.pdf", "The file is a web page", id="page"),
        pytest.param(PDF, "a.pdf", "The PDF is damaged", id="broken"),
        pytest.param(ilacs()[:900], "a.pdf", "The PDF is not complete", id="cut"),
        pytest.param(
            locked(), "a.pdf", pdf_pages.REFUSALS["locked"], id="with a password"
        ),
        pytest.param(SCAN, "a.pdf", pdf_pages.SCANNED, id="scan"),
        pytest.param(LONG, "a.pdf", "The PDF has 200 pages", id="200 pages"),
        pytest.param(NOT_OFSTED, "a.pdf", report.NOT_OF_OFSTED, id="not of Ofsted"),
        pytest.param(OTHER_OFSTED, "a.pdf", report.NO_REPORT, id="no report"),
    ],
)
def test_file_that_is_no_report_is_refused_in_a_sentence(content, name, sentence):
    form = sent(content, name)

    assert not form.is_valid()
    (said,) = form.errors["file"]
    assert said.startswith(sentence)
    assert said.endswith(".")


def test_file_that_is_too_large_is_not_read(monkeypatch):
    monkeypatch.setattr(report_import, "LARGEST_BYTES", 100)

    assert sent(ilacs()).errors == {"file": [report_import.TOO_LARGE]}


@pytest.mark.parametrize(
    ("form", "errors"),
    [
        pytest.param(sent(), {"file": [report_import.NOTHING]}, id="nothing"),
        pytest.param(
            sent(ilacs(), text="Ofsted"), {"__all__": [report_import.BOTH]}, id="both"
        ),
        pytest.param(
            sent(text="Dear all"), {"text": [report.NOT_OF_OFSTED]}, id="any text"
        ),
        pytest.param(
            sent(text="Ofsted \x00"),
            {"text": ["Null characters are not allowed."]},
            id="null",
        ),
        pytest.param(
            sent(text="a" * (report_import.LONGEST_TEXT + 1)),
            {"text": [report_import.TOO_LONG]},
            id="too long",
        ),
    ],
)
def test_one_of_both_is_asked_for(form, errors):
    assert form.errors == errors


def test_number_of_a_child_in_a_pasted_text_is_asked_about():
    form = sent(text=letter_text(rest="See NHS 943 476 5919.\n"))

    assert not form.is_valid()
    assert [*form.errors] == ["not_about_a_child"]
