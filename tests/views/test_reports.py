"""Reports as pages and files: who sees them, for what they are asked, how they are issued."""

import json
from datetime import date, timedelta
from io import BytesIO

import docx
import openpyxl
import pypdfium2
import pytest
from django.utils import timezone

from tests.factories import (
    ActionFactory,
    MeetingFactory,
    OrganisationFactory,
    PackFactory,
    PackTextFactory,
    PlanFactory,
    PostFactory,
    VisitFactory,
)
from tests.people import plan_with_people
from tests.views.pages import address, summary, typed_day, words
from tracker.choices import PackPreset
from tracker.dates import add_months
from tracker.models import Pack

pytestmark = pytest.mark.django_db

READERS = ["viewer", "board_member", "moderator", "owner", "manager", "superuser"]
FILES = {
    "docx": "wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "spreadsheetml.sheet",
    "csv": "text/csv",
    "json": "application/json",
}


@pytest.fixture
def people():
    """A plan with everybody who may ask, and a late action."""
    people = plan_with_people()
    ActionFactory(plan=people.plan, owner_post=people.post, overdue=True)
    return people


@pytest.fixture
def no_pictures(monkeypatch):
    """Pages without charts: drawing them is tested with the files."""
    monkeypatch.setattr("tracker.views.pack_files.page_pictures", lambda charts: {})


def preview(client, people, preset="board", who="viewer", **query):
    client.force_login(getattr(people, who))
    return client.get(address("report-preview", people.plan, preset), query)


def shown(response):
    return words(response.content.decode())


def numbers_of(response):
    """The numbers of the document on the page, by their words."""
    table = next(t for t in response.context["document"].tables if t.key == "numbers")
    return {row[0]: row[1] for row in table.rows}


# Who


@pytest.mark.usefixtures("no_pictures")
@pytest.mark.parametrize("preset", ["board", "committee", "exception"])
@pytest.mark.parametrize("who", READERS)
def test_preview_is_read_by_everybody_in_the_plan(client, people, who, preset):
    response = preview(client, people, preset, who)

    assert response.status_code == 200
    assert ("Issue this" in shown(response)) == (who == "manager")


@pytest.mark.parametrize("who", ["stranger", "former"])
@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("report-index", []),
        ("report-preview", ["board"]),
        ("report-file", ["board", "json"]),
        ("pack-issue", ["board"]),
        ("pack-list", []),
    ],
)
def test_reports_outside_the_plan_are_not_found(client, people, who, name, parts):
    client.force_login(getattr(people, who))

    assert client.get(address(name, people.plan, *parts)).status_code == 404


@pytest.mark.parametrize("who", ["viewer", "board_member", "moderator", "owner"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_only_the_plan_manager_issues(client, people, who, method):
    client.force_login(getattr(people, who))

    response = getattr(client, method)(address("pack-issue", people.plan, "board"))

    assert response.status_code == 403
    assert not Pack.objects.exists()


# What it is asked for


@pytest.mark.usefixtures("no_pictures")
def test_preview_shows_today_and_three_months_back(client, people):
    today = timezone.localdate()

    facts = {
        fact.name: fact.value
        for fact in preview(client, people).context["document"].facts
    }

    assert (facts["As at"], facts["Changes since"]) == (today, add_months(today, -3))


@pytest.mark.usefixtures("no_pictures")
def test_preview_of_documents_shows_their_last_day(client):
    people = plan_with_people(record_ends_on=date(2022, 3, 21))

    assert preview(client, people).context["document"].on == date(2022, 3, 21)


@pytest.mark.usefixtures("no_pictures")
def test_preview_for_a_meeting_shows_its_cut_off(client, people):
    meeting = MeetingFactory(
        plan=people.plan, held_on=date(2026, 3, 19), cut_off_on=date(2026, 3, 12)
    )

    response = preview(client, people, meeting=meeting.reference)

    assert response.context["document"].on == date(2026, 3, 12)


@pytest.mark.usefixtures("no_pictures")
@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"on": "soon"}, "“soon” is not a day."),
        ({"on": "2999-01-01"}, "1 January 2999 has not come yet."),
        (
            {"on": "2026-03-31", "since": "2026-03-31"},
            "Changes are shown since a day before 31 March 2026.",
        ),
        ({"on": "2026-03-31", "since": "x"}, "“x” is not a day."),
        ({"on": "1900-01-02"}, "As at 2 January 1900"),
    ],
)
def test_preview_with_a_bad_day_says_so(client, people, query, sentence):
    response = preview(client, people, **query)

    assert response.status_code == 200
    assert sentence in shown(response)
    is_open = 'class="govuk-details" open' in response.content.decode()
    assert is_open == ("As at" not in sentence)


@pytest.mark.parametrize("name", ["report-file", "pack-issue"])
@pytest.mark.parametrize(
    ("preset", "query"),
    [
        ("board", "on=soon"),
        ("board", "since=2999-01-01"),
        ("partner", ""),
        ("visit", ""),
    ],
)
def test_nothing_is_drawn_or_issued_of_a_bad_day_or_of_nobody(
    client, people, name, preset, query
):
    client.force_login(people.manager)
    parts = [preset, "json"] if name == "report-file" else [preset]

    response = client.get(f"{address(name, people.plan, *parts)}?{query}")

    back = address("report-preview", people.plan, preset)
    assert response.status_code == 302
    assert response["Location"] == (f"{back}?{query}" if query else back)


@pytest.mark.parametrize(
    ("preset", "query"),
    [
        ("board", {"meeting": "B-2020-01"}),
        ("visit", {"visit": "V-1999-01"}),
        ("partner", {"organisation": "nobody"}),
        ("board", {"meeting": "\x00"}),
        ("board", {"meeting": "' OR 1=1"}),
    ],
)
def test_what_the_plan_does_not_know_is_not_found(client, people, preset, query):
    OrganisationFactory(slug="nobody")  # of another plan

    assert preview(client, people, preset, **query).status_code == 404


@pytest.mark.usefixtures("no_pictures")
def test_visit_pack_of_a_draft_is_its_managers_alone(client, people):
    draft = VisitFactory(plan=people.plan, draft=True).reference

    assert preview(client, people, "visit", visit=draft).status_code == 404
    response = preview(client, people, "visit", "manager", visit=draft)
    assert response.context["document"].title.startswith(f"Visit pack: {draft}")


@pytest.mark.parametrize("preset", ["partner", "visit"])
def test_preset_for_somebody_asks_for_whom(client, people, preset):
    response = preview(client, people, preset)

    assert "Choose a" in shown(response)
    assert 'class="govuk-details" open' in response.content.decode()


def test_days_typed_lead_to_an_address_to_keep(client, people):
    typed = {
        **typed_day("on", date(2026, 3, 31)),
        **typed_day("since", date(2026, 1, 1)),
    }

    response = preview(client, people, **typed)

    kept = address("report-preview", people.plan, "board")
    assert response["Location"] == f"{kept}?on=2026-03-31&since=2026-01-01"


def test_meeting_chosen_leads_to_its_address(client, people):
    meeting = MeetingFactory(plan=people.plan)
    typed = {"meeting": meeting.reference, **typed_day("on", date(2026, 3, 31))}

    response = preview(client, people, **typed)

    kept = address("report-preview", people.plan, "board")
    assert response["Location"] == f"{kept}?meeting={meeting.reference}"


@pytest.mark.usefixtures("no_pictures")
@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ({"on": (31, 2, 2026)}, "Day must be a real date"),
        ({"on": (1, 1, 2999)}, "Give today or a day in the past."),
        (
            {"on": (31, 3, 2026), "since": (31, 3, 2026)},
            "Give a day before the day of the pack.",
        ),
    ],
)
def test_days_typed_wrongly_are_shown_again(client, people, days, sentence):
    typed = {
        f"{name}_{box}": str(part)
        for name, parts in days.items()
        for box, part in zip(("day", "month", "year"), parts, strict=True)
    }

    response = preview(client, people, **typed)

    assert response.status_code == 200
    assert "<title>Error: Board pack" in " ".join(response.content.decode().split())
    assert summary(response) == [sentence]
    assert 'class="govuk-details" open' in response.content.decode()


# Files


@pytest.mark.parametrize("suffix", FILES)
def test_file_has_its_type_and_name(client, people, suffix):
    client.force_login(people.viewer)

    response = client.get(address("report-file", people.plan, "exception", suffix))

    today = timezone.localdate()
    assert FILES[suffix] in response["Content-Type"]
    assert response["Content-Disposition"] == (
        f'attachment; filename="{people.plan.slug}-exception-{today}.{suffix}"'
    )


def test_counts_inside_the_files_are_those_of_the_page(client, people, no_pictures):
    ActionFactory.create_batch(2, plan=people.plan, overdue=True)
    page = numbers_of(preview(client, people))

    def file(suffix):
        return client.get(address("report-file", people.plan, "board", suffix)).content

    told = {words: str(number) for words, number in page.items() if number is not None}
    assert told["Overdue"] == "3"
    word = docx.Document(BytesIO(file("docx")))
    tables = [
        {row.cells[0].text: row.cells[1].text for row in table.rows}
        for table in word.tables
        if len(table.columns) == 2
    ]
    assert any(told.items() <= rows.items() for rows in tables)
    book = openpyxl.load_workbook(BytesIO(file("xlsx")))
    cells = [
        {row[0]: str(row[1]) for row in sheet.iter_rows(values_only=True) if row[0]}
        for sheet in book
        if sheet.max_column > 1
    ]
    in_sheets = {
        name: value for rows in cells for name, value in rows.items() if name in told
    }
    assert in_sheets.keys() == told.keys()
    pages = pypdfium2.PdfDocument(file("pdf"))
    printed = " ".join(
        " ".join(page.get_textpage().get_text_bounded() for page in pages).split()
    )
    for name, number in told.items():
        assert f"{name} {number}" in printed, name


def test_without_the_font_the_page_says_what_to_do(client, people, monkeypatch):
    monkeypatch.setattr("tracker.exports.font.is_there", lambda: False)
    client.force_login(people.viewer)

    response = client.get(
        address("report-file", people.plan, "exception", "pdf"), follow=True
    )

    assert "run manage.py build_assets" in shown(response)
    assert response.redirect_chain[0][0].startswith(
        address("report-preview", people.plan, "exception")
    )


# Issuing


@pytest.mark.usefixtures("no_pictures")
def test_manager_issues_what_was_shown(client, people):
    meeting = MeetingFactory(plan=people.plan)
    client.force_login(people.manager)
    asked = f"{address('pack-issue', people.plan, 'board')}?meeting={meeting.reference}"
    assert "never changes" in shown(client.get(asked))
    assert not Pack.objects.exists()

    response = client.post(asked)

    pack = Pack.objects.get()
    assert response["Location"] == address("pack-detail", people.plan, "P-001")
    assert (pack.meeting, pack.issued_by) == (meeting, people.manager)
    assert json.loads(pack.content)["document"]["title"] == "Board pack"


@pytest.mark.usefixtures("no_pictures")
def test_same_pack_is_refused_in_a_sentence(client, people):
    client.force_login(people.manager)
    asked = f"{address('pack-issue', people.plan, 'board')}?on=2026-06-01"
    client.post(asked)

    response = client.post(asked)

    assert summary(response) == ["This is P-001 already, to the last letter."]
    assert Pack.objects.count() == 1


def test_issue_page_says_what_is_still_to_be_written(client, people):
    meeting = MeetingFactory(plan=people.plan)
    PackTextFactory(meeting=meeting)
    client.force_login(people.manager)
    page = address("pack-issue", people.plan, PackPreset.COMMITTEE)

    said = shown(client.get(page, {"meeting": meeting.reference}))

    assert "14 parts are still to be written" in said


# The index


def test_index_leads_to_every_report_and_to_the_next_meeting(client, people):
    day = timezone.localdate() + timedelta(days=9)
    meeting = MeetingFactory(plan=people.plan, held_on=day)
    client.force_login(people.viewer)

    html = client.get(address("report-index", people.plan)).content.decode()

    for preset in PackPreset.values:
        assert address("report-preview", people.plan, preset) in html
    assert f"?meeting={meeting.reference}" in html
    assert "No pack has been issued yet." in html


@pytest.mark.parametrize("rows", [1, 50])
def test_index_reads_in_few_queries(client, people, rows, django_assert_num_queries):
    for _ in range(rows):
        PackFactory(plan=people.plan, at_meeting=True)
    client.force_login(people.viewer)

    with django_assert_num_queries(5):
        client.get(address("report-index", people.plan))


@pytest.mark.usefixtures("no_pictures")
@pytest.mark.parametrize("rows", [1, 50])
@pytest.mark.parametrize(
    ("preset", "queries"),
    [("board", 36), ("committee", 17), ("exception", 20), ("partner", 9)],
)
def test_preview_reads_in_few_queries(
    client, rows, preset, queries, django_assert_num_queries
):
    people = plan_with_people()
    body = OrganisationFactory(plan=people.plan, slug="health")
    for _ in range(rows):
        post = PostFactory(plan=people.plan, organisation=body)
        ActionFactory(plan=people.plan, owner_post=post, overdue=True)
        MeetingFactory(plan=people.plan)
        OrganisationFactory(plan=people.plan)
        VisitFactory(plan=people.plan, published=True)
        PlanFactory()
    asked = {"organisation": "health"} if preset == "partner" else {}
    client.force_login(people.manager)

    with django_assert_num_queries(queries):
        client.get(address("report-preview", people.plan, preset), asked)
