"""How a second person looks at what was said and done."""

from enum import nonmember

from django.db.models import TextChoices


class ModerationResult(TextChoices):
    """What a moderator says of an update."""

    AGREED = "agreed", "Agreed"
    CORRECTED = "corrected", "Corrected"
    RETURNED = "returned", "Returned"

    colours = nonmember({"agreed": "green", "corrected": "orange", "returned": "red"})


class VerificationKind(TextChoices):
    """When a delivered action is looked at."""

    DELIVERY = "delivery", "On delivery"
    FURTHER = "further", "Further check after 3 months"
    SIX_MONTHS = "six_months", "Check at 6 months"
    TWELVE_MONTHS = "twelve_months", "Check at 12 months"

    # Made by themselves once delivery is evidenced.
    sustainment = nonmember(("six_months", "twelve_months"))


class VerificationResult(TextChoices):
    """What the second person found."""

    EVIDENCED = "evidenced", "Evidenced"
    PARTLY = "partly", "Partly evidenced"
    NOT_EVIDENCED = "not_evidenced", "Not evidenced"
    TOO_EARLY = "too_early", "Too early to say"

    colours = nonmember(
        {
            "evidenced": "green",
            "partly": "orange",
            "not_evidenced": "red",
            "too_early": "grey",
        }
    )


class DateDecision(TextChoices):
    """What became of a request for a new due date."""

    APPROVED = "approved", "Approved"
    REFUSED = "refused", "Refused"


class DelayReason(TextChoices):
    """Why a date is to move."""

    WORKFORCE = "workforce", "Workforce"
    LEADERSHIP_CHANGE = "leadership_change", "Change of leadership"
    FUNDING = "funding", "Funding"
    NO_FOCUSED_ACTIVITY = "no_focused_activity", "No focused activity"
    PARTNER = "partner", "Partner"
    LEGACY_WORK = "legacy_work", "Legacy work"
    DATA_QUALITY = "data_quality", "Data quality"
    SCOPE = "scope", "Change of scope"
    DEPENDENCY = "dependency", "Waits for something else"
    EXCEPTIONAL_EVENT = "exceptional_event", "Exceptional event"
    OTHER = "other", "Other"


class CloseReason(TextChoices):
    """Why an action is closed without being sustained."""

    SUPERSEDED = "superseded", "Superseded by another action"
    NOT_PROCEEDING = "not_proceeding", "Not proceeding"
    DUPLICATE = "duplicate", "Duplicate of another action"
    TRANSFERRED = "transferred", "Transferred"

    names_another = nonmember(("superseded", "duplicate"))
