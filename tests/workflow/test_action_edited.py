"""An action given other words or parts: what is written, and what is refused."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from tests.factories import (
    ActionFactory,
    AnswerFactory,
    PlanFactory,
    RecommendationFactory,
    UserFactory,
)
from tests.workflow.told import changes_since, last_change, wording
from tracker.choices import ChangeKind
from tracker.models import (
    Action,
    Change,
    StaleRecordError,
    change_set,
)
from tracker.workflow.actions import (
    edit_action,
)

pytestmark = pytest.mark.django_db

DUE = date(2026, 12, 31)


@pytest.fixture
def plan():
    return PlanFactory()


@pytest.fixture
def manager():
    return UserFactory(full_name="Mary Manager")


@pytest.fixture(autouse=True)
def _said_by(manager):
    """Write as a page does: in one change set that names the person."""
    with change_set(by=manager, why="Agreed at the board"):
        yield


def test_edit_action_changes_words_with_before_after_and_why(plan):
    action = ActionFactory(plan=plan, title="Train managers")
    start = last_change()

    edit_action(
        action=action,
        version=1,
        wording=wording(title="Train all managers"),
        why="The board asked for all",
    )

    stored = Action.objects.get()
    assert (stored.title, stored.version) == ("Train all managers", 2)
    assert changes_since(start) == [
        ("action", "changed", "Mary Manager", "The board asked for all")
    ]
    change = Change.objects.get(pk__gt=start)
    assert change.before["title"] == "Train managers"
    assert change.after["title"] == "Train all managers"


def test_edit_action_changes_what_it_answers_and_keeps_what_was(plan):
    action = ActionFactory(plan=plan)
    kept, dropped = AnswerFactory(action=action), AnswerFactory(action=action)
    dropped_pk = dropped.pk
    added = RecommendationFactory(plan=plan).parts.get()
    start = last_change()

    edit_action(
        action=action,
        version=1,
        wording=wording(kept.part, added, title=action.title),
        why="It answers another part",
    )

    assert set(action.answers.values_list("part", flat=True)) == {
        kept.part_id,
        added.pk,
    }
    said = ("Mary Manager", "It answers another part")
    assert changes_since(start) == [
        ("answer", "removed", *said),
        ("answer", "created", *said),
        ("action", "changed", *said),
    ]
    removed = Change.objects.get(pk__gt=start, kind=ChangeKind.REMOVED)
    assert (removed.record_id, removed.after) == (dropped_pk, {})
    assert removed.before["part_id"] == dropped.part_id


def test_edit_action_of_parts_alone_makes_older_forms_stale(plan):
    action = ActionFactory(plan=plan, output="", outcome="", impact="")
    same = {"title": action.title, "output": "", "outcome": "", "impact": ""}
    part = RecommendationFactory(plan=plan).parts.get()

    edit_action(action=action, version=1, wording=wording(part, **same), why="Forgot")

    assert Action.objects.get().version == 2
    with pytest.raises(StaleRecordError):
        edit_action(action=action, version=1, wording=wording(**same), why="Older")
    assert action.answers.get().part == part


def test_edit_action_that_changes_nothing_leaves_no_history(plan):
    answer = AnswerFactory(plan=plan)
    action = answer.action
    same = {name: getattr(action, name) for name in ("title", "output", "outcome")}
    start = last_change()

    edit_action(
        action=action,
        version=1,
        wording=wording(answer.part, **same, impact=action.impact),
        why="Looked at it",
    )

    assert Action.objects.get().version == 1
    assert changes_since(start) == []


def test_edit_action_refused_keeps_words_and_answers(plan):
    answer = AnswerFactory(plan=plan)
    foreign = RecommendationFactory().parts.get()
    start = last_change()

    with pytest.raises(ValidationError):
        edit_action(
            action=answer.action, version=1, wording=wording(foreign), why="Wrong plan"
        )

    stored = Action.objects.get()
    assert (stored.title, stored.version) == (answer.action.title, 1)
    assert stored.answers.get() == answer
    assert changes_since(start) == []


def test_edit_action_of_a_stale_form_says_what_is_stored(plan):
    action = ActionFactory(plan=plan)
    edit_action(action=action, version=1, wording=wording(title="First"), why="One")

    with pytest.raises(StaleRecordError) as stale:
        edit_action(
            action=action, version=1, wording=wording(title="Second"), why="Two"
        )

    assert stale.value.current.title == "First"
    assert Action.objects.get().title == "First"
