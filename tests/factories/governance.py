"""Boards, meetings, and what was asked and decided at them.

Each is a row alone: what would follow from a decision is not written.
"""

from datetime import date

from factory import LazyAttribute, SelfAttribute, Sequence, SubFactory, Trait

from tests.factories.actions import ActionFactory
from tests.factories.assurance import DueDateChangeFactory
from tests.factories.base import InPlanFactory, count_up, reference
from tests.factories.plans import PlanFactory, PostFactory, UserFactory
from tests.factories.visits import RecommendationFactory
from tracker.choices import (
    BoardCadence,
    ChallengeOutcome,
    DecisionEffect,
    Presence,
    ReplyKind,
)
from tracker.models import (
    Attendance,
    Board,
    Challenge,
    ChallengeClosing,
    ChallengeReply,
    Decision,
    DecisionCompletion,
    Meeting,
    User,
)


class BoardFactory(InPlanFactory):
    """The improvement board, which meets every month."""

    plan = SubFactory(PlanFactory)
    slug = Sequence(lambda n: f"board-{n:04d}")
    name = Sequence(lambda n: f"Improvement board {n:04d}")
    cadence = BoardCadence.MONTHLY

    class Meta:
        model = Board


class MeetingFactory(InPlanFactory):
    """A meeting of May, with a cut-off a week before."""

    plan = SubFactory(PlanFactory)
    board = SubFactory(BoardFactory, plan=SelfAttribute("..plan"))
    reference = LazyAttribute(
        lambda row: f"B-{row.held_on.year}-{row.plan.meetings.count() + 1:02d}"
    )
    held_on = date(2026, 5, 14)
    cut_off_on = date(2026, 5, 7)

    class Meta:
        model = Meeting

    class Params:
        to_come = Trait(held_on=date(2026, 7, 9), cut_off_on=date(2026, 7, 2))


class AttendanceFactory(InPlanFactory):
    """Somebody who came."""

    meeting = SubFactory(MeetingFactory, plan=SelfAttribute("..plan"))
    name = Sequence(lambda n: f"Member {n:04d}")
    presence = Presence.PRESENT

    class Meta:
        model = Attendance

    class Params:
        plan = SubFactory(PlanFactory)
        apologies = Trait(presence=Presence.APOLOGIES)


class ChallengeFactory(InPlanFactory):
    """A question about the plan as a whole, which waits for a reply."""

    plan = SubFactory(PlanFactory)
    reference = reference("C", "challenges")
    question = LazyAttribute(lambda row: f"Why is it slow? ({row.reference})")
    raised_by = SubFactory(UserFactory)
    raised_on = date(2026, 5, 14)

    class Meta:
        model = Challenge

    class Params:
        of_action = Trait(
            action=SubFactory(ActionFactory, plan=SelfAttribute("..plan"))
        )
        of_recommendation = Trait(
            recommendation=SubFactory(
                RecommendationFactory, plan=SelfAttribute("..plan")
            )
        )
        at_meeting = Trait(
            meeting=SubFactory(MeetingFactory, plan=SelfAttribute("..plan"))
        )


class ChallengeReplyFactory(InPlanFactory):
    """A reply, six days later."""

    challenge = SubFactory(ChallengeFactory, plan=SelfAttribute("..plan"))
    number = count_up("challenge", "replies")
    text = LazyAttribute(lambda row: f"Two posts were empty. ({row.number})")
    author = SubFactory(UserFactory)
    made_on = date(2026, 5, 20)

    class Meta:
        model = ChallengeReply

    class Params:
        plan = SubFactory(PlanFactory)
        more_wanted = Trait(kind=ReplyKind.MORE_WANTED)


def last_replier(challenge: Challenge) -> User | None:
    """Who replied last; None where nobody did."""
    last = challenge.replies.filter(kind=ReplyKind.REPLY).last()
    return last.author if last else None


class ChallengeClosingFactory(InPlanFactory):
    """Who asked accepts the reply."""

    challenge = LazyAttribute(
        lambda row: ChallengeReplyFactory(plan=row.plan).challenge
    )
    replied_by = LazyAttribute(lambda row: last_replier(row.challenge))
    closed_by = SelfAttribute("challenge.raised_by")
    closed_on = date(2026, 5, 25)
    outcome = ChallengeOutcome.ACCEPTED

    class Meta:
        model = ChallengeClosing

    class Params:
        plan = SubFactory(PlanFactory)
        withdrawn = Trait(
            outcome=ChallengeOutcome.WITHDRAWN, note="It was asked before."
        )


class DecisionFactory(InPlanFactory):
    """A decision that asks for nothing."""

    plan = SubFactory(PlanFactory)
    meeting = SubFactory(MeetingFactory, plan=SelfAttribute("..plan"))
    reference = reference("D", "decisions")
    text = LazyAttribute(lambda row: f"The report is noted ({row.reference}).")
    decided_on = SelfAttribute("meeting.held_on")
    recorded_by = SubFactory(UserFactory)

    class Meta:
        model = Decision

    class Params:
        to_do = Trait(
            owner_post=SubFactory(PostFactory, plan=SelfAttribute("..plan")),
            due_on=date(2026, 6, 30),
        )
        about_a_date = Trait(
            effect=DecisionEffect.DATE_APPROVED,
            date_change=SubFactory(
                DueDateChangeFactory, plan=SelfAttribute("..plan"), approved=True
            ),
            action=SelfAttribute("date_change.action"),
        )


class DecisionCompletionFactory(InPlanFactory):
    """That a decision was carried out."""

    decision = SubFactory(DecisionFactory, plan=SelfAttribute("..plan"), to_do=True)
    done_on = date(2026, 6, 10)
    note = "The paper went to all members."
    said_by = SubFactory(UserFactory)

    class Meta:
        model = DecisionCompletion

    class Params:
        plan = SubFactory(PlanFactory)
