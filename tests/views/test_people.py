"""People of a plan: who sees the pages, and what they show."""

from datetime import date

import openpyxl
import pytest
from django.urls import reverse

from tests.factories import (
    PlanFactory,
    PlanMembershipFactory,
    PostFactory,
    PostHoldingFactory,
    UserFactory,
)
from tests.people import plan_with_people
from tests.views.people_pages import address, body
from tracker.models import Change

pytestmark = pytest.mark.django_db

FORM_PAGES = ["post-create", "holder-create", "member-create", "member-end"]


@pytest.fixture
def people():
    """A plan with everybody who may ask."""
    return plan_with_people()


# Who may open what


@pytest.mark.parametrize("name", ["people", "people-export"])
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
def test_reading_is_for_members(client, people, name, who, status):
    client.force_login(getattr(people, who))

    assert client.get(address(people, name)).status_code == status


@pytest.mark.parametrize("name", FORM_PAGES)
@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("manager", 200),
        ("viewer", 403),
        ("owner", 403),
        ("moderator", 403),
        ("superuser", 403),
        ("stranger", 404),
        ("former", 404),
    ],
)
def test_forms_are_for_the_plan_manager(client, people, name, who, status):
    client.force_login(getattr(people, who))

    assert client.get(address(people, name)).status_code == status


@pytest.mark.parametrize("name", [*FORM_PAGES, "member-invite"])
@pytest.mark.parametrize(("who", "status"), [("viewer", 403), ("stranger", 404)])
def test_posting_is_for_the_plan_manager(client, people, name, who, status):
    client.force_login(getattr(people, who))
    changes = Change.objects.count()

    assert client.post(address(people, name)).status_code == status
    assert Change.objects.count() == changes


@pytest.mark.parametrize("name", ["people", "people-export"])
def test_reading_pages_take_no_post(client, people, name):
    client.force_login(people.manager)

    assert client.post(address(people, name)).status_code == 405


@pytest.mark.parametrize("name", FORM_PAGES)
def test_form_pages_take_no_put(client, people, name):
    client.force_login(people.manager)

    assert client.put(address(people, name)).status_code == 405


def test_sending_again_takes_no_get(client, people):
    client.force_login(people.manager)

    assert client.get(address(people, "member-invite")).status_code == 405


@pytest.mark.parametrize("number", [0, 99, 10**30])
def test_membership_that_is_not_there_is_404(client, people, number):
    client.force_login(people.manager)

    path = reverse("tracker:member-end", args=[people.plan.slug, number])
    assert client.get(path).status_code == 404


def test_post_of_another_plan_is_404(client, people):
    client.force_login(people.manager)

    args = [people.plan.slug, PostFactory().slug]
    assert client.get(reverse("tracker:holder-create", args=args)).status_code == 404


# The page


def test_page_shows_posts_and_members(client, people):
    vacancy = PostFactory(plan=people.plan, title="Youth lead")
    PostHoldingFactory(post=vacancy, vacancy=True, starts_on=date(2026, 6, 1))
    client.force_login(people.viewer)

    page = body(client.get(address(people, "people")))

    assert "Olive Owner<br>" in page
    assert "since 6 January 2025" in page
    assert 'Vacant</strong><br> <span class="tracker-secondary"> since 1 June 2026' in (
        page
    )
    assert "Vera Viewer" in page
    assert people.viewer.email not in page
    assert "Add a post" not in page


def test_page_offers_the_manager_what_a_manager_does(client, people):
    client.force_login(people.manager)

    page = body(client.get(address(people, "people")))

    for name in ("post-create", "holder-create", "member-create", "member-end"):
        assert address(people, name) in page
    assert people.viewer.email in page
    assert page.count("/invite/") == 6


def test_page_of_a_plan_from_documents_is_for_its_last_day(client, people):
    people.plan.record_ends_on = date(2022, 3, 21)
    people.plan.save()
    PostHoldingFactory(post=people.post, name="Nora Named", starts_on=date(2020, 1, 1))
    client.force_login(people.viewer)

    page = body(client.get(address(people, "people")))

    assert "Posts on 21 March 2022" in page
    assert "Nora Named" in page
    assert "Show the posts of today" in page


def test_page_for_a_day_that_is_none_says_so(client, people):
    client.force_login(people.viewer)

    page = body(client.get(address(people, "people") + "?on=soon"))

    assert "“soon” is not a day. Write it like 2" in page


@pytest.mark.parametrize("count", [1, 50])
def test_page_asks_the_same_number_of_questions(
    client, count, django_assert_num_queries
):
    plan = PlanFactory()
    manager = PlanMembershipFactory(plan=plan, manager=True).person
    for _ in range(count):
        PostHoldingFactory(post=PostFactory(plan=plan), account=UserFactory())
        PlanMembershipFactory(plan=plan)
    client.force_login(manager)

    with django_assert_num_queries(5):
        client.get(reverse("tracker:people", args=[plan.slug]))


# Files


def test_csv_holds_posts_and_no_members(client, people):
    client.force_login(people.viewer)

    response = client.get(address(people, "people-export") + "?on=2026-06-15")

    text = b"".join(response.streaming_content).decode("utf-8-sig")
    organisation = people.post.organisation.name
    row = ["Head of safeguarding", organisation, "Olive Owner", "2025-01-06"]
    row += ["Stated", "Day", "Dan Deputy", "2025-01-06", "0"]
    headings = ["Post", "Organisation", "Holder", "Since", "Since is", "As exact as"]
    headings += ["Deputy", "Deputy since", "Open actions"]
    assert text.splitlines() == [
        ",".join(headings),
        ",".join(row),
    ]
    assert response["Content-Disposition"] == (
        f'attachment; filename="{people.plan.slug}-posts-2026-06-15.csv"'
    )


def test_workbook_says_which_plan_and_day(client, tmp_path):
    people = plan_with_people(is_fictional=True)
    client.force_login(people.viewer)
    path = reverse("tracker:people-export", args=[people.plan.slug, "xlsx"])

    response = client.get(path + "?on=2026-06-15")

    file = tmp_path / "posts.xlsx"
    file.write_bytes(b"".join(response.streaming_content))
    book = openpyxl.load_workbook(file)
    cells = [value for sheet in book for row in sheet.values for value in row]
    assert {people.plan.name, "15 June 2026", "Head of safeguarding"} <= set(cells)


@pytest.mark.parametrize("count", [1, 50])
def test_file_asks_the_same_number_of_questions(
    client, count, django_assert_num_queries
):
    plan = PlanFactory()
    member = PlanMembershipFactory(plan=plan).person
    for _ in range(count):
        PostHoldingFactory(post=PostFactory(plan=plan))
    client.force_login(member)

    with django_assert_num_queries(4):
        response = client.get(reverse("tracker:people-export", args=[plan.slug, "csv"]))
        b"".join(response.streaming_content)
