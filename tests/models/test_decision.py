"""Decisions: rows that stay, what they name, and a state derived for a day."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from tests.factories import (
    ActionFactory,
    DecisionCompletionFactory,
    DecisionFactory,
    DueDateChangeFactory,
    MeetingFactory,
    PlanFactory,
    PostFactory,
    RecommendationFactory,
    unsaved,
)
from tests.models.rules import assert_accepted, assert_refused
from tracker.models import Decision

pytestmark = pytest.mark.django_db

DECIDED, DUE, DONE = date(2026, 5, 14), date(2026, 6, 30), date(2026, 6, 10)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({}, id="noted"),
        pytest.param({"to_do": True}, id="to be carried out"),
        pytest.param({"to_do": True, "due_on": None}, id="by no day"),
        pytest.param({"to_do": True, "due_on": DECIDED}, id="on the day"),
        pytest.param({"about_a_date": True}, id="about a date"),
    ],
)
def test_decision_is_accepted(values):
    assert_accepted(unsaved(DecisionFactory, **values))


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        pytest.param(
            {"effect": "date_approved"},
            "Choose the request that is decided.",
            id="about no request",
        ),
        pytest.param(
            {"about_a_date": True, "effect": "none"},
            "Choose the request that is decided.",
            id="a request and no word on it",
        ),
        pytest.param(
            {"effect": "action_closed"},
            "Choose the action that is closed.",
            id="closes nothing",
        ),
        pytest.param(
            {"to_do": True, "owner_post": None},
            "Say who carries it out by that day.",
            id="due from nobody",
        ),
        pytest.param(
            {"to_do": True, "due_on": DECIDED - DAY},
            "It is due before it was decided. Give a later day.",
            id="due before",
        ),
    ],
)
def test_decision_is_refused(values, sentence):
    assert_refused(unsaved(DecisionFactory, **values), sentence)


def test_decision_has_one_subject():
    plan = PlanFactory()
    row = unsaved(
        DecisionFactory,
        plan=plan,
        action=ActionFactory(plan=plan),
        recommendation=RecommendationFactory(plan=plan),
    )

    assert_refused(row, "Choose an action or a recommendation, not both.")


@pytest.mark.parametrize(
    ("name", "make"),
    [
        pytest.param("meeting", MeetingFactory, id="meeting"),
        pytest.param("action", ActionFactory, id="action"),
        pytest.param("recommendation", RecommendationFactory, id="recommendation"),
        pytest.param("owner_post", PostFactory, id="post"),
        pytest.param("corrects", DecisionFactory, id="earlier decision"),
    ],
)
def test_decision_stays_in_its_plan(name, make):
    row = unsaved(DecisionFactory, plan=PlanFactory(), **{name: make()})

    with pytest.raises(ValidationError) as refusal:
        row.full_clean()

    assert refusal.value.message_dict == {name: ["Choose one of the same plan."]}


def test_request_is_one_of_the_action():
    change = DueDateChangeFactory(approved=True)
    row = unsaved(
        DecisionFactory,
        about_a_date=True,
        date_change=change,
        action=ActionFactory(plan=change.action.plan),
    )

    with pytest.raises(ValidationError) as refusal:
        row.full_clean()

    assert refusal.value.message_dict == {
        "date_change": ["Choose a request of this action."]
    }


@pytest.mark.parametrize("make", [DecisionFactory, DecisionCompletionFactory])
def test_what_was_decided_and_done_stays(make):
    row = make()
    row.recorded_at -= DAY

    with pytest.raises(ValidationError, match="is on record and is not changed"):
        row.save()
    with pytest.raises(ValidationError, match="is on record and is not removed"):
        row.delete()


def test_completion_follows_a_decision_that_asks_for_something():
    early = unsaved(DecisionCompletionFactory, done_on=DECIDED - DAY)
    of_nothing = unsaved(DecisionCompletionFactory, decision=DecisionFactory())

    for row, sentence in (
        (early, "It was decided later. Give a later day."),
        (of_nothing, "This decision asks nobody for anything."),
    ):
        with pytest.raises(ValidationError) as refusal:
            row.full_clean()
        assert refusal.value.messages == [sentence]


# Where it stands


def state(decision, on, known_at=None):
    row = Decision.objects.with_state(on, known_at).get(pk=decision.pk)
    return (row.state, row.is_outstanding)


def test_decision_that_asks_for_nothing_stands():
    assert state(DecisionFactory(), DUE + DAY) == ("stands", False)


def test_state_is_that_of_the_day():
    decision = DecisionFactory(to_do=True, due_on=date(2026, 6, 1))
    DecisionCompletionFactory(decision=decision, done_on=DONE)

    days = (DECIDED, date(2026, 6, 1), date(2026, 6, 2), DONE)
    assert [state(decision, day) for day in days] == [
        ("to_do", True),
        ("to_do", True),
        ("overdue", True),
        ("done", False),
    ]


def test_decision_that_was_put_right_asks_for_nothing_more():
    decision = DecisionFactory(to_do=True)
    DecisionFactory(plan=decision.plan, corrects=decision, decided_on=DONE)

    assert state(decision, DONE - DAY) == ("to_do", True)
    assert state(decision, DONE) == ("corrected", False)
    outstanding = Decision.objects.with_state(DONE).outstanding()
    assert list(outstanding) == []


def test_what_was_written_down_later_is_left_out():
    decision = DecisionFactory(to_do=True)
    at = datetime(2026, 6, 12, tzinfo=UTC)
    DecisionCompletionFactory(decision=decision, done_on=DONE, recorded_at=at)

    assert state(decision, DONE, at - DAY) == ("to_do", True)
    assert state(decision, DONE, at) == ("done", False)
