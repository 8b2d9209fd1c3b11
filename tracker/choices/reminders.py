"""Mails that ask an owner for something."""

from enum import nonmember

from django.db.models import TextChoices


class ReminderKind(TextChoices):
    """Why a mail was sent to the people of an action."""

    DUE_14 = "due_14", "Due in 14 days"
    DUE_3 = "due_3", "Due in 3 days"
    DUE_TODAY = "due_today", "Due today"
    OVERDUE_7 = "overdue_7", "7 days overdue"
    OVERDUE_28 = "overdue_28", "28 days overdue"
    ESCALATION = "escalation", "Told the accountable post"
    RETURNED = "returned", "Work returned"
    ASKED = "asked", "Asked for an update"

    # Sent by a person, who is named; the others are sent by themselves.
    by_a_person = nonmember(("asked",))
