"""Challenges: raised, answered and closed on the pages, listed and exported."""

import csv
from datetime import date

import pytest
from django.utils import timezone
from pytest_django.asserts import assertRedirects

from tests.factories import (
    ActionFactory,
    ChallengeClosingFactory,
    ChallengeFactory,
    ChallengeReplyFactory,
    MeetingFactory,
    RecommendationFactory,
)
from tests.people import plan_with_people
from tests.views.pages import address, beside_fields, summary, words
from tracker.models import Challenge, ChallengeClosing, ChallengeReply, Change

pytestmark = pytest.mark.django_db

LIST_QUERIES = 6  # session, person, plan, meetings of the filter, count, rows
PAGE_QUERIES = 6  # session, person, plan, challenge, whether it is theirs, entries
EXPORT_QUERIES = 4
NHS_NUMBER = "943 476 5919"


@pytest.fixture
def people():
    """A plan with one action of the owner's post, and a recommendation."""
    people = plan_with_people()
    ActionFactory(plan=people.plan, owner_post=people.post, in_progress=True)
    RecommendationFactory(plan=people.plan)
    return people


@pytest.fixture
def challenge(people):
    return ChallengeFactory(
        action=people.plan.actions.get(),
        raised_by=people.board_member,
        question="Why is it slow?",
    )


@pytest.fixture
def as_person(people, client):
    """The browser of one of the people."""

    def sign_in(name):
        client.force_login(getattr(people, name))
        return client

    return sign_in


def shown(response):
    return words(response.content.decode())


# Raise


def test_action_page_leads_to_a_challenge_about_it_and_shows_it(people, as_person):
    browser = as_person("board_member")
    action_page = address("action-detail", people.plan, "A-001")
    path = address("challenge-create", people.plan) + "?action=A-001"
    assert f'href="{path}"' in browser.get(action_page).content.decode()

    form = browser.get(path).context["form"]
    response = browser.post(
        path, {"question": "Why is it slow?", "action": form["action"].value()}
    )

    assertRedirects(response, address("challenge-detail", people.plan, "C-001"))
    stored = Challenge.objects.get()
    assert (stored.action.reference, stored.raised_on, stored.raised_by) == (
        "A-001",
        timezone.localdate(),
        people.board_member,
    )
    page = shown(browser.get(action_page))
    assert "Challenge raised" in page
    assert "Boris Board, C-001 Why is it slow?" in page


def test_recommendation_page_leads_to_a_challenge_about_it_and_shows_it(
    people, as_person
):
    browser = as_person("manager")
    page = address("recommendation-detail", people.plan, "R-001")
    path = address("challenge-create", people.plan) + "?recommendation=R-001"
    assert f'href="{path}"' in browser.get(page).content.decode()
    assert "What the board asked and decided" not in shown(browser.get(page))

    browser.post(path, {"question": "And families?", "recommendation": "R-001"})

    assert "What the board asked and decided Challenge raised" in shown(
        browser.get(page)
    )


@pytest.mark.parametrize("who", ["viewer", "owner", "moderator"])
def test_who_may_not_raise_one_is_not_offered_it(people, as_person, who):
    browser = as_person(who)

    for page in (
        address("action-detail", people.plan, "A-001"),
        address("recommendation-detail", people.plan, "R-001"),
        address("challenge-list", people.plan),
        address("board", people.plan),
    ):
        assert "Raise a challenge" not in shown(browser.get(page))


@pytest.mark.parametrize(
    ("typed", "beside"),
    [
        pytest.param({}, {"question": "Enter your question"}, id="nothing"),
        pytest.param(
            {"question": "Why?", "action": "A-001", "recommendation": "R-001"},
            {"recommendation": ("Choose an action or a recommendation, not both")},
            id="two subjects",
        ),
    ],
)
def test_wrong_challenge_is_said_beside_the_field(people, as_person, typed, beside):
    response = as_person("manager").post(
        address("challenge-create", people.plan), typed
    )

    assert beside_fields(response) == beside
    assert not Challenge.objects.exists()


def test_action_of_another_plan_is_not_taken(people, as_person):
    ActionFactory(reference="A-777")

    response = as_person("manager").post(
        address("challenge-create", people.plan),
        {"question": "Why?", "action": "A-777"},
    )

    assert list(beside_fields(response)) == ["action"]


def test_text_that_may_name_a_child_is_held_back_once(people, as_person):
    browser = as_person("board_member")
    path = address("challenge-create", people.plan)
    typed = {"question": f"What of {NHS_NUMBER}?"}

    first = browser.post(path, typed)
    assert "an NHS number" in summary(first)[0]
    assert not Challenge.objects.exists()
    browser.post(path, typed | {"not_about_a_child": "on"})

    assert Challenge.objects.count() == 1
    assert "not about a child" in Change.objects.filter(model="challenge").get().why


def test_challenge_of_a_meeting_held_has_its_day(people, as_person):
    MeetingFactory(plan=people.plan, reference="B-2026-01")

    as_person("manager").post(
        address("challenge-create", people.plan),
        {"question": "Why?", "meeting": "B-2026-01", "on_behalf_of": "Ann Lee"},
    )

    stored = Challenge.objects.get()
    assert (stored.raised_on, stored.on_behalf_of) == (date(2026, 5, 14), "Ann Lee")


# Reply


def test_owner_replies_from_the_queue_and_lands_there_again(
    people, as_person, challenge
):
    browser = as_person("owner")
    page = browser.get("/").content.decode()
    path = address("challenge-reply", people.plan, "C-001")
    assert f'href="{path}?next=/"' in page

    response = browser.post(f"{path}?next=/", {"text": "Two posts were empty."})

    assertRedirects(response, "/")
    assert ChallengeReply.objects.get().author == people.owner
    assert "Challenges to answer" not in shown(browser.get("/"))


def test_form_of_a_reply_shows_what_was_said(people, as_person, challenge):
    ChallengeReplyFactory(challenge=challenge, text="Two posts were empty.")

    page = shown(
        as_person("manager").get(address("challenge-reply", people.plan, "C-001"))
    )

    assert "Why is it slow?" in page
    assert "Two posts were empty." in page


def test_owner_of_another_action_is_told_who_replies(people, as_person):
    ChallengeFactory(plan=people.plan)
    path = address("challenge-reply", people.plan, "C-001")

    response = as_person("owner").get(path)

    assert response.status_code == 403
    assert "The owner of the action it names, or a plan manager" in shown(response)


# What became of it


def test_who_asked_accepts_the_reply_from_the_queue(people, as_person, challenge):
    ChallengeReplyFactory(challenge=challenge, author=people.owner)
    browser = as_person("board_member")
    path = address("challenge-close", people.plan, "C-001")
    assert f'href="{path}?next=/"' in browser.get("/").content.decode()

    response = browser.post(f"{path}?next=/", {"outcome": "accepted"})

    assertRedirects(response, "/")
    closing = ChallengeClosing.objects.get()
    assert (closing.outcome, closing.replied_by) == ("accepted", people.owner)


def test_more_is_wanted_and_it_stays_open(people, as_person, challenge):
    ChallengeReplyFactory(challenge=challenge, author=people.owner)
    browser = as_person("board_member")
    path = address("challenge-close", people.plan, "C-001")

    without = browser.post(path, {"outcome": "more_wanted"})
    done = browser.post(path, {"outcome": "more_wanted", "note": "Which?"}, follow=True)

    assert beside_fields(without) == {"note": "Say what more you want to know"}
    assert "C-001 waits for a reply again." in shown(done)
    assert ChallengeReply.objects.last().kind == "more_wanted"
    assert not ChallengeClosing.objects.exists()


def test_agreed_action_is_named(people, as_person, challenge):
    path = address("challenge-close", people.plan, "C-001")
    browser = as_person("board_member")

    wrong = browser.post(path, {"outcome": "withdrawn", "agreed_action": "A-001"})
    browser.post(path, {"outcome": "action_agreed", "agreed_action": "A-001"})

    assert set(beside_fields(wrong)) == {"agreed_action"}
    page = shown(browser.get(address("challenge-detail", people.plan, "C-001")))
    assert "Closed: action agreed" in page
    assert "Action agreed: A-001 Improve supervision (A-001)" in page


@pytest.mark.parametrize(
    ("outcome", "sentence"),
    [
        ("accepted", "You replied to this challenge. Another person closes it."),
        ("more_wanted", None),
    ],
)
def test_manager_does_not_accept_their_own_reply(
    people, as_person, challenge, outcome, sentence
):
    ChallengeReplyFactory(challenge=challenge, author=people.manager)

    response = as_person("manager").post(
        address("challenge-close", people.plan, "C-001"),
        {"outcome": outcome, "note": "So"},
    )

    if sentence:
        assert summary(response) == [sentence]
    assert not ChallengeClosing.objects.exists()


def test_who_replied_is_told_beforehand_what_is_left_to_them(
    people, as_person, challenge
):
    ChallengeReplyFactory(challenge=challenge, author=people.manager)
    browser = as_person("manager")

    page = shown(browser.get(address("challenge-detail", people.plan, "C-001")))
    form = shown(browser.get(address("challenge-close", people.plan, "C-001")))
    reply = shown(browser.get(address("challenge-reply", people.plan, "C-001")))

    assert "Reply Close it" in page
    assert "Say what you think of the reply" not in page
    assert "You wrote the last reply." in form
    assert "You wrote the last reply." not in reply


def test_another_board_member_is_told_who_closes_it(people, as_person):
    ChallengeFactory(plan=people.plan, raised_by=people.manager)

    response = as_person("board_member").get(
        address("challenge-close", people.plan, "C-001")
    )

    assert response.status_code == 403
    assert "Who raised it, or a plan manager" in shown(response)


@pytest.mark.parametrize("page", ["challenge-reply", "challenge-close"])
def test_closed_challenge_leads_back_with_a_word(people, as_person, challenge, page):
    ChallengeReplyFactory(challenge=challenge)
    ChallengeClosingFactory(challenge=challenge)

    response = as_person("manager").get(
        address(page, people.plan, "C-001"), follow=True
    )

    assert "C-001 is closed." in shown(response)
    assert response.redirect_chain == [
        (address("challenge-detail", people.plan, "C-001"), 302)
    ]


@pytest.mark.parametrize("page", ["challenge-reply", "challenge-close"])
def test_next_leads_to_no_other_site(people, as_person, challenge, page):
    path = address(page, people.plan, "C-001") + "?next=//elsewhere.example/"

    response = as_person("manager").post(
        path, {"text": "So.", "outcome": "withdrawn", "note": "So."}
    )

    assertRedirects(response, address("challenge-detail", people.plan, "C-001"))


# The list and the file


@pytest.fixture
def many(people, challenge):
    """Challenges in all states."""
    ChallengeReplyFactory(
        plan=people.plan,
        text="Nineteen of them",
        challenge__raised_on=date(2026, 4, 1),
        made_on=date(2026, 4, 2),
    )
    meeting = MeetingFactory(plan=people.plan, reference="B-2026-01")
    closed = ChallengeReplyFactory(
        plan=people.plan,
        challenge__meeting=meeting,
        challenge__recommendation=people.plan.recommendations.get(),
    )
    ChallengeClosingFactory(challenge=closed.challenge)


@pytest.mark.parametrize(
    ("query", "references"),
    [
        pytest.param("", ["C-003", "C-002", "C-001"], id="the newest first"),
        pytest.param("?state=open", ["C-001"], id="open"),
        pytest.param("?state=answered", ["C-002"], id="answered"),
        pytest.param("?outcome=accepted", ["C-003"], id="outcome"),
        pytest.param("?about=action", ["C-001"], id="about an action"),
        pytest.param("?about=recommendation", ["C-003"], id="about a recommendation"),
        pytest.param("?about=plan", ["C-002"], id="about the plan"),
        pytest.param("?meeting=B-2026-01", ["C-003"], id="meeting"),
        pytest.param("?q=nineteen", ["C-002"], id="words of a reply"),
        pytest.param("?q=a-001", ["C-001"], id="reference of the action"),
        pytest.param("?q=nineteen+slow", ["C-002"], id="every word"),
        pytest.param("?sort=state", ["C-001", "C-002", "C-003"], id="by state"),
        pytest.param("?sort=raised_on", ["C-002", "C-003", "C-001"], id="by day"),
    ],
)
def test_list_and_file_hold_what_is_asked_for(
    people, as_person, many, query, references
):
    browser = as_person("viewer")

    page = browser.get(address("challenge-list", people.plan) + query)
    file = browser.get(address("challenge-export", people.plan, "csv") + query)

    assert [row.reference for row in page.context["page"]] == references
    text = file.getvalue().decode("utf-8-sig")
    assert [row["Reference"] for row in csv.DictReader(text.splitlines())] == references


def test_file_tells_a_challenge_whole_and_holds_no_formula(people, as_person):
    reply = ChallengeReplyFactory(
        plan=people.plan,
        challenge__question="=1+1",
        challenge__on_behalf_of="Ann Lee",
        challenge__raised_by=people.board_member,
        text="@SUM(A1)",
        author=people.owner,
    )
    ChallengeClosingFactory(challenge=reply.challenge, note="+1")

    answer = as_person("viewer").get(address("challenge-export", people.plan, "csv"))

    (row,) = csv.DictReader(answer.getvalue().decode("utf-8-sig").splitlines())
    assert row["Question"] == "'=1+1"
    assert row["Last reply"] == "'@SUM(A1)"
    assert row["Closing words"] == "'+1"
    assert (row["Raised by"], row["On behalf of"], row["Last reply by"]) == (
        "Boris Board",
        "Ann Lee",
        "Olive Owner",
    )
    assert (row["State"], row["Outcome"]) == ("Closed", "Reply accepted")


@pytest.mark.parametrize("query", ["?state=lost", "?meeting=B-1999-01", "?sort=x"])
def test_wrong_filter_is_said_and_no_file_is_made(people, as_person, many, query):
    browser = as_person("viewer")

    page = browser.get(address("challenge-list", people.plan) + query)
    file = browser.get(address("challenge-export", people.plan, "csv") + query)

    assert "There is a problem" in shown(page)
    assert "0 challenges" in shown(page)
    assert file["Location"] == address("challenge-list", people.plan) + query


@pytest.mark.parametrize("count", [1, 50])
def test_pages_ask_as_often_for_one_as_for_fifty(
    people, as_person, challenge, django_assert_num_queries, count
):
    browser = as_person("viewer")
    for _ in range(count):
        ChallengeReplyFactory(challenge=challenge)
        other = ChallengeReplyFactory(plan=people.plan, challenge__of_action=True)
        ChallengeClosingFactory(challenge=other.challenge)

    with django_assert_num_queries(LIST_QUERIES):
        browser.get(address("challenge-list", people.plan))
    with django_assert_num_queries(PAGE_QUERIES):
        browser.get(address("challenge-detail", people.plan, "C-001"))
    with django_assert_num_queries(EXPORT_QUERIES):
        answer = browser.get(address("challenge-export", people.plan, "csv"))
        assert len(answer.getvalue().splitlines()) == count + 2


def test_challenge_of_another_plan_is_not_found(people, as_person):
    ChallengeFactory()

    path = address("challenge-detail", people.plan, "C-001")

    assert as_person("manager").get(path).status_code == 404


def test_history_tells_a_challenge_in_words(people, as_person, challenge):
    ChallengeReplyFactory(challenge=challenge, author=people.owner)

    page = shown(
        as_person("manager").get(address("history", people.plan) + "?record=C-001")
    )

    assert "Action A-001" in page
    assert "C-001 reply 1" in page
    assert "Boris Board" in page
