"""Rows are checked whole; references and numbers only count up."""

from datetime import date

import pytest
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from tests.factories import (
    ActionFactory,
    PlanFactory,
    ProgressUpdateFactory,
    UserFactory,
)
from tracker.choices import ActionStatus
from tracker.models import Action, Change, ProgressUpdate, StatusChange
from tracker.workflow.records import (
    next_number,
    next_reference,
    save_new,
    save_record,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("standing", "expected"),
    [
        pytest.param([], "A-001", id="first"),
        pytest.param(["A-001", "A-002"], "A-003", id="next"),
        pytest.param(["A-001", "A-007"], "A-008", id="gaps stay"),
        pytest.param(["A-999"], "A-1000", id="beyond three digits"),
        pytest.param(["A-0012", "A-9"], "A-013", id="by number, not by letters"),
        pytest.param(["A-x", "A-²", "B-044"], "A-001", id="others do not count"),
    ],
)
def test_next_reference(standing, expected):
    plan = PlanFactory()
    for reference in standing:
        ActionFactory(plan=plan, reference=reference)
    ActionFactory(reference="A-500")  # of another plan

    assert next_reference(plan.actions, "A-") == expected


def test_next_number_counts_within_one_action():
    update = ProgressUpdateFactory(number=4)
    ProgressUpdateFactory(plan=update.action.plan, number=9)

    assert next_number(update.action.updates) == 5
    assert next_number(update.action.evidence) == 1


def test_save_record_says_every_field_that_is_wrong_and_stores_nothing():
    action = ActionFactory.build(plan=PlanFactory(), reference="", status="late")

    with pytest.raises(ValidationError) as refusal:
        save_record(action)

    assert set(refusal.value.error_dict) == {"reference", "status"}
    assert not Action.objects.exists()
    assert not Change.objects.filter(model="action").exists()


def test_save_record_says_which_rule_of_the_row_is_broken():
    action = ActionFactory.build(
        plan=PlanFactory(), starts_on=date(2026, 10, 1), due_on=date(2026, 9, 30)
    )

    with pytest.raises(ValidationError) as refusal:
        save_record(action)

    assert refusal.value.message_dict == {
        NON_FIELD_ERRORS: ["The due date is before the start. Give a later due date."]
    }


def test_save_record_refuses_what_is_already_taken():
    action = ActionFactory(reference="A-001")
    twin = ActionFactory.build(plan=action.plan, reference="A-001")

    with pytest.raises(ValidationError) as refusal:
        save_record(twin)

    assert refusal.value.message_dict == {
        NON_FIELD_ERRORS: ["Action with this Plan and Reference already exists."]
    }


def test_save_record_asks_nothing_where_values_were_given(django_assert_num_queries):
    action = ActionFactory(in_progress=True)
    update = ProgressUpdateFactory.build(action=action, number=1, author=UserFactory())

    with django_assert_num_queries(2):  # the row and its change
        save_record(update, given={"number"})

    assert ProgressUpdate.objects.get() == update


def test_save_record_of_a_row_that_stands_does_not_ask_whether_it_is_unique(
    django_assert_num_queries,
):
    action = Action.objects.select_related("plan").get(pk=ActionFactory().pk)
    action.title = "Improve supervision everywhere"

    with django_assert_num_queries(2):  # the row and its change
        save_record(action)


def test_save_new_stores_all_or_none():
    action = ActionFactory(standing=False)
    good = StatusChange(
        action=action,
        changed_on=date(2026, 3, 2),
        to_status=ActionStatus.NOT_STARTED,
        by=UserFactory(),
    )
    bad = StatusChange(action=action, to_status=ActionStatus.CLOSED, by=good.by)

    with pytest.raises(ValidationError):
        save_new([good, bad])

    assert not StatusChange.objects.exists()


def test_save_new_of_nothing_is_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        save_new([])
