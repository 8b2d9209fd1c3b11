"""The list of actions, one action, and the list as a file."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.factories import (
    ActionFactory,
    AnswerFactory,
    DueCheckFactory,
    DueDateChangeFactory,
    EvidenceFactory,
    ModerationFactory,
    OwnerChangeFactory,
    PlanFactory,
    ProgressUpdateFactory,
    VerificationFactory,
    VisitCheckFactory,
    VisitFactory,
)
from tests.people import plan_with_people
from tests.views.pages import address, summary, words
from tracker.models import Action, Evidence

pytestmark = pytest.mark.django_db

LIST_QUERIES = 6  # session, person, plan, choices of the filter, count, rows
# Session, person, plan, action, and seven; one more where checks may wait.
PAGE_QUERIES = {"in_progress": 11, "delivered": 12, "verified": 12}
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
    assert (
        "Olive Owner Amber Self-rated, not yet moderated The course was held." in text
    )


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


def test_page_shows_the_next_step_as_its_one_button(people, client):
    client.force_login(people.owner)

    html = client.get(address("action-detail", people.plan, "A-001")).content.decode()

    buttons = re.findall(r'class="govuk-button"[^>]*>(.*?)</a>', html, re.DOTALL)
    assert [words(button) for button in buttons] == ["Add an update"]
    assert f'href="{address("action-deliver", people.plan, "A-001")}"' in html


def test_page_says_why_the_rest_is_not_offered(viewer, people):
    page = viewer.get(address("action-detail", people.plan, "A-001"))

    assert (
        "Add an update, deliver the action, ask for a new due date: "
        "the owner or a plan manager does this. "
        "Close the action: a plan manager does this."
    ) in words(page.content.decode())


def test_page_shows_three_voices_and_the_gap(people, viewer):
    action = Action.objects.get()
    update = ProgressUpdateFactory(action=action, rating="green", author=people.owner)
    ModerationFactory(update=update, corrected=True, moderator=people.moderator)
    visit = VisitFactory(plan=people.plan, reference="V-2026-01")
    VisitCheckFactory(action=action, visit=visit, progress="some")

    text = words(
        viewer.get(address("action-detail", people.plan, "A-001")).content.decode()
    )

    assert "Owner Green 1 June 2026, Olive Owner" in text
    assert "Moderator Red 1 June 2026, Mo Moderator" in text
    assert "Inspectors Some 21 to 22 April 2026, V-2026-01" in text
    assert "The owner is two steps more hopeful than the moderator." in text
    assert "The owner is one step more hopeful than the inspectors were." in text


@pytest.mark.parametrize(
    ("is_moderated", "said"), [(False, True), (True, False)], ids=["own", "moderated"]
)
def test_rating_that_nobody_moderated_says_so_on_the_page_and_in_the_list(
    people, viewer, is_moderated, said
):
    update = ProgressUpdateFactory(action=Action.objects.get())
    if is_moderated:
        ModerationFactory(update=update)

    page = words(
        viewer.get(address("action-detail", people.plan, "A-001")).content.decode()
    )
    row = words(viewer.get(address("action-list", people.plan)).content.decode())

    assert ("In progress Amber Self-rated, not yet moderated" in page) == said
    assert ("In progress Amber Self-rated" in row) == said


def test_page_tells_what_second_people_saw_and_what_is_to_come(people, viewer):
    action = ActionFactory(plan=people.plan, verified=True)
    seen = VerificationFactory(action=action, verified_by=people.moderator)
    DueCheckFactory(after=seen, twelve_months=True)
    DueDateChangeFactory(action=action, refused=True, asked_by=people.owner)

    text = words(
        viewer.get(address("action-detail", people.plan, "A-002")).content.decode()
    )

    assert "Check at 12 months To come 16 May 2027" in text
    assert "New due date refused: 31 December 2026 8 June 2026" in text
    assert (
        "New due date asked for: 31 December 2026 1 June 2026, Olive Owner "
        "Workforce, 92 days later than 30 September 2026."
    ) in text
    assert "Verification 16 May 2026, Mo Moderator Evidenced" in text
    assert "Delivered 1 May 2026 Verified 16 May 2026" in text


@pytest.mark.parametrize("count", [1, 50])
@pytest.mark.parametrize("who", ["viewer", "owner", "moderator", "manager"])
@pytest.mark.parametrize("status", PAGE_QUERIES)
def test_page_asks_as_often_for_one_as_for_fifty(
    people, client, django_assert_num_queries, count, who, status
):
    delivered = [(date(2026, 5, 1), "delivered")]
    action = ActionFactory(
        plan=people.plan, owner_post=people.post, status=status, standing=delivered
    )
    for number in range(count):
        update = ProgressUpdateFactory(action=action)
        ModerationFactory(update=update)
        EvidenceFactory(action=action, update=update)
        AnswerFactory(action=action)
        OwnerChangeFactory(action=action)
        seen = VerificationFactory(action=action, partly=True)
        DueCheckFactory(after=seen, further=True)
        DueDateChangeFactory(action=action, approved=True)
        day = timezone.localdate() - timedelta(days=number + 10)
        VisitCheckFactory(
            action=action, visit=VisitFactory(plan=people.plan, starts_on=day)
        )
    client.force_login(getattr(people, who))

    with django_assert_num_queries(PAGE_QUERIES[status]):
        client.get(address("action-detail", people.plan, "A-002"))

    assert Evidence.objects.count() == count
