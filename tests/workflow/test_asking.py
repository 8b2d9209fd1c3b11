"""Asking for an update: who is asked, why somebody is not, and only once a day."""

from datetime import timedelta

import pytest

from tests.factories import (
    ActionFactory,
    PlanMembershipFactory,
    PostFactory,
    PostHoldingFactory,
    UserFactory,
)
from tests.people import plan_with_people
from tracker.choices import ReminderKind
from tracker.models import Change, Plan, Reminder, change_set
from tracker.workflow.asking import ask_for_updates, asks_about, take_back

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return plan_with_people()


def options(people, today, *actions, by=None):
    by = by or people.manager
    return {
        "plan": Plan.objects.with_role(by, today).get(pk=people.plan.pk),
        "references": [action.reference for action in actions],
        "by": by,
        "on": today,
    }


def ask(people, today, *actions, by=None):
    with change_set(by=by or people.manager):
        return ask_for_updates(**options(people, today, *actions, by=by))


def told(result):
    """Who gets a mail about what."""
    return {
        str(mail.person): [row.action.reference for row in mail.reminders]
        for mail in result.mails
    }


def why(result):
    return {row.reference: row.why for row in result.skipped}


def test_holder_and_deputy_are_asked_in_one_mail_each(people, today):
    actions = ActionFactory.create_batch(2, plan=people.plan, owner_post=people.post)

    result = ask(people, today, *actions)

    assert told(result) == {
        "Dan Deputy": ["A-001", "A-002"],
        "Olive Owner": ["A-001", "A-002"],
    }
    assert result.skipped == ()
    row = Reminder.objects.get(action=actions[0], person=people.owner)
    assert (row.kind, row.about_on, row.sent_on, row.asked_by) == (
        ReminderKind.ASKED,
        today,
        today,
        people.manager,
    )


def test_asking_stands_in_the_history_of_the_action(people, today):
    action = ActionFactory(plan=people.plan, owner_post=people.post)

    result = ask(people, today, action)

    written = Change.objects.filter(change_set=result.change_set)
    assert list(written.values_list("record", "by__full_name")) == [
        ("A-001: asked for an update", "Mary Manager"),
        ("A-001: asked for an update", "Mary Manager"),
    ]


def test_asking_again_that_day_reaches_nobody(people, today):
    action = ActionFactory(plan=people.plan, owner_post=people.post)
    ask(people, today, action)

    result = ask(people, today, action)

    assert told(result) == {}
    assert why(result) == {"A-001": "Olive Owner was asked today already."}
    assert Reminder.objects.count() == 2


def test_asking_the_next_day_reaches_them_again(people, today):
    action = ActionFactory(plan=people.plan, owner_post=people.post)
    ask(people, today, action)

    result = ask(people, today + timedelta(days=1), action)

    assert told(result) == {"Dan Deputy": ["A-001"], "Olive Owner": ["A-001"]}


def test_mail_that_was_not_sent_can_be_asked_for_again(people, today):
    action = ActionFactory(plan=people.plan, owner_post=people.post)
    (mail, _) = ask(people, today, action).mails

    take_back(mail)

    assert list(Change.objects.filter(kind="removed").values_list("why")) == [
        ("The mail could not be sent.",)
    ]
    assert told(ask(people, today, action)) == {"Dan Deputy": ["A-001"]}


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        pytest.param(
            {"recorded": True},
            "It is only recorded from a document. Take it up first.",
            id="recorded",
        ),
        pytest.param({"closed": True}, "It is closed: no update is due.", id="closed"),
        pytest.param(
            {"delivered": True}, "It is delivered: no update is due.", id="delivered"
        ),
        pytest.param({"owner_post": None}, "It has no owner.", id="no owner"),
    ],
)
def test_nobody_is_asked_about_an_action_that(people, today, values, sentence):
    action = ActionFactory(plan=people.plan, **{"owner_post": people.post, **values})

    result = ask(people, today, action)

    assert (told(result), why(result)) == ({}, {"A-001": sentence})


def holder(people, **values):
    """A post of the plan, held by one person as the values say."""
    post = PostFactory(plan=people.plan, title="Partner lead")
    if values:
        PostHoldingFactory(post=post, **values)
    return post


@pytest.mark.parametrize(
    ("held", "sentence"),
    [
        pytest.param(dict, "Partner lead is vacant.", id="never held"),
        pytest.param(
            lambda: {"vacancy": True}, "Partner lead is vacant.", id="vacant since"
        ),
        pytest.param(
            lambda: {"name": "Pat Partner"},
            "Pat Partner has no account, so no mail can be sent.",
            id="no account",
        ),
        pytest.param(
            lambda: {"account": UserFactory(full_name="Lee Left", is_active=False)},
            "The account of Lee Left is closed.",
            id="closed account",
        ),
        pytest.param(
            lambda: {"account": UserFactory(full_name="Oda Outside")},
            "Oda Outside is not a member of the plan and could not open it.",
            id="outside the plan",
        ),
    ],
)
def test_nobody_is_asked_where_the_post_is_held_so(people, today, held, sentence):
    action = ActionFactory(plan=people.plan, owner_post=holder(people, **held()))

    result = ask(people, today, action)

    assert (told(result), why(result)) == ({}, {"A-001": sentence})


def test_who_asks_is_not_mailed(people, today):
    post = holder(people, account=people.manager)
    action = ActionFactory(plan=people.plan, owner_post=post)

    result = ask(people, today, action)

    assert (told(result), why(result)) == (
        {},
        {"A-001": "You answer for it yourself."},
    )


def test_deputy_is_asked_where_the_holder_has_no_account(people, today):
    post = holder(people, name="Pat Partner")
    deputy = PlanMembershipFactory(plan=people.plan, person__full_name="Di Deputy")
    PostHoldingFactory(post=post, account=deputy.person, deputy=True)
    action = ActionFactory(plan=people.plan, owner_post=post)

    result = ask(people, today, action)

    assert (told(result), why(result)) == ({"Di Deputy": ["A-001"]}, {})


def test_holder_who_deputises_too_is_asked_once(people, today):
    post = holder(people, account=people.owner)
    PostHoldingFactory(post=post, account=people.owner, deputy=True)
    action = ActionFactory(plan=people.plan, owner_post=post)

    assert told(ask(people, today, action)) == {"Olive Owner": ["A-001"]}


@pytest.mark.parametrize("who", ["viewer", "owner", "moderator", "stranger"])
def test_only_plan_managers_ask(people, today, who):
    action = ActionFactory(plan=people.plan, owner_post=people.post)

    result = ask(people, today, action, by=getattr(people, who))

    assert (told(result), why(result)) == (
        {},
        {"A-001": "You may not change this action."},
    )


def test_action_of_another_plan_is_not_there(people, today):
    other = ActionFactory(reference="A-777")

    assert why(ask(people, today, other)) == {"A-777": "The plan has no such action."}


@pytest.mark.parametrize("count", [1, 30])
def test_questions_do_not_grow_with_the_actions(
    people, today, count, django_assert_num_queries
):
    actions = ActionFactory.create_batch(
        count, plan=people.plan, owner_post=people.post
    )
    asked = options(people, today, *actions)

    with django_assert_num_queries(5):
        asks_about(**asked)
    with django_assert_num_queries(10):
        ask_for_updates(**asked)
