"""The ledger: a mail and its rows together, or neither."""

from datetime import date

import pytest

from tests.factories import ActionFactory, ReminderFactory, UserFactory
from tracker.choices import ReminderKind
from tracker.models import Change, Reminder, change_set
from tracker.workflow.reminders import Notice, Outcome, remind

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 15)


@pytest.fixture
def person():
    return UserFactory()


def notices(*actions):
    return [Notice(action, ReminderKind.DUE_TODAY, TODAY) for action in actions]


def test_remind_notes_each_line_and_sends_once(person):
    actions = ActionFactory.create_batch(2)
    calls = []

    with change_set(actor="send_reminders"):
        outcome = remind(
            person=person,
            notices=notices(*actions),
            on=TODAY,
            send=lambda: calls.append(Reminder.objects.count()) is None,
        )

    assert (outcome, calls) == (Outcome.SENT, [2])  # sent last, after its rows
    rows = Reminder.objects.values_list("action", "person", "kind", "about_on")
    assert list(rows) == [
        (action.pk, person.pk, "due_today", TODAY) for action in actions
    ]
    changes = Change.objects.filter(model="reminder")
    assert {change.actor for change in changes} == {"send_reminders"}


def test_mail_that_is_not_taken_leaves_nothing(person):
    outcome = remind(
        person=person,
        notices=notices(ActionFactory()),
        on=TODAY,
        send=lambda: False,
    )

    assert outcome == Outcome.NOT_TAKEN
    assert not Reminder.objects.exists()
    assert not Change.objects.filter(model="reminder").exists()


def test_crash_while_sending_leaves_nothing(person):
    def crash():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        remind(person=person, notices=notices(ActionFactory()), on=TODAY, send=crash)

    assert not Reminder.objects.exists()


def test_line_that_another_run_noted_is_not_sent(person):
    noted = ReminderFactory(person=person, kind="due_today", about_on=TODAY)
    calls = []

    outcome = remind(
        person=person,
        notices=notices(noted.action, ActionFactory()),
        on=TODAY,
        send=lambda: calls.append("sent") is None,
    )

    assert (outcome, calls) == (Outcome.NOTED, [])
    assert Reminder.objects.count() == 1


def test_same_line_of_another_person_or_day_does_not_count(person):
    noted = ReminderFactory(kind="due_today", about_on=TODAY)
    ReminderFactory(
        action=noted.action,
        person=person,
        kind="due_today",
        about_on=date(2026, 6, 1),
    )

    outcome = remind(
        person=person, notices=notices(noted.action), on=TODAY, send=lambda: True
    )

    assert outcome == Outcome.SENT


def test_remind_costs_the_same_of_many_lines(person, django_assert_num_queries):
    for actions in ([ActionFactory()], ActionFactory.create_batch(50)):
        with django_assert_num_queries(6):
            remind(
                person=person,
                notices=notices(*actions),
                on=TODAY,
                send=lambda: True,
            )
