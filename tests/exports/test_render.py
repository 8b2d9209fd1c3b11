"""One report, the same in every format."""

import csv
import io
import shutil
import subprocess
from dataclasses import replace

import docx
import pytest
from openpyxl import load_workbook

from tests.exports.test_pdf import words
from tests.reports.sample_document import sample
from tracker.exports.process import NotDrawnError
from tracker.exports.render import FORMATS, render
from tracker.reports.document import (
    BulletList,
    Chart,
    Figures,
    KeyValues,
    PageBreak,
    Table,
    cell_words,
)
from tracker.reports.document.stored import from_json

SOFFICE = shutil.which("soffice")


def plain(text):
    return " ".join(text.split())


def said_of(block):
    """Every text of a block, as people read it."""
    if isinstance(block, Chart):
        return [block.title, *said_of(block.table)]
    if isinstance(block, Table):
        cells = [
            cell_words(cell, column.kind)
            for row in block.rows
            for cell, column in zip(row, block.columns, strict=True)
        ]
        headings = [column.heading for column in block.columns]
        return [block.caption, *(headings + cells if cells else [block.empty])]
    if isinstance(block, Figures):
        return [
            t for f in block.figures for t in (cell_words(f.value, f.kind), f.words)
        ]
    if isinstance(block, KeyValues):
        return [t for f in block.facts for t in (f.name, cell_words(f.value, f.kind))]
    if isinstance(block, BulletList):
        return list(block.items)
    if isinstance(block, PageBreak):
        return []
    return [block.text]


@pytest.fixture(scope="module")
def said():
    """Every text of the sample."""
    report = sample()
    return [
        report.title,
        report.subtitle,
        *(section.heading for section in report.sections),
        *(t for s in report.sections for block in s.blocks for t in said_of(block)),
    ]


def word_text(content):
    word = docx.Document(io.BytesIO(content))
    cells = [c.text for table in word.tables for row in table.rows for c in row.cells]
    return plain("\n".join([*(p.text for p in word.paragraphs), *cells]))


def test_every_text_stands_in_the_pdf(files, said):
    text = words(files["pdf"]).replace(" ", "")

    assert [each for each in said if each.replace(" ", "") not in text] == []


def test_every_text_stands_in_the_word_file(files, said):
    text = word_text(files["docx"])

    assert [each for each in said if plain(each) not in text] == []


def test_every_text_stands_in_the_workbook(files, said):
    book = load_workbook(io.BytesIO(files["xlsx"]))
    values = [str(cell.value) for sheet in book for row in sheet for cell in row]
    text = "\n".join(values)
    typed = ("%", "£", "2026", "−")

    missing = [each for each in said if each not in text]
    assert [each for each in missing if not any(t in each for t in typed)] == []


def test_tables_have_the_same_rows_everywhere(files):
    rows = [len(table.rows) for table in sample().tables if table.rows]
    word = docx.Document(io.BytesIO(files["docx"]))
    book = load_workbook(io.BytesIO(files["xlsx"]))

    in_word = [len(t.rows) - 1 for t in word.tables if t.style.name == "Report table"]
    in_excel = [
        int(t.ref.split(":")[1].strip("ABCDEF")) - int(t.ref.split(":")[0].strip("A"))
        for sheet in book
        for t in sheet.tables.values()
    ]
    assert in_word == in_excel == rows


def test_csv_is_the_main_table(files):
    text = files["csv"].decode("utf-8-sig")

    assert list(csv.reader(io.StringIO(text))) == [
        ["Reference", "Action", "Owner", "Due", "Complete", "Rating"],
        [
            "A-001",
            "Assessments are finished in 45 working days",
            "Head of assessment",
            "2026-05-31",
            "40",
            "Red",
        ],
        ["A-002", "'=HYPERLINK(1) is text", "", "by the autumn", "75", "Amber"],
        [
            "A-003",
            "Every child is seen alone",
            "Head of safeguarding",
            "2026-07-31",
            "",
            "Green",
        ],
    ]


def test_csv_of_a_report_without_a_main_table_is_refused():
    with pytest.raises(NotDrawnError, match="no table of actions"):
        render(replace(sample(), main_table=""), "csv")


def test_json_is_the_report_as_stored(files):
    assert from_json(files["json"]) == sample()


def test_formats_are_those_that_people_ask_for():
    assert sorted(FORMATS) == ["csv", "docx", "json", "pdf", "xlsx"]


def test_report_without_a_front_sheet_begins_under_its_title():
    section = replace(sample().sections[-1], landscape=False)
    short = replace(sample(), cover=False, sections=(section,), main_table="")

    text = words(render(short, "pdf"))

    assert text.startswith("Northmere Council Board pack Northmere Council Board pack")
    assert "Page 1 of 1" in text


@pytest.mark.skipif(
    SOFFICE is None,
    reason="LibreOffice is not installed, so no file was opened in it.",
)
def test_libreoffice_opens_word_and_excel_without_complaint(
    files, hostile_files, tmp_path
):
    paths = []
    for name, contents in (("sample", files), ("hostile", hostile_files)):
        for suffix in ("docx", "xlsx"):
            paths.append(tmp_path / f"{name}-{suffix}.{suffix}")
            paths[-1].write_bytes(contents[suffix])
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    options = ["--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]

    done = subprocess.run(  # noqa: S603  our own files
        [SOFFICE, profile, *options, *map(str, paths)],
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )

    assert (done.returncode, "rror" in done.stderr + done.stdout) == (0, False)
    for path in paths:
        assert path.with_suffix(".pdf").read_bytes().startswith(b"%PDF")
