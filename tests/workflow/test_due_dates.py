"""Another due date: asked for, decided by somebody else, the first one kept."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from tests.factories import ActionFactory, UserFactory
from tests.workflow.doing import deliver, update
from tests.workflow.told import changes_since, due_date_agrees, last_change
from tracker.models import Action, DueDateChange, change_set
from tracker.workflow.due_dates import DateRequest, decide_due_date, request_due_date
from tracker.workflow.life import close_action, reopen_action
from tracker.workflow.steps import Closing

pytestmark = pytest.mark.django_db

FIRST = date(2026, 9, 30)
LATER = date(2026, 12, 31)
REQUEST = DateRequest(LATER, "workforce", "Two of four managers have left.")


@pytest.fixture
def owner():
    return UserFactory(full_name="Olive Owner")


@pytest.fixture
def manager():
    return UserFactory(full_name="Mary Manager")


@pytest.fixture(autouse=True)
def _said_by(manager):
    """Write as a page does."""
    with change_set(by=manager):
        yield


@pytest.fixture
def action():
    return ActionFactory(in_progress=True, due_on=FIRST)


def ask(action, by, on, new_on=LATER):
    request = replace(REQUEST, new_on=new_on)
    return request_due_date(action=action, request=request, by=by, on=on)


def decide(change, by, on, decision="approved", reason=""):
    return decide_due_date(
        change=change, decision=decision, reason=reason, by=by, on=on
    )


def dates_of(action):
    """The first due date and the one that stands, if the copy agrees."""
    assert due_date_agrees(action)
    stored = Action.objects.get(pk=action.pk)
    return stored.first_due_on, stored.due_on


# Ask


def test_request_is_stored_and_nothing_moves(action, owner, today):
    start = last_change()

    change = ask(action, owner, today)

    stored = DueDateChange.objects.get()
    assert (stored.number, stored.old_on, stored.new_on) == (1, FIRST, LATER)
    assert (stored.reason_code, stored.reason) == (REQUEST.reason_code, REQUEST.reason)
    assert (stored.asked_by, stored.asked_on) == (owner, today)
    assert (stored.decision, change.days) == ("", 92)
    assert dates_of(action) == (FIRST, FIRST)
    assert changes_since(start) == [("duedatechange", "created", "Mary Manager", "")]


@pytest.mark.parametrize(
    ("changes", "on", "sentence"),
    [
        pytest.param(
            {"new_on": FIRST},
            date(2026, 6, 15),
            {"new_on": ["This is the due date already. Give another."]},
            id="the date that stands",
        ),
        pytest.param(
            {"new_on": date(2026, 6, 14)},
            date(2026, 6, 15),
            {"new_on": ["This day is past. Give a day to come."]},
            id="a day that is past",
        ),
        pytest.param(
            {"reason_code": "odd"},
            date(2026, 6, 15),
            {"reason_code": ["Value 'odd' is not a valid choice."]},
            id="no such kind of reason",
        ),
        pytest.param(
            {"reason": ""},
            date(2026, 6, 15),
            {"reason": ["This field cannot be blank."]},
            id="no reason",
        ),
        pytest.param(
            {},
            date(2026, 3, 15),
            {
                NON_FIELD_ERRORS: [
                    (
                        "The status last changed on 16 March 2026. "
                        "Give that day or a later one."
                    )
                ]
            },
            id="before the last step",
        ),
    ],
)
def test_refused_request_leaves_nothing(action, owner, changes, on, sentence):
    start = last_change()

    with pytest.raises(ValidationError) as refusal:
        request_due_date(
            action=action, request=replace(REQUEST, **changes), by=owner, on=on
        )

    assert refusal.value.message_dict == sentence
    assert (DueDateChange.objects.count(), changes_since(start)) == (0, [])


def test_request_before_the_start_is_refused(owner, today):
    action = ActionFactory(starts_on=date(2026, 9, 1), due_on=FIRST)

    with pytest.raises(ValidationError) as refusal:
        ask(action, owner, today, new_on=date(2026, 8, 31))

    assert refusal.value.message_dict == {
        "new_on": ["The due date is before the start. Give a later due date."]
    }


@pytest.mark.parametrize(
    "status", ["recorded", "delivered", "verified", "sustained", "closed"]
)
def test_date_of_what_is_not_open_stays(owner, today, status):
    action = ActionFactory(**{status: True})

    with pytest.raises(ValidationError) as refusal:
        ask(action, owner, today)

    assert refusal.value.messages == [f"A-001 is {status}: its date stays."]


def test_second_request_waits_for_the_first(action, owner, today):
    ask(action, owner, today)

    with pytest.raises(ValidationError) as refusal:
        ask(action, owner, today, new_on=date(2027, 1, 31))

    assert refusal.value.messages == [
        "A request for this action waits for a decision already."
    ]
    assert DueDateChange.objects.get().new_on == LATER


# Decide


def test_approved_date_counts_and_the_first_stays(action, owner, manager, today):
    change = ask(action, owner, today)
    start = last_change()

    decide(change, manager, today)

    stored = DueDateChange.objects.get()
    assert (stored.decision, stored.decided_by, stored.decided_on) == (
        "approved",
        manager,
        today,
    )
    assert dates_of(action) == (FIRST, LATER)
    assert changes_since(start) == [
        ("duedatechange", "changed", "Mary Manager", REQUEST.reason),
        ("action", "changed", "Mary Manager", REQUEST.reason),
    ]


def test_refused_date_moves_nothing(action, owner, manager, today):
    change = ask(action, owner, today)

    decide(change, manager, today, "refused", "It can be kept.")

    assert DueDateChange.objects.get().decision_reason == "It can be kept."
    assert dates_of(action) == (FIRST, FIRST)


def test_moved_twice_and_back(action, owner, manager, today):
    for number, new_on in enumerate((LATER, date(2027, 3, 31), FIRST), start=1):
        on = today + timedelta(days=number)
        decide(ask(action, owner, on, new_on), manager, on)

        assert dates_of(action) == (FIRST, new_on)
    moves = action.due_date_changes.values_list("number", "old_on", "new_on")
    assert list(moves) == [
        (1, FIRST, LATER),
        (2, LATER, date(2027, 3, 31)),
        (3, date(2027, 3, 31), FIRST),
    ]
    assert Action.objects.moved_twice(on).get().times_moved == 3


def test_first_date_of_an_action_without_one_is_the_one_approved(owner, manager, today):
    action = ActionFactory(in_progress=True, undated=True)
    change = ask(action, owner, today)

    decide(change, manager, today)

    stored = Action.objects.get()
    assert dates_of(action) == (LATER, LATER)
    assert (stored.due_precision, stored.due_words) == ("day", "by the autumn")
    assert (change.old_on, change.days) == (None, None)


@pytest.mark.parametrize("decision", ["approved", "refused"])
def test_own_request_is_decided_by_nobody_else_than_another(
    action, owner, today, decision
):
    change = ask(action, owner, today)

    with pytest.raises(ValidationError) as refusal:
        decide(change, owner, today, decision, "So")

    assert refusal.value.messages == [
        "You asked for this date. Another person decides."
    ]
    assert DueDateChange.objects.get().decision == ""
    assert dates_of(action) == (FIRST, FIRST)


@pytest.mark.parametrize(
    ("decision", "reason", "days", "sentence"),
    [
        pytest.param(
            "refused", "", 0, "Say why the new date is refused.", id="no reason"
        ),
        pytest.param("", "", 0, "A decision has a day and a person.", id="nothing"),
        pytest.param(
            "approved", "", -1, "The decision is before the request.", id="day before"
        ),
        pytest.param("odd", "", 0, "Value 'odd' is not a valid choice.", id="odd"),
    ],
)
def test_refused_decision_leaves_nothing(
    action, owner, manager, today, decision, reason, days, sentence
):
    change = ask(action, owner, today)
    start = last_change()

    with pytest.raises(ValidationError) as refusal:
        decide(change, manager, today + timedelta(days=days), decision, reason)

    assert refusal.value.messages == [sentence]
    assert changes_since(start) == []
    assert dates_of(action) == (FIRST, FIRST)


@pytest.mark.parametrize("second", ["approved", "refused"])
def test_second_decision_is_told_of_the_first(action, owner, manager, today, second):
    change = ask(action, owner, today)
    decide(change, manager, today)

    with pytest.raises(ValidationError) as refusal:
        decide(change, UserFactory(), today, second, "So")

    assert refusal.value.messages == ["Somebody decided this request before you."]
    assert dates_of(action) == (FIRST, LATER)


def test_request_before_the_last_decision_is_refused(action, owner, manager, today):
    """Else an older decision would come after a newer one."""
    decide(ask(action, owner, today), manager, today + timedelta(days=2))

    with pytest.raises(ValidationError) as refusal:
        ask(action, owner, today + timedelta(days=1), new_on=date(2027, 1, 31))

    assert refusal.value.messages == [
        "The last request was decided on 17 June 2026. Give that day or a later one."
    ]


# What happened to the action while the request waited


def test_closed_meanwhile_the_request_can_only_be_refused(
    action, owner, manager, today
):
    change = ask(action, owner, today)
    closing = Closing("not_proceeding", "Its money went elsewhere.")
    close_action(action=action, version=1, closing=closing, by=manager, on=today)

    with pytest.raises(ValidationError) as refusal:
        decide(change, manager, today)

    assert refusal.value.messages == ["A-001 is closed: its date stays."]
    assert dates_of(action) == (FIRST, FIRST)
    assert decide(change, manager, today, "refused", "Closed.").decision == "refused"


def test_delivered_meanwhile_the_date_stays(action, owner, manager, today):
    change = ask(action, owner, today)
    deliver(action, owner, today)

    with pytest.raises(ValidationError, match="A-001 is delivered: its date stays"):
        decide(change, manager, today)


def test_reopened_meanwhile_the_request_is_decided(action, owner, manager, today):
    change = ask(action, owner, today)
    deliver(action, owner, today)
    reopen_action(
        action=action,
        version=Action.objects.get().version,
        reason="Not done",
        by=manager,
        on=today,
    )

    decide(change, manager, today)

    assert dates_of(action) == (FIRST, LATER)


def test_started_meanwhile_after_the_date_asked_for(owner, manager, today):
    action = ActionFactory(due_on=FIRST)
    change = ask(action, owner, today, new_on=today + timedelta(days=7))
    started_on = today + timedelta(days=14)
    update(action, owner, started_on)

    with pytest.raises(ValidationError) as refusal:
        decide(change, manager, started_on)

    assert refusal.value.messages == [
        (
            "A-001 started on 29 June 2026, after the date asked for. "
            "Refuse it, so that a later one can be asked for."
        )
    ]
    assert dates_of(action) == (FIRST, FIRST)
