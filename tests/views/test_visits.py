"""Visits: who sees the pages, what they say, and what goes wrong."""

from datetime import date
from html import unescape

import openpyxl
import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from tests.factories import (
    ActionFactory,
    FindingFactory,
    GapFactory,
    JudgementFactory,
    RecommendationFactory,
    SourceFactory,
    VisitCheckFactory,
    VisitFactory,
)
from tests.people import plan_with_people
from tracker.choices import Basis, DatePrecision, Voice

pytestmark = pytest.mark.django_db

PAGES = ["visit-list", "visit-detail", "visit-export"]
LIST_QUERIES = 8
PAGE_QUERIES = 12
EXPORT_QUERIES = 4


@pytest.fixture
def people():
    """A plan with everybody who may ask, and one visit."""
    people = plan_with_people()
    VisitFactory(plan=people.plan, source=SourceFactory(plan=people.plan))
    return people


@pytest.fixture
def viewer(people, client):
    """The viewer's browser."""
    client.force_login(people.viewer)
    return client


def address(people, name, ref="V-2026-01", suffix="csv"):
    """The address of a page of the plan."""
    more = {"visit-detail": [ref], "visit-export": [suffix]}
    return reverse(f"tracker:{name}", args=[people.plan.slug, *more.get(name, [])])


def body(response):
    """The page as text, on one line."""
    return unescape(" ".join(response.content.decode().split()))


# Who may open what


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("viewer", 200),
        ("moderator", 200),
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


def test_visit_of_another_plan_is_not_found(people, viewer):
    VisitFactory(reference="V-2026-09")

    page = address(people, "visit-detail", "V-2026-09")

    assert viewer.get(page).status_code == 404


# The list


def test_list_shows_the_newest_first_as_exactly_as_it_is_known(people, viewer):
    VisitFactory(
        plan=people.plan,
        inspection=True,
        starts_on=date(2025, 9, 1),
        ends_on=date(2025, 9, 30),
        precision=DatePrecision.MONTH,
    )
    VisitFactory(
        plan=people.plan,
        starts_on=date(2026, 5, 5),
        ordinal=8,
        ordinal_basis=Basis.INFERRED,
    )

    answer = viewer.get(address(people, "visit-list"))

    shown = [visit.reference for visit in answer.context["page"]]
    assert shown == ["V-2026-03", "V-2026-01", "V-2025-02"]
    text = body(answer)
    assert "September 2025</td>" in text
    assert "5 to 6 May 2026" in text
    assert "Monitoring visit 8" in text
    assert "(number inferred)" in text


def test_list_counts_what_is_known_but_not_held(people, viewer):
    GapFactory(plan=people.plan, what="Monitoring visit 4", how_many=1)

    text = body(viewer.get(address(people, "visit-list")))

    assert "Known to exist but not held (1)" in text
    assert "G-001: Monitoring visit 4 (1)." in text


@pytest.mark.parametrize(
    "query", [{"kind": "inspection"}, {"year": "1999"}, {"sort": "size"}]
)
def test_unknown_filter_value_is_an_error_and_shows_no_rows(people, viewer, query):
    answer = viewer.get(address(people, "visit-list"), query)

    text = body(answer)
    assert answer.status_code == 200
    assert "There is a problem" in text
    assert "0 visits" in text
    assert "V-2026-01" not in text


@pytest.mark.parametrize("page", ["99", "two"])
def test_page_out_of_range_is_said(people, viewer, page):
    text = body(viewer.get(address(people, "visit-list"), {"page": page}))

    assert "This is page 1." in text
    assert "V-2026-01" in text


@pytest.mark.parametrize("count", [1, 50])
def test_list_queries(people, viewer, django_assert_num_queries, count):
    VisitFactory.create_batch(count - 1, plan=people.plan)
    for visit in people.plan.visits.all():
        JudgementFactory(visit=visit)

    with django_assert_num_queries(LIST_QUERIES):
        viewer.get(address(people, "visit-list"))


# The export


def test_export_puts_all_grades_of_a_visit_in_one_cell(people, viewer):
    visit = people.plan.visits.get()
    JudgementFactory(visit=visit, area="Overall", grade="good")
    JudgementFactory(visit=visit, area="Leadership", grade="")
    VisitFactory(plan=people.plan, starts_on=date(2025, 5, 5))

    answer = viewer.get(address(people, "visit-export", suffix="xlsx"))

    file = ContentFile(answer.getvalue())
    header, *rows = openpyxl.load_workbook(file)["Visits"].values
    grades = header.index("Grades")
    assert [(row[0], row[grades]) for row in rows] == [
        ("V-2026-01", "Overall: Good; Leadership: no grade"),
        ("V-2025-02", None),
    ]


def test_export_with_a_wrong_filter_goes_back_to_the_list(people, viewer):
    answer = viewer.get(address(people, "visit-export") + "?year=x&q=a")

    assert answer.status_code == 302
    assert answer["Location"] == address(people, "visit-list") + "?year=x&q=a"


@pytest.mark.parametrize("count", [1, 50])
def test_export_queries(people, viewer, django_assert_num_queries, count):
    VisitFactory.create_batch(count - 1, plan=people.plan)
    for visit in people.plan.visits.all():
        JudgementFactory(visit=visit)

    with django_assert_num_queries(EXPORT_QUERIES):
        answer = viewer.get(address(people, "visit-export"))
        assert len(answer.getvalue().splitlines()) == count + 1


# The page


def test_page_says_plainly_that_the_visit_checked_nothing(people, viewer):
    text = body(viewer.get(address(people, "visit-detail")))

    assert "This visit checked nothing in the plan." in text
    assert "No finding of this visit is held." in text
    assert "What the council said of this visit" not in text


def test_page_tells_what_was_checked_beside_the_visit_before(people, viewer):
    visit = people.plan.visits.get()
    action = ActionFactory(plan=people.plan, title="Audit every plan")
    earlier = VisitFactory(plan=people.plan, starts_on=date(2026, 2, 3))
    VisitCheckFactory(visit=earlier, action=action, progress="limited")
    VisitCheckFactory(
        visit=visit,
        action=action,
        progress="not_stated",
        sustained="no",
        source=visit.source,
        quote="Audits are too kind.",
    )

    text = body(viewer.get(address(people, "visit-detail")))

    assert "A-001</a> Audit every plan </h3>" in text
    assert "Not sustained" in text
    assert "Audits are too kind." in text
    assert "V-2026-02</a>, 3 to 4 February 2026" in text
    assert "Progress: limited" in text


def test_page_keeps_the_voices_apart(people, viewer):
    visit = people.plan.visits.get()
    FindingFactory(visit=visit, text="Plans are weak.")
    FindingFactory(visit=visit, text="All went well.", voice=Voice.COUNCIL)

    text = body(viewer.get(address(people, "visit-detail")))

    inspectors, council = text.split("What the council said of this visit")
    assert "Plans are weak." in inspectors
    assert "All went well." in council
    assert "Plans are weak." not in council


def test_page_shows_grades_recommendations_and_gaps(people, viewer):
    visit = people.plan.visits.get()
    JudgementFactory(visit=visit, area="overall", grade="inadequate")
    RecommendationFactory(visit=visit, text="The quality of plans.")
    GapFactory(plan=people.plan, source=visit.source, what="The letter")

    text = body(viewer.get(address(people, "visit-detail")))

    assert "Inadequate" in text
    assert "R-001</a> The quality of plans." in text
    assert "G-001: The letter." in text
    assert "Add a recommendation of this visit" not in text


def test_page_offers_the_manager_to_add_a_recommendation(people, client):
    client.force_login(people.manager)

    text = body(client.get(address(people, "visit-detail")))

    assert "recommendations/add/?visit=V-2026-01" in text


@pytest.mark.parametrize("count", [1, 50])
def test_page_queries(people, viewer, django_assert_num_queries, count):
    visit = people.plan.visits.get()
    earlier = VisitFactory(plan=people.plan, starts_on=date(2026, 2, 3))
    for _ in range(count):
        FindingFactory(visit=visit, source=visit.source)
        JudgementFactory(visit=visit)
        RecommendationFactory(visit=visit)
        check = VisitCheckFactory(visit=visit, source=visit.source)
        VisitCheckFactory(visit=earlier, action=check.action)

    with django_assert_num_queries(PAGE_QUERIES):
        viewer.get(address(people, "visit-detail"))
