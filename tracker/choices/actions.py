"""Actions, how they go, and what is offered as evidence."""

from enum import nonmember

from django.db.models import TextChoices


class ActionStatus(TextChoices):
    """Where an action stands in its life; empty while only recorded."""

    NOT_STARTED = "not_started", "Not started"
    IN_PROGRESS = "in_progress", "In progress"
    DELIVERED = "delivered", "Delivered"
    VERIFIED = "verified", "Verified"
    SUSTAINED = "sustained", "Sustained"
    CLOSED = "closed", "Closed"

    # Taken up and not closed: these cover what they answer.
    live_statuses = nonmember(
        ("not_started", "in_progress", "delivered", "verified", "sustained")
    )
    # Still to be delivered: these may be overdue or stale.
    open_statuses = nonmember(("not_started", "in_progress"))
    # Delivered and looked at: Green, whatever was last said.
    delivered_statuses = nonmember(("delivered", "verified"))
    colours = nonmember(
        {
            "": "grey",
            "not_started": "grey",
            "in_progress": "teal",
            "delivered": "purple",
            "verified": "green",
            "sustained": "blue",
            "closed": "grey",
        }
    )


class Rating(TextChoices):
    """How well an action goes, as a person says it."""

    RED = "red", "Red"
    AMBER = "amber", "Amber"
    GREEN = "green", "Green"


class ReportedRating(TextChoices):
    """What is reported for a day: a person's word, or a fact that overrules it."""

    RED = "red", "Red"
    AMBER = "amber", "Amber"
    GREEN = "green", "Green"
    BLUE = "blue", "Blue"
    GREY = "grey", "Grey"
    NOT_RATED = "not_rated", "Not rated"
    NONE = "none", "No rating"

    colours = nonmember(
        {
            "red": "red",
            "amber": "orange",
            "green": "green",
            "blue": "blue",
            "grey": "grey",
            "not_rated": "grey",
            "none": "grey",
        }
    )


class RatingPreset(TextChoices):
    """How a plan suggests a rating."""

    DATES = "dates", "By dates and updates"
    PERCENT = "percent", "By per cent complete"


class EvidenceKind(TextChoices):
    """What kind of evidence is offered."""

    AUDIT = "audit", "Audit"
    PERFORMANCE_DATA = "performance_data", "Performance data"
    FAMILY_FEEDBACK = "family_feedback", "Feedback from children and families"
    STAFF_FEEDBACK = "staff_feedback", "Staff feedback"
    PARTNER = "partner", "Partner"
    DOCUMENT = "document", "Document"
    OBSERVATION = "observation", "Observation"


class Step(TextChoices):
    """A step in an action's life, by the verb that people use.

    `ways` is the whole table: from which statuses a step leads, and to which.
    """

    START = "start", "Start"
    DELIVER = "deliver", "Deliver"
    VERIFY = "verify", "Verify"
    RETURN = "return", "Return"
    SUSTAIN = "sustain", "Sustain"
    RELAPSE = "relapse", "Relapse"
    REOPEN = "reopen", "Reopen"
    CLOSE = "close", "Close"

    ways = nonmember(
        {
            "start": (("not_started",), "in_progress"),
            "deliver": (("in_progress",), "delivered"),
            "verify": (("delivered",), "verified"),
            "return": (("delivered",), "in_progress"),
            "sustain": (("verified",), "sustained"),
            "relapse": (("verified", "sustained"), "in_progress"),
            "reopen": (("closed", "sustained", "verified", "delivered"), "in_progress"),
            "close": (
                ("not_started", "in_progress", "delivered", "verified", "sustained"),
                "closed",
            ),
        }
    )
