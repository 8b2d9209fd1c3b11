"""History: who sees it, what it tells, and what goes wrong."""

from html import unescape

import pytest
from django.urls import reverse

from tests.factories import ActionFactory, VisitFactory
from tests.people import plan_with_people
from tracker.models import Change, change_set

pytestmark = pytest.mark.django_db

PAGES = ["history", "history-export"]
LIST_QUERIES = 7
# One more than other exports: the names of all that the changes point at
EXPORT_QUERIES = 5


@pytest.fixture
def people():
    """A plan with everybody who may ask, and an action that the manager renamed."""
    people = plan_with_people()
    action = ActionFactory(plan=people.plan, title="Train managers", standing=False)
    action.title = "Train all managers"
    with change_set(by=people.manager, why="Agreed at the board."):
        action.save()
    return people


def address(people, name="history", suffix="csv"):
    """The address of a page of the plan."""
    more = [suffix] if name == "history-export" else []
    return reverse(f"tracker:{name}", args=[people.plan.slug, *more])


def body(response):
    """The page as text, on one line."""
    return unescape(" ".join(response.content.decode().split()))


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("viewer", 200),
        ("board_member", 200),
        ("manager", 200),
        ("superuser", 200),
        ("stranger", 404),
        ("former", 404),
    ],
)
def test_page_by_role(people, client, name, who, status):
    client.force_login(getattr(people, who))

    assert client.get(address(people, name)).status_code == status


@pytest.mark.parametrize("name", PAGES)
def test_page_is_only_read(people, viewer, name):
    assert viewer.post(address(people, name)).status_code == 405


def test_change_is_told_with_before_after_who_and_why(people, viewer):
    answer = viewer.get(address(people), {"record": "A-001", "person": "Mary Manager"})

    text = body(answer)
    together = Change.objects.get(by=people.manager).change_set
    assert "1 change<" in text
    assert "Changed: action" in text
    assert "Mary Manager, " in text
    assert "Why: Agreed at the board." in text
    assert "Train managers</span>" in text
    assert "became </span> Train all managers" in text
    assert f'?change_set={together}"' in text
    assert f"change set {str(together)[:8]}</a>" in text


def test_newest_stands_first(people, viewer):
    VisitFactory(plan=people.plan)

    rows = viewer.get(address(people)).context["rows"]

    assert [row.record_kind for row in rows[:3]] == ["Visit", "Action", "Action"]


def test_history_of_another_plan_is_not_shown(people, viewer):
    ActionFactory(title="Somebody else's action")

    assert "Somebody else" not in body(viewer.get(address(people)))


def test_no_primary_key_or_address_of_a_person_is_shown(people, viewer):
    text = body(viewer.get(address(people)))

    assert people.manager.email not in text
    assert "record_id" not in text


@pytest.mark.parametrize("query", [{"model": "x"}, {"change_set": "x"}])
def test_unknown_filter_value_is_an_error_and_shows_no_rows(people, viewer, query):
    answer = viewer.get(address(people), query)

    text = body(answer)
    assert answer.status_code == 200
    assert "Error: History" in text
    assert "There is a problem" in text
    assert "0 changes" in text
    assert answer.context["rows"] == []


def test_page_out_of_range_is_said(people, viewer):
    text = body(viewer.get(address(people), {"page": "99"}))

    assert "There is no page 99. This is page 1." in text


@pytest.mark.parametrize("count", [1, 50])
def test_list_queries(people, viewer, django_assert_num_queries, count):
    ActionFactory.create_batch(count, plan=people.plan, owned=True)

    with django_assert_num_queries(LIST_QUERIES):
        viewer.get(address(people))


def test_export_holds_what_the_filter_shows(people, viewer):
    query = {"record": "A-001", "person": "Mary Manager"}

    answer = viewer.get(address(people, "history-export"), query)

    header, row = answer.getvalue().decode("utf-8-sig").splitlines()
    assert header.startswith("When,Who,Kind of record,Record,What happened")
    assert "Title: Train managers → Train all managers" in row
    assert "Agreed at the board." in row


def test_export_as_a_workbook(people, viewer):
    answer = viewer.get(address(people, "history-export", "xlsx"))

    assert answer.getvalue().startswith(b"PK")


def test_export_with_a_wrong_filter_goes_back_to_the_list(people, viewer):
    answer = viewer.get(address(people, "history-export") + "?model=x")

    assert answer.status_code == 302
    assert answer["Location"] == address(people) + "?model=x"


@pytest.mark.parametrize("count", [1, 50])
def test_export_queries(people, viewer, django_assert_num_queries, count):
    ActionFactory.create_batch(count, plan=people.plan, owned=True)

    with django_assert_num_queries(EXPORT_QUERIES):
        viewer.get(address(people, "history-export")).getvalue()
