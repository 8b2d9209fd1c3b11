"""Three voices on one action: its owner, a moderator, the inspectors."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.models import Moderation, ProgressUpdate, VisitCheck
from tracker.reports.rating import gap, gap_to_inspectors


@dataclass(frozen=True)
class Voices:
    """What each last said, and how far the owner is from the others.

    A gap counts steps between Red, Amber and Green; positive means that the
    owner is the more hopeful.
    """

    owner: ProgressUpdate | None
    moderator: Moderation | None
    inspectors: VisitCheck | None
    gap_to_moderator: int | None
    gap_to_inspectors: int | None


def voices(
    *, updates: Sequence[ProgressUpdate], checks: Sequence[VisitCheck]
) -> Voices:
    """The last word of each, from an action's updates and checks; no query.

    Updates come with their moderation, the checks with their visit. The
    moderator is compared with the owner's words on the same update.
    """
    by_day = sorted(updates, key=lambda update: (update.made_on, update.number))
    moderated = [update for update in by_day if _rating_of(update)]
    latest = by_day[-1] if by_day else None
    judged = moderated[-1] if moderated else None
    check = max(checks, key=lambda check: check.visit.starts_on, default=None)
    return Voices(
        owner=latest,
        moderator=judged.moderation if judged else None,
        inspectors=check,
        gap_to_moderator=gap(judged.rating, _rating_of(judged)) if judged else None,
        gap_to_inspectors=(
            gap_to_inspectors(latest.rating, check.progress)
            if latest and check
            else None
        ),
    )


def _rating_of(update: ProgressUpdate) -> str:
    moderation = getattr(update, "moderation", None)
    return moderation.rating if moderation else ""
