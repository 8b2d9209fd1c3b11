"""Boards, what their members ask, and what their meetings decide."""

from enum import nonmember

from django.db.models import TextChoices


class BoardCadence(TextChoices):
    """How often a board meets."""

    MONTHLY = "monthly", "Every month"
    SIX_WEEKLY = "six_weekly", "Every six weeks"
    TWO_MONTHLY = "two_monthly", "Every two months"
    QUARTERLY = "quarterly", "Every three months"
    AS_NEEDED = "as_needed", "As needed"


class Presence(TextChoices):
    """Whether somebody came to a meeting."""

    PRESENT = "present", "Present"
    APOLOGIES = "apologies", "Apologies"


class ChallengeState(TextChoices):
    """Where a challenge stands on a day; derived from its rows, never stored."""

    OPEN = "open", "Waits for a reply"
    ANSWERED = "answered", "Answered"
    CLOSED = "closed", "Closed"

    colours = nonmember({"open": "orange", "answered": "teal", "closed": "grey"})


class ReplyKind(TextChoices):
    """What was said after a challenge was raised."""

    REPLY = "reply", "Reply"
    MORE_WANTED = "more_wanted", "More wanted"


class ChallengeOutcome(TextChoices):
    """How a challenge was closed."""

    ACCEPTED = "accepted", "Reply accepted"
    ACTION_AGREED = "action_agreed", "Action agreed"
    NOT_ACCEPTED = "not_accepted", "Reply not accepted"
    WITHDRAWN = "withdrawn", "Withdrawn"

    # A judgement of a reply: there has to be one.
    judge_a_reply = nonmember(("accepted", "not_accepted"))


class DecisionEffect(TextChoices):
    """What a decision did to the record."""

    NONE = "none", "Nothing further"
    DATE_APPROVED = "date_approved", "Approves a new due date"
    DATE_REFUSED = "date_refused", "Refuses a new due date"
    ACTION_CLOSED = "action_closed", "Closes an action"

    about_dates = nonmember(("date_approved", "date_refused"))


class DecisionState(TextChoices):
    """Where a decision stands on a day; derived from its rows, never stored."""

    CORRECTED = "corrected", "Corrected"
    DONE = "done", "Carried out"
    OVERDUE = "overdue", "Overdue"
    TO_DO = "to_do", "To carry out"
    STANDS = "stands", "Decided"

    # Somebody is still to do something.
    outstanding = nonmember(("overdue", "to_do"))
    colours = nonmember(
        {
            "corrected": "grey",
            "done": "green",
            "overdue": "red",
            "to_do": "orange",
            "stands": "grey",
        }
    )
