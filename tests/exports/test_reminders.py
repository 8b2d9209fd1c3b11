"""The mail of a day: one link an item, the same number for the same mail."""

from datetime import date

import pytest

from tests.factories import ActionFactory, UserFactory
from tracker.exports.reminders import message_id, reminder_mail
from tracker.reports.reminders import DueItem, PersonDue

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 15)


@pytest.fixture(autouse=True)
def _place(settings):
    settings.SITE_URL = "https://tracker.example/"
    settings.DEFAULT_FROM_EMAIL = "Tracker <tracker@council.example>"
    settings.SERVICE_NAME = "Plan tracker"


@pytest.fixture
def action():
    return ActionFactory(
        title="Train <all> managers", plan__slug="ours", plan__name="Our plan"
    )


def due(*items):
    person = UserFactory(full_name="Olive Owner", email="olive@council.example")
    return PersonDue(person, items)


def test_mail_of_one_action_says_what_and_where(action):
    item = DueItem(action, "due_14", date(2026, 6, 29))

    message = reminder_mail(due(item), on=TODAY)

    assert message.subject == "Reminder: A-001"
    assert message.to == ["olive@council.example"]
    assert message.body == (
        "Hello Olive Owner,\n\nOne action waits for you.\n\nDue soon\n\n"
        "A-001 Train <all> managers\nOur plan. Due 29 June 2026, in 14 days\n"
        "https://tracker.example/plans/ours/actions/A-001/\n\n"
        "You get this because you hold the post that answers for it, or deputise for "
        "it. Each reminder is sent once.\n\nPlan tracker"
    )


def test_mail_has_html_with_one_link_an_item(action):
    items = [
        DueItem(action, "returned", date(2026, 6, 12)),
        DueItem(action, "overdue_7", date(2026, 6, 3)),
    ]

    ((html, kind),) = reminder_mail(due(*items), on=TODAY).alternatives

    assert kind == "text/html"
    assert html.count("<a href=") == 2
    assert (
        '<a href="https://tracker.example/plans/ours/actions/A-001/">A-001 Train '
        "&lt;all&gt; managers</a>"
    ) in html


def test_mail_puts_what_came_back_first_and_what_is_escalated_last(action):
    items = [
        DueItem(action, "escalation", date(2026, 5, 1)),
        DueItem(action, "due_3", date(2026, 6, 18)),
        DueItem(action, "due_today", date(2026, 6, 14)),
        DueItem(action, "returned", date(2026, 6, 12)),
    ]

    groups = [
        line
        for line in reminder_mail(due(*items), on=TODAY).body.splitlines()
        if line in {"Came back to you", "Overdue", "Due soon"}
        or line.startswith("Overdue for")
    ]

    assert groups == [
        "Came back to you",
        "Overdue",
        "Due soon",
        "Overdue for more than 28 days",
    ]


@pytest.mark.parametrize(
    ("kind", "about_on", "said"),
    [
        pytest.param(
            "due_3", date(2026, 6, 16), "Due 16 June 2026, in 1 day", id="tomorrow"
        ),
        pytest.param("due_today", TODAY, "Due today, 15 June 2026", id="today"),
        pytest.param(
            "due_today",
            date(2026, 6, 14),
            "Due 14 June 2026, overdue 1 day",
            id="yesterday, after a missed run",
        ),
        pytest.param(
            "returned", date(2026, 6, 12), "Came back on 12 June 2026", id="returned"
        ),
    ],
)
def test_mail_says_how_far_the_day_is(action, kind, about_on, said):
    message = reminder_mail(due(DueItem(action, kind, about_on)), on=TODAY)

    assert f"Our plan. {said}\n" in message.body


def test_mail_of_many_counts_actions_and_not_lines(action):
    other = ActionFactory(plan=action.plan)
    items = [
        DueItem(action, "returned", TODAY),
        DueItem(action, "due_today", TODAY),
        DueItem(other, "due_today", TODAY),
    ]

    message = reminder_mail(due(*items), on=TODAY)

    assert message.subject == "Reminder: 2 actions"
    assert "\n2 actions wait for you.\n" in message.body


def test_same_reminders_bear_the_same_number(action):
    item = DueItem(action, "due_today", TODAY)
    other = DueItem(action, "due_today", date(2026, 6, 16))
    one = due(item)

    number = message_id(one)

    assert number == message_id(PersonDue(one.person, (item,)))
    assert number != message_id(PersonDue(one.person, (other,)))
    assert number.endswith("@council.example>")
    assert reminder_mail(one, on=TODAY).message()["Message-ID"] == number
