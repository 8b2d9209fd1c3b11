"""Many actions at once: each row keeps its rules, and says why it is left."""

from datetime import date

import pytest

from tests.factories import (
    ActionFactory,
    OwnerChangeFactory,
    PostFactory,
    WorkstreamFactory,
)
from tests.people import plan_with_people
from tests.workflow.told import copies_agree
from tracker.models import Action, Change, Plan, change_set
from tracker.workflow import bulk
from tracker.workflow.bulk import (
    ChosenRow,
    NewOwner,
    change_owners,
    change_workstreams,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return plan_with_people()


@pytest.fixture
def post(people):
    return PostFactory(plan=people.plan, title="Head of early help")


def seen_by(person, plan, today):
    """The plan as a page of this person has it."""
    return Plan.objects.with_role(person, today).get(pk=plan.pk)


def as_seen(*actions):
    return [ChosenRow(action.reference, action.version) for action in actions]


def give(people, post, rows, today, by=None, on=None):
    """Give the rows to the post, as the manager unless another is named."""
    by = by or people.manager
    with change_set(by=by):
        return change_owners(
            plan=seen_by(by, people.plan, today),
            rows=rows,
            to=NewOwner(post, on or today, "The service was reorganised"),
            by=by,
            today=today,
        )


def why_by_reference(result):
    return {row.reference: row.why for row in result.skipped}


def test_change_owners_does_each_row_and_names_one_change_set(people, post, today):
    first, second = ActionFactory.create_batch(2, plan=people.plan, owned=True)

    result = give(people, post, as_seen(second, first), today)

    assert [action.reference for action in result.done] == ["A-001", "A-002"]
    assert result.skipped == ()
    stored = Action.objects.filter(plan=people.plan)
    assert {action.owner_post for action in stored} == {post}
    assert all(copies_agree(action, today) for action in stored)
    written = Change.objects.filter(change_set=result.change_set)
    assert sorted(written.values_list("model", "by__full_name", "why")) == [
        ("action", "Mary Manager", "The service was reorganised"),
        ("action", "Mary Manager", "The service was reorganised"),
        ("ownerchange", "Mary Manager", "The service was reorganised"),
        ("ownerchange", "Mary Manager", "The service was reorganised"),
    ]


def test_change_owners_leaves_each_refused_row_and_says_why(people, post, today):
    plan = people.plan
    done = ActionFactory(plan=plan)
    owned = ActionFactory(plan=plan, owner_post=post)
    closed = ActionFactory(plan=plan, closed=True)
    recorded = ActionFactory(plan=plan, recorded=True)
    later = ActionFactory(plan=plan)
    OwnerChangeFactory(action=later, changed_on=date(2026, 6, 20), to_post=None)
    stale = ActionFactory(plan=plan)
    rows = [
        *as_seen(done, owned, closed, recorded, later, stale),
        ChosenRow("A-999", 1),
    ]
    stale.title = "Train all managers"
    stale.save()

    result = give(people, post, rows, today)

    assert [action.reference for action in result.done] == [done.reference]
    assert why_by_reference(result) == {
        owned.reference: "Head of early help already owns this action.",
        closed.reference: "It is closed.",
        recorded.reference: "Take the action up before giving it to a post.",
        later.reference: (
            "The owner last changed on 20 June 2026. Give that day or a later one."
        ),
        stale.reference: (
            "It was changed after you opened the page. Look at it again."
        ),
        "A-999": "The plan has no such action.",
    }
    left = Action.objects.filter(plan=plan, owner_post=post)
    assert set(left) == {done, owned}


def test_change_owners_twice_does_nothing_the_second_time(people, post, today):
    action = ActionFactory(plan=people.plan)
    rows = as_seen(action)
    give(people, post, rows, today)
    before = Change.objects.count()

    result = give(people, post, rows, today)

    assert result.done == ()
    assert why_by_reference(result) == {
        "A-001": "It was changed after you opened the page. Look at it again."
    }
    assert Change.objects.count() == before


def test_change_owners_does_all_rows_however_many_at_once(
    people, post, today, monkeypatch
):
    monkeypatch.setattr(bulk, "ROWS_AT_ONCE", 2)
    actions = ActionFactory.create_batch(5, plan=people.plan)

    result = give(people, post, as_seen(*actions), today)

    assert len(result.done) == 5
    written = Change.objects.filter(model="ownerchange", why__startswith="The service")
    assert set(written.values_list("change_set", flat=True)) == {result.change_set}


@pytest.mark.parametrize(
    "who", ["viewer", "owner", "board_member", "moderator", "stranger", "superuser"]
)
def test_change_owners_asks_the_right_of_the_person_row_by_row(
    people, post, who, today
):
    action = ActionFactory(plan=people.plan, owner_post=people.post)

    result = give(people, post, as_seen(action), today, by=getattr(people, who))

    assert why_by_reference(result) == {"A-001": "You may not change this action."}
    assert Action.objects.get(pk=action.pk).owner_post == people.post


def test_change_owners_knows_no_action_of_another_plan(people, post, today):
    other = ActionFactory(reference="A-777")

    result = give(people, post, as_seen(other), today)

    assert why_by_reference(result) == {"A-777": "The plan has no such action."}


def test_change_owners_asks_few_questions_a_row(
    people, post, today, django_assert_num_queries
):
    few = ActionFactory.create_batch(1, plan=people.plan, owned=True)
    many = ActionFactory.create_batch(11, plan=people.plan, owned=True)
    plan = seen_by(people.manager, people.plan, today)
    to = NewOwner(post, today, "Reorganised")
    options = {"plan": plan, "to": to, "by": people.manager, "today": today}

    with django_assert_num_queries(12):
        change_owners(rows=as_seen(*few), **options)
    with django_assert_num_queries(92):
        change_owners(rows=as_seen(*many), **options)


def test_change_workstreams_puts_each_action_in_it_and_keeps_why(people, today):
    workstream = WorkstreamFactory(plan=people.plan, name="Front door")
    moved = ActionFactory(plan=people.plan)
    recorded = ActionFactory(plan=people.plan, recorded=True)
    there = ActionFactory(plan=people.plan, workstream=workstream)
    stale = ActionFactory(plan=people.plan)
    rows = [*as_seen(moved, recorded, there), ChosenRow(stale.reference, 7)]

    with change_set(by=people.manager):
        result = change_workstreams(
            plan=seen_by(people.manager, people.plan, today),
            rows=rows,
            workstream=workstream,
            why="New strands",
            by=people.manager,
            today=today,
        )

    assert [action.reference for action in result.done] == ["A-001", "A-002"]
    assert why_by_reference(result) == {
        "A-003": "It is in Front door already.",
        "A-004": "It was changed after you opened the page. Look at it again.",
    }
    written = Change.objects.filter(change_set=result.change_set)
    assert sorted(written.values_list("record_id", "why")) == [
        (moved.pk, "New strands"),
        (recorded.pk, "New strands"),
    ]


def test_change_workstreams_keeps_to_the_plan(people, today):
    action = ActionFactory(plan=people.plan)
    foreign = WorkstreamFactory()

    result = change_workstreams(
        plan=seen_by(people.manager, people.plan, today),
        rows=as_seen(action),
        workstream=foreign,
        why="New strands",
        by=people.manager,
        today=today,
    )

    assert why_by_reference(result) == {
        "A-001": "Choose a workstream of the same plan."
    }
