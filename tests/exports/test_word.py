"""The Word file, opened by python-docx as a reader would."""

import io
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from tests.reports.sample_document import sample
from tracker.exports.chart_words import alternative
from tracker.exports.render import render

HEADER = "Header row"


@pytest.fixture(scope="module")
def word(files) -> docx.document.Document:
    """The sample, open."""
    return docx.Document(io.BytesIO(files["docx"]))


def texts(word, style):
    return [each.text for each in word.paragraphs if each.style.name == style]


def data_tables(word):
    return [table for table in word.tables if table.style.name == "Report table"]


def test_word_says_its_title_and_its_language(word):
    about = word.core_properties
    defaults = word.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")

    assert (about.title, about.subject, about.author, about.language) == (
        "Board pack",
        "Improvement plan 2026",
        "Northmere Council",
        "en-GB",
    )
    assert defaults.get(qn("w:val")) == "en-GB"


def test_word_headings_have_the_styles_of_headings(word):
    assert texts(word, "Title") == ["Board pack"]
    assert texts(word, "Heading 1") == [
        "Summary",
        "Exceptions",
        "Measures",
        "Extensions",
        "4. The proposal",
    ]
    assert texts(word, "Heading 2") == ["Since last meeting"]


def test_word_contents_are_a_field_whose_lines_lead_to_the_headings(word):
    body = word.element.body
    (code,) = body.iter(qn("w:instrText"))
    links = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))]
    marks = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]

    assert code.text.strip().startswith("TOC ")
    assert len(links) == 6
    assert links == marks
    assert texts(word, "toc 2") == ["Since last meeting"]


def test_word_opening_asks_nothing(word):
    assert word.settings.element.find(qn("w:updateFields")) is None


def test_word_tables_have_one_header_row_that_is_marked_and_repeated(word):
    tables = data_tables(word)

    for table in tables:
        marked = [
            row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows
        ]
        assert marked == [True] + [False] * (len(table.rows) - 1)
    assert [t.rows[0].cells[0].text for t in tables] == [
        "Day",
        "Rating",
        "Reference",
        "Action",
        "Month",
    ]


def test_word_table_says_what_it_is(word):
    captions = [
        table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
        for table in data_tables(word)
    ]

    assert captions == [table.caption for table in sample().tables if table.rows]


def test_word_empty_table_is_its_sentence(word):
    assert "No new date was asked for." in texts(word, "Normal")


def test_word_charts_say_in_words_what_they_show(word):
    said = [each.get("descr") for each in word.element.body.iter(qn("wp:docPr"))]

    assert said == [alternative(chart) for chart in sample().charts]


def test_word_lists_are_lists_and_each_numbered_one_begins_at_one(word):
    numbered = [p for p in word.paragraphs if p.style.name == "List Number"]
    numbers = {p._p.pPr.numPr.numId.val for p in numbered}
    (number,) = numbers
    start = word.part.numbering_part.element.num_having_numId(number)

    assert texts(word, "List Bullet") == ["Recruit", "Train"]
    assert [p.text for p in numbered] == ["First", "Then"]
    assert start.find(f".//{qn('w:startOverride')}").get(qn("w:val")) == "1"


def test_word_marks_what_is_still_to_write(word):
    assert texts(word, "To write") == [
        "8.1 To be written: Say what the report means for equality.",
        "9.1 To be checked: Check this text.",
        "There are none.",
    ]


def test_word_pages_have_header_and_numbers(word):
    header = word.sections[-1].header.paragraphs[0].text
    footer = word.sections[-1].footer._element.xml

    assert header == "Northmere Council\tBoard pack"
    assert 'w:instr="PAGE"' in footer
    assert 'w:instr="NUMPAGES"' in footer
    assert word.sections[0].first_page_header.paragraphs[0].text.strip() == ""


def test_word_turns_the_page_of_a_broad_section(word):
    sides = [section.page_width > section.page_height for section in word.sections]

    assert sides == [False, True, False]


def test_word_hostile_text_is_text(hostile_files):
    content = hostile_files["docx"]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [archive.read(n) for n in archive.namelist() if n.endswith(".xml")]
    word = docx.Document(io.BytesIO(content))
    (table,) = [t for t in data_tables(word) if t.rows[0].cells[0].text == "=1+1"][:1]
    cells = [row.cells[0].text for row in table.rows[1:]]

    assert all(etree.fromstring(part) is not None for part in parts)
    assert "<script>alert(1)</script> & <w:p/> ]]> {{ plan }} {% now %}" in cells
    assert "bell and mark" in cells
    assert "done ✅ 😀 👩\u200d🚀 中文字 日本語" in cells
    assert "two\nlines\tand a tab" in cells
    assert "word " * 4_000 in cells


@pytest.mark.django_db
def test_word_header_keeps_a_long_name_away_from_the_title():
    body = "Northmere Borough Council, with a trust that runs its children's services"
    report = replace(sample(), body=body)

    opened = docx.Document(io.BytesIO(render(report, "docx")))

    header = opened.sections[-1].header.paragraphs[0].text
    assert header == (
        "Northmere Borough Council, with a trust that runs its …\tBoard pack"
    )
