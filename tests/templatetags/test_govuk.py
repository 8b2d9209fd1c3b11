"""What pages draw with."""

import datetime
from types import SimpleNamespace

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import RequestContext, Template
from django.test import RequestFactory
from django.urls import reverse
from pytest_django.asserts import assertHTMLEqual, assertInHTML

from tests.templatetags import pages
from tracker.templatetags import govuk

APRIL_1 = datetime.date(2026, 4, 1)


class TitleForm(forms.Form):
    title = forms.CharField(error_messages={"required": "Enter a title"})


def draw(source: str, address: str = "/", **values) -> str:
    request = RequestFactory().get(address)
    template = Template("{% load govuk %}" + source)
    return template.render(RequestContext(request, values)).strip()


# Components and tags


def test_component_is_drawn_by_its_own_name_and_parameters():
    assertHTMLEqual(
        draw('{% govuk "inset-text" text="Shown for 21 March 2022" %}'),
        '<div class="govuk-inset-text">Shown for 21 March 2022</div>',
    )


def test_component_escapes_what_people_wrote():
    html = draw('{% govuk "inset-text" text=words %}', words="<b>now</b>")

    assertHTMLEqual(html, '<div class="govuk-inset-text">&lt;b&gt;now&lt;/b&gt;</div>')


def test_component_that_does_not_exist_is_a_mistake_of_the_page():
    with pytest.raises(Exception, match="no-such-thing"):
        draw('{% govuk "no-such-thing" %}')


@pytest.mark.parametrize(
    ("label", "colour", "html"),
    [
        pytest.param(
            "Red",
            "red",
            '<strong class="govuk-tag govuk-tag--red">Red</strong>',
            id="red",
        ),
        pytest.param(
            "Closed", "", '<strong class="govuk-tag">Closed</strong>', id="no colour"
        ),
        pytest.param("", "red", "", id="no status"),
        pytest.param(
            "<i>", "", '<strong class="govuk-tag">&lt;i&gt;</strong>', id="escaped"
        ),
    ],
)
def test_status_tag(label, colour, html):
    assert govuk.status_tag(label, colour) == html


# Titles and errors


@pytest.mark.parametrize(
    ("form", "prefix"),
    [
        pytest.param(TitleForm(), "", id="first look"),
        pytest.param(TitleForm({}), "Error: ", id="came back"),
        pytest.param(TitleForm({"title": "x"}), "", id="nothing wrong"),
        pytest.param("", "", id="page without a form"),
    ],
)
def test_title_prefix(form, prefix):
    assert govuk.title_prefix(form) == prefix


def test_title_prefix_looks_at_every_form_of_the_page():
    assert govuk.title_prefix(TitleForm(), TitleForm({})) == "Error: "


def test_error_summary_of_two_forms_is_one():
    html = draw(
        "{% error_summary one two %}",
        one=TitleForm({}, prefix="one"),
        two=TitleForm({}, prefix="two"),
    )

    assert html.count("There is a problem") == 1
    assertInHTML('<a href="#id_one-title">Enter a title</a>', html)
    assertInHTML('<a href="#id_two-title">Enter a title</a>', html)


def test_error_summary_of_a_page_without_a_form_is_empty():
    assert draw("{% error_summary form %}") == ""


# Pages of a plan


def test_plan_navigation_marks_the_page_being_read():
    plan = SimpleNamespace(slug="northmere")
    address = reverse("tracker:action-list", args=["northmere"])

    html = draw("{% plan_navigation %}", address, plan=plan, section="actions")

    assert pages.links(html) == [
        ("Dashboard", "/plans/northmere/", None),
        ("Recommendations", "/plans/northmere/recommendations/", None),
        ("Actions", "/plans/northmere/actions/", "page"),
        ("Visits", "/plans/northmere/visits/", None),
        ("Measures", "/plans/northmere/measures/", None),
        ("Board", "/plans/northmere/board/", None),
        ("Reports", "/plans/northmere/reports/", None),
        ("People", "/plans/northmere/people/", None),
        ("History", "/plans/northmere/history/", None),
    ]


def test_plan_navigation_marks_the_section_of_a_page_below():
    plan = SimpleNamespace(slug="northmere")

    html = draw(
        "{% plan_navigation %}",
        "/plans/northmere/actions/A-001/",
        plan=plan,
        section="actions",
    )

    marked = [text for text, _, current in pages.links(html) if current == "true"]
    assert marked == ["Actions"]


# Days


@pytest.mark.parametrize(
    ("value", "words"),
    [
        pytest.param(datetime.date(2022, 3, 21), "21 March 2022", id="a day"),
        pytest.param(datetime.date(2022, 3, 1), "1 March 2022", id="no leading nought"),
        pytest.param(None, "", id="not known"),
        pytest.param("", "", id="not in the page"),
    ],
)
def test_day(value, words):
    assert govuk.day(value) == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        pytest.param(APRIL_1, APRIL_1, "1 April 2026", id="one day"),
        pytest.param(
            APRIL_1, datetime.date(2026, 4, 3), "1 to 3 April 2026", id="one month"
        ),
        pytest.param(
            APRIL_1, datetime.date(2026, 5, 3), "1 April to 3 May 2026", id="one year"
        ),
        pytest.param(
            datetime.date(2025, 12, 30),
            APRIL_1,
            "30 December 2025 to 1 April 2026",
            id="two years",
        ),
        pytest.param(APRIL_1, None, "1 April 2026", id="no end"),
        pytest.param(None, APRIL_1, "1 April 2026", id="no start"),
        pytest.param(None, None, "", id="neither"),
    ],
)
def test_day_range(start, end, words):
    assert govuk.day_range(start, end) == words


@pytest.mark.parametrize(
    ("start", "end", "precision", "shown"),
    [
        pytest.param(
            APRIL_1, datetime.date(2026, 4, 2), "day", "1 to 2 April 2026", id="days"
        ),
        pytest.param(
            APRIL_1, datetime.date(2026, 4, 30), "month", "April 2026", id="a month"
        ),
        pytest.param(
            APRIL_1,
            datetime.date(2026, 5, 31),
            "month",
            "April 2026 to May 2026",
            id="two months",
        ),
        pytest.param(
            None, APRIL_1, "month", "April 2026", id="a month by its last day"
        ),
        pytest.param(None, None, "season", "by the autumn", id="words of the document"),
        pytest.param(None, None, "month", "by the autumn", id="a month never stored"),
    ],
)
def test_period_is_as_exact_as_it_is_known(start, end, precision, shown):
    assert govuk.period(start, end, precision, "by the autumn") == shown


# Lists


@pytest.mark.parametrize(
    ("address", "order", "href"),
    [
        pytest.param("/", "none", "?sort=due_on", id="not sorted"),
        pytest.param("/?sort=ref", "none", "?sort=due_on", id="sorted by another"),
        pytest.param("/?sort=due_on", "ascending", "?sort=-due_on", id="ascending"),
        pytest.param("/?sort=-due_on", "descending", "?sort=due_on", id="descending"),
        pytest.param(
            "/?status=open&status=new&page=3",
            "none",
            "?status=open&amp;status=new&amp;sort=due_on",
            id="keeps the filter, leaves the page",
        ),
    ],
)
def test_sort_link(address, order, href):
    assertHTMLEqual(
        draw('{% sort_link "due_on" "Due" %}', address),
        f'<th scope="col" class="govuk-table__header" aria-sort="{order}">'
        f'<a class="govuk-link tracker-sort" href="{href}">Due</a></th>',
    )


def test_sort_link_of_a_column_of_numbers():
    html = draw('{% sort_link "moved" "Times moved" numeric=True %}')

    assert 'class="govuk-table__header govuk-table__header--numeric"' in html


def test_pagination_keeps_the_filter():
    page = Paginator(range(100), 10).page(5)

    html = draw("{% pagination page %}", "/?status=open&page=5", page=page)

    assert pages.links(html) == [
        ("Previous page", "?status=open&page=4", None),
        ("1", "?status=open&page=1", None),
        ("4", "?status=open&page=4", None),
        ("5", "?status=open&page=5", "page"),
        ("6", "?status=open&page=6", None),
        ("10", "?status=open&page=10", None),
        ("Next page", "?status=open&page=6", None),
    ]


def test_pagination_of_one_page_is_nothing():
    page = Paginator(range(10), 10).page(1)

    assert draw("{% pagination page %}", page=page) == ""
