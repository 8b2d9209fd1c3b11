import io
import zipfile
from datetime import date, datetime
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from tracker.exports import workbook
from tracker.exports.columns import Column, Kind, Table
from tracker.exports.formats import FORMATS
from tracker.exports.workbook import MOST_CHARACTERS, stream_workbook

TITLE = Column("Title", "title")
COLUMNS = [
    Column("Reference", "ref"),
    Column("What will be different for children", "impact", Kind.LONG_TEXT),
    Column("Due", "due_on", Kind.DATE),
    Column("Recorded", "recorded_at", Kind.INSTANT),
    Column("Complete", "percent", Kind.PERCENT),
    Column("Days overdue", "days", Kind.NUMBER),
]
ROWS = [
    [
        "A-001",
        "Plans are clear",
        date(2026, 3, 31),
        datetime(2026, 3, 1, 9, 5),  # noqa: DTZ001
        75,
        -3,
    ],
    ["A-002", None, None, None, None, Decimal("1.5")],
]


def read_back(table):
    return load_workbook(io.BytesIO(b"".join(stream_workbook(table))))


def cell_of(value, column=TITLE):
    return read_back(Table("Actions", [column], [[value]]))["Actions"]["A2"]


def about(book):
    return dict(book["About this export"].values)


def test_stream_workbook_holds_the_table_with_typed_cells():
    sheet = read_back(Table("Actions", COLUMNS, ROWS))["Actions"]

    assert list(sheet.values) == [
        tuple(column.heading for column in COLUMNS),
        (
            "A-001",
            "Plans are clear",
            datetime(2026, 3, 31),  # noqa: DTZ001
            datetime(2026, 3, 1, 9, 5),  # noqa: DTZ001
            0.75,
            -3,
        ),
        ("A-002", None, None, None, None, 1.5),
    ]
    assert [cell.number_format for cell in sheet[2]] == [
        "General",
        "General",
        "dd/mm/yyyy",
        "dd/mm/yyyy hh:mm",
        "0%",
        "General",
    ]


def test_stream_workbook_header_is_frozen_filtered_and_bold():
    sheet = read_back(Table("Actions", COLUMNS, ROWS))["Actions"]

    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:F3"
    assert [cell.font.bold for cell in sheet[1]] == [True] * 6


def test_stream_workbook_widths_follow_kind_and_heading():
    sheet = read_back(Table("Actions", COLUMNS, ROWS))["Actions"]

    widths = [round(sheet.column_dimensions[letter].width) for letter in "ABCDEF"]
    assert widths == [25, 61, 13, 18, 13, 17]


def test_stream_workbook_long_text_wraps():
    sheet = read_back(Table("Actions", COLUMNS, ROWS))["Actions"]

    assert [bool(cell.alignment.wrap_text) for cell in sheet[2]] == [
        False,
        True,
        False,
        False,
        False,
        False,
    ]


def test_stream_workbook_no_rows_filters_the_header():
    book = read_back(Table("Actions", COLUMNS, []))

    assert book["Actions"].auto_filter.ref == "A1:F1"
    assert about(book) == {"Rows": "0"}


def test_stream_workbook_says_what_it_is_on_the_second_sheet():
    pairs = [
        ("Plan", "A council"),
        ("Day", "31 March 2026"),
        ("Filter", "=overdue\x00"),
    ]

    book = read_back(Table("Actions", COLUMNS, ROWS, pairs))

    assert book.sheetnames == ["Actions", "About this export"]
    assert about(book) == {
        "Plan": "A council",
        "Day": "31 March 2026",
        "Filter": "=overdue",
        "Rows": "2",
    }


@pytest.mark.parametrize(
    ("text", "read"),
    [
        pytest.param("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0", id="formula"),
        pytest.param("-5", "-5", id="minus"),
        pytest.param("http://example.org", "http://example.org", id="link"),
        pytest.param("12/03/2026", "12/03/2026", id="date as text"),
        pytest.param("007", "007", id="number as text"),
        pytest.param("a\x00b\x0bc\x1fd", "abcd", id="control characters"),
        pytest.param("two\r\nlines\there", "two\nlines\there", id="lines and tab"),
        pytest.param("a\ufffe\uffffb", "ab", id="not characters"),
        pytest.param("<r>not < markup</r>", "<r>not < markup</r> ", id="rich text"),
        pytest.param("<b>&amp;</b>", "<b>&amp;</b>", id="markup"),
        pytest.param("  spaced  ", "  spaced  ", id="spaces kept"),
    ],
)
def test_stream_workbook_text_stays_text(text, read):
    cell = cell_of(text)

    assert cell.value == read
    assert cell.data_type == "s"
    assert cell.hyperlink is None


@pytest.mark.parametrize(
    ("value", "read"),
    [
        pytest.param(date(1899, 12, 31), "1899-12-31", id="day before Excel's first"),
        pytest.param(True, 1, id="bare truth value"),
        pytest.param(float("nan"), "=#NUM!", id="not a number is Excel's error"),
        pytest.param("", None, id="empty text"),
    ],
)
def test_stream_workbook_odd_values(value, read):
    assert cell_of(value).value == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        pytest.param("x" * MOST_CHARACTERS, "x" * MOST_CHARACTERS, id="just fits"),
        pytest.param(
            "x" * (MOST_CHARACTERS + 1),
            "x" * (MOST_CHARACTERS - 1) + "…",
            id="too long",
        ),
        pytest.param("😀" * 16_383, "😀" * 16_383, id="emoji count twice, fits"),
        pytest.param("😀" * 16_384, "😀" * 16_383 + "…", id="emoji count twice"),
        pytest.param("x" + "😀" * 16_384, "x" + "😀" * 16_382 + "…", id="not halved"),
    ],
)
def test_stream_workbook_long_text_is_cut_and_said(text, read):
    book = read_back(Table("Actions", [TITLE], [[text]]))

    assert book["Actions"]["A2"].value == read
    assert ("Texts shortened" in about(book)) == (text != read)


def test_stream_workbook_more_rows_than_a_sheet_holds_is_said(monkeypatch):
    monkeypatch.setattr(workbook, "MOST_ROWS", 2)

    book = read_back(Table("Actions", [TITLE], [["a"], ["b"], ["c"]]))

    assert list(book["Actions"].values) == [("Title",), ("a",), ("b",)]
    assert about(book)["Rows left out"] == (
        "There are more than a sheet holds. Use the CSV."
    )


@settings(deadline=None)
@given(st.text(st.characters()))
def test_stream_workbook_any_text_gives_well_formed_xml(text):
    content = b"".join(stream_workbook(Table("Actions", [TITLE], [[text]])))

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        ET.fromstring(archive.read("xl/worksheets/sheet1.xml"))  # noqa: S314


def test_formats_are_csv_and_excel():
    starts = {
        suffix: next(file_type.stream(Table("Actions", COLUMNS, ROWS)))[:4]
        for suffix, file_type in FORMATS.items()
    }

    assert starts == {"csv": b"\xef\xbb\xbfR", "xlsx": b"PK\x03\x04"}
