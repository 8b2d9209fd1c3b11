import csv
import io
from datetime import date, datetime
from decimal import Decimal
from itertools import count, islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.exports.columns import Column, Kind, Table
from tracker.exports.csv_file import FORMULA_STARTS, ROWS_PER_CHUNK, stream_csv

COLUMNS = [Column("Reference", "ref"), Column("Title", "title")]


def read_back(table):
    content = b"".join(stream_csv(table)).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(content, newline="")))


def test_stream_csv_whole_file():
    columns = [*COLUMNS, Column("Due", "due_on", Kind.DATE)]
    rows = [["A-001", "Größe, „quoted“", date(2026, 3, 31)], ["A-002", None, None]]

    content = b"".join(stream_csv(Table("Actions", columns, rows, [("Plan", "x")])))

    assert content.decode() == (
        '\ufeffReference,Title,Due\r\nA-001,"Größe, „quoted“",2026-03-31\r\nA-002,,\r\n'
    )


def test_stream_csv_no_rows_gives_the_header():
    assert read_back(Table("Actions", COLUMNS, [])) == [["Reference", "Title"]]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        pytest.param("=1+1", "'=1+1", id="equals"),
        pytest.param("+44 118", "'+44 118", id="plus"),
        pytest.param("-5", "'-5", id="minus as text"),
        pytest.param("@SUM(A1)", "'@SUM(A1)", id="at"),
        pytest.param("\t=1", "'\t=1", id="tab"),
        pytest.param("\r=1", "'\r=1", id="carriage return"),
        pytest.param("\n=1", "'\n=1", id="line feed"),
        pytest.param("＝1+1", "'＝1+1", id="wide equals"),  # noqa: RUF001
        pytest.param("5 = 5", "5 = 5", id="equals inside"),
        pytest.param("'quoted'", "'quoted'", id="apostrophe"),
        pytest.param("two\r\nlines", "two\r\nlines", id="two lines"),
        pytest.param("", "", id="empty"),
        pytest.param(None, "", id="nothing"),
        pytest.param(-5, "-5", id="negative number"),
        pytest.param(-0.5, "-0.5", id="negative fraction"),
        pytest.param(Decimal("-1.50"), "-1.50", id="negative decimal"),
        pytest.param(date(2026, 3, 31), "2026-03-31", id="date"),
        pytest.param(
            datetime(2026, 3, 31, 9, 5),  # noqa: DTZ001
            "2026-03-31 09:05:00",
            id="instant",
        ),
    ],
)
def test_stream_csv_cell(value, written):
    _, row = read_back(Table("Actions", COLUMNS, [["A-001", value]]))

    assert row == ["A-001", written]


def test_stream_csv_heading_is_guarded_too():
    assert read_back(Table("Actions", [Column("=x", "x")], [])) == [["'=x"]]


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2), max_size=20))
def test_stream_csv_text_round_trips_apart_from_the_guard(rows):
    _, *cells = read_back(Table("Actions", COLUMNS, rows))

    assert not any(cell.startswith(FORMULA_STARTS) for row in cells for cell in row)
    assert cells == [
        [f"'{text}" if text.startswith(FORMULA_STARTS) else text for text in row]
        for row in rows
    ]


def test_stream_csv_sends_header_before_reading_rows_and_then_by_chunk():
    read = []

    def endless():
        for number in count():
            read.append(number)
            yield [number, "x"]

    stream = stream_csv(Table("Actions", COLUMNS, endless()))

    assert next(stream) == b"\xef\xbb\xbfReference,Title\r\n"
    assert read == []
    assert [chunk.count(b"\r\n") for chunk in islice(stream, 2)] == [ROWS_PER_CHUNK] * 2
    assert len(read) == 2 * ROWS_PER_CHUNK
