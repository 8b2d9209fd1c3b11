"""The draft of a report corrected on pages, each about one piece of it."""

from datetime import date

import pytest

from tests.factories import ImportDraftFactory, ThemeFactory
from tests.people import plan_with_people
from tests.reviews import TEXTS, a_review, area_of, words_of
from tests.views.pages import (
    address,
    beside_fields,
    compared,
    summary,
    typed_day,
    words,
)
from tracker.models import ImportDraft
from tracker.workflow.report_drafts import correct_area, review_of, split_area
from tracker.workflow.report_review import NO_SUCH_AREA, ReviewedPart

pytestmark = pytest.mark.django_db

PAGE_QUERIES = {
    "import-visit": 4,  # session, person, plan, draft
    "import-grades": 4,
    "import-area-create": 4,
    "import-area": 4,
    "import-parts": 5,  # and the themes
    "import-page": 4,
}
SAVED = "Saved in the draft."


@pytest.fixture
def people():
    return plan_with_people(accountable_body="Northmere Council")


@pytest.fixture
def manager(people, client):
    """The plan manager's browser."""
    client.force_login(people.manager)
    return client


@pytest.fixture
def draft(people):
    """A report of two pages that waits, with two areas."""
    return ImportDraftFactory(plan=people.plan, report=True)


def text(response):
    return words(response.content.decode())


def page(name, draft, *parts):
    return address(name, draft.plan, draft.number, *parts)


def review(draft):
    """The review as it is stored."""
    return review_of(ImportDraft.objects.get(pk=draft.pk))


def visit_data(**values):
    said = {
        "version": 1,
        "authority": "Northmere",
        "kind": "full_inspection",
        "framework": "ilacs",
        "inspectors": "Ann Archer",
        **typed_day("starts_on", date(2026, 3, 2)),
        **typed_day("ends_on", date(2026, 3, 13)),
        **typed_day("published_on", date(2026, 5, 18)),
    }
    return said | values


def area_data(**values):
    said = {
        "version": 1,
        "text": TEXTS[0],
        "kind": "area_for_improvement",
        "section": "local_authority",
        "number": "",
        "page": "2",
    }
    return said | values


# The visit


def test_visit_is_corrected_beside_the_page_it_was_read_from(manager, draft):
    shown = manager.get(page("import-visit", draft))

    assert 'value="Northmere"' in shown.content.decode()
    assert "Page 1 of 2 Inspection of Northmere" in text(shown)

    sent = visit_data(kind="focused_visit", framework="", inspectors="Bob Brown")
    response = manager.post(page("import-visit", draft), sent, follow=True)

    assert SAVED in text(response)
    visit = review(draft).visit
    assert (visit.kind, visit.framework) == ("focused_visit", "")
    assert visit.inspectors == "Bob Brown"
    assert visit.starts_on == date(2026, 3, 2)


def test_what_the_report_does_not_say_may_stay_empty(manager, draft):
    sent = visit_data(kind="", **typed_day("published_on", None))

    manager.post(page("import-visit", draft), sent)

    assert (review(draft).visit.kind, review(draft).visit.published_on) == ("", None)


@pytest.mark.parametrize(
    ("values", "errors"),
    [
        pytest.param(
            typed_day("ends_on", date(2026, 3, 1)),
            {"ends_on": "The last day is before the first one."},
            id="days in the wrong order",
        ),
        pytest.param(
            typed_day("published_on", date(2026, 3, 12)),
            {"published_on": "It is before the last day of the visit."},
            id="published during the visit",
        ),
        pytest.param(
            {"starts_on_month": "13"},
            {"starts_on": "First day must be a real date"},
            id="no such month",
        ),
        pytest.param(
            {"kind": "raid"},
            {
                "kind": "Select a valid choice. raid is not one of the available choices."
            },
            id="no such kind",
        ),
    ],
)
def test_visit_that_cannot_be_is_refused(manager, draft, values, errors):
    response = manager.post(page("import-visit", draft), visit_data(**values))

    assert beside_fields(response) == errors
    assert review(draft) == a_review()


# Grades


def test_grades_are_mended_taken_out_and_added(manager, draft):
    shown = text(manager.get(page("import-grades", draft)))
    assert "Page 1 says: Good." in shown

    sent = {
        "version": 1,
        "area_1": "",
        "grade_1": "good",
        "area_more": "Leaders",
        "grade_more": "inadequate",
    }
    manager.post(page("import-grades", draft), sent)

    (grade,) = review(draft).grades
    assert (grade.area, grade.grade, grade.page) == ("Leaders", "inadequate", None)


def test_mended_grade_keeps_where_it_was_read(manager, draft):
    sent = {"version": 1, "area_1": "Overall", "grade_1": "", "area_more": ""}
    manager.post(page("import-grades", draft), sent)

    (grade,) = review(draft).grades
    assert (grade.area, grade.grade, grade.printed) == ("Overall", "", "Good")


@pytest.mark.parametrize(
    ("more", "errors"),
    [
        pytest.param(
            {"area_more": "OVERALL effectiveness"},
            {"area_more": "This area has a grade above already."},
            id="twice",
        ),
        pytest.param(
            {"grade_more": "good"},
            {"area_more": "Enter what was judged"},
            id="grade of nothing",
        ),
    ],
)
def test_grade_of_nothing_or_twice_is_refused(manager, draft, more, errors):
    sent = {"version": 1, "area_1": "Overall effectiveness", "grade_1": "good", **more}

    response = manager.post(page("import-grades", draft), sent)

    assert beside_fields(response) == errors


# Areas


def test_area_is_corrected_beside_its_marked_words(manager, draft):
    shown = manager.get(page("import-area", draft, 2)).content.decode()

    assert f'<mark id="read">{TEXTS[1]}</mark>' in shown

    sent = area_data(text="Supervision of all\r\nsocial workers", number="3.1")
    response = manager.post(page("import-area", draft, 2), sent)

    assert response["Location"] == f"{page('import-draft', draft)}#area-2"
    area = review(draft).areas[1]
    assert area.words.text == "Supervision of all social workers"
    assert (area.words.number, area.as_read.text) == ("3.1", TEXTS[1])
    assert review(draft).areas[0] == a_review().areas[0]


@pytest.mark.parametrize(
    ("values", "errors"),
    [
        ({"text": " "}, {"text": "Enter the report's words"}),
        ({"page": "3"}, {"page": "The document ends at page 2."}),
        ({"page": "0"}, {"page": "Page must be 1 or more"}),
        ({"page": "9" * 30}, {"page": "The document ends at page 2."}),
        (
            {"number": "12345678901"},
            {"number": "Number in the report must be 10 characters or fewer"},
        ),
        (
            {"kind": "own_finding"},
            {
                "kind": "Select a valid choice. own_finding is not one of the "
                "available choices."
            },
        ),
        (
            {"text": "See NHS 943 476 5919"},
            {
                "not_about_a_child": "“In the report's words” seems to hold an NHS "
                "number. Take it out, or tick that it is not about a child"
            },
        ),
    ],
)
def test_area_that_cannot_be_is_refused(manager, draft, values, errors):
    response = manager.post(page("import-area", draft, 1), area_data(**values))

    assert beside_fields(response) == errors
    assert summary(response) == [*errors.values()]
    assert review(draft) == a_review()


def test_area_that_was_missed_is_added_from_its_page(manager, draft):
    shown = manager.get(page("import-area-create", draft), {"page": "2"})
    assert f"Page 2 of 2 What needs to improve {TEXTS[0]}" in text(shown)
    assert 'value="2"' in shown.content.decode()

    sent = area_data(text="Help for young carers", kind="priority_action")
    response = manager.post(page("import-area-create", draft), sent)

    assert response["Location"].endswith("#area-3")
    added = review(draft).areas[2]
    assert (added.words.text, added.as_read) == ("Help for young carers", None)
    assert added.words.kind == "priority_action"


@pytest.mark.parametrize("asked", ["x", "99", "-1", "0", "9" * 40, "²"])
def test_page_that_is_not_there_is_not_asked_for(manager, draft, asked):
    response = manager.get(page("import-area-create", draft), {"page": asked})

    assert response.status_code == 200


def test_area_is_dropped_and_put_back(manager, draft):
    drop = page("import-area-drop", draft, 2)

    response = manager.post(drop, {"version": 1}, follow=True)
    assert "Areas (1 of 2)" in text(response)

    response = manager.post(drop, {"version": 2}, follow=True)
    assert "Areas (2)" in text(response)
    assert review(draft) == a_review()


@pytest.mark.parametrize(
    ("area", "version", "sentence"),
    [
        (1, 2, "Somebody changed this draft meanwhile."),
        (9, 1, NO_SUCH_AREA),
        (10**30, 1, NO_SUCH_AREA),
    ],
)
def test_drop_that_cannot_be_changes_nothing(manager, draft, area, version, sentence):
    drop = page("import-area-drop", draft, area)
    response = manager.post(drop, {"version": version}, follow=True)

    assert sentence in text(response)
    assert review(draft) == a_review()


@pytest.mark.parametrize("version", ["", "x", "1.5", "9" * 40])
def test_drop_with_a_version_that_is_none_changes_nothing(manager, draft, version):
    manager.post(page("import-area-drop", draft, 1), {"version": version})

    assert review(draft) == a_review()


# Parts


def test_area_is_split_into_parts_with_themes(people, manager, draft):
    ThemeFactory(plan=people.plan, slug="plans", name="Planning")
    sent = {"version": 1, "parts": " Plans \r\n\r\nReviews\r\n", "theme": "plans"}

    response = manager.post(page("import-parts", draft, 1), sent, follow=True)

    assert f"{TEXTS[0]} Plans Planning Reviews Planning" in text(response)
    assert review(draft).areas[0].parts == (
        ReviewedPart("Plans", "plans"),
        ReviewedPart("Reviews", "plans"),
    )


def test_parts_are_reworded_taken_out_and_added(people, manager, draft):
    ThemeFactory(plan=people.plan, slug="plans")
    parts = [ReviewedPart("Plans", "plans"), ReviewedPart("Reviews", "plans")]
    split_area(draft=draft, version=1, number=1, parts=parts)

    shown = manager.get(page("import-parts", draft, 1)).content.decode()
    assert "Plans</textarea>" in shown

    sent = {
        "version": 2,
        "part_1": "",
        "theme_1": "plans",
        "part_2": "Reviews in time",
        "theme_2": "",
        "parts": "Assessments",
        "theme": "plans",
    }
    manager.post(page("import-parts", draft, 1), sent)

    assert review(draft).areas[0].parts == (
        ReviewedPart("Reviews in time"),
        ReviewedPart("Assessments", "plans"),
    )


def test_area_that_asks_for_one_thing_may_have_a_theme(people, manager, draft):
    ThemeFactory(plan=people.plan, slug="plans", name="Planning")

    sent = {"version": 1, "parts": "", "theme": "plans"}
    response = manager.post(page("import-parts", draft, 1), sent, follow=True)

    assert "theme: Planning" in text(response)
    assert (review(draft).areas[0].parts, review(draft).areas[0].theme) == ((), "plans")


def test_theme_of_another_plan_is_refused(manager, draft):
    ThemeFactory(slug="elsewhere")
    sent = {"version": 1, "parts": "Plans", "theme": "elsewhere"}

    response = manager.post(page("import-parts", draft, 1), sent)

    assert [*beside_fields(response)] == ["theme"]


# Two people


def test_stale_save_compares_and_may_be_sent_again(manager, draft):
    correct_area(draft=draft, version=1, number=1, words=words_of("Theirs"))

    sent = area_data(text="Mine")
    response = manager.post(page("import-area", draft, 1), sent)

    assert compared(response) == [("In the report's words", "Theirs", "Mine")]
    assert review(draft).areas[0].words.text == "Theirs"

    manager.post(page("import-area", draft, 1), sent | {"version": 2})

    assert review(draft).areas[0].words.text == "Mine"


def test_parts_that_somebody_added_meanwhile_are_not_taken_for_emptied(manager, draft):
    parts = [ReviewedPart("Plans"), ReviewedPart("Reviews")]
    split_area(draft=draft, version=1, number=1, parts=parts)

    sent = {"version": 1, "parts": "Mine", "theme": ""}
    stale = manager.post(page("import-parts", draft, 1), sent)
    assert compared(stale) == [("More parts", "", "Mine")]

    manager.post(page("import-parts", draft, 1), sent | {"version": 2})

    texts = [part.text for part in review(draft).areas[0].parts]
    assert texts == ["Plans", "Reviews", "Mine"]


# Pages of the document


def test_page_shows_what_was_read_from_it(manager, draft):
    response = manager.get(page("import-page", draft, 2))

    marks = [piece.text for piece in response.context["pieces"] if piece.is_marked]
    assert marks == [*TEXTS]
    assert "Page 1" in text(response)
    assert "Add an area from this page" in text(response)


def test_page_shows_the_end_of_an_area_that_began_before_it(people, manager):
    long = "The quality of plans, so that children know what will change and by when"
    began = area_of(long, as_read=words_of(long, page=1))
    draft = ImportDraftFactory(
        plan=people.plan,
        report=True,
        review=a_review(areas=(began,)).as_data(),
        pages=[
            "The quality of plans, so that",
            "children know what will change and by when",
        ],
    )

    response = manager.get(page("import-page", draft, 2))

    marks = [piece.text for piece in response.context["pieces"] if piece.is_marked]
    assert marks == ["children know what will change and by when"]


def test_page_of_a_report_that_was_brought_in_can_be_read(people, manager):
    draft = ImportDraftFactory(plan=people.plan, brought_in=True)

    response = manager.get(page("import-page", draft, 1))

    assert "Inspection of Northmere" in text(response)
    assert "Add an area" not in text(response)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("import-area", [0]),
        ("import-area", [3]),
        ("import-area", [10**30]),
        ("import-parts", [3]),
        ("import-page", [0]),
        ("import-page", [3]),
        ("import-page", [10**30]),
    ],
)
def test_number_that_is_not_there_is_not_found(manager, draft, name, parts):
    assert manager.get(page(name, draft, *parts)).status_code == 404


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("import-visit", []),
        ("import-grades", []),
        ("import-area-create", []),
        ("import-area", [1]),
        ("import-parts", [1]),
        ("import-confirm", []),
    ],
)
def test_pages_of_a_draft_lead_on_once_it_was_brought_in(people, manager, name, parts):
    draft = ImportDraftFactory(plan=people.plan, brought_in=True)

    for method in (manager.get, manager.post):
        response = method(page(name, draft, *parts))
        assert response["Location"] == page("import-draft", draft)


@pytest.mark.parametrize("name", ["import-visit", "import-file", "import-confirm"])
def test_report_of_another_plan_is_not_found(people, manager, name):
    ImportDraftFactory(report=True)

    assert manager.get(address(name, people.plan, 1)).status_code == 404


@pytest.mark.parametrize("name", PAGE_QUERIES)
@pytest.mark.parametrize("count", [1, 50])
def test_pages_ask_as_often_for_one_area_as_for_fifty(
    people, manager, django_assert_num_queries, name, count
):
    ThemeFactory.create_batch(count, plan=people.plan)
    parts = tuple(ReviewedPart(f"Part {number}") for number in range(count))
    areas = tuple(area_of(f"Area {number}", parts=parts) for number in range(count))
    data = a_review(areas=areas).as_data()
    draft = ImportDraftFactory(plan=people.plan, report=True, review=data)
    place = [1] if name in {"import-area", "import-parts", "import-page"} else []

    with django_assert_num_queries(PAGE_QUERIES[name]):
        manager.get(page(name, draft, *place))
