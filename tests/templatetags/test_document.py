"""A report as a page draws it."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string

from tests.reports.sample_document import hostile, sample
from tests.templatetags.pages import links
from tracker.reports.document import (
    Column,
    Document,
    Kind,
    Reference,
    Section,
    Table,
    Tag,
)
from tracker.templatetags.document import document_cell

PLAN = SimpleNamespace(slug="northmere")
PICTURE = SimpleNamespace(svg="(picture)", words="Bars: so many.", left_out="")


def drawn(document, pictures=None):
    context = {"document": document, "pictures": pictures, "plan": PLAN}
    return render_to_string("tracker/report/document/_document.html", context)


def of_block(block):
    section = Section("section", "Section", (block,))
    return drawn(Document("T", "Body", "Plan", date(2026, 6, 15), (section,)))


@pytest.mark.parametrize(
    ("cell", "html"),
    [
        pytest.param(
            Tag("Red & late", "red"),
            '<strong class="govuk-tag govuk-tag--red">Red &amp; late</strong>',
            id="tag",
        ),
        pytest.param(
            Reference("A-012", "action"),
            '<a class="govuk-link" href="/plans/northmere/actions/A-012/">A-012</a>',
            id="reference",
        ),
        pytest.param(Reference("A <12>", "action"), "A <12>", id="no such name"),
        pytest.param(Reference("M-01", "measure"), "M-01", id="no such page"),
        pytest.param("two\n<lines>", "two<br>&lt;lines&gt;", id="two lines"),
        pytest.param(date(2026, 3, 31), "31 March 2026", id="day"),
        pytest.param(None, "", id="nothing"),
    ],
)
def test_document_cell(cell, html):
    assert document_cell(cell, Kind.TEXT, PLAN) == html


def test_page_has_every_heading_once_by_its_level():
    html = drawn(sample())

    assert '<h1 class="govuk-heading-l">Board pack</h1>' in html
    assert html.count("<h1") == 1
    assert '<h2 class="govuk-heading-m" id="summary">Summary</h2>' in html
    assert '<h3 class="govuk-heading-s" id="movement">Since last meeting</h3>' in html


def test_page_contents_lead_to_the_sections():
    assert ("Summary", "#summary", None) in links(drawn(sample()))
    assert ("Since last meeting", "#movement", None) not in links(drawn(sample()))


def test_table_has_headings_of_columns_and_rows():
    columns = (Column("Action"), Column("Days", Kind.NUMBER))
    html = of_block(Table("t", "Late", columns, (("<A-001>", 1200),)))

    assert "Days" in html
    assert (
        '<tr class="govuk-table__row"><th scope="row" class="govuk-table__cell">'
        '&lt;A-001&gt;</th><td class="govuk-table__cell '
        'govuk-table__cell--numeric">1,200</td></tr>'
    ) in html


def test_table_without_rows_is_its_sentence():
    html = of_block(Table("t", "Late", (Column("Action"),), (), "Nothing is late."))

    assert "<table" not in html
    assert "Nothing is late." in html


def test_chart_stands_above_its_table_and_is_said_in_words():
    html = drawn(sample(), {"status": PICTURE})

    assert '<div role="img" aria-label="Bars: so many.">(picture)</div>' in html
    assert html.index("(picture)") < html.index("Actions by status")
    assert html.count("<figure") == 1  # those without a picture are their tables


def test_mark_stands_above_all():
    html = drawn(replace(sample(), mark="Preview: not issued"))

    assert html.index("Preview: not issued") < html.index("<h1")


def test_hostile_text_is_text():
    html = drawn(hostile())

    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
