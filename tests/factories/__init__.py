"""Rows for tests, one factory a model: minimal, fixed days, a trait per situation.

Whatever row is given, the rest is made in its plan. References count up within the
plan, so the first action of a plan is A-001.
"""

from tests.factories.actions import (
    ActionFactory,
    AnswerFactory,
    EvidenceFactory,
    OwnerChangeFactory,
    ProgressUpdateFactory,
    StatusChangeFactory,
)
from tests.factories.assurance import (
    DueCheckFactory,
    DueDateChangeFactory,
    ModerationFactory,
    VerificationFactory,
)
from tests.factories.base import TODAY, unsaved
from tests.factories.governance import (
    AttendanceFactory,
    BoardFactory,
    ChallengeClosingFactory,
    ChallengeFactory,
    ChallengeReplyFactory,
    DecisionCompletionFactory,
    DecisionFactory,
    MeetingFactory,
)
from tests.factories.mail_and_files import ImportDraftFactory, ReminderFactory
from tests.factories.measures import (
    MeasureActionFactory,
    MeasureFactory,
    MeasureTargetFactory,
    MeasureThemeFactory,
    MeasureValueFactory,
)
from tests.factories.packs import PackFactory, PackNoteFactory, PackTextFactory
from tests.factories.plans import (
    OrganisationFactory,
    PlanFactory,
    PlanMembershipFactory,
    PostFactory,
    PostHoldingFactory,
    ThemeFactory,
    UserFactory,
    WorkstreamFactory,
)
from tests.factories.visits import (
    CheckFindingFactory,
    ClosureDayFactory,
    DeclinedRecurrenceFactory,
    FindingFactory,
    GapFactory,
    JudgementFactory,
    RecommendationFactory,
    RecommendationPartFactory,
    RecurrenceFactory,
    SourceFactory,
    TimeLimitChangeFactory,
    VisitCheckFactory,
    VisitFactory,
    VisitNoteFactory,
)

__all__ = [
    "TODAY",
    "ActionFactory",
    "AnswerFactory",
    "AttendanceFactory",
    "BoardFactory",
    "ChallengeClosingFactory",
    "ChallengeFactory",
    "ChallengeReplyFactory",
    "CheckFindingFactory",
    "ClosureDayFactory",
    "DecisionCompletionFactory",
    "DecisionFactory",
    "DeclinedRecurrenceFactory",
    "DueCheckFactory",
    "DueDateChangeFactory",
    "EvidenceFactory",
    "FindingFactory",
    "GapFactory",
    "ImportDraftFactory",
    "JudgementFactory",
    "MeasureActionFactory",
    "MeasureFactory",
    "MeasureTargetFactory",
    "MeasureThemeFactory",
    "MeasureValueFactory",
    "MeetingFactory",
    "ModerationFactory",
    "OrganisationFactory",
    "OwnerChangeFactory",
    "PackFactory",
    "PackNoteFactory",
    "PackTextFactory",
    "PlanFactory",
    "PlanMembershipFactory",
    "PostFactory",
    "PostHoldingFactory",
    "ProgressUpdateFactory",
    "RecommendationFactory",
    "RecommendationPartFactory",
    "RecurrenceFactory",
    "ReminderFactory",
    "SourceFactory",
    "StatusChangeFactory",
    "ThemeFactory",
    "TimeLimitChangeFactory",
    "UserFactory",
    "VerificationFactory",
    "VisitCheckFactory",
    "VisitFactory",
    "VisitNoteFactory",
    "WorkstreamFactory",
    "unsaved",
]
