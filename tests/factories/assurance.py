"""How a second person looks: moderations, verifications, checks, date requests.

Each is a row alone: what would follow from it is not written, and the action stays
as it is.
"""

from datetime import UTC, date, datetime

from factory import LazyAttribute, SelfAttribute, SubFactory, Trait

from tests.factories.actions import ActionFactory, ProgressUpdateFactory
from tests.factories.base import InPlanFactory, count_up
from tests.factories.plans import PlanFactory, UserFactory
from tracker.choices import (
    ActionStatus,
    DateDecision,
    DelayReason,
    ModerationResult,
    Rating,
    VerificationKind,
    VerificationResult,
)
from tracker.models import (
    Action,
    DueCheck,
    DueDateChange,
    Moderation,
    User,
    Verification,
)

VERIFIED_ON = date(2026, 5, 16)  # as ActionFactory(verified=True) has it
DECIDED_AT = datetime(2026, 6, 8, 15, 30, tzinfo=UTC)


def deliverer(action: Action) -> User:
    """Who last delivered an action."""
    return action.status_changes.filter(to_status=ActionStatus.DELIVERED).last().by


class ModerationFactory(InPlanFactory):
    """Another person agrees with an Amber update, on its day."""

    update = SubFactory(ProgressUpdateFactory, plan=SelfAttribute("..plan"))
    author = SelfAttribute("update.author")
    moderator = SubFactory(UserFactory)
    moderated_on = SelfAttribute("update.made_on")
    result = ModerationResult.AGREED
    rating = SelfAttribute("update.rating")

    class Meta:
        model = Moderation

    class Params:
        plan = SubFactory(PlanFactory)
        corrected = Trait(
            result=ModerationResult.CORRECTED,
            rating=Rating.RED,
            reason="The figures have not moved.",
        )
        returned = Trait(
            result=ModerationResult.RETURNED,
            rating="",
            reason="It does not say what was done.",
        )


class VerificationFactory(InPlanFactory):
    """Another person finds a delivered action evidenced."""

    action = SubFactory(ActionFactory, plan=SelfAttribute("..plan"), delivered=True)
    number = count_up("action", "verifications")
    kind = VerificationKind.DELIVERY
    delivered_by = LazyAttribute(lambda row: deliverer(row.action))
    verified_by = SubFactory(UserFactory)
    verified_on = VERIFIED_ON
    result = VerificationResult.EVIDENCED
    reason = "Twenty records were read."

    class Meta:
        model = Verification

    class Params:
        plan = SubFactory(PlanFactory)
        partly = Trait(result=VerificationResult.PARTLY)
        not_evidenced = Trait(result=VerificationResult.NOT_EVIDENCED)
        too_early = Trait(
            result=VerificationResult.TOO_EARLY, review_by=date(2026, 7, 1)
        )


class DueCheckFactory(InPlanFactory):
    """The check at 6 months of an action that was verified in May."""

    after = SubFactory(
        VerificationFactory, plan=SelfAttribute("..plan"), action__verified=True
    )
    action = SelfAttribute("after.action")
    kind = VerificationKind.SIX_MONTHS
    due_on = date(2026, 11, 16)

    class Meta:
        model = DueCheck

    class Params:
        plan = SubFactory(PlanFactory)
        twelve_months = Trait(
            kind=VerificationKind.TWELVE_MONTHS, due_on=date(2027, 5, 16)
        )
        further = Trait(kind=VerificationKind.FURTHER, due_on=date(2026, 8, 16))


class DueDateChangeFactory(InPlanFactory):
    """A request that waits: the end of the year, in place of September."""

    action = SubFactory(ActionFactory, plan=SelfAttribute("..plan"), in_progress=True)
    number = count_up("action", "due_date_changes")
    old_on = SelfAttribute("action.due_on")
    new_on = date(2026, 12, 31)
    reason_code = DelayReason.WORKFORCE
    reason = "Two of four managers have left."
    asked_by = SubFactory(UserFactory)
    asked_on = date(2026, 6, 1)

    class Meta:
        model = DueDateChange

    class Params:
        plan = SubFactory(PlanFactory)
        approved = Trait(
            decision=DateDecision.APPROVED,
            decided_by=SubFactory(UserFactory),
            decided_on=date(2026, 6, 8),
            decided_at=DECIDED_AT,
        )
        refused = Trait(
            decision=DateDecision.REFUSED,
            decided_by=SubFactory(UserFactory),
            decided_on=date(2026, 6, 8),
            decided_at=DECIDED_AT,
            decision_reason="The first date can still be kept.",
        )
