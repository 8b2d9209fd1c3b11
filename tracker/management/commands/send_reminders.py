"""Sends the reminders of a day; run once a day, for example by cron."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from tracker.choices import ReminderKind
from tracker.exports.mail import sent
from tracker.exports.reminders import reminder_mail
from tracker.models import change_set
from tracker.reports.reminders import PersonDue, reminders_due
from tracker.workflow.reminders import Notice, Outcome, remind

NO_SITE_URL = (
    "SITE_URL is not set. Give the address of this installation, for example "
    "https://plan.example: each line of a mail is a link to it."
)
WOULD_SEND, NOT_SENT = "Would go to", "Not sent to"
OUTCOMES = {
    Outcome.SENT: "Sent to",
    Outcome.NOT_TAKEN: NOT_SENT,
    Outcome.NOTED: "Sent by another run to",
}


class Command(BaseCommand):
    """Mails each person once with everything that is due; a second run sends nothing."""

    help = "Sends the reminders that are due, one mail a person; repeating is harmless."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """To look without sending, and for another day."""
        parser.add_argument(
            "--dry-run", action="store_true", help="Say what would be sent, and stop."
        )
        parser.add_argument(
            "--on", type=date.fromisoformat, help="The day, such as 2026-03-31."
        )

    def handle(self, *, dry_run: bool, on: date | None = None, **_options: Any) -> None:
        """Send, and say who got what and who cannot be reached."""
        today = timezone.localdate()
        day = on or today
        if not dry_run:
            refuse_to_send(day, today)
        due = reminders_due(on=day)
        outcomes = set()
        for each in due.people:
            outcome = WOULD_SEND if dry_run else OUTCOMES[send(each, day)]
            self.stdout.write(f"{outcome} {each.person}: {lines_of(each)}")
            outcomes.add(outcome)
        for missed in due.not_reached:
            count = "1 action" if missed.actions == 1 else f"{missed.actions} actions"
            self.stdout.write(f"Not reached, {missed.plan}: {missed.why} ({count})")
        if not due.people:
            self.stdout.write("Nothing is to be sent.")
        if NOT_SENT in outcomes:
            raise CommandError("Not all mails were taken. The next run tries again.")


def refuse_to_send(day: date, today: date) -> None:
    """Stop where mails would lead nowhere, or say what is not true yet."""
    if day > today:
        raise CommandError("A day to come is for --dry-run only.")
    if not settings.SITE_URL:
        raise CommandError(NO_SITE_URL)


def send(each: PersonDue, on: date) -> Outcome:
    """Mail a person, and note it."""
    mail = reminder_mail(each, on=on)
    with change_set(actor="send_reminders"):
        return remind(
            person=each.person,
            notices=[Notice(**vars(item)) for item in each.items],
            on=on,
            send=lambda: sent(mail),
        )


def lines_of(each: PersonDue) -> str:
    """What a mail is about, in one line."""
    return ", ".join(
        f"{item.action.reference} {ReminderKind(item.kind).label.lower()}"
        for item in each.items
    )
