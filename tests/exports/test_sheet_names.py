"""Names of sheets, as Excel takes them."""

import pytest

from tracker.exports.sheet_names import sheet_names
from tracker.reports.document import Note, Section

BLOCKS = (Note("x"),)


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        pytest.param("Exceptions", "Exceptions", id="as it is"),
        pytest.param("A: red/amber [all]*?", "A red amber all", id="refused marks"),
        pytest.param("'Quoted'", "Quoted", id="quotes at the ends"),
        pytest.param("x" * 40, "x" * 31, id="long"),
        pytest.param("History", "History 2", id="kept by Excel"),
        pytest.param("front SHEET", "front SHEET 2", id="taken"),
        pytest.param("??", "Section", id="nothing left"),
    ],
)
def test_sheet_name(heading, name):
    section = Section("key", heading, BLOCKS)

    assert sheet_names([section], taken="Front sheet") == {"key": name}


def test_same_headings_are_numbered_within_the_limit():
    sections = [Section(f"key-{n}", "y" * 31, BLOCKS) for n in range(3)]

    names = sheet_names(sections, taken="Front sheet")

    assert list(names.values()) == ["y" * 31, "y" * 29 + " 2", "y" * 29 + " 3"]


def test_heading_with_nothing_under_it_has_no_sheet():
    assert sheet_names([Section("key", "Part 1")], taken="Front sheet") == {}
