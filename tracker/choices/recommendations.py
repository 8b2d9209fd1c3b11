"""What is required, and how it comes back."""

from enum import nonmember

from django.db.models import TextChoices


class RecommendationKind(TextChoices):
    """What is required, and by whom."""

    RECOMMENDATION = "recommendation", "Recommendation"
    AREA_FOR_IMPROVEMENT = "area_for_improvement", "Area for improvement"
    PRIORITY_ACTION = "priority_action", "Area for priority action"
    SHORTFALL = "shortfall", "Shortfall"
    OWN_FINDING = "own_finding", "Own finding"

    # What the inspectorate demands by name; the rest is read from narrative.
    required = nonmember(("recommendation", "area_for_improvement", "priority_action"))


class RecommendationSection(TextChoices):
    """Whose part of the report it stands in."""

    LOCAL_AUTHORITY = "local_authority", "Local authority"
    LSCB = "lscb", "Local Safeguarding Children Board"


class RecommendationState(TextChoices):
    """How far a recommendation has come, the worst first; derived, never set.

    The first that holds is its state (docs/decisions/0016).
    """

    UNANSWERED = "unanswered", "Unanswered"
    ANSWERED = "answered", "Answered"
    DELIVERED = "delivered", "Delivered"
    VERIFIED = "verified", "Verified"
    CONFIRMED = "confirmed", "Confirmed by inspectors"

    colours = nonmember(
        {
            "unanswered": "orange",
            "answered": "teal",
            "delivered": "purple",
            "verified": "green",
            "confirmed": "blue",
        }
    )
    meanings = nonmember(
        {
            "unanswered": "a part has no tracked action",
            "answered": "every part has a tracked action, not all are delivered",
            "delivered": "every action is delivered, not all are verified",
            "verified": "every action is verified",
            "confirmed": "every action is verified, and inspectors found it met",
        }
    )


class RecurrenceKind(TextChoices):
    """How a later recommendation takes up an earlier one."""

    RECURS = "recurs", "Recurs"
    CONTINUES = "continues", "Continues"
    NARROWS = "narrows", "Narrows"
    WIDENS = "widens", "Widens"
    SUPERSEDES = "supersedes", "Supersedes"

    meanings = nonmember(
        {
            "recurs": "found again after it was dealt with",
            "continues": "still to be done",
            "narrows": "less is asked for than before",
            "widens": "more is asked for than before",
            "supersedes": "takes the place of the earlier one",
        }
    )
