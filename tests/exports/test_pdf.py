"""The PDF, opened by readers that are not ours: is it whole, and can it be heard?"""

import io
from collections.abc import Iterator

import pikepdf
import pypdfium2
import pytest

from tests.reports.sample_document import sample
from tracker.exports import font
from tracker.exports.chart_words import alternative
from tracker.exports.process import NotDrawnError
from tracker.exports.render import render


@pytest.fixture(scope="module")
def pdf(files) -> Iterator[pikepdf.Pdf]:
    """The sample, open."""
    with pikepdf.open(io.BytesIO(files["pdf"])) as opened:
        yield opened


def tags(node: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    """The tags of the structure in reading order."""
    if isinstance(node, pikepdf.Array):
        for each in node:
            yield from tags(each)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        if "/K" in node:
            yield from tags(node.K)


def tagged(pdf: pikepdf.Pdf, *names: str) -> list[pikepdf.Dictionary]:
    """The tags of some kinds."""
    return [tag for tag in tags(pdf.Root.StructTreeRoot.K) if str(tag.S) in names]


def words(content: bytes) -> str:
    """The text of all pages; what a break of lines did is undone."""
    with pypdfium2.PdfDocument(content) as opened:
        text = "\n".join(page.get_textpage().get_text_bounded() for page in opened)
    return " ".join(text.split())


def test_pdf_says_its_title_its_language_and_what_it_conforms_to(pdf):
    with pdf.open_metadata() as about:
        said = about["dc:title"], about["pdfuaid:part"], list(about["dc:creator"])

    assert said == ("Board pack", "1", ["Northmere Council"])
    assert str(pdf.Root.Lang) == "en-GB"
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle) is True
    assert bool(pdf.Root.MarkInfo.Marked) is True


def test_pdf_has_a_bookmark_for_each_heading(pdf):
    with pdf.open_outline() as outline:
        titles = [
            (each.title, [c.title for c in each.children]) for each in outline.root
        ]

    assert titles == [
        ("Summary", ["Since last meeting"]),
        ("Exceptions", []),
        ("Measures", []),
        ("Extensions", []),
        ("4. The proposal", []),
    ]


def test_pdf_headings_are_tagged_by_level(pdf):
    levels = [str(tag.S) for tag in tagged(pdf, "/H1", "/H2", "/H3")]

    assert levels == ["/H1", "/H1", "/H2", "/H1", "/H1", "/H1", "/H1"]


def test_pdf_table_headers_are_marked_with_what_they_head(pdf):
    heads = tagged(pdf, "/TH")
    scopes = {str(each.Scope) for tag in heads for each in tag.A if "/Scope" in each}

    assert len(tagged(pdf, "/Table")) == 5
    assert len(heads) == sum(len(t.columns) for t in sample().tables if t.rows)
    assert scopes == {"/Column"}


def test_pdf_charts_say_in_words_what_they_show(pdf):
    said = [str(tag.Alt) for tag in tagged(pdf, "/Figure")]

    assert said == [alternative(chart) for chart in sample().charts]


def test_pdf_lists_are_lists(pdf):
    assert len(tagged(pdf, "/L")) == 4  # facts, values, dots, numbers
    assert len(tagged(pdf, "/LI")) == 3 + 2 + 2 + 2


def test_pdf_fonts_are_in_the_file(pdf):
    fonts = [
        font_of.DescendantFonts[0].FontDescriptor
        for page in pdf.pages
        for font_of in page.Resources.get("/Font", {}).values()
    ]

    assert fonts
    assert all("/FontFile2" in each or "/FontFile3" in each for each in fonts)


def test_pdf_has_nothing_that_runs(pdf):
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(pdf.Root.keys())


def test_pdf_turns_the_page_of_a_broad_section(pdf):
    sizes = [page.mediabox[2] > page.mediabox[3] for page in pdf.pages]

    assert sizes == [False, False, False, False, True, False]


def test_pdf_of_the_same_report_is_the_same(files, cache_in_memory):
    assert render(sample(), "pdf") == files["pdf"]


def test_pdf_hostile_text_is_text(hostile_files):
    text = words(hostile_files["pdf"])

    assert '#read("/etc/passwd") #panic() *bold* _it_ $x$ `raw` @ref' in text
    assert "root:" not in text
    assert "done □ □" in text
    assert text.count("word") > 4_000


def test_pdf_without_the_font_is_not_drawn(monkeypatch, tmp_path):
    monkeypatch.setattr(font, "FOLDER", tmp_path)

    with pytest.raises(NotDrawnError) as refusal:
        render(sample(), "pdf")

    assert str(refusal.value) == (
        "The font of the reports is missing: run manage.py build_assets and try again."
    )
