"""Bringing in a spreadsheet: upload, what it would change, confirm, result."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories import ActionFactory, ImportDraftFactory, PlanFactory
from tests.forms.evidence_files import archive
from tests.intake.sheets import edited, made, saved
from tests.people import plan_with_people
from tests.views.pages import address, beside_fields, words
from tracker.forms import imports
from tracker.models import Action, Change, ImportDraft

pytestmark = pytest.mark.django_db

LIST_QUERIES = 4  # session, person, plan, files so far
UPLOAD_QUERIES = 3
DRY_RUN_QUERIES = 10  # session, person, plan, draft, and six
RESULT_QUERIES = 4


@pytest.fixture
def people():
    """A plan with everybody who may ask, and two actions of the owner's post."""
    people = plan_with_people()
    for title in ("Train managers", "Write to families"):
        ActionFactory(plan=people.plan, owner_post=people.post, title=title)
    return people


@pytest.fixture
def manager(people, client):
    """The plan manager's browser."""
    client.force_login(people.manager)
    return client


def text(response):
    return words(response.content.decode())


def upload(client, plan, content, name="actions.xlsx", **options):
    """Bring in a file."""
    file = SimpleUploadedFile(name, content)
    return client.post(address("import-workbook", plan), {"file": file}, **options)


def edited_list(plan, cells):
    return edited(saved(plan), cells)


def test_choice_leads_to_a_report_and_to_a_spreadsheet(people, manager):
    page = manager.get(address("import-list", people.plan)).content.decode()

    for name in ("import-report", "import-workbook"):
        assert f'href="{address(name, people.plan)}"' in page


def test_list_leads_to_the_import(people, manager):
    page = manager.get(address("action-list", people.plan)).content.decode()

    assert f'href="{address("import-workbook", people.plan)}"' in page


def test_story_of_a_file_from_upload_to_result(people, manager):
    content = edited_list(people.plan, {("Action", 2): "Train all managers"})

    response = upload(manager, people.plan, content, follow=True)

    ((page, _),) = response.redirect_chain
    assert page == address("import-draft", people.plan, 1)
    assert "What actions.xlsx would change Nothing is saved yet." in text(response)
    assert "0 new 1 changed 1 unchanged 0 left out" in text(response)
    assert "A-001 Action Train managers Train all managers" in text(response)
    assert Action.objects.get(reference="A-001").title == "Train managers"

    response = manager.post(page, {"why": "Agreed at the board."}, follow=True)

    assert "actions.xlsx was brought in." in text(response)
    assert "Changed A-001 Train all managers" in text(response)
    assert Action.objects.get(reference="A-001").title == "Train all managers"
    (link,) = re.findall(r'href="([^"]+change_set=[^"]+)"', response.content.decode())
    changed = manager.get(link).context["page"].object_list
    assert {(change.model, change.why) for change in changed} == {
        ("action", "Agreed at the board."),
        ("importdraft", "Agreed at the board."),
    }


def test_draft_is_resumed_by_its_number(people, manager):
    content = edited_list(people.plan, {("Action", 2): "Train all managers"})
    upload(manager, people.plan, content)

    listed = manager.get(address("import-list", people.plan))
    resumed = manager.get(address("import-draft", people.plan, 1))

    assert "Import 1: actions.xlsx Spreadsheet of actions, read on" in text(listed)
    assert "1 changed" in text(resumed)


def test_same_file_twice_is_the_same_draft_until_it_is_brought_in(people, manager):
    content = edited_list(people.plan, {("Action", 2): "Train all managers"})
    upload(manager, people.plan, content)
    upload(manager, people.plan, content)
    assert ImportDraft.objects.count() == 1
    manager.post(address("import-draft", people.plan, 1), {"why": "Agreed."})

    response = upload(manager, people.plan, content, follow=True)

    assert ImportDraft.objects.count() == 2
    assert "The same file was brought in on" in text(response)
    assert "as import 1. Here is what it would change now." in text(response)
    assert "0 changed 2 unchanged" in text(response)
    assert "This file changes nothing in the plan." in text(response)


def test_refused_rows_are_shown_with_row_column_value_and_reason(people, manager):
    cells = {("Owner", 3): "Nobody <b>", ("Status", 2): "Verified"}

    response = upload(
        manager, people.plan, edited_list(people.plan, cells), follow=True
    )

    assert "3 A-002 Owner Nobody <b> The plan has none that is called so." in text(
        response
    )
    assert "A-001 Status: “Verified” in the file, “Not started” in the plan" in text(
        response
    )
    assert "<button" not in response.content.decode().split("<main")[1]


def test_confirming_asks_why(people, manager):
    upload(manager, people.plan, edited_list(people.plan, {("Action", 2): "Other"}))

    response = manager.post(address("import-draft", people.plan, 1), {"why": " "})

    assert beside_fields(response) == {"why": "Enter why it is changed"}
    assert "1 changed" in text(response)


def test_confirming_twice_shows_the_result(people, manager):
    upload(manager, people.plan, edited_list(people.plan, {("Action", 2): "Other"}))
    page = address("import-draft", people.plan, 1)
    manager.post(page, {"why": "Agreed."})

    response = manager.post(page, {"why": "Agreed."}, follow=True)

    assert "Brought in by Mary Manager" in text(response)
    assert Action.objects.get(reference="A-001").version == 2


def macros():
    """A workbook with macros."""
    return archive({"[Content_Types].xml": b"<Types/>", "xl/vbaProject.bin": b"x"})


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        pytest.param(
            made, "actions.csv", "The content is an Excel workbook", id="wrong ending"
        ),
        pytest.param(lambda: b"a,b\n", "a.csv", imports.NOT_A_WORKBOOK, id="CSV"),
        pytest.param(
            lambda: b"a,b\n", "a.xlsx", "The content is plain text", id="text"
        ),
        pytest.param(macros, "a.xlsx", "The file holds macros.", id="macros"),
        pytest.param(
            lambda: b"PK\x03\x04", "a.xlsx", "The file is damaged.", id="damaged"
        ),
        pytest.param(lambda: b"", "a.xlsx", "The file is empty.", id="empty"),
        pytest.param(
            lambda: made(title="Sheet1"),
            "a.xlsx",
            "The workbook has no sheet called “Actions”.",
            id="another sheet",
        ),
        pytest.param(
            lambda: made(columns=["Reference"]),
            "a.xlsx",
            "The sheet has no column “Action”",
            id="columns missing",
        ),
        pytest.param(made, "a.xlsx", imports.NO_ROWS, id="no rows"),
    ],
)
def test_file_that_is_not_the_list_is_refused_beside_its_field(
    people, manager, content, name, sentence
):
    response = upload(manager, people.plan, content(), name)

    assert beside_fields(response)["file"].startswith(sentence)
    assert not ImportDraft.objects.exists()


def test_file_of_another_plan_is_refused(people, manager):
    other = ActionFactory(plan=PlanFactory(name="Other plan")).plan

    response = upload(manager, people.plan, saved(other))

    assert beside_fields(response) == {
        "file": (
            "This file was saved from the plan “Other plan”. References mean other "
            "actions there."
        )
    }


def test_file_that_is_too_large_is_refused(people, manager, monkeypatch):
    monkeypatch.setattr(imports, "LARGEST_BYTES", 100)

    response = upload(manager, people.plan, made())

    assert beside_fields(response) == {"file": imports.TOO_LARGE}


def test_number_of_a_child_in_a_cell_is_asked_about_before_the_file_is_kept(
    people, manager
):
    content = edited_list(people.plan, {("Impact", 3): "See NHS 943 476 5919"})

    response = upload(manager, people.plan, content)

    assert beside_fields(response) == {
        "not_about_a_child": (
            "“Row 3, Impact” seems to hold an NHS number. Take it out, or tick that "
            "it is not about a child"
        )
    }
    assert not ImportDraft.objects.exists()
    file = SimpleUploadedFile("actions.xlsx", content)
    manager.post(
        address("import-workbook", people.plan),
        {"file": file, "not_about_a_child": "on"},
    )
    change = Change.objects.get(model="importdraft")
    assert change.why == "Confirmed: the text is not about a child."


def test_nothing_chosen_is_said(people, manager):
    response = manager.post(address("import-workbook", people.plan))

    assert beside_fields(response) == {"file": "Select the Excel file"}


def test_list_as_the_site_saves_it_comes_back_unchanged(people, manager):
    exported = manager.get(address("action-export", people.plan, "xlsx"))
    content = b"".join(exported.streaming_content)

    response = upload(manager, people.plan, content, follow=True)

    assert "0 new 0 changed 2 unchanged 0 left out" in text(response)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("page", ["import-workbook", "import-draft"])
@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("viewer", 403),
        ("owner", 403),
        ("board_member", 403),
        ("moderator", 403),
        ("superuser", 403),
        ("stranger", 404),
        ("former", 404),
    ],
)
def test_only_plan_managers_bring_in_files(people, client, method, page, who, status):
    ImportDraftFactory(plan=people.plan)
    client.force_login(getattr(people, who))
    parts = [1] if page == "import-draft" else []

    response = getattr(client, method)(
        address(page, people.plan, *parts),
        {"why": "Agreed.", "file": io.BytesIO(b"x")} if method == "post" else None,
    )

    assert response.status_code == status


def test_draft_of_another_plan_is_not_found(people, manager):
    ImportDraftFactory()

    assert manager.get(address("import-draft", people.plan, 1)).status_code == 404


@pytest.mark.parametrize("count", [1, 50])
def test_pages_ask_as_often_for_one_row_as_for_fifty(
    people, manager, count, django_assert_num_queries
):
    ActionFactory.create_batch(count, plan=people.plan, owned=True)
    cells = {("Impact", number): "Other" for number in range(2, count + 4)}
    upload(manager, people.plan, edited_list(people.plan, cells))
    page = address("import-draft", people.plan, 1)

    ImportDraftFactory.create_batch(count, plan=people.plan, brought_in=True)
    with django_assert_num_queries(LIST_QUERIES):
        manager.get(address("import-list", people.plan))
    with django_assert_num_queries(UPLOAD_QUERIES):
        manager.get(address("import-workbook", people.plan))
    with django_assert_num_queries(DRY_RUN_QUERIES):
        manager.get(page)
    manager.post(page, {"why": "Agreed."})
    manager.get(page)
    with django_assert_num_queries(RESULT_QUERIES):
        manager.get(page)
