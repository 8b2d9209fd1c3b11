"""Vocabularies: what a column may hold, how it reads, which values go together.

Values are stored and never renamed. A colour stands beside its value here and
nowhere else; groups and colours are non-members of their class.
"""

from tracker.choices.actions import (
    ActionStatus,
    EvidenceKind,
    Rating,
    RatingPreset,
    ReportedRating,
    Step,
)
from tracker.choices.assurance import (
    CloseReason,
    DateDecision,
    DelayReason,
    ModerationResult,
    VerificationKind,
    VerificationResult,
)
from tracker.choices.changes import ChangeKind
from tracker.choices.documents import (
    Basis,
    CheckBasis,
    Claim,
    DatePrecision,
    ImportKind,
    LinkBasis,
    OwnerBasis,
    SourceKind,
    Voice,
)
from tracker.choices.people import HoldingBasis, HoldingKind, OrganisationKind, Role
from tracker.choices.recommendations import (
    RecommendationKind,
    RecommendationSection,
    RecurrenceKind,
)
from tracker.choices.reminders import ReminderKind
from tracker.choices.visits import (
    CheckConsistency,
    CheckDirection,
    CheckProgress,
    CheckSustained,
    FindingKind,
    Framework,
    Grade,
    StatutoryLimit,
    VisitKind,
    VisitNoteKind,
)

__all__ = [
    "ActionStatus",
    "Basis",
    "ChangeKind",
    "CheckBasis",
    "CheckConsistency",
    "CheckDirection",
    "CheckProgress",
    "CheckSustained",
    "Claim",
    "CloseReason",
    "DateDecision",
    "DatePrecision",
    "DelayReason",
    "EvidenceKind",
    "FindingKind",
    "Framework",
    "Grade",
    "HoldingBasis",
    "HoldingKind",
    "ImportKind",
    "LinkBasis",
    "ModerationResult",
    "OrganisationKind",
    "OwnerBasis",
    "Rating",
    "RatingPreset",
    "RecommendationKind",
    "RecommendationSection",
    "RecurrenceKind",
    "ReminderKind",
    "ReportedRating",
    "Role",
    "SourceKind",
    "StatutoryLimit",
    "Step",
    "VerificationKind",
    "VerificationResult",
    "VisitKind",
    "VisitNoteKind",
    "Voice",
]
