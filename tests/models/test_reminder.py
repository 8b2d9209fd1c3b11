"""The ledger of mails: one a person, reason and day; a person who asks is named."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from tests.factories import ReminderFactory, UserFactory, unsaved
from tests.models.rules import assert_accepted, assert_refused
from tracker.choices import ReminderKind
from tracker.models import Change, Reminder

pytestmark = pytest.mark.django_db

BY_ITSELF = [kind for kind in ReminderKind.values if kind != "asked"]


@pytest.mark.parametrize("kind", BY_ITSELF)
def test_mail_sent_by_itself_names_nobody(kind):
    assert_accepted(unsaved(ReminderFactory, kind=kind))


def test_mail_that_a_person_asked_for_names_the_person():
    assert_accepted(unsaved(ReminderFactory, asked=True))


@pytest.mark.parametrize(
    ("kind", "asked"), [("asked", False), *((kind, True) for kind in BY_ITSELF)]
)
def test_who_asks_is_named_where_a_person_does(kind, asked):
    person = UserFactory() if asked else None

    row = unsaved(ReminderFactory, kind=kind, asked_by=person)

    assert_refused(row, "Say who asks, where a person does.")


def test_same_mail_is_sent_once():
    sent = ReminderFactory()

    again = unsaved(ReminderFactory, action=sent.action, person=sent.person)

    assert_refused(again, "This mail was sent already.")


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({"about_on": date(2026, 7, 1)}, id="date moved"),
        pytest.param({"kind": ReminderKind.DUE_3}, id="other reason"),
    ],
)
def test_another_reason_or_day_is_another_mail(values):
    sent = ReminderFactory()

    row = unsaved(ReminderFactory, action=sent.action, person=sent.person, **values)

    assert_accepted(row)


def test_asked_finds_what_people_asked_for_on_a_day():
    asked = ReminderFactory(asked=True)
    ReminderFactory(action=asked.action)

    assert list(Reminder.objects.asked(asked.about_on)) == [asked]
    assert list(Reminder.objects.asked(date(2026, 6, 16))) == []


def test_mail_on_record_is_not_changed():
    sent = ReminderFactory()

    with pytest.raises(ValidationError):
        sent.save()


def test_mail_that_was_not_sent_is_taken_back_and_stays_in_the_history():
    sent = ReminderFactory()

    sent.delete()

    assert not Reminder.objects.exists()
    last = Change.objects.filter(model="reminder").first()
    assert (last.kind, last.before["kind"]) == ("removed", "due_today")


def test_reminder_is_named_by_its_action_and_reason():
    assert str(ReminderFactory()) == "A-001: due today"
