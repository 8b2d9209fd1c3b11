"""The list of actions, one action, and the list as a file."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import (
    ActionFactory,
    AnswerFactory,
    EvidenceFactory,
    OwnerChangeFactory,
    PlanFactory,
    ProgressUpdateFactory,
    VisitCheckFactory,
    VisitFactory,
)
from tests.people import plan_with_people
from tests.views.pages import address, summary, words
from tracker.models import Action, Evidence

pytestmark = pytest.mark.django_db

LIST_QUERIES = 6  # session, person, plan, choices of the filter, count, rows
PAGE_QUERIES = 11  # session, person, plan, action, whether it is theirs, and six
EXPORT_QUERIES = 4  # session, person, plan; the rows stream in one
READERS = ["viewer", "owner", "deputy", "board_member", "moderator", "manager"]


@pytest.fixture
def people():
    """A plan with everybody who may ask, and one action of the owner's post."""
    people = plan_with_people()
    ActionFactory(
        plan=people.plan,
        owner_post=people.post,
        in_progress=True,
        due_on=timezone.localdate() + timedelta(days=60),
        title="Train all managers",
    )
    return people


@pytest.fixture
def viewer(people, client):
    """A viewer's browser."""
    client.force_login(people.viewer)
    return client


def shown(response):
    """The references of the rows of a list."""
    return [action.reference for action in response.context["page"].object_list]


# The list


def test_list_shows_each_action_with_all_that_a_row_tells(people, viewer):
    late = ActionFactory(
        plan=people.plan,
        title="Write a guide",
        in_progress=True,
        due_on=timezone.localdate() - timedelta(days=12),
    )
    visit = VisitFactory(plan=people.plan, reference="V-2026-01")
    VisitCheckFactory(action=late, visit=visit, sustained="too_early")

    response = viewer.get(address("action-list", people.plan))

    assert shown(response) == ["A-001", "A-002"]
    text = words(response.content.decode())
    assert "A-001 Train all managers Head of safeguarding Olive Owner" in text
    assert "Write a guide No owner In progress Red" in text
    assert "Overdue by 12 days" in text
    assert "V-2026-01 Too early to say" in text
    assert "2 actions" in text


def test_list_of_a_recorded_action_says_what_its_document_claims(people, viewer):
    ActionFactory(
        plan=people.plan, recorded=True, owner_words="Leaders", due_words="imminent"
    )

    text = words(viewer.get(address("action-list", people.plan)).content.decode())

    assert "Leaders Recorded Planned" in text
    assert "imminent None Not checked" in text


@pytest.mark.parametrize(
    ("who", "offered"), [("viewer", False), ("manager", True), ("superuser", False)]
)
def test_list_offers_to_add_only_to_the_plan_manager(people, client, who, offered):
    client.force_login(getattr(people, who))

    page = client.get(address("action-list", people.plan)).content.decode()

    assert (address("action-create", people.plan) in page) == offered


def test_list_is_filtered_and_keeps_the_filter_in_its_links(people, viewer):
    ActionFactory(plan=people.plan, title="Write a guide")

    response = viewer.get(address("action-list", people.plan) + "?q=train")

    assert shown(response) == ["A-001"]
    page = response.content.decode()
    assert f"{address('action-export', people.plan, 'csv')}?q=train" in page
    assert "?q=train&amp;sort=due_on" in page


def test_list_where_nothing_fits_says_so(people, viewer):
    response = viewer.get(address("action-list", people.plan) + "?q=dragons")

    assert shown(response) == []
    text = words(response.content.decode())
    assert "0 actions" in text
    assert "No action fits." in text


@pytest.mark.parametrize(
    ("query", "said"),
    [
        pytest.param(
            "status=done",
            "Select a valid choice. done is not one of the available choices.",
            id="status",
        ),
        pytest.param(
            "owner=nobody",
            "Select a valid choice. nobody is not one of the available choices.",
            id="owner",
        ),
        pytest.param(
            "sort=colour",
            "Select a valid choice. colour is not one of the available choices.",
            id="sort",
        ),
        pytest.param(
            "due_to_day=1", "Due to must include a month and year", id="half a day"
        ),
    ],
)
def test_list_with_a_value_it_does_not_know_says_so_and_shows_no_rows(
    people, viewer, query, said
):
    response = viewer.get(f"{address('action-list', people.plan)}?{query}")

    assert response.status_code == 200
    assert shown(response) == []
    assert summary(response) == [said]
    assert "<title>Error: Actions" in response.content.decode()


def test_list_of_two_pages(people, viewer):
    ActionFactory.create_batch(50, plan=people.plan, standing=False)
    page = address("action-list", people.plan)

    assert len(shown(viewer.get(page))) == 50
    assert shown(viewer.get(f"{page}?page=2")) == ["A-051"]
    assert "sort=title&amp;page=2" in viewer.get(f"{page}?sort=title").content.decode()


@pytest.mark.parametrize("count", [1, 50])
def test_list_asks_as_often_for_one_as_for_fifty(
    people, viewer, django_assert_num_queries, count
):
    fill(people, count)

    for query in ("", "?owner=head-of-safeguarding&q=a&rating=amber&sort=-rating"):
        with django_assert_num_queries(LIST_QUERIES):
            viewer.get(address("action-list", people.plan) + query)


def fill(people, count):
    """So many actions in all, each with an update and a check."""
    people.post.slug = "head-of-safeguarding"
    people.post.save()
    visit = VisitFactory(plan=people.plan)
    for _ in range(count - 1):
        ActionFactory(plan=people.plan, owner_post=people.post, in_progress=True)
    for action in Action.objects.all():
        ProgressUpdateFactory(action=action)
        VisitCheckFactory(action=action, visit=visit)


# One action


def test_page_tells_what_it_is_and_what_happened(people, viewer):
    action = Action.objects.get()
    AnswerFactory(action=action)
    ProgressUpdateFactory(
        action=action, did="The course was held.", author=people.owner
    )

    response = viewer.get(address("action-detail", people.plan, "A-001"))

    text = words(response.content.decode())
    assert "A-001 Train all managers In progress Amber" in text
    assert "Head of safeguarding Olive Owner" in text
    assert "R-001 The quality of supervision (R-001)." in text
    assert "No visit has checked this yet." in text
    assert "Olive Owner Amber Self-rated The course was held." in text


def test_page_of_an_action_of_another_plan_is_not_found(people, viewer):
    ActionFactory(plan=PlanFactory(), reference="A-777")

    page = viewer.get(address("action-detail", people.plan, "A-777"))

    assert page.status_code == 404


@pytest.mark.parametrize(
    ("who", "values", "offered"),
    [
        pytest.param("viewer", {}, set(), id="viewer"),
        pytest.param("owner", {}, {"update-create"}, id="owner"),
        pytest.param("deputy", {}, {"update-create"}, id="deputy"),
        pytest.param("board_member", {}, set(), id="board member"),
        pytest.param(
            "manager",
            {},
            {"update-create", "action-update", "action-owner"},
            id="plan manager",
        ),
        pytest.param(
            "manager",
            {"recorded": True},
            {"action-take-up", "action-update"},
            id="plan manager, recorded",
        ),
        pytest.param("owner", {"recorded": True}, set(), id="owner, recorded"),
        pytest.param("owner", {"closed": True}, set(), id="owner, closed"),
    ],
)
def test_page_offers_what_the_person_may_do(people, client, who, values, offered):
    ActionFactory(plan=people.plan, owner_post=people.post, **values)
    reference = "A-002" if values else "A-001"
    client.force_login(getattr(people, who))

    page = client.get(address("action-detail", people.plan, reference))

    every = ("update-create", "action-update", "action-owner", "action-take-up")
    links = {name: address(name, people.plan, reference) for name in every}
    html = page.content.decode()
    assert {name for name in every if f'"{links[name]}"' in html} == offered


@pytest.mark.parametrize(
    ("who", "opens"),
    [
        ("viewer", False),
        ("owner", True),
        ("board_member", True),
        ("moderator", True),
        ("manager", True),
    ],
)
def test_evidence_is_named_to_all_and_its_file_to_those_who_may_open_it(
    people, client, who, opens
):
    EvidenceFactory(action=Action.objects.get(), title="Audit of May", stored=True)
    client.force_login(getattr(people, who))

    html = client.get(address("action-detail", people.plan, "A-001")).content.decode()

    assert "Audit of May" in html
    assert ("audit.pdf" in html) == opens
    assert (address("evidence-detail", people.plan, "A-001", 1) in html) == opens


@pytest.mark.parametrize("count", [1, 50])
def test_page_asks_as_often_for_one_as_for_fifty(
    people, viewer, django_assert_num_queries, count
):
    action = Action.objects.get()
    for number in range(count):
        update = ProgressUpdateFactory(action=action)
        EvidenceFactory(action=action, update=update)
        AnswerFactory(action=action)
        OwnerChangeFactory(action=action)
        day = timezone.localdate() - timedelta(days=number + 10)
        VisitCheckFactory(
            action=action, visit=VisitFactory(plan=people.plan, starts_on=day)
        )

    with django_assert_num_queries(PAGE_QUERIES):
        viewer.get(address("action-detail", people.plan, "A-001"))

    assert Evidence.objects.count() == count
