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
from tracker.choices.governance import (
    BoardCadence,
    ChallengeOutcome,
    ChallengeState,
    DecisionEffect,
    DecisionState,
    Presence,
    ReplyKind,
)
from tracker.choices.measures import (
    MeasureFrequency,
    MeasureSeries,
    MeasureStatus,
    MeasureTrend,
    Polarity,
)
from tracker.choices.packs import PackPreset
from tracker.choices.people import HoldingBasis, HoldingKind, OrganisationKind, Role
from tracker.choices.recommendations import (
    RecommendationKind,
    RecommendationSection,
    RecommendationState,
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
    "BoardCadence",
    "ChallengeOutcome",
    "ChallengeState",
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
    "DecisionEffect",
    "DecisionState",
    "DelayReason",
    "EvidenceKind",
    "FindingKind",
    "Framework",
    "Grade",
    "HoldingBasis",
    "HoldingKind",
    "ImportKind",
    "LinkBasis",
    "MeasureFrequency",
    "MeasureSeries",
    "MeasureStatus",
    "MeasureTrend",
    "ModerationResult",
    "OrganisationKind",
    "OwnerBasis",
    "PackPreset",
    "Polarity",
    "Presence",
    "Rating",
    "RatingPreset",
    "RecommendationKind",
    "RecommendationSection",
    "RecommendationState",
    "RecurrenceKind",
    "ReminderKind",
    "ReplyKind",
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
