"""Sending reminders: once each, nothing on a dry run, and who is not reached."""

from datetime import date, timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail as outbox
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.utils import timezone

from tests.factories import (
    ActionFactory,
    DueDateChangeFactory,
    PostFactory,
    PostHoldingFactory,
)
from tests.people import plan_with_people
from tracker.models import Change, Reminder
from tracker.workflow.due_dates import decide_due_date

pytestmark = pytest.mark.django_db

DAY = "2026-06-15"
DUE = date(2026, 6, 29)
BOTH = ["Dan Deputy", "Olive Owner"]


@pytest.fixture
def people():
    return plan_with_people(name="Our plan")


@pytest.fixture
def action(people):
    return ActionFactory(
        plan=people.plan, owner_post=people.post, in_progress=True, due_on=DUE
    )


@pytest.fixture
def run(capsys):
    """Runs the command for a day, and gives the lines it wrote."""

    def send(on=DAY, *options):
        call_command("send_reminders", f"--on={on}", *options)
        return capsys.readouterr().out.splitlines()

    return send


def mails():
    """Whom the mails went to, and what they are about."""
    return [(message.to[0], message.subject) for message in outbox.outbox]


def test_each_person_gets_one_mail(people, action, run):
    second = ActionFactory(
        plan=people.plan, owner_post=people.post, in_progress=True, due_on=DUE
    )

    lines = run()

    assert mails() == [
        (people.deputy.email, "Reminder: 2 actions"),
        (people.owner.email, "Reminder: 2 actions"),
    ]
    said = "A-001 due in 14 days, A-002 due in 14 days"
    assert lines == [f"Sent to {name}: {said}" for name in BOTH]
    link = f"http://localhost:8000/plans/{people.plan.slug}/actions/"
    body = outbox.outbox[1].body
    assert f"{link}{action.reference}/\n" in body
    assert f"{link}{second.reference}/\n" in body
    assert Reminder.objects.count() == 4


def test_second_run_sends_nothing(action, run):
    run()

    lines = run()

    assert lines == ["Nothing is to be sent."]
    assert len(outbox.outbox) == 2


def test_each_rung_is_sent_once_on_its_way(people, action, run):
    for late in (-20, -14, -13, -3, -2, 0, 1, 7, 8, 28, 40):
        run(DUE + timedelta(days=late))

    kinds = Reminder.objects.filter(person=people.owner).values_list("kind", "sent_on")
    assert list(kinds) == [
        (kind, DUE + timedelta(days=late))
        for kind, late in (
            ("due_14", -14),
            ("due_3", -3),
            ("due_today", 0),
            ("overdue_7", 7),
            ("overdue_28", 28),
        )
    ]


def test_missed_days_are_made_up_for_by_the_last_rung_only(people, action, run):
    run()

    lines = run("2026-07-08")  # 9 days after the due date

    said = "A-001 7 days overdue"
    assert lines == [f"Sent to {name}: {said}" for name in BOTH]


def test_date_that_was_moved_is_reminded_of_anew(people, action, run):
    run()
    asked = DueDateChangeFactory(
        action=action, asked_by=people.owner, new_on=date(2026, 7, 20)
    )
    decide_due_date(
        change=asked,
        decision="approved",
        reason="",
        by=people.manager,
        on=date(2026, 6, 16),
    )

    assert run("2026-06-16") == ["Nothing is to be sent."]
    lines = run("2026-07-06")

    assert lines == [f"Sent to {name}: A-001 due in 14 days" for name in BOTH]
    days = Reminder.objects.filter(person=people.owner).values_list("about_on")
    assert list(days) == [(DUE,), (date(2026, 7, 20),)]


def test_dry_run_says_and_writes_nothing(action, run):
    before = Change.objects.count()

    lines = run(DAY, "--dry-run")

    assert lines == [f"Would go to {name}: A-001 due in 14 days" for name in BOTH]
    assert outbox.outbox == []
    assert Reminder.objects.count() == 0
    assert Change.objects.count() == before


def test_dry_run_needs_no_address_and_may_look_ahead(action, run, settings):
    settings.SITE_URL = ""
    ahead = max(DUE, timezone.localdate() + timedelta(days=1))

    assert run(ahead, "--dry-run")[0].startswith("Would go to Dan Deputy: A-001 ")


def test_day_to_come_is_not_sent(action):
    tomorrow = timezone.localdate() + timedelta(days=1)

    with pytest.raises(CommandError, match="A day to come is for --dry-run only"):
        call_command("send_reminders", f"--on={tomorrow}")


def test_sending_without_an_address_is_refused_with_a_hint(action, settings):
    settings.SITE_URL = ""

    with pytest.raises(CommandError, match=r"SITE_URL is not set\. Give the address"):
        call_command("send_reminders", f"--on={DAY}")

    assert outbox.outbox == []


def test_who_has_no_account_is_listed(people, run):
    post = PostFactory(plan=people.plan, title="Partner lead")
    PostHoldingFactory(post=post, name="Dr Smith")
    ActionFactory(plan=people.plan, owner_post=post, in_progress=True, due_on=DUE)

    assert run() == [
        "Not reached, Our plan: Dr Smith, Partner lead, has no account (1 action)",
        "Nothing is to be sent.",
    ]


def test_mail_that_is_not_taken_is_tried_again_and_holds_up_nobody(
    people, action, run, monkeypatch, capsys
):
    take = EmailBackend.send_messages

    def refuse_the_deputy(backend, messages):
        if messages[0].to == [people.deputy.email]:
            raise SMTPServerDisconnected
        return take(backend, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", refuse_the_deputy)

    with pytest.raises(CommandError, match="The next run tries again"):
        run()

    assert capsys.readouterr().out.splitlines() == [
        "Not sent to Dan Deputy: A-001 due in 14 days",
        "Sent to Olive Owner: A-001 due in 14 days",
    ]
    monkeypatch.undo()
    assert run() == ["Sent to Dan Deputy: A-001 due in 14 days"]


def test_ledger_names_the_command(action, run):
    run()

    actors = Change.objects.filter(model="reminder").values_list("actor", "by")
    assert list(actors) == [("send_reminders", None)] * 2


@pytest.mark.parametrize("actions", [1, 50])
def test_sending_costs_a_person_and_not_an_action(
    people, run, django_assert_num_queries, actions
):
    ActionFactory.create_batch(
        actions,
        plan=people.plan,
        owner_post=people.post,
        in_progress=True,
        due_on=DUE,
    )

    # Five to read; for each of two people begin, lock, ledger, rows, changes, end
    with django_assert_num_queries(17):
        run()


def test_accountable_post_is_told_of_what_stays_overdue(people, action, run):
    post = PostFactory(plan=people.plan, title="Director")
    PostHoldingFactory(post=post, account=people.board_member)
    people.plan.accountable_post = post
    people.plan.save()

    lines = run("2026-08-01")

    assert lines == [
        "Sent to Boris Board: A-001 told the accountable post",
        *(f"Sent to {name}: A-001 28 days overdue" for name in BOTH),
    ]
    assert "Overdue for more than 28 days" in outbox.outbox[0].body
