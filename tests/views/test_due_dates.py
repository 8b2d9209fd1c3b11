"""Another due date: who may ask and decide, what is stored, where the person lands."""

import csv
from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.utils import timezone
from pytest_django.asserts import assertRedirects

from tests.factories import ActionFactory, PlanFactory
from tests.people import plan_with_people
from tests.views.pages import address, beside_fields, summary, typed_day, words
from tracker.models import Change, DueDateChange
from tracker.workflow.due_dates import DateRequest, decide_due_date, request_due_date

pytestmark = pytest.mark.django_db

WHO_READS_NOT = [("stranger", 404), ("former", 404)]


@pytest.fixture
def today():
    """The day of the pages."""
    return timezone.localdate()


@pytest.fixture
def people(today):
    """A plan with an action in progress, due in 30 days."""
    people = plan_with_people()
    ActionFactory(
        plan=people.plan,
        owner_post=people.post,
        in_progress=True,
        title="Train managers",
        due_on=today + timedelta(days=30),
        standing__taken_up_on=today - timedelta(days=90),
    )
    return people


@pytest.fixture
def action(people):
    return people.plan.actions.get()


@pytest.fixture
def asked(people, action, today):
    """The owner asked for 61 days more, yesterday."""
    return request_due_date(
        action=action,
        request=DateRequest(
            today + timedelta(days=91), "workforce", "Two social workers left."
        ),
        by=people.owner,
        on=today - timedelta(days=1),
    )


def request_path(people):
    return address("due-date-request", people.plan, "A-001")


def decide_path(people, number=1):
    return address("due-date-decide", people.plan, "A-001", number)


def typed(today, **values):
    return {
        **typed_day("new_on", today + timedelta(days=91)),
        "reason_code": "workforce",
        "reason": "Two social workers left.",
        **values,
    }


def shown(response):
    return words(response.content.decode())


def messages_of(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


# Who may


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("owner", 200),
        ("deputy", 200),
        ("manager", 200),
        ("moderator", 403),
        ("viewer", 403),
        ("board_member", 403),
        ("superuser", 403),
        *WHO_READS_NOT,
    ],
)
def test_asking_is_for_the_owner_and_the_manager(client, people, today, who, status):
    client.force_login(getattr(people, who))

    page = client.get(request_path(people))
    sent = client.post(request_path(people), typed(today))

    assert page.status_code == status
    assert sent.status_code == (302 if status == 200 else status)
    assert DueDateChange.objects.count() == (status == 200)


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("moderator", 200),
        ("manager", 200),
        ("owner", 403),
        ("deputy", 403),
        ("viewer", 403),
        ("board_member", 403),
        ("superuser", 403),
        *WHO_READS_NOT,
    ],
)
def test_deciding_is_for_moderators_and_managers(client, people, asked, who, status):
    client.force_login(getattr(people, who))

    page = client.get(decide_path(people))
    sent = client.post(decide_path(people), {"decision": "approved"})

    asked.refresh_from_db()
    assert page.status_code == status
    assert sent.status_code == (302 if status == 200 else status)
    assert asked.decision == ("approved" if status == 200 else "")


def test_nobody_decides_what_they_asked_and_is_told_why(client, people, action, today):
    request_due_date(
        action=action,
        request=DateRequest(today + timedelta(days=60), "funding", "No budget."),
        by=people.manager,
        on=today,
    )
    client.force_login(people.manager)

    response = client.post(decide_path(people), {"decision": "approved"})

    assert response.status_code == 403
    assert "You asked for this date. Another person decides." in shown(response)
    assert DueDateChange.objects.get().decision == ""


@pytest.mark.parametrize("path", [request_path, decide_path])
def test_pages_take_no_put(client, people, asked, path):
    client.force_login(people.manager)

    assert client.put(path(people)).status_code == 405


@pytest.mark.parametrize("path", [request_path, decide_path])
def test_opening_a_page_writes_nothing(client, people, asked, path):
    client.force_login(people.manager)
    before = Change.objects.count()

    client.get(path(people))

    assert Change.objects.count() == before


@pytest.mark.parametrize("number", [0, 2, 10**30])
def test_request_that_is_not_there_is_404(client, people, asked, number):
    client.force_login(people.manager)

    assert client.get(decide_path(people, number)).status_code == 404


def test_action_of_another_plan_is_404(client, people, asked):
    other = PlanFactory()
    client.force_login(people.manager)

    for name, *more in (("due-date-request",), ("due-date-decide", 1)):
        assert client.get(address(name, other, "A-001", *more)).status_code == 404


# Asking


def test_request_is_stored_and_nothing_moves_yet(client, people, action, today):
    client.force_login(people.owner)

    response = client.post(request_path(people), typed(today))

    row = DueDateChange.objects.get()
    stored = people.plan.actions.get()
    assert (row.old_on, row.new_on) == (action.due_on, today + timedelta(days=91))
    assert (row.asked_by, row.asked_on, row.decision) == (people.owner, today, "")
    assert (row.reason_code, row.reason) == ("workforce", "Two social workers left.")
    assert stored.due_on == action.due_on
    assert messages_of(response) == ["You asked for a new due date of A-001."]
    above = address("action-detail", people.plan, "A-001")
    assertRedirects(response, above, fetch_redirect_response=False)


def test_request_form_tells_the_first_date_the_present_one_and_every_move(
    client, people, action, asked, today
):
    decide_due_date(
        change=asked, decision="approved", reason="", by=people.moderator, on=today
    )
    client.force_login(people.owner)

    page = shown(client.get(request_path(people)))

    first, now = action.due_on, asked.new_on
    assert f"First due date {first:%-d %B %Y}" in page
    assert f"Due date now {now:%-d %B %Y} 61 days later than first agreed" in page
    assert (
        f"Olive Owner {first:%-d %B %Y} {now:%-d %B %Y} "
        f"Workforce: Two social workers left. Approved, {today:%-d %B %Y} "
        "Mo Moderator"
    ) in page


def test_request_form_with_one_waiting_offers_no_second(client, people, asked):
    client.force_login(people.owner)

    page = client.get(request_path(people))

    assert "waits for a decision; another one can follow it." in shown(page)
    assert "Ask for this date" not in shown(page)


def test_second_request_is_refused_and_what_was_typed_stays(
    client, people, asked, today
):
    client.force_login(people.owner)

    response = client.post(request_path(people), typed(today, reason="Mine"))

    assert summary(response) == [
        "A request for this action waits for a decision already."
    ]
    assert 'rows="4"' in response.content.decode()
    assert response.context["form"]["reason"].value() == "Mine"
    assert DueDateChange.objects.count() == 1


@pytest.mark.parametrize(
    ("days", "said"),
    [
        pytest.param(-1, "This day is past. Give a day to come.", id="yesterday"),
        pytest.param(30, "This is the due date already. Give another.", id="same"),
    ],
)
def test_date_that_cannot_be_is_refused_beside_its_field(
    client, people, today, days, said
):
    client.force_login(people.owner)
    day = typed_day("new_on", today + timedelta(days=days))

    response = client.post(request_path(people), typed(today, **day))

    assert beside_fields(response) == {"new_on": said}
    assert response.content.decode().count("<title>Error: ") == 1
    assert not DueDateChange.objects.exists()


@pytest.mark.parametrize("status", ["delivered", "closed"])
def test_asking_where_the_action_is_not_open_leads_back(client, people, today, status):
    ActionFactory(
        plan=people.plan,
        status=status,
        standing__taken_up_on=today - timedelta(days=95),
    )
    client.force_login(people.manager)
    path = address("due-date-request", people.plan, "A-002")

    opened = client.get(path)
    sent = client.post(path, typed(today))

    assert messages_of(opened) == ["The due date of A-002 stays."]
    assert summary(sent) == [f"A-002 is {status}: its date stays."]


# Deciding


def test_decide_form_tells_who_asks_for_what_and_why(client, people, asked, today):
    client.force_login(people.moderator)

    page = shown(client.get(decide_path(people)))

    assert (
        f"New date asked for {asked.new_on:%-d %B %Y} "
        "61 days later than the date that stands "
        "Why Workforce Two social workers left. "
        f"Asked by Olive Owner, {asked.asked_on:%-d %B %Y}"
    ) in page
    assert "Earlier requests" not in page


def test_approved_date_is_the_actions_and_the_first_one_stays(
    client, people, action, asked, today
):
    client.force_login(people.moderator)

    response = client.post(decide_path(people), {"decision": "approved"})

    stored = people.plan.actions.get()
    asked.refresh_from_db()
    assert (stored.first_due_on, stored.due_on) == (action.due_on, asked.new_on)
    assert (asked.decided_by, asked.decided_on) == (people.moderator, today)
    assert messages_of(response) == [f"A-001 is now due on {asked.new_on:%-d %B %Y}."]


def test_refused_date_leaves_the_due_date(client, people, action, asked):
    client.force_login(people.moderator)
    sent = {"decision": "refused", "reason": "Staff are in post again."}

    response = client.post(decide_path(people), sent)

    asked.refresh_from_db()
    assert people.plan.actions.get().due_on == action.due_on
    assert asked.decision_reason == "Staff are in post again."
    assert messages_of(response) == [
        f"A-001 is still due on {action.due_on:%-d %B %Y}."
    ]


def test_refusal_without_a_reason_is_not_stored(client, people, asked):
    client.force_login(people.moderator)

    response = client.post(decide_path(people), {"decision": "refused"})

    asked.refresh_from_db()
    assert beside_fields(response) == {"reason": "Say why the new date is refused"}
    assert asked.decision == ""


def test_request_decided_meanwhile_says_by_whom(client, people, asked, today):
    decide_due_date(
        change=asked, decision="refused", reason="No.", by=people.manager, on=today
    )
    client.force_login(people.moderator)

    sent = client.post(decide_path(people), {"decision": "approved"})
    opened = client.get(decide_path(people))

    assert summary(sent) == ["Somebody decided this request before you."]
    assert f"Refused by Mary Manager on {today:%-d %B %Y}. No." in shown(sent)
    assert messages_of(opened) == ["Request 1 of A-001 is decided already."]


# Where the person lands


@pytest.mark.parametrize(
    ("asked_next", "lands"),
    [
        pytest.param("?next=/", "/", id="my work"),
        pytest.param("?next=/%3Fqueue%3Ddates", "/?queue=dates", id="one queue"),
        pytest.param("", None, id="nothing said"),
        pytest.param("?next=https://elsewhere.example/", None, id="another site"),
        pytest.param("?next=//elsewhere.example/", None, id="another site, short"),
        pytest.param("?next=/\\elsewhere.example/", None, id="another site, twisted"),
        pytest.param("?next=javascript:alert(1)", None, id="a script"),
        pytest.param("?next=plans/", None, id="no path of the site"),
    ],
)
def test_person_goes_back_to_where_they_came_from(
    client, people, asked, asked_next, lands
):
    client.force_login(people.moderator)
    above = address("action-detail", people.plan, "A-001")

    page = client.get(decide_path(people) + asked_next)
    sent = client.post(decide_path(people) + asked_next, {"decision": "approved"})

    assert page.context["back"] == (lands or above)
    assertRedirects(sent, lands or above, fetch_redirect_response=False)


def test_asking_leads_back_too(client, people, today):
    client.force_login(people.owner)

    sent = client.post(request_path(people) + "?next=/", typed(today))

    assertRedirects(sent, "/", fetch_redirect_response=False)


@pytest.mark.parametrize("count", [1, 50])
def test_pages_ask_the_same_number_of_questions(
    client, people, action, today, django_assert_num_queries, count
):
    for number in range(count):
        change = request_due_date(
            action=action,
            request=DateRequest(today + timedelta(days=60 + number), "other", "Why"),
            by=people.owner,
            on=today,
        )
        if number < count - 1:
            decide_due_date(
                change=change,
                decision="approved",
                reason="",
                by=people.moderator,
                on=today,
            )
    client.force_login(people.manager)

    with django_assert_num_queries(5):  # session, account, plan, action, requests
        client.get(request_path(people))
    with django_assert_num_queries(6):  # and the one to decide
        client.get(decide_path(people, count))


# What the list and its files say


def test_list_and_file_tell_how_often_a_date_moved_and_how_far(
    client, people, action, asked, today
):
    decide_due_date(
        change=asked, decision="approved", reason="", by=people.moderator, on=today
    )
    client.force_login(people.viewer)

    page = client.get(address("action-list", people.plan))
    file = client.get(address("action-export", people.plan, "csv"))

    header, row = csv.reader(
        b"".join(file.streaming_content).decode("utf-8-sig").splitlines()
    )
    told = dict(zip(header, row, strict=True))
    assert "Moved once, 61 days later" in shown(page)
    assert (told["Times moved"], told["Days moved"]) == ("1", "61")
    assert told["First due date"] == f"{action.due_on}"
