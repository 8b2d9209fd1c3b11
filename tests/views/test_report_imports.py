"""Bringing in a report: upload, review, confirm, result, and the document itself."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories import (
    GapFactory,
    ImportDraftFactory,
    RecommendationFactory,
    SourceFactory,
    VisitFactory,
)
from tests.intake.made_reports import ilacs, letter_text
from tests.people import plan_with_people
from tests.reviews import TEXTS, a_review, area_of
from tests.views.pages import address, beside_fields, summary, words
from tracker.models import Gap, ImportDraft, Recommendation, Visit
from tracker.workflow import report_confirm
from tracker.workflow.gaps import DRAFT_FILLS_NOTHING
from tracker.workflow.report_review import ReviewedPart

pytestmark = pytest.mark.django_db

UPLOAD_QUERIES = 3  # session, person, plan
REVIEW_QUERIES = 5  # and the draft, the themes
CONFIRM_QUERIES = 6  # and the draft, visits of those days, open gaps
JOIN_QUERIES = 8  # and what the visit has: recommendations, grades
RESULT_QUERIES = 4
FILE_QUERIES = 4


@pytest.fixture
def people():
    """A plan of Northmere with everybody who may ask."""
    return plan_with_people(accountable_body="Northmere Council")


@pytest.fixture
def manager(people, client):
    """The plan manager's browser."""
    client.force_login(people.manager)
    return client


@pytest.fixture
def draft(people):
    """A report that waits."""
    return ImportDraftFactory(plan=people.plan, report=True, made_by=people.manager)


def text(response):
    return words(response.content.decode())


def upload(client, plan, content=None, pasted="", **options):
    """Bring a report."""
    data = {"text": pasted}
    if content is not None:
        data["file"] = SimpleUploadedFile("report.pdf", content)
    return client.post(address("import-report", plan), data, **options)


def page(name, draft, *parts):
    return address(name, draft.plan, draft.number, *parts)


def confirm(client, draft, follow=True, **data):
    sent = {"version": draft.version, "afterwards": "publish", **data}
    return client.post(page("import-confirm", draft), sent, follow=follow)


# Upload


def test_visits_lead_managers_to_the_import(people, manager, client):
    link = f'href="{address("import-report", people.plan)}"'

    assert link in manager.get(address("visit-list", people.plan)).content.decode()
    client.force_login(people.viewer)
    assert link not in client.get(address("visit-list", people.plan)).content.decode()


def test_pdf_is_read_and_shown_for_review(people, manager):
    response = upload(manager, people.plan, ilacs(), follow=True)

    ((where, _),) = response.redirect_chain
    assert where == address("import-draft", people.plan, 1)
    shown = text(response)
    assert "Nothing is saved to the plan yet." in shown
    assert (
        "First day 29 November 2021 Found on page 1 : “Inspection dates: 29 November "
        "to 10 December 2021”"
    ) in shown
    assert "Published on Not found The day of publication is not printed." in shown
    assert "Overall effectiveness Good Found on page 1 : “Good”" in shown
    assert "Area 1: Area for improvement The quality of plans" in shown
    assert "Give the day on which the report was published." in shown
    assert "Continue" not in shown
    assert not Visit.objects.exists()


def test_letter_is_read_from_pasted_text(people, manager):
    response = upload(manager, people.plan, pasted=letter_text(), follow=True)

    shown = text(response)
    assert "Import 1: Pasted text.txt" in shown
    assert "Kind of visit Focused visit" in shown
    assert "Ann Archer Bob Brown" in shown
    assert "No grade was found. Letters have none." in shown


def test_refusal_stands_beside_the_field_and_the_pasted_text_stays(people, manager):
    response = upload(manager, people.plan, pasted="Dear all")

    assert beside_fields(response)["text"].startswith("Ofsted is not named in it.")
    assert summary(response) == [beside_fields(response)["text"]]
    assert "Dear all</textarea>" in response.content.decode()
    assert not ImportDraft.objects.exists()


def test_same_document_leads_back_to_its_draft(people, manager):
    upload(manager, people.plan, ilacs())

    response = upload(manager, people.plan, ilacs(), follow=True)

    assert ImportDraft.objects.count() == 1
    assert "Mary Manager brought the same document here on" in text(response)
    assert "This is the draft of it." in text(response)


def test_same_document_once_brought_in_is_not_brought_in_twice(people, manager):
    upload(manager, people.plan, ilacs())
    draft = ImportDraft.objects.get()
    visit = VisitFactory(plan=people.plan)
    ImportDraftFactory(
        plan=people.plan, brought_in=True, sha256=draft.sha256, visit=visit
    )
    draft.delete()

    response = upload(manager, people.plan, ilacs(), follow=True)

    assert ImportDraft.objects.count() == 1
    assert "The same document was brought in on 16 June 2026 by" in text(response)
    assert f"as {visit}. It is not brought in twice." in text(response)


def test_draft_is_listed_and_resumed(people, manager, draft):
    listed = manager.get(address("import-list", people.plan))

    assert "Import 1: report.pdf Ofsted report, read on 15 June 2026" in text(listed)
    assert "Check what was read" in text(manager.get(page("import-draft", draft)))


# Review


def test_review_says_what_was_corrected_dropped_added_and_split(people, manager, draft):
    parts = (ReviewedPart("Plans"), ReviewedPart("Reviews"))
    areas = (
        area_of(TEXTS[0], parts=parts),
        area_of(TEXTS[1], is_dropped=True),
        area_of("Added", as_read=None),
    )
    visit = {"authority": "Northmere Council"}
    draft.review = a_review(visit=visit, areas=areas).as_data()
    draft.save()

    shown = text(manager.get(page("import-draft", draft)))

    assert "Northmere Council Corrected Read as “Northmere”. Found on page 1" in shown
    assert "Areas (2 of 3)" in shown
    assert f"{TEXTS[0]} Plans Reviews Local authority, page 2" in shown
    assert "Area 2: Area for improvement Dropped" in shown
    assert "Put back area 2" in shown
    assert "Area 3: Area for improvement Added" in shown


@pytest.mark.parametrize("name", ["import-draft", "import-confirm"])
def test_report_on_another_authority_is_warned_of(people, manager, draft, name):
    warning = "This report is about Northmere. The plan belongs to Aldermere Council."
    assert warning not in text(manager.get(page(name, draft)))

    people.plan.accountable_body = "Aldermere Council"
    people.plan.save()

    assert warning in text(manager.get(page(name, draft)))


# Confirm


def test_confirm_page_says_what_is_added(people, manager, draft):
    shown = text(manager.get(page("import-confirm", draft)))

    assert "This makes a new visit: full inspection, 2 to 13 March 2026." in shown
    assert "the document, published on 18 May 2026" in shown
    assert "1 grade 2 recommendations, in 2 parts" in shown
    assert "What becomes of the new visit" in shown


def test_confirming_makes_the_visit_and_tells_what_became_of_it(people, manager, draft):
    response = confirm(manager, draft)

    shown = text(response)
    assert "report.pdf was brought in." in shown
    assert "Brought in by Mary Manager on" in shown
    assert "It made V-2026-01 Full inspection, 2 to 13 March 2026" in shown
    assert "Grades: 1 Overall effectiveness: Good" in shown
    assert f"R-001 {TEXTS[0]}" in shown
    assert Visit.objects.get().is_published
    visit = manager.get(address("visit-detail", people.plan, "V-2026-01"))
    assert "Open the document: report.pdf" in text(visit)


def test_new_visit_may_stay_a_draft(people, manager, draft):
    response = confirm(manager, draft, afterwards="keep")

    assert "a draft until you publish it" in text(response)
    assert not Visit.objects.get().is_published


@pytest.fixture
def known_visit(people):
    """The inspection, known from another document, with one of its areas."""
    visit = VisitFactory(
        plan=people.plan,
        inspection=True,
        published=True,
        starts_on=date(2026, 3, 2),
        ends_on=date(2026, 3, 13),
        source=SourceFactory(plan=people.plan, code="004", title="Letter"),
    )
    RecommendationFactory(visit=visit, text=TEXTS[0])
    return visit


def test_visit_that_is_there_is_added_to_and_says_so(
    people, manager, draft, known_visit
):
    shown = text(manager.get(page("import-confirm", draft)))

    assert f"This visit is in the plan already: {known_visit} , known from 004" in shown
    assert "What the visit says now stays as it is." in shown
    assert "1 recommendation, in 1 part" in shown
    assert "Left as they are, because the visit has them already: R-001" in shown
    assert "Overall effectiveness: Good" in shown
    assert "What becomes of the new visit" not in shown

    response = confirm(manager, draft, grades=[])

    assert f"It was added to {known_visit}" in text(response)
    assert "In the plan already: R-001." in text(response)
    assert Recommendation.objects.count() == 2
    assert not known_visit.judgements.exists()


def test_report_that_brings_nothing_new_has_no_button(
    people, manager, draft, known_visit
):
    draft.review = a_review(TEXTS[0], grades=()).as_data()
    draft.save()

    shown = text(manager.get(page("import-confirm", draft)))
    response = confirm(manager, draft)

    assert "There is nothing to bring in." in shown
    assert "Bring it in" not in shown
    assert summary(response) == [report_confirm.NOTHING_NEW]


def test_one_of_several_visits_is_chosen(people, manager, draft, known_visit):
    other = VisitFactory(plan=people.plan, inspection=True, starts_on=date(2026, 3, 13))

    asked = confirm(manager, draft)
    confirm(manager, draft, visit=other.reference)

    assert beside_fields(asked) == {"visit": report_confirm.CHOOSE_VISIT}
    assert other.recommendations.count() == 2


@pytest.mark.parametrize(
    "tampered",
    [
        {"version": "x"},
        {"version": ""},
        {"afterwards": "burn"},
        {"gaps": ["G-999"]},
        {"other_gaps": ["G-999"]},
    ],
)
def test_what_no_page_offers_is_refused(people, manager, draft, tampered):
    GapFactory(plan=people.plan, what="The report of 2026")
    GapFactory(plan=people.plan)

    response = confirm(manager, draft, **tampered)

    assert response.status_code == 200
    assert not Visit.objects.exists()


def test_gaps_of_the_year_come_first_and_none_is_ticked(people, manager, draft):
    GapFactory(plan=people.plan, what="The survey of parents")
    GapFactory(plan=people.plan, what="The 18 areas of 2026", how_many=18)
    GapFactory(plan=people.plan, what="Areas", where="The report of 2026", how_many=2)
    GapFactory(plan=people.plan, what="Letter of 2026", how_many=1)
    GapFactory(plan=people.plan, filled=True, what="Filled")

    response = manager.get(page("import-confirm", draft))

    form = response.context["form"]
    assert form.fields["gaps"].choices == [
        (
            "G-002",
            "G-002: The 18 areas of 2026. It says 18; this report brings 2",
        ),
        ("G-003", "G-003: Areas"),
        ("G-004", "G-004: Letter of 2026"),
    ]
    assert form.fields["other_gaps"].choices == [
        ("G-001", "G-001: The survey of parents")
    ]
    assert "checked" not in response.content.decode().split("Which gaps")[1]


def test_gaps_that_are_ticked_are_filled_and_shown_as_filled(people, manager, draft):
    GapFactory(plan=people.plan, what="The 18 areas of 2026", how_many=18)
    GapFactory(plan=people.plan, what="The survey of parents")

    response = confirm(manager, draft, gaps=["G-001"], other_gaps=["G-002"])

    assert "Gaps filled G-001: The 18 areas of 2026" in text(response)
    assert not Gap.objects.open().exists()
    said = "by Mary Manager with V-2026-01 : 2 recommendations and 1 grade"
    for name, parts in (("visit-list", []), ("visit-detail", ["V-2026-01"])):
        assert said in text(manager.get(address(name, people.plan, *parts)))


def test_draft_visit_fills_no_gap(people, manager, draft):
    GapFactory(plan=people.plan, what="The 18 areas of 2026")

    response = confirm(manager, draft, afterwards="keep", gaps=["G-001"])

    assert summary(response) == [DRAFT_FILLS_NOTHING]
    assert not Visit.objects.exists()


def test_confirming_twice_shows_what_became_of_it(people, manager, draft):
    confirm(manager, draft)

    response = confirm(manager, draft)

    assert "Brought in by Mary Manager on" in text(response)
    assert Visit.objects.count() == 1


def test_draft_that_was_changed_meanwhile_is_shown_again(people, manager, draft):
    response = confirm(manager, draft, version=draft.version + 1)

    assert "Somebody changed this draft." in text(response)
    assert "Check what was read" in text(response)
    assert not Visit.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_confirm_page_of_an_incomplete_draft_leads_back(manager, draft, method):
    draft.review = a_review(visit={"kind": ""}).as_data()
    draft.save()

    response = getattr(manager, method)(page("import-confirm", draft), follow=True)

    assert "Say what kind of visit it was." in text(response)


# The document


def test_document_comes_as_a_download_that_no_browser_runs(manager, draft):
    response = manager.get(page("import-file", draft))

    assert b"".join(response.streaming_content) == b"%PDF-"
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="report.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cache-Control"] == "private, no-store"


def test_pasted_text_comes_as_text(people, manager):
    upload(manager, people.plan, pasted=letter_text())

    response = manager.get(address("import-file", people.plan, 1))

    assert b"".join(response.streaming_content).decode() == letter_text()
    assert response["Content-Type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize(
    ("who", "waiting", "brought_in"),
    [
        ("manager", 200, 200),
        ("viewer", 403, 200),
        ("board_member", 403, 200),
        ("stranger", 404, 404),
        ("former", 404, 404),
    ],
)
def test_document_is_for_members_once_it_was_brought_in(
    people, client, draft, who, waiting, brought_in
):
    done = ImportDraftFactory(plan=people.plan, brought_in=True)
    client.force_login(getattr(people, who))

    found = [client.get(page("import-file", each)) for each in (draft, done)]

    assert [response.status_code for response in found] == [waiting, brought_in]
    for response in found:
        response.getvalue()


def test_document_of_a_draft_visit_is_its_managers_alone(people, client):
    visit = VisitFactory(plan=people.plan, draft=True)
    done = ImportDraftFactory(plan=people.plan, brought_in=True, visit=visit)
    client.force_login(people.viewer)

    assert client.get(page("import-file", done)).status_code == 403


def test_document_that_left_the_store_is_not_found(manager, draft):
    draft.file.storage.delete(draft.file.name)

    assert manager.get(page("import-file", draft)).status_code == 404


def test_spreadsheet_has_no_document(people, manager):
    workbook = ImportDraftFactory(plan=people.plan)

    assert manager.get(page("import-file", workbook)).status_code == 404


# What a page costs


@pytest.mark.parametrize("count", [1, 50])
def test_pages_ask_as_often_for_one_area_as_for_fifty(
    people, manager, django_assert_num_queries, count
):
    areas = [
        area_of(f"Area {n}", parts=(ReviewedPart(f"Part {n}", "plans"),))
        for n in range(count)
    ]
    GapFactory.create_batch(count, plan=people.plan)
    draft = ImportDraftFactory(
        plan=people.plan, report=True, review=a_review(areas=tuple(areas)).as_data()
    )

    with django_assert_num_queries(UPLOAD_QUERIES):
        manager.get(address("import-report", people.plan))
    with django_assert_num_queries(REVIEW_QUERIES):
        manager.get(page("import-draft", draft))
    with django_assert_num_queries(CONFIRM_QUERIES):
        manager.get(page("import-confirm", draft))
    confirm(manager, draft, follow=False)
    with django_assert_num_queries(FILE_QUERIES):
        manager.get(page("import-file", draft)).getvalue()
    manager.get(page("import-draft", draft))
    with django_assert_num_queries(RESULT_QUERIES):
        manager.get(page("import-draft", draft))


@pytest.mark.parametrize("count", [1, 50])
def test_confirm_page_asks_as_often_for_fifty_that_the_visit_has(
    people, manager, draft, known_visit, django_assert_num_queries, count
):
    RecommendationFactory.create_batch(count, visit=known_visit)

    with django_assert_num_queries(JOIN_QUERIES):
        manager.get(page("import-confirm", draft))
