"""Three voices on one action: its owner, a moderator, the inspectors."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.choices import CheckProgress, ModerationResult
from tracker.models import Moderation, ProgressUpdate, VisitCheck
from tracker.reports.rating import gap, gap_to_inspectors

STEPS = {1: "one step", 2: "two steps"}  # between Red, Amber and Green


@dataclass(frozen=True)
class Voices:
    """What each last said, and how far the owner is from the others.

    A gap counts steps between Red, Amber and Green; positive means that the
    owner is the more hopeful.
    """

    owner: ProgressUpdate | None
    moderator: Moderation | None  # the latest that gave a rating
    returned: Moderation | None  # the owner's last update, where it was returned
    inspectors: VisitCheck | None
    gap_to_moderator: int | None
    gap_to_inspectors: int | None

    @property
    def sentences(self) -> list[str]:
        """The gaps in plain words; none where two voices cannot be compared."""
        said = []
        if self.gap_to_moderator is not None:
            said.append(self._beside_moderator(self.gap_to_moderator))
        if self.gap_to_inspectors is not None:
            said.append(
                in_words(self.gap_to_inspectors, "the inspectors were", "inspectors")
            )
        return said

    def _beside_moderator(self, steps: int) -> str:
        words = in_words(steps, "the moderator", "moderator")
        judged = self.moderator.update if self.moderator else None
        if judged is None or judged == self.owner:
            return words
        was = words.replace(" is ", " was ").replace(" agree.", " agreed.")
        return f"On update {judged.number}: {was[0].lower()}{was[1:]}"


def in_words(steps: int, other: str, name: str) -> str:
    """A gap as a sentence, such as "The owner is one step more hopeful than …"."""
    if steps == 0:
        return f"The owner and the {name} agree."
    more = "more" if steps > 0 else "less"
    return f"The owner is {STEPS[abs(steps)]} {more} hopeful than {other}."


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
    looked = [c for c in checks if c.progress != CheckProgress.NOT_IN_SCOPE]
    check = max(looked, key=lambda check: check.visit.starts_on, default=None)
    return Voices(
        owner=latest,
        moderator=judged.moderation if judged else None,
        returned=_return_of(latest) if latest else None,
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


def _return_of(update: ProgressUpdate) -> Moderation | None:
    moderation = getattr(update, "moderation", None)
    is_return = moderation and moderation.result == ModerationResult.RETURNED
    return moderation if is_return else None
