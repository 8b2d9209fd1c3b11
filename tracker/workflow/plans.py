"""How a plan is kept: what its manager sets for all of it."""

from dataclasses import dataclass

from django.db import transaction

from tracker.models import Plan, Post
from tracker.workflow.records import save_record


@dataclass(frozen=True)
class PlanSettings:
    """Days between updates, the preset of suggested ratings, and who is told last."""

    cadence_days: int
    rating_preset: str
    accountable_post: Post | None


@transaction.atomic
def keep_plan(*, plan: Plan, version: int, settings: PlanSettings) -> Plan:
    """Set how the plan is kept, from now on.

    Raises StaleRecordError where it was saved since `version`, ValidationError
    where the post belongs to another plan.
    """
    held = Plan.objects.locked(plan.pk, version)
    held.cadence_days = settings.cadence_days
    held.rating_preset = settings.rating_preset
    held.accountable_post = settings.accountable_post
    return save_record(held)
