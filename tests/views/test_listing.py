"""Pages of a list, and what its file says of itself."""

from types import SimpleNamespace

import pytest
from django.utils import timezone

from tests.factories import ActionFactory, PlanFactory
from tracker.exports.columns import Column, Table
from tracker.models import Action
from tracker.views.listing import about_list, file_response, found_rows, page_of


@pytest.mark.parametrize(
    ("asked", "number", "said"),
    [
        pytest.param(None, 1, "", id="first"),
        pytest.param("", 1, "", id="empty"),
        pytest.param("2", 2, "", id="second"),
        pytest.param("3", 3, "", id="last"),
        pytest.param(
            "4", 3, "There is no page 4. This is page 3.", id="after the last"
        ),
        pytest.param(
            "0", 1, "There is no page 0. This is page 1.", id="before the first"
        ),
        pytest.param(
            "-7", 1, "There is no page -7. This is page 1.", id="below nothing"
        ),
        pytest.param(
            "x", 1, "“x” is not a page number. This is page 1.", id="no number"
        ),
        pytest.param(
            "1.5", 1, "“1.5” is not a page number. This is page 1.", id="half a page"
        ),
        pytest.param(
            "9" * 30,
            3,
            f"There is no page {'9' * 20}. This is page 3.",
            id="a long number",
        ),
        pytest.param(
            "9" * 5000,
            1,
            f"“{'9' * 20}” is not a page number. This is page 1.",
            id="a number too long to be read",
        ),
        pytest.param(
            "<b>", 1, "“<b>” is not a page number. This is page 1.", id="a tag"
        ),
    ],
)
def test_page_is_the_one_asked_for_or_the_nearest(rf, asked, number, said):
    request = rf.get("/", {} if asked is None else {"page": asked})

    page, note = page_of(request, list(range(120)))

    assert (page.number, note) == (number, said)
    assert list(page) == list(range(120))[(number - 1) * 50 : number * 50]


def test_empty_list_is_one_page(rf):
    page, note = page_of(rf.get("/?page=2"), [])

    assert (page.number, list(page)) == (1, [])
    assert note == "There is no page 2. This is page 1."


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("is_bound", "is_valid", "count"),
    [
        pytest.param(False, False, 1, id="nothing asked"),
        pytest.param(True, True, 1, id="asked rightly"),
        pytest.param(True, False, 0, id="asked for what is not known"),
    ],
)
def test_rows_are_none_where_the_filter_is_wrong(is_bound, is_valid, count):
    ActionFactory()
    rows = Action.objects.all()
    filterset = SimpleNamespace(
        is_bound=is_bound, is_valid=lambda: is_valid, queryset=rows, qs=rows
    )

    assert found_rows(filterset).count() == count


@pytest.mark.parametrize(
    ("fictional", "note"),
    [
        pytest.param(False, [], id="a plan"),
        pytest.param(
            True,
            [("Note", "Fictional plan: the council and events are made up.")],
            id="a fictional plan",
        ),
    ],
)
def test_file_says_of_which_plan_and_day_it_is_and_what_narrows_it(fictional, note):
    plan = PlanFactory.build(name="Riverton plan", is_fictional=fictional)
    filterset = SimpleNamespace(narrowing=[("Status", "Closed")])

    assert about_list(plan, filterset) == [
        ("Plan", "Riverton plan"),
        ("Made on", f"{timezone.localdate():%-d %B %Y}"),
        *note,
        ("Status", "Closed"),
    ]


def test_file_is_streamed_under_a_name_no_header_breaks_on():
    table = Table(title="Actions", columns=[Column("Ref", "reference")], rows=[["A-1"]])

    response = file_response(table, 'a"\r\nb/c', "csv")

    assert response["Content-Disposition"] == (
        'attachment; filename="a%22%0D%0Ab/c.csv"'
    )
    assert response.streaming
    assert response.getvalue() == b"\xef\xbb\xbfRef\r\nA-1\r\n"
