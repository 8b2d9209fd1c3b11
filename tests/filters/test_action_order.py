"""The order of the rows of the list of actions."""

from datetime import date

import pytest
from django.http import QueryDict

from tests.factories import (
    ActionFactory,
    PlanFactory,
    PostFactory,
    ProgressUpdateFactory,
)
from tracker.choices import Rating
from tracker.filters.actions import ActionFilter
from tracker.models import Action

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return PlanFactory()


@pytest.fixture
def asked(plan, today):
    """Asks for actions as an address does."""

    def ask(address=""):
        rows = Action.objects.filter(plan=plan).for_list(today)
        return ActionFilter(QueryDict(address), rows, plan=plan, on=today)

    return ask


def found(filterset):
    assert filterset.is_valid(), filterset.errors
    return [action.reference for action in filterset.qs]


def test_sort_puts_unknown_dates_last_both_ways(plan, asked):
    ActionFactory(plan=plan, undated=True)
    ActionFactory(plan=plan, due_on=date(2026, 9, 30))
    ActionFactory(plan=plan, due_on=date(2026, 8, 31))

    assert found(asked("sort=due_on")) == ["A-003", "A-002", "A-001"]
    assert found(asked("sort=-due_on")) == ["A-002", "A-003", "A-001"]


def test_sort_by_last_update_puts_those_without_last_both_ways(plan, asked):
    ActionFactory(plan=plan)
    for day in (1, 10):
        ProgressUpdateFactory(plan=plan, made_on=date(2026, 6, day))

    assert found(asked("sort=last_update_on")) == ["A-002", "A-003", "A-001"]
    assert found(asked("sort=-last_update_on")) == ["A-003", "A-002", "A-001"]


def test_sort_of_equal_rows_is_by_reference(plan, asked):
    for reference in ("A-003", "A-001", "A-002"):
        ActionFactory(plan=plan, reference=reference, title="The same")

    assert found(asked("sort=title")) == ["A-001", "A-002", "A-003"]
    assert found(asked("sort=-title")) == ["A-001", "A-002", "A-003"]


def test_sort_by_owner_goes_by_the_title_of_the_post(plan, asked):
    for title in ("Head of service", "Director"):
        ActionFactory(plan=plan, owner_post=PostFactory(plan=plan, title=title))
    ActionFactory(plan=plan)

    assert found(asked("sort=owner")) == ["A-002", "A-001", "A-003"]
    assert found(asked("sort=-owner")) == ["A-001", "A-002", "A-003"]


def test_sort_by_status_follows_an_actions_life(plan, asked):
    ActionFactory(plan=plan, recorded=True)
    for status in ("verified", "not_started", "delivered", "in_progress"):
        ActionFactory(plan=plan, status=status)

    assert found(asked("sort=status")) == ["A-003", "A-005", "A-004", "A-002", "A-001"]
    assert found(asked("sort=-status")) == ["A-002", "A-004", "A-005", "A-003", "A-001"]


def test_sort_by_rating_puts_the_worst_first(plan, asked):
    for rating in (Rating.GREEN, Rating.RED, Rating.AMBER):
        ProgressUpdateFactory(plan=plan, rating=rating)

    assert found(asked("sort=rating")) == ["A-002", "A-003", "A-001"]
    assert found(asked("sort=-rating")) == ["A-001", "A-003", "A-002"]
