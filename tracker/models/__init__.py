"""The record, one concept a file, in reading order."""

from tracker.models.change import Change, ChangeSet, change_set
from tracker.models.recorded import Appended, Recorded, StaleRecordError
from tracker.models.person import User
from tracker.models.plan import Plan, PlanMembership, Theme, Workstream
from tracker.models.post import Organisation, Post, PostHolding
from tracker.models.source import Gap, Quoted, Source
from tracker.models.visit import Judgement, OfVisit, Visit
from tracker.models.recommendation import (
    Recommendation,
    RecommendationPart,
    Recurrence,
)
from tracker.models.finding import Finding
from tracker.models.action import Action
from tracker.models.answer import Answer
from tracker.models.standing import OwnerChange, StatusChange
from tracker.models.progress import ProgressUpdate
from tracker.models.moderation import Moderation
from tracker.models.evidence import Evidence
from tracker.models.due_date import DueDateChange
from tracker.models.verification import DueCheck, Verification
from tracker.models.reminder import Reminder
from tracker.models.import_draft import ImportDraft
from tracker.models.check import CheckFinding, VisitCheck
from tracker.models.visit_note import VisitNote
from tracker.models.closure_day import ClosureDay
from tracker.models.time_limit import TimeLimitChange

__all__ = [
    "Action",
    "Answer",
    "Appended",
    "Change",
    "ChangeSet",
    "CheckFinding",
    "ClosureDay",
    "DueCheck",
    "DueDateChange",
    "Evidence",
    "Finding",
    "Gap",
    "ImportDraft",
    "Judgement",
    "Moderation",
    "OfVisit",
    "Organisation",
    "OwnerChange",
    "Plan",
    "PlanMembership",
    "Post",
    "PostHolding",
    "ProgressUpdate",
    "Quoted",
    "Recommendation",
    "RecommendationPart",
    "Recorded",
    "Recurrence",
    "Reminder",
    "Source",
    "StaleRecordError",
    "StatusChange",
    "Theme",
    "TimeLimitChange",
    "User",
    "Verification",
    "Visit",
    "VisitCheck",
    "VisitNote",
    "Workstream",
    "change_set",
]
