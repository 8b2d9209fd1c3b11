"""How actions stood and how well they went, on a day."""

from datetime import date, timedelta

import pytest

from tests.factories import (
    TODAY,
    ActionFactory,
    DueDateChangeFactory,
    ModerationFactory,
    OwnerChangeFactory,
    PostFactory,
    PostHoldingFactory,
    ProgressUpdateFactory,
)
from tracker.choices import ActionStatus
from tracker.models import Action

pytestmark = pytest.mark.django_db

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
STATUSES = ["", *ActionStatus.values]


def action_with(status: str, **values: object) -> Action:
    """An action of a status; of none, recorded."""
    if status:
        return ActionFactory(status=status, **values)
    return ActionFactory(recorded=True, **values)


# "said" is the rating of an update of the first of June.
@pytest.mark.parametrize(
    ("status", "values", "said", "rating"),
    [
        pytest.param("", {}, None, "none", id="recorded: no rating"),
        pytest.param("in_progress", {}, None, "not_rated", id="nothing said"),
        pytest.param("in_progress", {}, "red", "red", id="said Red"),
        pytest.param("in_progress", {}, "amber", "amber", id="said Amber"),
        pytest.param("in_progress", {}, "green", "green", id="said Green"),
        pytest.param(
            "in_progress", {"due_on": TODAY}, "green", "green", id="due today: as said"
        ),
        pytest.param(
            "in_progress", {"due_on": YESTERDAY}, "green", "red", id="overdue: Red"
        ),
        pytest.param(
            "in_progress", {"due_on": YESTERDAY}, None, "red", id="overdue, unsaid: Red"
        ),
        pytest.param("not_started", {}, None, "grey", id="not started: Grey"),
        pytest.param(
            "not_started", {"starts_on": TOMORROW}, "green", "grey", id="start to come"
        ),
        pytest.param(
            "not_started", {"starts_on": TODAY}, None, "not_rated", id="start has come"
        ),
        pytest.param(
            "not_started", {"starts_on": TODAY}, "amber", "amber", id="come, and said"
        ),
        pytest.param(
            "not_started",
            {"due_on": YESTERDAY},
            None,
            "red",
            id="overdue before it started: Red",
        ),
        pytest.param("delivered", {}, "red", "green", id="delivered: Green"),
        pytest.param(
            "delivered",
            {"due_on": YESTERDAY},
            None,
            "green",
            id="delivered late: Green",
        ),
        pytest.param("verified", {}, "red", "green", id="verified: Green"),
        pytest.param("sustained", {}, "red", "blue", id="sustained: Blue"),
        pytest.param("closed", {}, "red", "none", id="closed: no colour"),
        pytest.param(
            "closed", {"due_on": YESTERDAY}, "red", "none", id="closed late: no colour"
        ),
    ],
)
def test_reported_rating(status, values, said, rating):
    action = action_with(status, **values)
    if said:
        ProgressUpdateFactory(action=action, made_on=date(2026, 6, 1), rating=said)

    assert Action.objects.with_rating(TODAY).get().rating == rating


def test_reported_rating_on_a_past_day_knows_no_later_update():
    action = ActionFactory(in_progress=True)
    ProgressUpdateFactory(action=action, made_on=date(2026, 5, 1), rating="red")
    ProgressUpdateFactory(action=action, made_on=date(2026, 6, 1), rating="green")

    days = (date(2026, 4, 30), date(2026, 5, 31), date(2026, 6, 1))
    ratings = [Action.objects.with_rating(on).get().rating for on in days]

    assert ratings == ["not_rated", "red", "green"]


@pytest.mark.parametrize(
    ("on", "rating", "is_self_rated"),
    [
        pytest.param(date(2026, 3, 31), "not_rated", False, id="nothing said"),
        pytest.param(date(2026, 4, 1), "green", True, id="the owner says Green"),
        pytest.param(date(2026, 4, 8), "red", False, id="a moderator says Red"),
        pytest.param(date(2026, 5, 1), "red", False, id="the owner says Green again"),
        pytest.param(date(2026, 5, 8), "red", False, id="which is returned"),
        pytest.param(date(2026, 6, 8), "amber", False, id="a moderator says Amber"),
    ],
)
def test_moderated_rating_comes_before_the_owners(on, rating, is_self_rated):
    action = ActionFactory(in_progress=True)
    said = {"action": action, "rating": "green"}
    for made_on, values in (
        (date(2026, 4, 1), {"corrected": True}),
        (date(2026, 5, 1), {"returned": True}),
        (date(2026, 6, 1), {"corrected": True, "rating": "amber"}),
    ):
        update = ProgressUpdateFactory(**said, made_on=made_on)
        week_after = made_on + timedelta(days=7)
        ModerationFactory(update=update, moderated_on=week_after, **values)

    found = Action.objects.with_rating(on).get()

    assert (found.rating, found.is_self_rated) == (rating, is_self_rated)


def test_facts_overrule_a_moderated_rating():
    action = ActionFactory(in_progress=True, due_on=YESTERDAY)
    update = ProgressUpdateFactory(action=action, rating="green")
    ModerationFactory(update=update)

    assert Action.objects.with_rating(TODAY).get().rating == "red"


@pytest.mark.parametrize(
    ("on", "due_then"),
    [
        pytest.param(date(2026, 3, 2), date(2026, 9, 30), id="first promise"),
        pytest.param(date(2026, 4, 9), date(2026, 9, 30), id="before the decision"),
        pytest.param(date(2026, 4, 10), date(2026, 10, 31), id="moved once"),
        pytest.param(date(2026, 5, 10), date(2026, 10, 31), id="refused once"),
        pytest.param(date(2026, 6, 9), date(2026, 10, 31), id="asked again"),
        pytest.param(date(2026, 6, 10), date(2026, 12, 31), id="moved twice"),
    ],
)
def test_as_at_is_the_due_date_that_counted(on, due_then):
    october, december = date(2026, 10, 31), date(2026, 12, 31)
    action = ActionFactory(in_progress=True, due_on=date(2026, 9, 30))
    for day, old_on, new_on, decided in (
        (date(2026, 4, 10), action.due_on, october, {"approved": True}),
        (date(2026, 5, 10), october, december, {"refused": True}),
        (date(2026, 6, 10), october, december, {"approved": True}),
    ):
        DueDateChangeFactory(
            action=action,
            asked_on=day - timedelta(days=5),
            decided_on=day,
            old_on=old_on,
            new_on=new_on,
            **decided,
        )
    action.due_on = december
    action.save()

    assert Action.objects.as_at(on).get().due_then == due_then


def test_as_at_of_an_action_without_a_first_date_has_none_until_one_is_approved():
    action = ActionFactory(in_progress=True, undated=True)
    DueDateChangeFactory(action=action, approved=True, decided_on=TODAY)
    action.due_on = action.first_due_on = date(2026, 12, 31)
    action.due_precision = "day"
    action.save()

    days = [Action.objects.as_at(on).get().due_then for on in (YESTERDAY, TODAY)]

    assert days == [None, date(2026, 12, 31)]


@pytest.mark.parametrize(
    ("on", "status"),
    [
        pytest.param(date(2026, 3, 1), None, id="not in the plan yet"),
        pytest.param(date(2026, 3, 2), "not_started", id="taken up"),
        pytest.param(date(2026, 3, 16), "in_progress", id="begun"),
        pytest.param(date(2026, 4, 30), "in_progress", id="the day before delivery"),
        pytest.param(date(2026, 5, 1), "delivered", id="delivered"),
    ],
)
def test_as_at_is_the_status_of_the_day(on, status):
    ActionFactory(delivered=True)

    found = Action.objects.as_at(on).first()

    assert (found.status_then if found else None) == status


@pytest.mark.parametrize(
    ("on", "statuses"),
    [
        pytest.param(date(2022, 1, 18), [], id="before the document"),
        pytest.param(date(2022, 1, 19), [""], id="claimed"),
        pytest.param(date(2026, 3, 1), [""], id="the day before it is taken up"),
        pytest.param(date(2026, 3, 2), ["not_started"], id="taken up"),
    ],
)
def test_as_at_of_an_action_from_a_document_begins_with_its_claim(on, statuses):
    ActionFactory(recorded=True, status="not_started")

    found = Action.objects.as_at(on)

    assert [action.status_then for action in found] == statuses


def test_as_at_is_the_owner_of_the_day():
    first = PostFactory(title="Head of help")
    second = PostFactory(plan=first.plan, title="Head of care")
    PostHoldingFactory(post=first, name="Ann")
    PostHoldingFactory(post=second, name="Ben")
    action = ActionFactory(owner_post=first)
    OwnerChangeFactory(
        action=action, changed_on=date(2026, 5, 1), from_post=first, to_post=second
    )
    action.owner_post = second
    action.save()

    days = (date(2026, 3, 2), date(2026, 4, 30), date(2026, 5, 1))
    told = [Action.objects.as_at(on).for_report(on).get() for on in days]

    assert [(row.post_title, row.holder_name) for row in told] == [
        ("Head of help", "Ann"),
        ("Head of help", "Ann"),
        ("Head of care", "Ben"),
    ]


@pytest.mark.parametrize("status", STATUSES)
def test_as_now_agrees_with_as_at_today(status):
    post = PostFactory()
    action_with(status, plan=post.plan, owner_post=post if status else None)

    now = Action.objects.as_now().values_list("pk", "status_then", "post_then")
    today = Action.objects.as_at(TODAY).values_list("pk", "status_then", "post_then")

    assert list(now) == list(today)


@pytest.mark.parametrize("status", STATUSES)
def test_open_then_agrees_with_open(status):
    action = action_with(status)

    then = Action.objects.as_at(TODAY).open_then().exists()

    assert then == Action.objects.as_now().open_then().exists() == action.is_open


def test_rating_on_a_past_day_is_that_of_the_status_then():
    ActionFactory(delivered=True, due_on=date(2026, 4, 15))

    days = (date(2026, 3, 2), date(2026, 4, 15), date(2026, 4, 16), date(2026, 5, 1))
    ratings = [Action.objects.as_at(on).for_report(on).get().rating for on in days]

    assert ratings == ["grey", "not_rated", "red", "green"]
