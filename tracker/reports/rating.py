"""Ratings: the one a plan suggests, and the distance between two voices."""

from datetime import date, timedelta

from tracker.choices import CheckProgress, Rating, RatingPreset
from tracker.dates import DUE_SOON_DAYS
from tracker.models import Plan

ENOUGH_PERCENT = 75  # of completion: with a date near, less is Amber
RED_UP_TO_PERCENT = 25
HALF_PERCENT = 50

# How hopeful each voice is, to tell how far two of them are apart.
HOPE = {Rating.RED: 0, Rating.AMBER: 1, Rating.GREEN: 2}
INSPECTORS_HOPE = {
    CheckProgress.NONE: 0,
    CheckProgress.LIMITED: 0,
    CheckProgress.SOME: 1,
    CheckProgress.SIGNIFICANT: 2,
    CheckProgress.MET: 2,
}


def suggested_rating(
    *,
    plan: Plan,
    due_on: date | None,
    percent: int,
    last_update_on: date | None,
    on: date,
) -> str:
    """The rating that the plan's preset gives on a day; empty where it gives none.

    `percent` is of completion, 0 to 100. An owner differs only with a reason.
    """
    is_late = due_on is not None and due_on < on
    if plan.rating_preset == RatingPreset.PERCENT:
        return _by_percent(percent, is_late)
    if due_on is None:
        return ""
    if is_late:
        return Rating.RED
    is_near = due_on <= on + timedelta(days=DUE_SOON_DAYS)
    oldest = on - timedelta(days=plan.cadence_days)
    is_stale = last_update_on is None or last_update_on < oldest
    if (is_near and percent < ENOUGH_PERCENT) or is_stale:
        return Rating.AMBER
    return Rating.GREEN


def rule_in_words(plan: Plan) -> str:
    """How the plan comes to the rating it suggests, for who is to rate."""
    if plan.rating_preset == RatingPreset.PERCENT:
        return (
            f"The plan suggests Red up to {RED_UP_TO_PERCENT}% complete, Amber up to "
            f"{ENOUGH_PERCENT}%, Green above; past the due date Red below "
            f"{HALF_PERCENT}%."
        )
    return (
        "The plan suggests Red past the due date; Amber if it is due within "
        f"{DUE_SOON_DAYS} days and less than {ENOUGH_PERCENT}% complete, or was not "
        f"updated for {plan.cadence_days} days; else Green. Without a due date it "
        "suggests none."
    )


def _by_percent(percent: int, is_late: bool) -> str:
    if percent <= RED_UP_TO_PERCENT or (is_late and percent < HALF_PERCENT):
        return Rating.RED
    return Rating.AMBER if percent <= ENOUGH_PERCENT else Rating.GREEN


def gap(owner: str, other: str) -> int | None:
    """How much more hopeful the owner is than a moderator; None without both."""
    if owner not in HOPE or other not in HOPE:
        return None
    return HOPE[Rating(owner)] - HOPE[Rating(other)]


def gap_to_inspectors(owner: str, progress: str) -> int | None:
    """How much more hopeful the owner is than inspectors were.

    None where either did not say, or the visit did not look.
    """
    if owner not in HOPE or progress not in INSPECTORS_HOPE:
        return None
    return HOPE[Rating(owner)] - INSPECTORS_HOPE[CheckProgress(progress)]
