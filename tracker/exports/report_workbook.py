"""A report as an Excel workbook: a sheet a section, typed cells, tables to filter.

A program of its own, called by `render`.
"""

from datetime import UTC, datetime
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from tracker.exports.report_sheet import Sheet, write
from tracker.exports.sheet_formats import Formats
from tracker.exports.sheet_names import sheet_names
from tracker.exports.worker import Job, work
from tracker.reports.document import Document, KeyValues, Section, cell_words
from tracker.reports.document.stored import from_data

FRONT = "Front sheet"
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
A4 = 9
LONGEST_HEADER = 100  # characters of each part; Excel holds 255 in all


def draw(job: Job) -> bytes:
    """The document of a job; charts are their tables."""
    document = from_data(job["document"])
    file = BytesIO()
    with Workbook(file, OPTIONS) as workbook:
        describe(workbook, document)
        formats = Formats(workbook)
        named = sheet_names(document.sections, taken=FRONT)
        front = Sheet(workbook.add_worksheet(FRONT), formats, [])
        sheets = [
            section_sheet(workbook, formats, document, section, named[section.key])
            for section in document.sections
            if section.key in named
        ]
        cut = sum(sheet.cut_texts for sheet in sheets)
        write_front(front, document, named, cut)
    return file.getvalue()


def describe(workbook: Workbook, document: Document) -> None:
    """What the file says of itself."""
    on = document.on
    workbook.set_properties(
        {
            "title": document.title,
            "subject": document.plan,
            "author": document.body,
            "created": datetime(on.year, on.month, on.day, tzinfo=UTC),
        }
    )


def section_sheet(
    workbook: Workbook,
    formats: Formats,
    document: Document,
    section: Section,
    name: str,
) -> Sheet:
    """The sheet of a section, ready to print."""
    worksheet = workbook.add_worksheet(name)
    prepare_print(worksheet, document)
    sheet = Sheet(worksheet, formats, section.tables)
    sheet.line(section.heading, formats.heading)
    for block in section.blocks:
        write(block, sheet)
    sheet.hold_header()
    return sheet


def prepare_print(worksheet: Worksheet, document: Document) -> None:
    """A4 on its side, as broad as the paper, with a header and page numbers."""
    worksheet.set_paper(A4)
    worksheet.set_landscape()
    worksheet.fit_to_pages(1, 0)
    left, middle, right, foot = (
        text[:LONGEST_HEADER].replace("&", "&&").replace("\n", " ")
        for text in (
            document.body,
            document.mark,
            document.title,
            f"{document.plan}, {cell_words(document.on)}",
        )
    )
    worksheet.set_header(f"&L{left}&C{middle}&R{right}"[:255])
    worksheet.set_footer(f"&L{foot}&RPage &P of &N")


def write_front(
    sheet: Sheet, document: Document, named: dict[str, str], cut: int
) -> None:
    """Title, facts, what is on which sheet, and what a cell could not hold."""
    formats = sheet.formats
    prepare_print(sheet.worksheet, document)
    sheet.line(document.body, formats.text)
    sheet.line(document.title, formats.heading)
    for words in (document.subtitle, document.mark):
        if words:
            sheet.line(words, formats.text)
    sheet.line(f"{document.plan}, {cell_words(document.on)}", formats.text)
    sheet.skip()
    if document.facts:
        write(KeyValues(document.facts), sheet)
    sheet.line("Contents", formats.caption)
    for section in document.sections:
        sheet.link(section.heading, named.get(section.key, ""))
    if cut:
        sheet.skip()
        sheet.line(
            f"Texts too long for a cell, which end in … here: {cut}", formats.text
        )


if __name__ == "__main__":
    work(draw)
