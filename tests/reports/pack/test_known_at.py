"""A pack made again with what was known at an instant is the same to the last word."""

from datetime import date

import pytest
from django.utils import timezone

from tests.factories import (
    ActionFactory,
    AnswerFactory,
    ChallengeFactory,
    DecisionFactory,
    DueCheckFactory,
    DueDateChangeFactory,
    EvidenceFactory,
    MeasureValueFactory,
    MeetingFactory,
    ModerationFactory,
    OwnerChangeFactory,
    PostFactory,
    PostHoldingFactory,
    ProgressUpdateFactory,
    RecommendationFactory,
    StatusChangeFactory,
    UserFactory,
    VerificationFactory,
    VisitCheckFactory,
    VisitFactory,
)
from tests.reports.pack.asking import document_of
from tracker.choices import DateDecision, Rating
from tracker.workflow.due_dates import decide_due_date
from tracker.workflow.people import Holding, set_holder
from tracker.workflow.publishing import Publication, publish_visit

pytestmark = pytest.mark.django_db

BACK = date(2026, 6, 10)  # the day that what is written down later says of itself


@pytest.fixture
def action():
    """An action in progress, with an owner, an update and a request for a date."""
    post = PostFactory()
    PostHoldingFactory(post=post)
    action = ActionFactory(owner_post=post, in_progress=True)
    ProgressUpdateFactory(action=action)
    DueDateChangeFactory(action=action)
    AnswerFactory(action=action)
    return action


def step_back(action):
    StatusChangeFactory(
        action=action,
        changed_on=BACK,
        from_status="in_progress",
        to_status="delivered",
    )


def decide(action):
    decide_due_date(
        change=action.due_date_changes.get(),
        decision=DateDecision.APPROVED,
        reason="",
        by=UserFactory(),
        on=BACK,
    )


def publish(action):
    visit = VisitFactory(plan=action.plan, starts_on=date(2026, 5, 19), draft=True)
    VisitCheckFactory(visit=visit, action=action)
    RecommendationFactory(visit=visit)
    publish_visit(
        visit=visit,
        publication=Publication(seen=frozenset()),
        by=UserFactory(),
        on=BACK,
    )


def correct_holder(action):
    wrong = action.owner_post.holdings.first()
    right = Holding(
        kind=wrong.kind,
        starts_on=wrong.starts_on,
        name="Somebody else",
        corrects=wrong,
        why="The wrong name was typed.",
    )
    set_holder(post=wrong.post, holding=right)


def look_again(action):
    verification = VerificationFactory(
        action=ActionFactory(plan=action.plan, delivered=True), verified_on=BACK
    )
    DueCheckFactory(action=verification.action, after=verification)


LATER_ENTRIES = {
    "an update": lambda action: ProgressUpdateFactory(
        action=action, made_on=BACK, rating=Rating.RED
    ),
    "a moderation": lambda action: ModerationFactory(
        update=action.updates.first(), corrected=True
    ),
    "a step": step_back,
    "an owner": lambda action: OwnerChangeFactory(action=action, changed_on=BACK),
    "a holder": lambda action: PostHoldingFactory(
        post=action.owner_post, starts_on=BACK, name=""
    ),
    "a holder who was wrong": correct_holder,
    "a decision about a date": decide,
    "an action": lambda action: ActionFactory(plan=action.plan),
    "a recommendation": lambda action: RecommendationFactory(
        visit=action.plan.visits.first()
    ),
    "an answer": lambda action: AnswerFactory(
        action=ActionFactory(plan=action.plan),
        part=RecommendationFactory(visit=action.plan.visits.first()).parts.get(),
    ),
    "a check": lambda action: VisitCheckFactory(
        action=action, visit=action.plan.visits.first()
    ),
    "a visit published": publish,
    "evidence": lambda action: EvidenceFactory(action=action, added_on=BACK),
    "a second look": look_again,
    "a challenge": lambda action: ChallengeFactory(action=action, raised_on=BACK),
    "a decision": lambda action: DecisionFactory(
        meeting=MeetingFactory(plan=action.plan, held_on=BACK)
    ),
    "a measure": lambda action: MeasureValueFactory(plan=action.plan),
}


@pytest.mark.parametrize("preset", ["board", "committee", "exception"])
@pytest.mark.parametrize("entry", LATER_ENTRIES.values(), ids=LATER_ENTRIES)
def test_what_was_written_down_later_is_left_out(action, entry, preset):
    before = document_of(preset, action.plan)
    known_at = timezone.now()

    entry(action)

    assert document_of(preset, action.plan, known_at=known_at) == before


@pytest.mark.parametrize("entry", LATER_ENTRIES.values(), ids=LATER_ENTRIES)
def test_what_was_written_down_later_changes_the_pack_of_today(action, entry):
    before = document_of("board", action.plan)

    entry(action)

    assert document_of("board", action.plan) != before


def test_what_was_known_stays_in(action):
    for entry in LATER_ENTRIES.values():
        entry(action)

    known = document_of("board", action.plan, known_at=timezone.now())
    assert known == document_of("board", action.plan)
