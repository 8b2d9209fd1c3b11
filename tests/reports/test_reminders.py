"""Who is reminded of what on a day: the ladder, what came back, who is not reached."""

from datetime import date, timedelta

import pytest

from tests.factories import (
    ActionFactory,
    ModerationFactory,
    PlanMembershipFactory,
    PostFactory,
    PostHoldingFactory,
    ProgressUpdateFactory,
    ReminderFactory,
    StatusChangeFactory,
)
from tests.people import plan_with_people
from tracker.models import Action
from tracker.reports.reminders import NotReached, reminders_due, rung

pytestmark = pytest.mark.django_db

DUE = date(2026, 6, 15)


@pytest.fixture
def people():
    return plan_with_people()


@pytest.fixture
def owner(people):
    """The owner alone: the deputy no longer deputises."""
    PostHoldingFactory(
        post=people.post, vacancy=True, kind="deputy", starts_on=date(2026, 1, 1)
    )
    return people.owner


def owned(people, **values):
    """An action of the owner's post, due on the day of the tests."""
    values = {"in_progress": True, "due_on": DUE, "owner_post": people.post} | values
    return ActionFactory(plan=people.plan, **values)


def told(on=DUE):
    """Person, action and reason of everything that is to be sent."""
    return [
        (str(each.person), item.action.reference, item.kind)
        for each in reminders_due(on=on).people
        for item in each.items
    ]


@pytest.mark.parametrize(
    ("late", "kind"),
    [
        pytest.param(-15, "", id="15 days before"),
        pytest.param(-14, "due_14", id="14 days before"),
        pytest.param(-4, "due_14", id="4 days before"),
        pytest.param(-3, "due_3", id="3 days before"),
        pytest.param(-1, "due_3", id="the day before"),
        pytest.param(0, "due_today", id="on the day"),
        pytest.param(6, "due_today", id="6 days after"),
        pytest.param(7, "overdue_7", id="7 days after"),
        pytest.param(27, "overdue_7", id="27 days after"),
        pytest.param(28, "overdue_28", id="28 days after"),
        pytest.param(400, "overdue_28", id="a year after"),
    ],
)
def test_rung_is_the_last_one_reached(late, kind):
    assert rung(DUE, DUE + timedelta(days=late)) == kind


def test_holder_and_deputy_are_told_alike(people):
    owned(people)

    assert told() == [
        ("Dan Deputy", "A-001", "due_today"),
        ("Olive Owner", "A-001", "due_today"),
    ]


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({"recorded": True, "due_on": None}, id="only recorded"),
        pytest.param({"delivered": True}, id="delivered"),
        pytest.param({"verified": True}, id="verified"),
        pytest.param({"sustained": True}, id="sustained"),
        pytest.param({"closed": True}, id="closed"),
        pytest.param({"undated": True, "due_on": None}, id="without a date"),
        pytest.param({"due_on": date(2026, 6, 30)}, id="not due for 15 days"),
    ],
)
def test_action_that_waits_for_nothing_is_passed_over(people, values):
    ActionFactory(
        plan=people.plan, owner_post=people.post, **({"due_on": DUE} | values)
    )

    due = reminders_due(on=DUE)

    assert (due.people, due.not_reached) == ((), ())


def test_rung_in_the_ledger_is_not_sent_again(people, owner):
    action = owned(people)
    ReminderFactory(action=action, person=owner, kind="due_today", about_on=DUE)

    assert told() == []


def test_rungs_that_were_missed_are_made_up_for_by_the_last_one(people, owner):
    action = owned(people)
    ReminderFactory(action=action, person=owner, kind="due_14", about_on=DUE)

    assert told(DUE + timedelta(days=9)) == [("Olive Owner", "A-001", "overdue_7")]


def test_date_that_moved_begins_the_ladder_anew(people, owner):
    action = owned(people)
    for kind in ("due_14", "due_3", "due_today"):
        ReminderFactory(action=action, person=owner, kind=kind, about_on=DUE)
    action.due_on = date(2026, 6, 25)
    action.save()

    assert told() == [("Olive Owner", "A-001", "due_14")]


def test_next_holder_is_told_too(people, owner):
    action = owned(people)
    ReminderFactory(action=action, person=owner, kind="due_today", about_on=DUE)
    PostHoldingFactory(post=people.post, account=people.viewer, starts_on=DUE)

    assert told() == [("Vera Viewer", "A-001", "due_today")]


# What came back


def test_update_that_was_returned_is_told_once(people, owner):
    action = owned(people, due_on=date(2026, 9, 1))
    update = ProgressUpdateFactory(action=action, author=owner)
    ModerationFactory(update=update, returned=True, moderated_on=date(2026, 6, 12))

    ((each,),) = [person.items for person in reminders_due(on=DUE).people]

    assert (each.kind, each.about_on) == ("returned", date(2026, 6, 12))
    ReminderFactory(
        action=action, person=owner, kind="returned", about_on=each.about_on
    )
    assert told() == []


def test_return_that_was_answered_is_not_told(people, owner):
    action = owned(people, due_on=date(2026, 9, 1))
    update = ProgressUpdateFactory(action=action, author=owner)
    ModerationFactory(update=update, returned=True)
    ProgressUpdateFactory(action=action, author=owner, made_on=date(2026, 6, 12))

    assert told() == []


def test_delivery_that_was_returned_is_told(people, owner):
    action = owned(people, due_on=date(2026, 9, 1))
    for before, after, day in (
        ("in_progress", "delivered", date(2026, 6, 1)),
        ("delivered", "in_progress", date(2026, 6, 10)),
    ):
        StatusChangeFactory(
            action=action, from_status=before, to_status=after, changed_on=day
        )

    ((each,),) = [person.items for person in reminders_due(on=DUE).people]

    assert (each.kind, each.about_on) == ("returned", date(2026, 6, 10))


# The accountable post


@pytest.fixture
def director(people):
    """The plan's accountable post, held by a board member."""
    post = PostFactory(plan=people.plan, title="Director")
    PostHoldingFactory(post=post, account=people.board_member)
    people.plan.accountable_post = post
    people.plan.save()
    return people.board_member


@pytest.mark.parametrize(
    ("late", "kinds"),
    [
        pytest.param(28, ["overdue_28"], id="28 days"),
        pytest.param(29, ["escalation", "overdue_28"], id="29 days"),
    ],
)
def test_accountable_post_is_told_after_28_days(people, owner, director, late, kinds):
    owned(people)

    said = told(DUE + timedelta(days=late))

    assert [kind for _, _, kind in said] == kinds


def test_accountable_post_that_owns_the_action_is_told_as_owner_only(people, director):
    owned(people, owner_post=people.plan.accountable_post)

    assert told(DUE + timedelta(days=40)) == [("Boris Board", "A-001", "overdue_28")]


# Who is not reached


@pytest.mark.parametrize(
    ("holding", "why"),
    [
        pytest.param(
            {"name": "Dr Smith"},
            "Dr Smith, Partner lead, has no account",
            id="no account",
        ),
        pytest.param({"vacancy": True}, "Partner lead is vacant", id="vacant"),
        pytest.param(None, "Partner lead is vacant", id="never held"),
    ],
)
def test_post_without_an_account_is_listed(people, holding, why):
    post = PostFactory(plan=people.plan, title="Partner lead")
    if holding:
        PostHoldingFactory(post=post, **holding)
    owned(people, owner_post=post)
    owned(people, owner_post=post)

    due = reminders_due(on=DUE)

    assert due.people == ()
    assert due.not_reached == (NotReached(people.plan.name, why, 2),)


@pytest.mark.parametrize(
    ("who", "why"),
    [
        pytest.param("closed", "may not sign in", id="a closed account"),
        pytest.param("stranger", "is not a member of the plan", id="no member"),
        pytest.param("former", "is not a member of the plan", id="no longer a member"),
    ],
)
def test_account_that_cannot_open_the_action_is_listed(people, owner, who, why):
    person = owner if who == "closed" else getattr(people, who)
    if who == "closed":
        person.is_active = False
        person.save()
    else:
        PostHoldingFactory(post=people.post, account=person, starts_on=DUE)
    owned(people)

    due = reminders_due(on=DUE)

    assert due.people == ()
    said = f"{person}, Head of safeguarding, {why}"
    assert due.not_reached == (NotReached(people.plan.name, said, 1),)


def test_action_without_an_owner_is_listed(people):
    owned(people, owner_post=None)

    assert reminders_due(on=DUE).not_reached == (
        NotReached(people.plan.name, "no owner", 1),
    )


def test_plan_without_an_accountable_post_is_listed(people, owner):
    owned(people)

    due = reminders_due(on=DUE + timedelta(days=29))

    assert due.not_reached == (
        NotReached(people.plan.name, "no accountable post is named", 1),
    )


def test_people_of_several_plans_get_one_mail(people, owner):
    owned(people)
    post = PostFactory()
    PostHoldingFactory(post=post, account=owner)
    PlanMembershipFactory(plan=post.plan, person=owner)
    ActionFactory(plan=post.plan, owner_post=post, in_progress=True, due_on=DUE)

    (each,) = reminders_due(on=DUE).people

    assert [item.action.plan for item in each.items] == [people.plan, post.plan]


def test_reminders_ask_as_much_of_many_actions_as_of_one(
    people, director, django_assert_num_queries
):
    owned(people)
    with django_assert_num_queries(5):
        reminders_due(on=DUE)
    for _ in range(50):
        post = PostFactory(plan=people.plan)
        PostHoldingFactory(post=post, account=people.viewer)
        owned(people, owner_post=post, due_on=date(2026, 4, 30))

    with django_assert_num_queries(5):
        reminders_due(on=DUE)
    assert Action.objects.count() == 51
