"""Reminders as a mail: what came back first, then what is late, then the rest."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse

from tracker.choices import ReminderKind
from tracker.exports.mail import MailItem, mail
from tracker.reports.reminders import DueItem, PersonDue

RETURNED = "Came back to you"
OVERDUE = "Overdue"
DUE_SOON = "Due soon"
ESCALATED = "Overdue for more than 28 days"
HEADINGS = (RETURNED, OVERDUE, DUE_SOON, ESCALATED)  # in the order of the mail


@dataclass(frozen=True)
class MailGroup:
    """The actions that a mail names for one reason."""

    heading: str
    items: tuple[MailItem, ...]


def reminder_mail(due: PersonDue, *, on: date) -> EmailMultiAlternatives:
    """The one mail of a day to a person, not yet sent.

    The same reminders bear the same message number: should they go out twice, a
    mail system knows them for one.
    """
    count = len({item.action.pk for item in due.items})
    about = due.items[0].action.reference if count == 1 else _count(count, "action")
    message = mail(
        "reminder",
        subject=f"Reminder: {about}",
        to=due.person.email,
        name=str(due.person),
        groups=grouped(due.items, on),
        count=count,
    )
    message.extra_headers["Message-ID"] = message_id(due)
    return message


def grouped(items: tuple[DueItem, ...], on: date) -> list[MailGroup]:
    """The lines under their headings."""
    groups: dict[str, list[MailItem]] = defaultdict(list)
    for item in items:
        groups[heading_of(item, on)].append(mail_item(item, on))
    return [
        MailGroup(heading, tuple(groups[heading]))
        for heading in HEADINGS
        if heading in groups
    ]


def heading_of(item: DueItem, on: date) -> str:
    """Under which heading the mail names an action."""
    if item.kind == ReminderKind.RETURNED:
        return RETURNED
    if item.kind == ReminderKind.ESCALATION:
        return ESCALATED
    return OVERDUE if item.about_on < on else DUE_SOON


def mail_item(item: DueItem, on: date) -> MailItem:
    """An action in a mail: its plan, what there is to say of its day, and its link."""
    action = item.action
    path = reverse("tracker:action-detail", args=[action.plan.slug, action.reference])
    return MailItem(
        reference=action.reference,
        title=action.title,
        due=f"{action.plan}. {said_of(item, on)}",
        link=settings.SITE_URL.rstrip("/") + path,
    )


def said_of(item: DueItem, on: date) -> str:
    """The day, and how far it is."""
    day = f"{item.about_on:%-d %B %Y}"
    if item.kind == ReminderKind.RETURNED:
        return f"Came back on {day}"
    days = (item.about_on - on).days
    if days == 0:
        return f"Due today, {day}"
    count = _count(abs(days), "day")
    return f"Due {day}, in {count}" if days > 0 else f"Due {day}, overdue {count}"


def message_id(due: PersonDue) -> str:
    """The number of a mail, made from what the ledger knows its lines by."""
    lines = sorted(
        (item.action.pk, str(item.kind), f"{item.about_on}") for item in due.items
    )
    digest = sha256(f"{due.person.pk} {lines}".encode()).hexdigest()[:32]
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip(" >")
    return f"<reminder-{digest}@{host}>"


def _count(number: int, of_what: str) -> str:
    return f"{number} {of_what}{'' if number == 1 else 's'}"
