"""Whose an action is and where it stands: dated rows, and copies that agree."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from tests.factories import (
    ActionFactory,
    PostFactory,
    UserFactory,
)
from tests.workflow.told import copies_agree
from tracker.models import (
    Action,
    Change,
    OwnerChange,
    StaleRecordError,
    change_set,
)
from tracker.workflow.actions import change_owner

pytestmark = pytest.mark.django_db

DUE = date(2026, 12, 31)
DOCUMENT_ON = date(2022, 1, 19)  # the claim of ActionFactory(recorded=True)


@pytest.fixture
def manager():
    return UserFactory(full_name="Mary Manager")


@pytest.fixture(autouse=True)
def _said_by(manager):
    """Write as a page does."""
    with change_set(by=manager):
        yield


def test_change_owner_writes_the_dated_row_the_copy_and_why(manager, today):
    action = ActionFactory(owned=True)
    before, post = action.owner_post, PostFactory(plan=action.plan)
    start = Change.objects.order_by("-pk").first().pk

    change_owner(
        action=action,
        version=1,
        post=post,
        by=manager,
        on=today,
        reason="The service was reorganised",
    )

    last = action.owner_changes.last()
    assert (last.changed_on, last.from_post, last.to_post) == (today, before, post)
    assert (last.by, last.reason) == (manager, "The service was reorganised")
    assert copies_agree(action, today)
    said = ("Mary Manager", "The service was reorganised")
    rows = Change.objects.filter(pk__gt=start).order_by("pk")
    assert list(rows.values_list("model", "by__full_name", "why")) == [
        ("action", *said),
        ("ownerchange", *said),
    ]
    assert rows.values("change_set").distinct().count() == 1


def test_change_owner_twice_on_one_day_leaves_the_later_one(manager, today):
    action = ActionFactory(owned=True)
    first, second = PostFactory.create_batch(2, plan=action.plan)

    for version, post in ((1, first), (2, second)):
        change_owner(
            action=action, version=version, post=post, by=manager, on=today, reason="x"
        )

    assert Action.objects.get().owner_post == second
    assert copies_agree(action, today)


def test_change_owner_earlier_than_the_last_change_is_refused(manager, today):
    action = ActionFactory(owned=True)  # since 2 March 2026
    post = PostFactory(plan=action.plan)

    with pytest.raises(ValidationError) as refusal:
        change_owner(
            action=action,
            version=1,
            post=post,
            by=manager,
            on=date(2026, 3, 1),
            reason="Late note",
        )

    assert refusal.value.message_dict == {
        "changed_on": [
            "The owner last changed on 2 March 2026. Give that day or a later one."
        ]
    }
    assert Action.objects.get().owner_post == action.owner_post
    assert OwnerChange.objects.count() == 1


def test_change_owner_to_the_same_post_is_refused(manager, today):
    action = ActionFactory(owned=True)

    with pytest.raises(ValidationError) as refusal:
        change_owner(
            action=action,
            version=1,
            post=action.owner_post,
            by=manager,
            on=today,
            reason="x",
        )

    assert refusal.value.message_dict == {
        "post": [f"{action.owner_post} already owns this action."]
    }


def test_change_owner_of_a_recorded_action_is_refused(manager, today):
    action = ActionFactory(recorded=True)

    with pytest.raises(ValidationError) as refusal:
        change_owner(
            action=action,
            version=1,
            post=PostFactory(plan=action.plan),
            by=manager,
            on=today,
            reason="x",
        )

    assert refusal.value.messages == ["Take the action up before giving it to a post."]


def test_change_owner_to_a_post_of_another_plan_leaves_nothing(manager, today):
    action = ActionFactory(owned=True)

    with pytest.raises(ValidationError):
        change_owner(
            action=action,
            version=1,
            post=PostFactory(),
            by=manager,
            on=today,
            reason="x",
        )

    assert Action.objects.get().owner_post == action.owner_post
    assert OwnerChange.objects.count() == 1


def test_change_owner_of_a_stale_form_is_refused(manager, today):
    action = ActionFactory(owned=True)
    first, second = PostFactory.create_batch(2, plan=action.plan)
    options = {"action": action, "version": 1, "by": manager, "on": today}
    change_owner(**options, post=first, reason="First")

    with pytest.raises(StaleRecordError) as stale:
        change_owner(**options, post=second, reason="Second")

    assert stale.value.current.owner_post == first


# The first promise


def half_read():
    """The action without its first due date, which is then set."""
    return Action.objects.only("title").get()


def made_again():
    """A new object in the place of the stored one."""
    stored = Action.objects.values().get()
    return Action(**stored)


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(Action.objects.get, id="read"),
        pytest.param(half_read, id="read in part"),
        pytest.param(made_again, id="made again"),
    ],
)
@pytest.mark.parametrize("new", [date(2030, 1, 1), None])
def test_first_due_date_is_changed_by_no_door(found, new):
    ActionFactory(in_progress=True, due_on=DUE)
    action = found()
    action.first_due_on = new

    with pytest.raises(ValidationError, match="never changed"):
        action.save()
    with pytest.raises(ValidationError, match="never changed"):
        action.save(update_fields=["first_due_on"])
    with pytest.raises(TypeError):
        Action.objects.update(first_due_on=new)
    with pytest.raises(TypeError):
        Action.objects.bulk_update([action], ["first_due_on"])

    assert Action.objects.get().first_due_on == DUE


def test_action_read_without_its_first_due_date_can_be_saved():
    ActionFactory(in_progress=True, standing=False)
    action = half_read()
    action.title = "Other words"
    action.save(update_fields=["title"])

    assert Action.objects.get().title == "Other words"
