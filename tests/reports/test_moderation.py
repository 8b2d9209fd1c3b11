"""The queue of updates that wait for a moderator."""

from datetime import date

import pytest

from tests.factories import (
    TODAY,
    ActionFactory,
    ModerationFactory,
    PostHoldingFactory,
    ProgressUpdateFactory,
)
from tests.people import plan_with_people
from tracker.permissions import plans_visible_to
from tracker.reports.moderation import queue_rows, updates_to_moderate

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return plan_with_people()


def queue(people, person):
    """The rows a person sees, as the page reads them."""
    plan = plans_visible_to(person, TODAY).get(pk=people.plan.pk)
    asked = {"plan": plan, "person": person, "on": TODAY}
    return list(queue_rows(updates_to_moderate(**asked), **asked))


def test_queue_holds_the_latest_update_of_each_action_oldest_first(people):
    first, second, closed = (
        ActionFactory(plan=people.plan, status=status)
        for status in ("in_progress", "delivered", "closed")
    )
    ProgressUpdateFactory(action=first, made_on=date(2026, 5, 1))
    newest = ProgressUpdateFactory(action=first, made_on=date(2026, 6, 2))
    oldest = ProgressUpdateFactory(action=second, made_on=date(2026, 6, 1))
    ProgressUpdateFactory(action=closed)
    ModerationFactory(plan=people.plan)
    ProgressUpdateFactory()  # of another plan

    rows = queue(people, people.moderator)

    assert [row.update for row in rows] == [oldest, newest]
    assert [row.refusal for row in rows] == ["", ""]


def test_update_stays_out_once_the_latest_is_moderated(people):
    action = ActionFactory(plan=people.plan, in_progress=True)
    ProgressUpdateFactory(action=action)
    ModerationFactory(update=ProgressUpdateFactory(action=action))

    assert queue(people, people.moderator) == []


def test_queue_says_which_updates_are_a_persons_own(people):
    PostHoldingFactory(
        post=people.post,
        account=people.moderator,
        deputy=True,
        starts_on=date(2026, 1, 5),
    )
    deputised = ActionFactory(
        plan=people.plan, owner_post=people.post, in_progress=True
    )
    ProgressUpdateFactory(action=deputised)
    ProgressUpdateFactory(plan=people.plan, author=people.moderator)

    rows = queue(people, people.moderator)

    assert [row.refusal for row in rows] == [
        "You hold the post that owns this action, or deputise for it.",
        "You wrote this update. Another person moderates it.",
    ]


@pytest.mark.parametrize("count", [1, 50])
def test_queue_is_one_query(people, django_assert_num_queries, count):
    for _ in range(count):
        ProgressUpdateFactory(plan=people.plan, action__owned=True)
    plan = plans_visible_to(people.moderator, TODAY).get()
    asked = {"plan": plan, "person": people.moderator, "on": TODAY}

    with django_assert_num_queries(1):
        rows = list(queue_rows(updates_to_moderate(**asked), **asked))
        told = [(str(row.update.author), row.update.action.title) for row in rows]

    assert len(told) == count
