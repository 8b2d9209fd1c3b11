"""A report made again with what was known at an instant has the same numbers."""

from datetime import date

import pytest
from django.utils import timezone
from tracker.reports.board import board_report

from tests.factories import (
    ActionFactory,
    AnswerFactory,
    DueDateChangeFactory,
    ModerationFactory,
    OwnerChangeFactory,
    PostFactory,
    PostHoldingFactory,
    ProgressUpdateFactory,
    RecommendationFactory,
    StatusChangeFactory,
    UserFactory,
    VisitCheckFactory,
)
from tracker.choices import DateDecision, Rating
from tracker.models import Action
from tracker.workflow.due_dates import decide_due_date

pytestmark = pytest.mark.django_db

ON = date(2026, 6, 15)
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
    "a decision": decide,
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
}


def numbers(action: Action, **options):
    """What the board reads on the day, with the words of each row."""
    report = board_report(plan=action.plan, on=ON, **options)
    waits = [(row.number, row.decision) for row in report.date_requests.rows]
    checks = [len(visit.checks) for visit in report.visits]
    return vars(report) | {"visits": checks, "date_requests": waits}


@pytest.mark.parametrize("entry", LATER_ENTRIES.values(), ids=LATER_ENTRIES)
def test_what_was_written_down_later_is_left_out(action, entry):
    before = numbers(action)
    known_at = timezone.now()

    entry(action)

    assert numbers(action, known_at=known_at) == before
    assert numbers(action) != before


def test_what_was_known_stays_in(action):
    for entry in LATER_ENTRIES.values():
        entry(action)

    assert numbers(action, known_at=timezone.now()) == numbers(action)
