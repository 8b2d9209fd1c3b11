"""Requests for another due date: asked by one person, decided by another."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from tests.factories import (
    ActionFactory,
    DueDateChangeFactory,
    MeetingFactory,
    UserFactory,
    unsaved,
)
from tests.models.rules import assert_accepted, assert_refused
from tracker.models import DueDateChange

pytestmark = pytest.mark.django_db

WHOLE = "A decision has a day and a person."
WAITS = "A request for this action waits for a decision already."


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({}, id="waits"),
        pytest.param({"old_on": None}, id="no date before"),
        pytest.param({"approved": True}, id="approved"),
        pytest.param({"refused": True}, id="refused"),
        pytest.param(
            {"approved": True, "decided_on": date(2026, 6, 1)}, id="on the day"
        ),
    ],
)
def test_request_is_accepted(values):
    assert_accepted(unsaved(DueDateChangeFactory, **values))


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        pytest.param({"decision": "approved"}, WHOLE, id="decided by nobody"),
        pytest.param(
            {"approved": True, "decided_on": None}, WHOLE, id="decided on no day"
        ),
        pytest.param(
            {"approved": True, "decision": ""}, WHOLE, id="a day without a decision"
        ),
        pytest.param(
            {"approved": True, "decided_on": date(2026, 5, 31)},
            "The decision is before the request.",
            id="decided before it was asked",
        ),
        pytest.param(
            {"new_on": date(2026, 9, 30)},
            "This is the due date already. Give another.",
            id="the same date",
        ),
        pytest.param(
            {"refused": True, "decision_reason": ""},
            "Say why the new date is refused.",
            id="refused without a reason",
        ),
    ],
)
def test_request_is_refused(values, sentence):
    assert_refused(unsaved(DueDateChangeFactory, **values), sentence)


def test_meeting_stands_where_it_decided():
    meeting = MeetingFactory()

    assert_accepted(unsaved(DueDateChangeFactory, approved=True, meeting=meeting))
    assert_refused(
        unsaved(DueDateChangeFactory, meeting=meeting),
        "A meeting stands only where it decided.",
    )


def test_meeting_of_another_plan_decides_nothing():
    row = unsaved(
        DueDateChangeFactory,
        action=ActionFactory(),
        approved=True,
        meeting=MeetingFactory(),
    )

    with pytest.raises(ValidationError) as refusal:
        row.full_clean()

    assert refusal.value.message_dict == {
        "meeting": ["Choose a meeting of the same plan."]
    }


@pytest.mark.parametrize("decided", ["approved", "refused"])
def test_own_request_is_not_decided(decided):
    person = UserFactory()
    row = unsaved(
        DueDateChangeFactory, asked_by=person, decided_by=person, **{decided: True}
    )

    assert_refused(row, "You asked for this date. Another person decides.")


def test_one_request_of_an_action_waits_at_a_time():
    action = DueDateChangeFactory().action

    assert_refused(unsaved(DueDateChangeFactory, action=action), WAITS)


def test_next_request_follows_a_decision():
    decided = DueDateChangeFactory(refused=True)

    assert_accepted(unsaved(DueDateChangeFactory, action=decided.action))
    assert str(decided) == "A-001 date request 1"


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("new_on", date(2027, 6, 30)),
        ("old_on", None),
        ("reason", "Another reason"),
        ("reason_code", "funding"),
        ("asked_on", date(2026, 5, 1)),
    ],
)
def test_what_was_asked_stands(column, value):
    request = DueDateChangeFactory()
    setattr(request, column, value)

    with pytest.raises(ValidationError, match="Only its decision is due"):
        request.save()


def test_decision_stands():
    request = DueDateChangeFactory(approved=True)
    request.decision = "refused"

    with pytest.raises(ValidationError, match="is decided and is not changed"):
        request.save()


def test_request_is_not_removed():
    with pytest.raises(ValidationError, match="is on record and is not removed"):
        DueDateChangeFactory().delete()


@pytest.mark.parametrize(
    ("old_on", "days"),
    [
        pytest.param(date(2026, 9, 30), 92, id="later"),
        pytest.param(date(2027, 1, 10), -10, id="earlier"),
        pytest.param(None, None, id="no date before"),
    ],
)
def test_days_that_the_date_would_move(old_on, days):
    assert unsaved(DueDateChangeFactory, old_on=old_on).days == days


def test_requests_by_what_became_of_them():
    action = ActionFactory(in_progress=True)
    refused = DueDateChangeFactory(action=action, refused=True)
    first, second = (
        DueDateChangeFactory(action=action, approved=True, decided_on=day)
        for day in (date(2026, 6, 8), date(2026, 6, 12))
    )
    waiting = DueDateChangeFactory(action=action)

    def found(rows):
        return [row.number for row in rows]

    requests = DueDateChange.objects
    assert [refused.number, first.number, second.number] == [1, 2, 3]
    assert found(requests.undecided()) == [waiting.number]
    assert found(requests.approved_by(date(2026, 6, 7))) == []
    assert found(requests.approved_by(date(2026, 6, 12))) == [3, 2]
    assert found(requests.approved_after(date(2026, 6, 7))) == [2, 3]
    assert found(requests.approved_after(date(2026, 6, 8))) == [3]
