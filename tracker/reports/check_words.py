"""What a visit's check says, in words; what it does not say stays unsaid."""

from typing import Any

from tracker.choices import (
    CheckConsistency,
    CheckDirection,
    CheckProgress,
    CheckSustained,
)

NOT_STATED = "not_stated"


def said_words(
    progress: str, sustained: str, consistency: str, direction: str
) -> list[str]:
    """Each thing that was stated, such as "Not sustained"; empty where nothing was."""
    said = []
    if progress == CheckProgress.NOT_IN_SCOPE:
        said.append(CheckProgress.NOT_IN_SCOPE.label)
    elif progress != NOT_STATED:
        said.append(f"Progress: {CheckProgress(progress).label.lower()}")
    if sustained != NOT_STATED:
        said.append(CheckSustained(sustained).label)
    if consistency != NOT_STATED:
        said.append(f"Found in {CheckConsistency(consistency).label.lower()}")
    if direction != NOT_STATED:
        said.append(f"Direction: {CheckDirection(direction).label.lower()}")
    return said


def said_by(check: Any) -> list[str]:
    """What a VisitCheck says."""
    return said_words(
        check.progress, check.sustained, check.consistency, check.direction
    )
