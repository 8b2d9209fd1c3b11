"""The list of actions as a file: what the list shows, all of it."""

import csv
import io

import openpyxl
import pytest
from django.utils import timezone

from tests.factories import ActionFactory
from tests.people import plan_with_people
from tests.views.pages import address
from tracker.exports.action_columns import ACTION_COLUMNS

pytestmark = pytest.mark.django_db

QUERIES = 4  # session, person, plan; the rows stream in one
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def people():
    people = plan_with_people(slug="riverton")
    ActionFactory(
        plan=people.plan, owner_post=people.post, title="=Train", overdue=True
    )
    return people


def export(client, people, suffix, query=""):
    return client.get(address("action-export", people.plan, suffix) + query)


def test_csv_has_the_rows_of_the_list(people, viewer):
    response = export(viewer, people, "csv")

    content = response.getvalue()
    assert content.startswith(b"\xef\xbb\xbf")
    header, row = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    assert header == [column.heading for column in ACTION_COLUMNS]
    assert row[:2] == ["A-001", "'=Train"]
    assert row[6:8] == ["Head of safeguarding", "Olive Owner"]


def test_workbook_has_the_same_rows_and_says_what_it_is(people, viewer):
    response = export(viewer, people, "xlsx", "?overdue=on&q=train")

    book = openpyxl.load_workbook(io.BytesIO(response.getvalue()))
    header, row = book["Actions"].values
    assert header == tuple(column.heading for column in ACTION_COLUMNS)
    assert row[:2] == ("A-001", "=Train")
    assert list(book["About this export"].values) == [
        ("Plan", people.plan.name),
        ("Made on", f"{timezone.localdate():%-d %B %Y}"),
        ("Search", "train"),
        ("Overdue only", "Yes"),
        ("Rows", "1"),
    ]


@pytest.mark.parametrize(
    ("suffix", "kind"), [("csv", "text/csv; charset=utf-8"), ("xlsx", XLSX)]
)
def test_file_has_a_name_that_says_what_and_when(people, viewer, suffix, kind):
    response = export(viewer, people, suffix)

    name = f"riverton-actions-{timezone.localdate()}.{suffix}"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response["Content-Type"] == kind
    response.getvalue()


def test_file_is_filtered_as_the_list(people, viewer):
    ActionFactory(plan=people.plan, title="Write a guide")

    rows = export(viewer, people, "csv", "?q=guide").getvalue().decode().splitlines()

    assert [row.split(",")[0] for row in rows[1:]] == ["A-002"]


def test_file_of_a_wrong_filter_leads_to_the_list_that_says_so(people, viewer):
    response = export(viewer, people, "csv", "?status=done&q=a+b")

    assert response.status_code == 302
    assert response["Location"] == (
        address("action-list", people.plan) + "?status=done&q=a+b"
    )


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
@pytest.mark.parametrize("count", [1, 50])
def test_file_asks_as_often_for_one_as_for_fifty(
    people, viewer, django_assert_num_queries, count, suffix
):
    ActionFactory.create_batch(count - 1, plan=people.plan)

    with django_assert_num_queries(QUERIES):
        content = export(viewer, people, suffix).getvalue()

    assert content
