"""Moderation: the queue of a plan, and the page of one update."""

from datetime import date

import pytest
from django.contrib.messages import get_messages
from pytest_django.asserts import assertRedirects

from tests.factories import (
    ActionFactory,
    EvidenceFactory,
    ModerationFactory,
    ProgressUpdateFactory,
    VisitCheckFactory,
    VisitFactory,
)
from tests.people import plan_with_people
from tests.views.pages import address, beside_fields, summary, words
from tracker.models import Change, Moderation, ProgressUpdate

pytestmark = pytest.mark.django_db

QUEUE_QUERIES = 5  # session, person, plan, count, rows
PAGE_QUERIES = 6  # session, person, plan, action, update, its evidence


@pytest.fixture
def people():
    """A plan with an action of the owner's post, and one update of it."""
    people = plan_with_people()
    action = ActionFactory(
        plan=people.plan,
        owner_post=people.post,
        in_progress=True,
        title="Train managers",
    )
    ProgressUpdateFactory(
        action=action,
        author=people.owner,
        did="The course was held.",
        rating="green",
        suggested_rating="amber",
        rating_reason="All teams came.",
    )
    return people


def queue_of(people):
    return address("moderation-queue", people.plan)


def page_of(people, number=1):
    return address("update-moderate", people.plan, "A-001", number)


def shown(response):
    return words(response.content.decode())


def messages_of(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


# Who may


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("moderator", 200),
        ("manager", 200),
        ("owner", 403),
        ("viewer", 403),
        ("board_member", 403),
        ("superuser", 403),
        ("stranger", 404),
        ("former", 404),
    ],
)
@pytest.mark.parametrize("place", [queue_of, page_of])
def test_page_by_role(people, client, place, who, status):
    client.force_login(getattr(people, who))

    assert client.get(place(people)).status_code == status


@pytest.mark.parametrize("who", ["owner", "viewer"])
def test_moderation_by_who_may_not_is_refused_with_the_sentence(people, client, who):
    client.force_login(getattr(people, who))

    response = client.post(page_of(people), {"result": "agreed"})

    assert response.status_code == 403
    assert "Moderators and plan managers moderate updates." in shown(response)
    assert not Moderation.objects.exists()


def test_own_update_is_not_moderated(people, client):
    own = ProgressUpdateFactory(plan=people.plan, author=people.manager)
    client.force_login(people.manager)
    place = address("update-moderate", people.plan, own.action.reference, 1)

    response = client.post(place, {"result": "agreed"})

    assert response.status_code == 403
    assert "You wrote this update. Another person moderates it." in shown(response)


def test_queue_is_only_read(people, moderator):
    assert moderator.post(queue_of(people)).status_code == 405


def test_update_that_is_none_is_not_found(people, moderator):
    assert moderator.get(page_of(people, 7)).status_code == 404


# The queue


def test_queue_tells_what_waits_the_oldest_first(people, moderator):
    old = ProgressUpdateFactory(plan=people.plan, made_on=date(2026, 5, 1))

    response = moderator.get(queue_of(people))

    text = shown(response)
    assert "2 updates wait for a second person. The oldest comes first." in text
    assert [row.update for row in response.context["rows"]] == [
        old,
        ProgressUpdate.objects.get(action__reference="A-001"),
    ]
    waiting = ProgressUpdate.objects.get(action__reference="A-001")
    assert (
        "A-001 Train managers Moderate update 1 of A-001 "
        f"{waiting.made_on:%-d %B %Y} Olive Owner Head of safeguarding Green Amber"
    ) in text
    link = f"{page_of(people)}?next={queue_of(people)}"
    assert f'href="{link}"' in response.content.decode()


def test_queue_shows_a_persons_own_with_why(people, client):
    ProgressUpdateFactory(plan=people.plan, author=people.manager)
    client.force_login(people.manager)

    text = shown(client.get(queue_of(people)))

    assert "You wrote this update. Another person moderates it." in text


def test_queue_where_nothing_waits(people, moderator):
    ModerationFactory(update=ProgressUpdate.objects.get())

    text = shown(moderator.get(queue_of(people)))

    assert "0 updates wait for a second person." in text


def test_queue_of_two_pages(people, moderator):
    for _ in range(50):
        ProgressUpdateFactory(plan=people.plan)

    first = moderator.get(queue_of(people))
    second = moderator.get(f"{queue_of(people)}?page=2")

    assert (len(first.context["rows"]), len(second.context["rows"])) == (50, 1)
    assert f"next={queue_of(people)}%3Fpage%3D2" in second.content.decode()


@pytest.mark.parametrize("count", [1, 50])
def test_queue_asks_as_often_for_one_as_for_fifty(
    people, moderator, django_assert_num_queries, count
):
    for _ in range(count - 1):
        ProgressUpdateFactory(plan=people.plan, action__owned=True)

    with django_assert_num_queries(QUEUE_QUERIES):
        response = moderator.get(queue_of(people))

    assert len(response.context["rows"]) == count


def test_list_of_actions_leads_moderators_to_the_queue(people, client):
    led = {}
    for who in ("moderator", "manager", "owner", "viewer"):
        client.force_login(getattr(people, who))
        page = client.get(address("action-list", people.plan)).content.decode()
        led[who] = f'href="{queue_of(people)}"' in page

    assert led == {"moderator": True, "manager": True, "owner": False, "viewer": False}


# One update


def test_page_shows_the_update_its_evidence_the_suggestion_and_the_last_check(
    people, moderator
):
    update = ProgressUpdate.objects.get()
    EvidenceFactory(action=update.action, update=update, title="Audit of May")
    visit = VisitFactory(plan=people.plan, reference="V-2026-01")
    VisitCheckFactory(action=update.action, visit=visit, progress="limited")

    text = shown(moderator.get(page_of(people)))

    assert "1 June 2026, Olive Owner. 50% complete." in text
    assert "Green Self-rated, not yet moderated Suggested Amber, but:" in text
    assert "All teams came. The course was held." in text
    assert "Audit of May" in text
    assert "Suggested by the plan Amber" in text
    assert "Last visit that checked it V-2026-01 Progress: limited." in text


@pytest.mark.parametrize(
    ("typed", "stored", "message"),
    [
        pytest.param(
            {"result": "agreed"},
            ("agreed", "green", ""),
            "Update 1 of A-001 is agreed.",
            id="agreed",
        ),
        pytest.param(
            {"result": "red", "reason": "Nothing moved."},
            ("corrected", "red", "Nothing moved."),
            "Update 1 of A-001 is corrected.",
            id="corrected",
        ),
        pytest.param(
            {"result": "returned", "reason": "By whom?"},
            ("returned", "", "By whom?"),
            "Update 1 of A-001 is returned.",
            id="returned",
        ),
    ],
)
def test_moderation_is_stored_and_shown_inside_the_update(
    people, moderator, typed, stored, message
):
    response = moderator.post(page_of(people), typed)

    detail = address("action-detail", people.plan, "A-001")
    assertRedirects(response, detail, fetch_redirect_response=False)
    assert messages_of(response) == [message]
    word = Moderation.objects.get()
    assert (word.result, word.rating, word.reason) == stored
    assert (word.author, word.moderator) == (people.owner, people.moderator)
    assert Change.objects.get(model="moderation").by == people.moderator
    text = shown(moderator.get(detail))
    assert word.get_result_display() in text.split("Update 1: 50% complete")[1]
    assert "Self-rated, not yet moderated" not in text


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        pytest.param({}, "result", "Select what you say", id="nothing"),
        pytest.param(
            {"result": "returned"},
            "reason",
            "Say why you correct or return the update",
            id="returned without a reason",
        ),
    ],
)
def test_moderation_refused_says_why(people, moderator, typed, field, sentence):
    response = moderator.post(page_of(people), typed)

    assert "<title>Error: Moderate update 1" in response.content.decode()
    assert summary(response) == [sentence]
    assert beside_fields(response) == {field: sentence}
    assert not Moderation.objects.exists()


def test_update_moderated_meanwhile_keeps_what_was_typed(people, moderator):
    ModerationFactory(update=ProgressUpdate.objects.get(), moderator=people.manager)
    typed = {"result": "red", "reason": "Nothing moved."}

    response = moderator.post(page_of(people), typed)

    assert summary(response) == ["Somebody moderated this update before you."]
    assert "Nothing moved.</textarea>" in response.content.decode()
    assert Moderation.objects.count() == 1


def test_update_that_is_moderated_leads_back(people, moderator):
    ModerationFactory(update=ProgressUpdate.objects.get())

    response = moderator.get(page_of(people), {"next": queue_of(people)})

    assertRedirects(response, queue_of(people), fetch_redirect_response=False)
    assert messages_of(response) == ["Update 1 of A-001 is moderated already."]


def test_moderator_lands_in_the_queue_again(people, moderator):
    place = f"{page_of(people)}?next={queue_of(people)}"

    response = moderator.post(place, {"result": "agreed"})

    assertRedirects(response, queue_of(people))


@pytest.mark.parametrize("count", [1, 50])
def test_page_asks_as_often_for_one_as_for_fifty(
    people, moderator, django_assert_num_queries, count
):
    update = ProgressUpdate.objects.get()
    for _ in range(count):
        EvidenceFactory(action=update.action, update=update)

    with django_assert_num_queries(PAGE_QUERIES):
        moderator.get(page_of(people))
