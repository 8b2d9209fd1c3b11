"""Steps: the table of ways, the day that only goes forward, the row and its copy."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from tests.factories import ActionFactory, UserFactory
from tests.workflow.told import changes_since, copies_agree, last_change
from tracker.choices import ActionStatus, CloseReason, Step
from tracker.models import Action, StatusChange, change_set
from tracker.workflow.steps import Closing, check_step, take_step

pytestmark = pytest.mark.django_db

ALL_WAYS = [
    pytest.param(status, step, id=f"{step} from {status or 'recorded'}")
    for step in Step.values
    for status in ["", *ActionStatus.values]
]
# The life of an action, as product.md has it: from, step, to.
LIFE = {
    ("not_started", "start"): "in_progress",
    ("in_progress", "deliver"): "delivered",
    ("delivered", "verify"): "verified",
    ("delivered", "return"): "in_progress",
    ("verified", "sustain"): "sustained",
    ("verified", "relapse"): "in_progress",
    ("sustained", "relapse"): "in_progress",
    ("delivered", "reopen"): "in_progress",
    ("verified", "reopen"): "in_progress",
    ("sustained", "reopen"): "in_progress",
    ("closed", "reopen"): "in_progress",
    ("not_started", "close"): "closed",
    ("in_progress", "close"): "closed",
    ("delivered", "close"): "closed",
    ("verified", "close"): "closed",
    ("sustained", "close"): "closed",
}


def action_of(status):
    """An action of a status; of none, recorded."""
    return ActionFactory(status=status) if status else ActionFactory(recorded=True)


@pytest.fixture
def person():
    return UserFactory(full_name="Mary Manager")


@pytest.mark.parametrize(("status", "step"), ALL_WAYS)
def test_step_leads_where_the_table_says_and_nowhere_else(status, step, today):
    action = action_of(status)
    end = LIFE.get((status, step))

    if end:
        assert check_step(action, step, today) == end
        return
    with pytest.raises(ValidationError) as refusal:
        check_step(action, step, today)
    assert refusal.value.messages == [
        (
            f"A-001 is {action.status_label.lower()}: "
            f"it cannot take the step “{Step(step).label.lower()}” now."
        )
    ]


@pytest.mark.parametrize(
    ("on", "is_refused"),
    [
        pytest.param(date(2026, 3, 15), True, id="the day before"),
        pytest.param(date(2026, 3, 16), False, id="the same day"),
        pytest.param(date(2026, 3, 17), False, id="later"),
    ],
)
def test_step_is_not_before_the_last_one(on, is_refused):
    action = ActionFactory(in_progress=True)  # since 16 March 2026

    if not is_refused:
        assert check_step(action, Step.DELIVER, on) == "delivered"
        return
    with pytest.raises(ValidationError) as refusal:
        check_step(action, Step.DELIVER, on)
    assert refusal.value.messages == [
        "The status last changed on 16 March 2026. Give that day or a later one."
    ]


def test_step_is_noted_then_copied(person, today):
    action = ActionFactory(delivered=True)
    start = last_change()

    with change_set(by=person), transaction.atomic():
        take_step(action, Step.RETURN, by=person, on=today, reason="Not seen")

    last = action.status_changes.last()
    assert (last.from_status, last.to_status) == ("delivered", "in_progress")
    assert (last.changed_on, last.by, last.reason) == (today, person, "Not seen")
    assert (last.close_reason, last.superseded_by) == ("", None)
    assert copies_agree(action, today)
    assert changes_since(start) == [
        ("statuschange", "created", "Mary Manager", ""),
        ("action", "changed", "Mary Manager", ""),
    ]


def test_closing_says_why_and_what_stands_in_its_place(person, today):
    action = ActionFactory(in_progress=True)
    other = ActionFactory(plan=action.plan)
    closing = Closing(CloseReason.DUPLICATE, "It says the same", other)

    take_step(action, Step.CLOSE, by=person, on=today, closing=closing)

    last = action.status_changes.last()
    assert (last.to_status, last.close_reason) == ("closed", "duplicate")
    assert (last.reason, last.superseded_by) == ("It says the same", other)
    assert copies_agree(action, today)


def test_step_that_the_table_does_not_know_leaves_nothing(person, today):
    action = ActionFactory(in_progress=True)
    start, rows = last_change(), StatusChange.objects.count()

    with pytest.raises(ValidationError):
        take_step(action, Step.SUSTAIN, by=person, on=today)

    assert Action.objects.get().status == "in_progress"
    assert (StatusChange.objects.count(), changes_since(start)) == (rows, [])


def test_groups_of_statuses_fit_the_table():
    ends = {end for _, end in Step.ways.values()}
    starts = {start for starts, _ in Step.ways.values() for start in starts}

    assert set(Step.ways) == set(Step.values)
    assert ends == set(ActionStatus.values) - {"not_started"}
    assert starts == set(ActionStatus.values)
