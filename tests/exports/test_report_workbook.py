"""The Excel file, opened by openpyxl as a reader would."""

import io
from datetime import datetime

import pytest
from openpyxl import Workbook, load_workbook

from tests.reports.sample_document import HOSTILE_TEXTS


@pytest.fixture(scope="module")
def book(files) -> Workbook:
    """The sample, open."""
    return load_workbook(io.BytesIO(files["xlsx"]))


def test_workbook_has_a_sheet_a_section(book):
    assert book.sheetnames == [
        "Front sheet",
        "Summary",
        "Since last meeting",
        "Exceptions",
        "Measures",
        "Extensions",
        "4. The proposal",
    ]


def test_workbook_front_sheet_says_what_it_is_and_leads_to_the_sheets(book):
    sheet = book["Front sheet"]
    lines = [cell.value for cell in sheet["A"] if cell.value]
    links = [cell.hyperlink.location for cell in sheet["A"] if cell.hyperlink]

    assert lines[:7] == [
        "Northmere Council",
        "Board pack",
        "Improvement board of 15 June 2026",
        "Improvement plan 2026, 15 June 2026",
        "Meeting",
        "Visits so far",
        "Overall grade",
    ]
    assert links[1] == "'Since last meeting'!A1"


def test_workbook_cells_have_their_types_and_formats(book):
    sheet = book["Exceptions"]
    cells = list(sheet.iter_rows(min_row=4, max_row=5))

    assert [cell.value for cell in cells[0]] == [
        "A-001",
        "Assessments are finished in 45 working days",
        "Head of assessment",
        datetime(2026, 5, 31),  # noqa: DTZ001  as Excel knows them
        0.4,
        "Red",
    ]
    assert [cell.number_format for cell in cells[0][3:5]] == ["d mmmm yyyy", "0%"]
    assert cells[1][3].value == "by the autumn"


def test_workbook_numbers_keep_their_places(book):
    formats = [book["Measures"][f"B{row}"].number_format for row in (6, 8)]
    money = book["4. The proposal"]["B5"]

    assert formats == ["0.0%", "0.0%"]
    assert (money.value, money.number_format) == (1200.5, "£#,##0.00")


def test_workbook_tables_have_a_filter_each(book):
    filters = {
        name: [table.autoFilter.ref for table in book[name].tables.values()]
        for name in ("Summary", "Exceptions", "Extensions")
    }

    assert filters == {
        "Summary": ["A10:D13"],
        "Exceptions": ["A3:F6", "A11:B13"],
        "Extensions": [],
    }


def test_workbook_header_of_an_only_table_stays_and_is_printed_on_each_page(book):
    sheet = book["Since last meeting"]

    assert sheet.print_title_rows == "$5:$5"
    assert sheet.freeze_panes == "A6"
    assert book["Exceptions"].freeze_panes is None


def test_workbook_prints_as_broad_as_the_paper(book):
    sheet = book["Exceptions"]

    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == (
        "landscape",
        9,
    )
    assert sheet.sheet_properties.pageSetUpPr.fitToPage is True
    assert sheet.page_setup.fitToHeight == 0  # as many pages high as it takes
    assert sheet.oddHeader.left.text == "Northmere Council"


def test_workbook_hostile_text_is_never_a_formula(hostile_files):
    book = load_workbook(io.BytesIO(hostile_files["xlsx"]))
    cells = [cell for sheet in book for row in sheet for cell in row]
    kinds = {cell.data_type for cell in cells}

    assert "f" not in kinds
    assert HOSTILE_TEXTS[0] in {cell.value for cell in cells}
    assert "word " * 4_000 in {cell.value for cell in cells}
    assert book["Table"].oddHeader.left.text == "&&L[Body]"
