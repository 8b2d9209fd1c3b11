"""Decisions of meetings, and what they do to dates and actions, in one go."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from tests.factories import (
    ActionFactory,
    DecisionFactory,
    DueDateChangeFactory,
    MeetingFactory,
    PostFactory,
    RecommendationFactory,
)
from tests.people import plan_with_people
from tests.workflow.told import changes_since, last_change
from tracker.models import (
    Action,
    Change,
    Decision,
    DecisionCompletion,
    DueDateChange,
    change_set,
)
from tracker.workflow.decisions import (
    ActionClosed,
    DateDecided,
    DecisionEntry,
    complete_decision,
    record_decision,
)

pytestmark = pytest.mark.django_db

HELD = date(2026, 6, 11)
OLD, NEW = date(2026, 9, 30), date(2026, 12, 31)
SAID = DecisionEntry("The new date is approved.", HELD)


@pytest.fixture
def people():
    return plan_with_people()


@pytest.fixture
def meeting(people):
    return MeetingFactory(plan=people.plan, held_on=HELD, cut_off_on=None)


@pytest.fixture
def request_for_a_date(people):
    action = ActionFactory(plan=people.plan, in_progress=True, owner_post=people.post)
    return DueDateChangeFactory(action=action, asked_by=people.owner)


def decide(people, meeting, on, effect=None, **values):
    with change_set(by=people.manager):
        return record_decision(
            meeting=meeting,
            entry=replace(SAID, **values),
            effect=effect,
            by=people.manager,
            on=on,
        )


# A decision that does nothing further


def test_decision_is_recorded_with_who_does_what(people, meeting, today):
    action = ActionFactory(plan=people.plan)
    start = last_change()

    made = decide(
        people,
        meeting,
        today,
        text="Bring ten cases.",
        action=action,
        owner_post=people.post,
        due_on=date(2026, 7, 9),
    )

    stored = Decision.objects.get()
    assert (made, stored.reference, stored.effect) == (stored, "D-001", "none")
    assert (stored.action, stored.owner_post, stored.recorded_by) == (
        action,
        people.post,
        people.manager,
    )
    assert changes_since(start) == [
        (
            "decision",
            "created",
            "Mary Manager",
            "Decided at B-2026-01: Bring ten cases.",
        )
    ]


def test_meeting_still_to_come_has_decided_nothing(people, today):
    meeting = MeetingFactory(plan=people.plan, to_come=True)

    with pytest.raises(ValidationError) as refusal:
        decide(people, meeting, today)

    assert refusal.value.messages == ["B-2026-01 is still to come, on 9 July 2026."]
    assert not Decision.objects.exists()


def test_form_sent_twice_records_one(people, meeting, today):
    decide(people, meeting, today)

    with pytest.raises(ValidationError) as refusal:
        decide(people, meeting, today)

    assert refusal.value.message_dict == {"text": ["D-001 already says this."]}
    assert Decision.objects.count() == 1


def test_decision_is_put_right_once(people, meeting, today):
    wrong = DecisionFactory(meeting=meeting)
    right = decide(people, meeting, today, corrects=wrong)

    with pytest.raises(ValidationError) as refusal:
        decide(people, meeting, today, text="Another", corrects=wrong)

    assert refusal.value.message_dict == {"corrects": ["D-001 was corrected already."]}
    assert Decision.objects.get(pk=wrong.pk).corrected_by == right


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        pytest.param(
            {"due_on": date(2026, 7, 9)},
            "Say who carries it out by that day.",
            id="by whom",
        ),
        pytest.param({"text": ""}, "This field cannot be blank.", id="no words"),
    ],
)
def test_refused_decision_leaves_nothing(people, meeting, today, values, sentence):
    start = last_change()

    with pytest.raises(ValidationError) as refusal:
        decide(people, meeting, today, **values)

    assert sentence in refusal.value.messages
    assert changes_since(start) == []


# A decision about a due date


def test_approved_date_carries_the_meeting(people, meeting, request_for_a_date, today):
    effect = DateDecided(request_for_a_date, "approved")

    made = decide(people, meeting, today, effect)

    change = DueDateChange.objects.get()
    action = Action.objects.get()
    assert (change.decision, change.meeting, change.decided_on, change.decided_by) == (
        "approved",
        meeting,
        HELD,
        people.manager,
    )
    assert change.decision_reason == "The new date is approved."
    assert (action.first_due_on, action.due_on) == (OLD, NEW)
    assert (made.effect, made.date_change, made.action) == (
        "date_approved",
        change,
        action,
    )


def test_refused_date_stays_as_it_is(people, meeting, request_for_a_date, today):
    made = decide(
        people, meeting, today, DateDecided(request_for_a_date, "refused"), text="No."
    )

    assert (made.effect, DueDateChange.objects.get().decision_reason) == (
        "date_refused",
        "No.",
    )
    assert Action.objects.get().due_on == OLD


def test_all_of_it_is_one_change_set(people, meeting, request_for_a_date, today):
    start = last_change()

    decide(people, meeting, today, DateDecided(request_for_a_date, "approved"))

    written = Change.objects.filter(pk__gt=start)
    assert set(written.values_list("model", flat=True)) == {
        "duedatechange",
        "action",
        "decision",
    }
    assert written.values("change_set").distinct().count() == 1


@pytest.mark.parametrize("decision", ["approved", "refused"])
def test_who_asked_does_not_write_down_the_decision(people, meeting, today, decision):
    """The meeting decides, but the record would rest on the word of who asked."""
    own = DueDateChangeFactory(
        action=ActionFactory(plan=people.plan, in_progress=True),
        asked_by=people.manager,
    )
    start = last_change()

    with pytest.raises(ValidationError) as refusal:
        decide(people, meeting, today, DateDecided(own, decision))

    assert refusal.value.messages == [
        "You asked for this date. Another person decides."
    ]
    assert changes_since(start) == []
    assert DueDateChange.objects.get().meeting is None


def test_request_decided_already_is_not_decided_again(people, meeting, today):
    decided = DueDateChangeFactory(
        action=ActionFactory(plan=people.plan, in_progress=True), refused=True
    )

    with pytest.raises(ValidationError, match="Somebody decided this request before"):
        decide(people, meeting, today, DateDecided(decided, "approved"))

    assert not Decision.objects.exists()


def test_refused_decision_moves_no_date(people, meeting, request_for_a_date, today):
    """All or nothing: the date is not moved where the decision cannot be stored."""
    with pytest.raises(ValidationError):
        decide(
            people,
            meeting,
            today,
            DateDecided(request_for_a_date, "approved"),
            due_on=date(2026, 7, 9),
        )

    assert DueDateChange.objects.get().decision == ""
    assert Action.objects.get().due_on == OLD


# A decision that closes an action


def test_action_is_closed_for_the_reason_given(people, meeting, today):
    action = ActionFactory(plan=people.plan, in_progress=True)
    other = ActionFactory(plan=people.plan, in_progress=True)

    made = decide(
        people,
        meeting,
        today,
        ActionClosed(action, "superseded", other),
        text="It goes on in the other one.",
    )

    step = action.status_changes.last()
    assert (step.to_status, step.changed_on, step.close_reason) == (
        "closed",
        HELD,
        "superseded",
    )
    assert step.reason == "It goes on in the other one. (decided at B-2026-01)"
    assert (made.effect, made.action, step.superseded_by) == (
        "action_closed",
        action,
        other,
    )


def test_action_closed_already_leaves_no_decision(people, meeting, today):
    action = ActionFactory(plan=people.plan, closed=True)

    with pytest.raises(ValidationError, match="A-001 is closed"):
        decide(people, meeting, today, ActionClosed(action, "transferred"))

    assert not Decision.objects.exists()


# Carried out


def test_decision_is_carried_out_once(people, today):
    decision = DecisionFactory(plan=people.plan, to_do=True)
    options = {"decision": decision, "by": people.owner, "on": today}

    complete_decision(note="Ten cases were read.", **options)

    stored = DecisionCompletion.objects.get()
    assert (stored.done_on, stored.said_by) == (today, people.owner)
    with pytest.raises(ValidationError) as refusal:
        complete_decision(note="Again.", **options)
    assert refusal.value.messages == ["D-001 was carried out already."]


def test_decision_that_was_put_right_is_not_carried_out(people, today):
    decision = DecisionFactory(plan=people.plan, to_do=True)
    DecisionFactory(meeting=decision.meeting, corrects=decision)

    with pytest.raises(ValidationError) as refusal:
        complete_decision(decision=decision, note="Done", by=people.owner, on=today)

    assert refusal.value.messages == ["D-001 was corrected by a later decision."]


def test_decision_is_not_carried_out_before_it_was_made(people, today):
    decision = DecisionFactory(plan=people.plan, to_do=True)
    day = decision.decided_on - timedelta(days=1)

    with pytest.raises(ValidationError) as refusal:
        complete_decision(decision=decision, note="Done", by=people.owner, on=day)

    assert refusal.value.message_dict == {
        "done_on": ["It was decided later. Give a later day."]
    }


def test_decision_keeps_to_one_plan(people, meeting, today):
    for values in (
        {"action": ActionFactory()},
        {"recommendation": RecommendationFactory()},
        {"owner_post": PostFactory()},
    ):
        with pytest.raises(ValidationError, match="Choose one of the same plan"):
            decide(people, meeting, today, **values)
