"""Questions asked of many actions, each for a day."""

from datetime import date, timedelta

import pytest

from tests.factories import (
    TODAY,
    ActionFactory,
    DueDateChangeFactory,
    ModerationFactory,
    PostFactory,
    PostHoldingFactory,
    ProgressUpdateFactory,
    VisitCheckFactory,
    VisitFactory,
)
from tracker.choices import ActionStatus, CheckProgress
from tracker.models import Action

pytestmark = pytest.mark.django_db

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
CADENCE = 28
STATUSES = ["", *ActionStatus.values]


def action_with(status: str, **values: object) -> Action:
    """An action of a status; of none, recorded."""
    if status:
        return ActionFactory(status=status, **values)
    return ActionFactory(recorded=True, **values)


@pytest.mark.parametrize("status", STATUSES)
def test_querysets_and_properties_agree(status):
    action = action_with(status)

    assert Action.objects.tracked().exists() == action.is_tracked == bool(status)
    assert Action.objects.recorded().exists() == (not action.is_tracked)
    assert Action.objects.open().exists() == action.is_open


@pytest.mark.parametrize("status", STATUSES)
def test_only_open_actions_are_overdue_due_soon_or_stale(status):
    promised = {"due_on": YESTERDAY, "due_precision": "day"}
    action = action_with(status, **promised)
    found = [
        Action.objects.overdue(TODAY),
        Action.objects.due_between(YESTERDAY, TODAY),
        Action.objects.due_soon(YESTERDAY),
        Action.objects.stale(TODAY, CADENCE),
    ]

    assert [rows.exists() for rows in found] == [action.is_open] * 4


@pytest.mark.parametrize(
    ("due_on", "is_overdue", "is_due_soon"),
    [
        pytest.param(YESTERDAY, True, False, id="yesterday"),
        pytest.param(TODAY, False, True, id="today"),
        pytest.param(TODAY + timedelta(days=28), False, True, id="in 28 days"),
        pytest.param(TODAY + timedelta(days=29), False, False, id="in 29 days"),
        pytest.param(None, False, False, id="no date"),
    ],
)
def test_due_date_has_its_edges(due_on, is_overdue, is_due_soon):
    values = {"due_on": due_on} if due_on else {"undated": True}
    ActionFactory(in_progress=True, **values)

    assert Action.objects.overdue(TODAY).exists() == is_overdue
    assert Action.objects.due_soon(TODAY).exists() == is_due_soon


@pytest.mark.parametrize(
    ("days_ago", "is_stale"), [(28, False), (29, True)], ids=["28 days", "29 days"]
)
def test_stale_is_longer_than_the_cadence_since_the_last_update(days_ago, is_stale):
    ProgressUpdateFactory(made_on=date(2026, 4, 1)).action.updates.get()
    action = Action.objects.get()
    last = TODAY - timedelta(days=days_ago)
    ProgressUpdateFactory(action=action, made_on=last)

    found = Action.objects.stale(TODAY, CADENCE)

    assert found.exists() == is_stale


@pytest.mark.parametrize(
    ("days_ago", "is_stale"), [(28, False), (29, True)], ids=["28 days", "29 days"]
)
def test_stale_without_an_update_counts_from_being_taken_up(days_ago, is_stale):
    ActionFactory(standing__taken_up_on=TODAY - timedelta(days=days_ago))

    assert Action.objects.stale(TODAY, CADENCE).exists() == is_stale


def test_stale_on_a_past_day_knows_no_later_update():
    action = ActionFactory(in_progress=True)
    ProgressUpdateFactory(action=action, made_on=date(2026, 6, 1))

    assert Action.objects.stale(date(2026, 5, 31), CADENCE).exists()
    assert not Action.objects.stale(date(2026, 6, 1), CADENCE).exists()


def test_never_checked_are_those_that_no_published_visit_looked_at():
    check = VisitCheckFactory()
    plan = check.action.plan
    other, passed_over, in_draft = ActionFactory.create_batch(3, plan=plan)
    VisitCheckFactory(action=passed_over, progress=CheckProgress.NOT_IN_SCOPE)
    VisitCheckFactory(action=in_draft, visit=VisitFactory(plan=plan, draft=True))

    assert set(Action.objects.never_checked()) == {other, passed_over, in_draft}


def test_with_checks_tells_of_visits_that_looked():
    action = ActionFactory()
    days = (date(2026, 1, 13), date(2026, 4, 21))
    first, last = (VisitFactory(plan=action.plan, starts_on=day) for day in days)
    VisitCheckFactory(action=action, visit=first, progress=CheckProgress.LIMITED)
    VisitCheckFactory(action=action, visit=last, progress=CheckProgress.NOT_IN_SCOPE)

    (found,) = Action.objects.with_checks(date(2026, 6, 15))

    assert (found.check_count, found.last_check_visit, found.last_check_progress) == (
        1,
        first.reference,
        "limited",
    )


@pytest.mark.parametrize(
    ("on", "name"),
    [
        pytest.param(date(2024, 1, 1), "", id="before anybody"),
        pytest.param(date(2026, 5, 31), "Ann", id="the first holder"),
        pytest.param(date(2026, 6, 1), "Ben", id="the next one, from the day"),
        pytest.param(date(2026, 6, 10), "", id="vacant"),
    ],
)
def test_owner_is_the_holder_of_the_day(on, name):
    post = PostFactory()
    PostHoldingFactory(post=post, name="Ann")
    PostHoldingFactory(post=post, name="Ben", starts_on=date(2026, 6, 1))
    PostHoldingFactory(post=post, vacancy=True, starts_on=date(2026, 6, 10))
    PostHoldingFactory(post=post, name="Dan", deputy=True)
    ActionFactory(owner_post=post)

    assert Action.objects.with_owner(on).get().holder_name == name


def test_owner_of_an_action_without_a_post_is_nobody():
    ActionFactory()

    assert Action.objects.with_owner(TODAY).get().holder_name == ""


def test_progress_is_that_of_the_last_update_by_a_day():
    action = ActionFactory(in_progress=True)
    ProgressUpdateFactory(
        action=action, made_on=date(2026, 5, 1), percent=20, rating="red"
    )
    ProgressUpdateFactory(
        action=action, made_on=date(2026, 6, 1), percent=60, rating="green"
    )

    told = [
        Action.objects.with_progress(on)
        .values_list("last_update_on", "last_rating", "last_percent")
        .get()
        for on in (date(2026, 4, 30), date(2026, 5, 31), date(2026, 6, 1))
    ]

    assert told == [
        (None, None, None),
        (date(2026, 5, 1), "red", 20),
        (date(2026, 6, 1), "green", 60),
    ]


def test_checks_are_those_of_visits_ended_by_a_day():
    action = ActionFactory()
    VisitCheckFactory(
        action=action, visit__starts_on=date(2025, 11, 10), progress="limited"
    )
    VisitCheckFactory(
        action=action,
        visit__starts_on=date(2026, 4, 21),
        progress="met",
        sustained="yes",
        direction="better",
    )

    told = [
        Action.objects.with_checks(on)
        .values_list(
            "check_count",
            "last_check_visit",
            "last_check_progress",
            "last_check_sustained",
            "last_check_direction",
        )
        .get()
        for on in (date(2025, 11, 10), date(2026, 1, 1), TODAY)
    ]

    assert told == [
        (0, None, None, None, None),
        (1, "V-2025-01", "limited", "not_stated", "not_stated"),
        (2, "V-2026-02", "met", "yes", "better"),
    ]


@pytest.mark.parametrize("count", [1, 50])
@pytest.mark.parametrize(
    "ask",
    [
        pytest.param(lambda rows: rows.for_list(TODAY), id="list"),
        pytest.param(lambda rows: rows.as_at(TODAY).for_report(TODAY), id="report"),
        pytest.param(lambda rows: rows.stale(TODAY, CADENCE), id="stale"),
    ],
)
def test_actions_take_one_query(ask, count, django_assert_num_queries):
    post = PostHoldingFactory().post
    for _ in range(count):
        ActionFactory(overdue=True, owner_post=post)

    with django_assert_num_queries(1):
        rows = list(ask(Action.objects.all()))

    assert len(rows) == count


def test_list_holds_all_that_a_row_shows(django_assert_num_queries):
    post = PostHoldingFactory(name="Ann").post
    action = ActionFactory(overdue=True, owner_post=post)
    ProgressUpdateFactory(action=action, rating="green")
    VisitCheckFactory(action=action, progress="limited")

    with django_assert_num_queries(1):
        row = Action.objects.for_list(TODAY).get()
        told = (
            row.owner_post.title,
            row.holder_name,
            row.rating,
            row.last_rating,
            row.check_count,
            row.last_check_progress,
        )

    assert told == (post.title, "Ann", "red", "green", 1, "limited")


@pytest.mark.parametrize(
    ("decisions", "is_found"),
    [
        pytest.param([], False, id="never asked"),
        pytest.param(["approved"], False, id="once"),
        pytest.param(["approved", "refused", "waits"], False, id="once, and asked"),
        pytest.param(["approved", "approved"], True, id="twice"),
        pytest.param(["approved"] * 3, True, id="three times"),
    ],
)
def test_moved_twice_counts_what_was_approved(decisions, is_found):
    action = ActionFactory(in_progress=True)
    ProgressUpdateFactory.create_batch(2, action=action)
    for decision in decisions:
        traits = {} if decision == "waits" else {decision: True}
        DueDateChangeFactory(action=action, **traits)

    found = Action.objects.moved_twice(date(2026, 6, 15))

    assert [row.times_moved for row in found] == (
        [decisions.count("approved")] if is_found else []
    )


@pytest.mark.parametrize(
    ("values", "is_moderated", "is_self_rated"),
    [
        pytest.param({"in_progress": True}, False, True, id="owner's word only"),
        pytest.param({"in_progress": True}, True, False, id="moderated"),
        pytest.param({"overdue": True}, False, False, id="late is Red by fact"),
        pytest.param(
            {"delivered": True}, False, False, id="delivered is Green by fact"
        ),
        pytest.param({"closed": True}, False, False, id="closed has no rating"),
    ],
)
def test_self_rated_is_told_where_the_owners_word_is_what_is_reported(
    values, is_moderated, is_self_rated
):
    update = ProgressUpdateFactory(action=ActionFactory(**values))
    if is_moderated:
        ModerationFactory(update=update)

    assert Action.objects.with_rating(TODAY).get().is_self_rated == is_self_rated
