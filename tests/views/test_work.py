"""My work: one click from a queue to the page to act on, and back to the queue."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertRedirects

from tests.factories import (
    ActionFactory,
    DueDateChangeFactory,
    ModerationFactory,
    PlanMembershipFactory,
    ProgressUpdateFactory,
    UserFactory,
)
from tests.people import plan_with_people
from tests.views.pages import address, words
from tracker.models import Change

pytestmark = pytest.mark.django_db

PATH = reverse("tracker:my-work")


@pytest.fixture
def today():
    """The day of the page."""
    return timezone.localdate()


@pytest.fixture
def people():
    return plan_with_people(name="Plan of Ashby")


@pytest.fixture
def owned(people, today):
    """Makes an action of the owner's post, due in 20 days."""

    def make(**values):
        standard = {
            "plan": people.plan,
            "owner_post": people.post,
            "in_progress": True,
            "title": "Train managers",
            "due_on": today + timedelta(days=20),
            "standing__taken_up_on": today - timedelta(days=90),
        }
        return ActionFactory(**{**standard, **values})

    return make


def shown(response):
    return words(response.content.decode())


def links(response):
    """The addresses of the links of the page, in order."""
    pieces = response.content.decode().split('href="')[1:]
    return [piece.split('"')[0] for piece in pieces]


def test_page_asks_to_sign_in(client):
    response = client.get(PATH)

    assertRedirects(
        response, reverse("account_login") + "?next=/", fetch_redirect_response=False
    )


def test_page_takes_no_post(client, people):
    client.force_login(people.owner)

    assert client.post(PATH).status_code == 405


def test_opening_the_page_writes_nothing(client, people, owned):
    owned()
    client.force_login(people.owner)
    before = Change.objects.count()

    client.get(PATH)

    assert Change.objects.count() == before


def test_person_for_whom_nothing_waits_is_told_so(client, people):
    client.force_login(people.viewer)

    page = shown(client.get(PATH))

    assert "Nothing waits for you. Your plans Plan of Ashby Viewer" in page


def test_person_of_no_plan_is_told_whom_to_ask(client):
    client.force_login(UserFactory())

    page = shown(client.get(PATH))

    assert "You are not a member of any plan. Ask the plan manager" in page


def test_owner_reads_why_an_update_came_back(client, people, owned):
    update = ProgressUpdateFactory(action=owned())
    ModerationFactory(update=update, returned=True, moderator=people.moderator)
    client.force_login(people.owner)

    response = client.get(PATH)

    page = shown(response)
    assert "Returned to you (1) A-001 Train managers Mo Moderator returned" in page
    assert "“It does not say what was done.” Add an update : A-001" in page
    act = address("update-create", people.plan, "A-001") + "?next=/"
    assert links(response).count(act) == 1


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        pytest.param("update-moderate", [1], id="moderate"),
        pytest.param("action-verify", [], id="verify"),
        pytest.param("due-date-decide", [1], id="decide"),
    ],
)
def test_moderator_goes_to_the_page_to_act_on_in_one_click(
    client, people, owned, today, name, parts
):
    if name == "update-moderate":
        ProgressUpdateFactory(action=owned(), made_on=today)
    elif name == "action-verify":
        owned(status="delivered", in_progress=False)
    else:
        DueDateChangeFactory(action=owned(), asked_on=today, old_on=None)
    client.force_login(people.moderator)

    act = address(name, people.plan, "A-001", *parts) + "?next=/"

    assert links(client.get(PATH)).count(act) == 1
    assert client.get(act).status_code == 200


def test_decided_from_the_queue_leads_back_to_it_without_the_row(
    client, people, owned, today
):
    DueDateChangeFactory(
        action=owned(), asked_on=today, new_on=today + timedelta(days=99)
    )
    client.force_login(people.moderator)

    sent = client.post(
        address("due-date-decide", people.plan, "A-001", 1) + "?next=/",
        {"decision": "approved"},
    )

    assertRedirects(sent, PATH, fetch_redirect_response=False)
    assert len(get_messages(sent.wsgi_request)) == 1
    assert "Nothing waits for you." in shown(client.get(PATH))


def test_asked_for_date_stands_with_who_asked_and_leads_to_the_action(
    client, people, owned, today
):
    DueDateChangeFactory(action=owned(), asked_by=people.owner)
    client.force_login(people.owner)

    response = client.get(PATH)

    page = shown(response)
    assert "Your requests for a new due date (1)" in page
    assert "See the action : A-001" in page


def test_several_queues_have_a_list_of_contents(client, people, owned, today):
    owned()
    owned(due_on=today - timedelta(days=1))
    client.force_login(people.owner)

    response = client.get(PATH)

    assert "My work Overdue (1) Due in the next 28 days (1) Overdue (1)" in shown(
        response
    )
    assert [link for link in links(response) if link.startswith("#o")] == ["#overdue"]


def test_rows_say_of_which_plan_they_are_where_there_are_several(
    client, people, owned, today
):
    owned()
    elsewhere = PlanMembershipFactory(
        person=people.owner, plan__name="Plan of Bree", moderator=True
    ).plan
    client.force_login(people.owner)
    of_one = shown(client.get(PATH))
    DueDateChangeFactory(plan=elsewhere)

    of_two = shown(client.get(PATH))

    assert [of_one.count(f"Plan of {name}") for name in ("Ashby", "Bree")] == [1, 1]
    assert [of_two.count(f"Plan of {name}") for name in ("Ashby", "Bree")] == [2, 2]


def test_what_asks_most_stands_first(client, people, owned, today):
    for title, due_in in {"late": -3, "soon": 5, "quiet": 90, "well": 90}.items():
        action = owned(title=title, due_on=today + timedelta(days=due_in))
        heard = 60 if title == "quiet" else 0
        ProgressUpdateFactory(action=action, made_on=today - timedelta(days=heard))
    client.force_login(people.owner)

    page = shown(client.get(PATH))

    order = [
        "Overdue (1) A-001 late",
        "overdue by 3 days.",
        "Due in the next 28 days (1) A-002 soon",
        "Waiting for an update (1) A-003 quiet",
        "Your other open actions (1) A-004 well",
        "Your plans Plan of Ashby Viewer",
    ]
    places = [page.find(part) for part in order]
    assert -1 not in places
    assert places == sorted(places)


# A long queue


def test_long_queue_shows_twenty_and_leads_to_all(client, people, owned):
    for _ in range(21):
        owned()
    client.force_login(people.owner)

    first = client.get(PATH)
    whole = client.get(f"{PATH}?queue=due_soon")

    assert "Due in the next 28 days (21)" in shown(first)
    assert links(first).count("?queue=due_soon") == 1
    assert shown(first).count("Add an update : A-") == 20
    assert shown(whole).count("Add an update : A-") == 21
    back = f"{address('update-create', people.plan, 'A-021')}?next=/%3Fqueue%3Ddue_soon"
    assert links(whole).count(back) == 1


def test_queue_of_more_than_a_page_has_pages(client, people, owned, today):
    for _ in range(51):
        ProgressUpdateFactory(action=owned(), made_on=today)
    client.force_login(people.moderator)

    first = client.get(f"{PATH}?queue=to_moderate")
    second = client.get(f"{PATH}?queue=to_moderate&page=2")
    beyond = client.get(f"{PATH}?queue=to_moderate&page=3")

    assert [len(page.context["rows"]) for page in (first, second)] == [50, 1]
    assert "There is no page 3. This is page 2." in shown(beyond)


def test_empty_queue_says_so_and_unknown_one_is_404(client, people):
    client.force_login(people.owner)

    assert "Nothing waits here." in shown(client.get(f"{PATH}?queue=checks"))
    assert client.get(f"{PATH}?queue=biscuits").status_code == 404


@pytest.mark.parametrize("count", [1, 50])
def test_page_asks_the_same_number_of_questions(
    client, people, owned, today, django_assert_num_queries, count
):
    for _ in range(count):
        PlanMembershipFactory(person=people.manager)
        ProgressUpdateFactory(action=owned(), made_on=today)
        DueDateChangeFactory(action=owned(), asked_on=today)
        owned(status="delivered", in_progress=False)
    client.force_login(people.manager)

    with django_assert_num_queries(14):  # session, account, plans, eleven queues
        response = client.get(PATH)

    assert [queue.total for queue in response.context["queues"]] == [count] * 3
