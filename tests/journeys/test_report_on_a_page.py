"""A report on a page, in a browser: readable by all, refused nothing, on paper too."""

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import assert_accessible

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.journeys.report_urls"),
]


@pytest.fixture
def report(quiet_page: Page, site: str) -> Page:
    """The sample report, open."""
    quiet_page.goto(f"{site}/sample-report/")
    return quiet_page


def test_report_is_accessible_wide_and_narrow(report: Page) -> None:
    for width in (1280, 320):
        report.set_viewport_size({"width": width, "height": 900})
        assert_accessible(report)


def test_charts_are_drawn_and_said_in_words(report: Page) -> None:
    charts = report.get_by_role("figure")

    expect(charts).to_have_count(4)
    expect(charts.get_by_role("img", name="Bars: How far dates moved")).to_be_visible()
    expect(charts.first.locator("svg text", has_text="Delivered")).to_be_visible()


def test_contents_lead_to_a_section(report: Page) -> None:
    report.get_by_role("link", name="Measures").click()

    expect(report.get_by_role("heading", name="Measures")).to_be_in_viewport()


def test_on_paper_a_broad_section_has_a_page_on_its_side(report: Page) -> None:
    paper = report.pdf(prefer_css_page_size=True, format="A4")

    with pypdfium2.PdfDocument(paper) as pages:
        sides = [page.get_width() > page.get_height() for page in pages]
    assert sides.count(True) == 1
