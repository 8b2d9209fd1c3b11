"""Decisions: recorded at a meeting, carried out, listed and exported."""

import csv
from datetime import date, timedelta

import pytest
from django.utils import timezone
from pytest_django.asserts import assertRedirects

from tests.factories import (
    ActionFactory,
    DecisionCompletionFactory,
    DecisionFactory,
    DueDateChangeFactory,
    MeetingFactory,
    RecommendationFactory,
)
from tests.people import plan_with_people
from tests.views.pages import address, beside_fields, summary, typed_day, words
from tracker.models import Action, Decision, DecisionCompletion, DueDateChange

pytestmark = pytest.mark.django_db

LIST_QUERIES = 6  # session, person, plan, meetings of the filter, count, rows
PAGE_QUERIES = 5  # session, person, plan, decision, whether it is theirs
FORM_QUERIES = 8
EXPORT_QUERIES = 4


@pytest.fixture
def today():
    """The day of the pages."""
    return timezone.localdate()


@pytest.fixture
def people(today):
    """A plan with an action in progress, and a meeting held five days ago."""
    people = plan_with_people()
    people.post.slug = "head"
    people.post.save()
    ActionFactory(
        plan=people.plan,
        owner_post=people.post,
        in_progress=True,
        due_on=today + timedelta(days=30),
        standing__taken_up_on=today - timedelta(days=90),
    )
    MeetingFactory(
        plan=people.plan,
        held_on=today - timedelta(days=5),
        cut_off_on=None,
        reference="B-2026-01",
    )
    return people


@pytest.fixture
def asked(people, today):
    """The owner asked for 61 days more, ten days ago."""
    return DueDateChangeFactory(
        action=people.plan.actions.get(),
        new_on=today + timedelta(days=91),
        asked_by=people.owner,
        asked_on=today - timedelta(days=10),
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


def create_path(people, decides=""):
    query = f"?decides={decides}" if decides else ""
    return address("decision-create", people.plan, "B-2026-01") + query


def typed(today, **values):
    """A decision as it is typed: of the day of the meeting."""
    day = today - timedelta(days=5)
    return {"text": "So it is.", **typed_day("decided_on", day), **values}


# Record


def test_decision_is_recorded_on_the_day_of_the_meeting(people, as_person, today):
    browser = as_person("manager")
    form = browser.get(create_path(people)).context["form"]
    assert form["decided_on"].value() == today - timedelta(days=5)

    due_on = today + timedelta(days=20)
    response = browser.post(
        create_path(people),
        typed(today, action="A-001", owner_post="head", **typed_day("due_on", due_on)),
    )

    page = address("meeting-detail", people.plan, "B-2026-01")
    assertRedirects(response, page)
    stored = Decision.objects.get()
    assert (stored.decided_on, stored.action.reference, stored.owner_post) == (
        today - timedelta(days=5),
        "A-001",
        people.post,
    )
    assert "D-001 So it is." in shown(browser.get(page))
    action_page = shown(browser.get(address("action-detail", people.plan, "A-001")))
    assert "Decision of the board" in action_page
    assert "D-001 at B-2026-01 So it is." in action_page


@pytest.mark.parametrize(
    ("decides", "values", "beside"),
    [
        pytest.param(
            "", {"text": ""}, {"text": "Enter what was decided"}, id="nothing"
        ),
        pytest.param(
            "date",
            {},
            {
                "change": "Select the request that was decided",
                "decision": "Select how it was decided",
            },
            id="date",
        ),
        pytest.param(
            "closure",
            {},
            {
                "closes": "Select the action that is closed",
                "code": "Select why it is closed",
            },
            id="closure",
        ),
    ],
)
def test_wrong_decision_is_said_beside_the_field(
    people, as_person, today, decides, values, beside
):
    response = as_person("manager").post(
        create_path(people, decides), typed(today, **values)
    )

    assert beside_fields(response) == beside
    assert not Decision.objects.exists()


def test_days_of_a_decision_are_in_order(people, as_person, today):
    browser = as_person("manager")
    tomorrow, before = today + timedelta(days=1), today - timedelta(days=6)

    to_come = browser.post(
        create_path(people), typed(today) | typed_day("decided_on", tomorrow)
    )
    by_nobody = browser.post(
        create_path(people), typed(today, **typed_day("due_on", tomorrow))
    )
    too_soon = browser.post(
        create_path(people),
        typed(today, owner_post="head", **typed_day("due_on", before)),
    )

    assert beside_fields(to_come) == {"decided_on": "Give today or a day in the past."}
    assert beside_fields(by_nobody) == {
        "owner_post": "Select who carries it out by that day"
    }
    assert beside_fields(too_soon) == {"due_on": "Give a day after the decision"}
    assert not Decision.objects.exists()


def test_meeting_to_come_takes_no_decision(people, as_person, today):
    MeetingFactory(
        plan=people.plan,
        held_on=today + timedelta(days=1),
        cut_off_on=None,
        reference="B-2026-02",
    )
    path = address("decision-create", people.plan, "B-2026-02")
    browser = as_person("manager")

    opened = browser.get(path, follow=True)
    sent = browser.post(path, typed(today))

    assert "B-2026-02 has not been held: nothing is decided yet." in shown(opened)
    assert "is still to come" in summary(sent)[0]
    assert not Decision.objects.exists()


def test_due_date_is_decided_by_the_meeting(people, as_person, asked, today):
    browser = as_person("manager")
    page = shown(browser.get(create_path(people, "date")))
    assert "A-001: from" in page
    assert "asked by Olive Owner" in page

    browser.post(
        create_path(people, "date"), typed(today, change="A-001", decision="approved")
    )

    change = DueDateChange.objects.get()
    assert (change.decision, change.meeting.reference, change.decided_by) == (
        "approved",
        "B-2026-01",
        people.manager,
    )
    assert Action.objects.get().due_on == asked.new_on
    action_page = shown(browser.get(address("action-detail", people.plan, "A-001")))
    assert "Mary Manager, decided at B-2026-01" in action_page
    assert "Decision of the board: approves a new due date" in action_page


def test_who_asked_for_the_date_does_not_write_it_down(people, as_person, asked, today):
    own = ActionFactory(plan=people.plan, in_progress=True)
    DueDateChangeFactory(
        action=own, asked_by=people.manager, asked_on=today - timedelta(days=10)
    )

    response = as_person("manager").post(
        create_path(people, "date"), typed(today, change="A-002", decision="approved")
    )

    assert summary(response) == ["You asked for this date. Another person decides."]
    assert response.context["form"]["text"].value() == "So it is."
    assert response.context["form"]["change"].value() == "A-002"
    assert not Decision.objects.exists()


def test_action_is_closed_by_the_meeting(people, as_person, today):
    browser = as_person("manager")

    browser.post(
        create_path(people, "closure"),
        typed(today, closes="A-001", code="not_proceeding"),
    )

    action = Action.objects.get()
    assert (action.status, Decision.objects.get().effect) == ("closed", "action_closed")
    assert action.status_changes.last().reason == "So it is. (decided at B-2026-01)"


def test_text_that_may_name_a_child_is_held_back_once(people, as_person, today):
    sent = typed(today, text="See 943 476 5919")

    response = as_person("manager").post(create_path(people), sent)

    assert "an NHS number" in summary(response)[0]
    assert not Decision.objects.exists()


# Carry out


def test_owner_says_from_the_queue_that_it_is_done(people, as_person):
    DecisionFactory(meeting=people.plan.meetings.get(), owner_post=people.post)
    browser = as_person("owner")
    path = address("decision-done", people.plan, "D-001")
    assert f'href="{path}?next=/"' in browser.get("/").content.decode()

    response = browser.post(f"{path}?next=/", {"note": "Ten cases were read."})

    assertRedirects(response, "/")
    assert DecisionCompletion.objects.get().said_by == people.owner
    page = shown(browser.get(address("decision-detail", people.plan, "D-001")))
    assert "Carried out" in page
    assert "Ten cases were read." in page
    assert "Say that it is done" not in page


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({}, id="asks for nothing"),
        pytest.param({"to_do": True, "due_on": None, "done": True}, id="done"),
    ],
)
def test_nothing_is_left_to_do(people, as_person, values):
    values = dict(values)
    done = values.pop("done", False)
    decision = DecisionFactory(meeting=people.plan.meetings.get(), **values)
    if done:
        DecisionCompletionFactory(
            decision=decision, done_on=decision.decided_on + timedelta(days=1)
        )

    response = as_person("manager").get(
        address("decision-done", people.plan, "D-001"), follow=True
    )

    assert "D-001 asks for nothing now." in shown(response)


def test_viewer_is_told_who_says_it(people, as_person):
    DecisionFactory(meeting=people.plan.meetings.get(), owner_post=people.post)

    response = as_person("viewer").get(address("decision-done", people.plan, "D-001"))

    assert response.status_code == 403
    assert "Who was to carry it out, or a plan manager" in shown(response)


# The page, the list and the file


def test_page_tells_of_a_decision_that_was_put_right(people, as_person):
    meeting = people.plan.meetings.get()
    wrong = DecisionFactory(meeting=meeting)
    DecisionFactory(meeting=meeting, corrects=wrong)
    browser = as_person("viewer")

    old = shown(browser.get(address("decision-detail", people.plan, "D-001")))
    new = shown(browser.get(address("decision-detail", people.plan, "D-002")))

    assert "This decision was put right by D-002" in old
    assert "Puts right D-001" in new


@pytest.fixture
def many(people):
    """Decisions in all states."""
    meeting = people.plan.meetings.get()
    other = MeetingFactory(plan=people.plan, reference="B-2025-01")
    long_ago = {"decided_on": date(2026, 1, 8), "due_on": date(2026, 1, 9)}
    DecisionFactory(meeting=other, action=people.plan.actions.get(), text="Note it.")
    DecisionFactory(meeting=meeting, owner_post=people.post, **long_ago)
    done = DecisionFactory(meeting=meeting, owner_post=people.post, **long_ago)
    DecisionCompletionFactory(decision=done, done_on=date(2026, 1, 20), note="All read")
    wrong = DecisionFactory(
        meeting=meeting, recommendation=RecommendationFactory(plan=people.plan)
    )
    DecisionFactory(meeting=meeting, corrects=wrong, owner_post=people.post)


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        pytest.param("", [5, 4, 3, 2, 1], id="the newest first"),
        pytest.param("?state=overdue", [2], id="overdue"),
        pytest.param("?state=done", [3], id="done"),
        pytest.param("?state=corrected", [4], id="put right"),
        pytest.param("?state=to_do", [5], id="to do"),
        pytest.param("?state=stands", [1], id="asks for nothing"),
        pytest.param("?about=action", [1], id="about an action"),
        pytest.param("?meeting=B-2025-01", [1], id="meeting"),
        pytest.param("?effect=date_approved", [], id="what it did"),
        pytest.param("?q=note+it", [1], id="words"),
        pytest.param("?q=r-001", [4], id="reference"),
        pytest.param("?sort=state", [4, 3, 2, 5, 1], id="by state"),
        pytest.param("?sort=-due_on", [3, 2, 5, 4, 1], id="by due day"),
    ],
)
def test_list_and_file_hold_what_is_asked_for(people, as_person, many, query, numbers):
    browser = as_person("viewer")

    page = browser.get(address("decision-list", people.plan) + query)
    file = browser.get(address("decision-export", people.plan, "csv") + query)

    references = [f"D-{number:03}" for number in numbers]
    assert [row.reference for row in page.context["page"]] == references
    text = file.getvalue().decode("utf-8-sig")
    assert [row["Reference"] for row in csv.DictReader(text.splitlines())] == references


def test_file_tells_a_decision_whole_and_holds_no_formula(people, as_person, many):
    DecisionFactory(meeting=people.plan.meetings.first(), text="=1+1")

    answer = as_person("viewer").get(address("decision-export", people.plan, "csv"))

    text = answer.getvalue().decode("utf-8-sig")
    rows = {row["Reference"]: row for row in csv.DictReader(text.splitlines())}
    assert rows["D-006"]["Decision"] == "'=1+1"
    assert rows["D-003"]["To be carried out by"] == "Head of safeguarding"
    assert (rows["D-003"]["State"], rows["D-003"]["What was done"]) == (
        "Carried out",
        "All read",
    )
    assert (rows["D-004"]["Put right by"], rows["D-005"]["Puts right"]) == (
        "D-005",
        "D-004",
    )


@pytest.mark.parametrize("count", [1, 50])
def test_pages_ask_as_often_for_one_as_for_fifty(
    people, as_person, django_assert_num_queries, count
):
    meeting = people.plan.meetings.get()
    for _ in range(count):
        DecisionFactory(meeting=meeting, to_do=True, due_on=None)
        ActionFactory(plan=people.plan)
    browser = as_person("viewer")

    with django_assert_num_queries(LIST_QUERIES):
        browser.get(address("decision-list", people.plan))
    with django_assert_num_queries(PAGE_QUERIES):
        browser.get(address("decision-detail", people.plan, "D-001"))
    with django_assert_num_queries(EXPORT_QUERIES):
        answer = browser.get(address("decision-export", people.plan, "csv"))
        assert len(answer.getvalue().splitlines()) == count + 1
    as_person("manager")
    with django_assert_num_queries(FORM_QUERIES):
        browser.get(create_path(people))


def test_decision_of_another_plan_is_not_found(people, as_person):
    DecisionFactory()

    path = address("decision-detail", people.plan, "D-001")

    assert as_person("manager").get(path).status_code == 404
