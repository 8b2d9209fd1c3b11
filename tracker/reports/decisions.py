"""Decisions as a list, each with where it stands on a day."""

from datetime import date

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from tracker.models import Decision, Plan


def decisions_shown(decisions: QuerySet[Decision]) -> QuerySet[Decision]:
    """With all that a line about a decision shows, in its one query."""
    return decisions.select_related(
        "meeting",
        "action",
        "recommendation",
        "owner_post",
        "date_change",
        "completion__said_by",
        "corrects",
        "corrected_by",
        "recorded_by",
    )


def listed_decisions(plan: Plan, on: date) -> QuerySet[Decision]:
    """The plan's decisions up to a day, each with its state."""
    rows = Decision.objects.filter(plan=plan, decided_on__lte=on).with_state(on)
    return decisions_shown(rows).annotate(
        subject=Coalesce("action__reference", "recommendation__reference")
    )
