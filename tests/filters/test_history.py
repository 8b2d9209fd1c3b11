import uuid
from datetime import UTC, datetime

import pytest
from django.http import QueryDict

from tests.factories import (
    TODAY,
    ActionFactory,
    AnswerFactory,
    PlanFactory,
    PlanMembershipFactory,
    ProgressUpdateFactory,
    RecommendationFactory,
    RecurrenceFactory,
    UserFactory,
    VisitCheckFactory,
    VisitFactory,
)
from tracker.filters.history import HistoryFilter
from tracker.models import Change, change_set

pytestmark = pytest.mark.django_db


def history_filter(plan, query):
    """The filter of the plan's history, for a query."""
    changes = Change.objects.filter(plan=plan)
    return HistoryFilter(QueryDict(query), changes, plan=plan, on=TODAY)


def found(plan, query):
    """The kinds of the records that a filter finds, in alphabetical order."""
    filterset = history_filter(plan, query)
    assert filterset.is_valid(), filterset.errors
    return sorted(filterset.qs.values_list("model", flat=True))


@pytest.fixture
def plan():
    """A-001 with all that belongs to it, and A-002 with nothing."""
    plan = PlanFactory()
    action = ActionFactory(plan=plan, in_progress=True)
    ActionFactory(plan=plan, standing=False, title="Audit every plan")
    recommendation = RecommendationFactory(plan=plan)
    AnswerFactory(action=action, part=recommendation.parts.get())
    ProgressUpdateFactory(action=action)
    VisitCheckFactory(visit=VisitFactory(plan=plan), action=action)
    RecurrenceFactory(later=RecommendationFactory(plan=plan), earlier=recommendation)
    return plan


@pytest.mark.parametrize(
    ("query", "models"),
    [
        pytest.param(
            "record=A-001",
            [
                "action",
                "answer",
                "progressupdate",
                "statuschange",
                "statuschange",
                "visitcheck",
            ],
            id="all that belongs to an action",
        ),
        pytest.param(
            "record=+r-001+",
            ["answer", "recommendation", "recommendationpart", "recurrence"],
            id="all that belongs to a recommendation, in any spelling",
        ),
        pytest.param("record=A-00", [], id="no part of a reference"),
        pytest.param("record=audit+every", ["action"], id="words"),
        pytest.param("record=A-002&model=action", ["action"], id="kind of record"),
        pytest.param("model=recurrence", ["recurrence"], id="kind alone"),
    ],
)
def test_filter_by_record(plan, query, models):
    assert found(plan, query) == models


def test_filter_by_person_and_by_change_set():
    plan = PlanFactory()
    mary = PlanMembershipFactory(
        plan=plan, person__full_name="Mary Manager", manager=True, ended=True
    ).person
    with change_set(by=mary) as together:
        VisitFactory(plan=plan)
    UserFactory(full_name="Nobody Here")

    assert found(plan, "person=Mary+Manager") == ["visit"]
    assert found(plan, "person=system") == ["plan", "planmembership"]
    assert found(plan, f"change_set={together.id}") == ["visit"]
    assert history_filter(plan, "").people() == [
        ("system", "System"),
        ("Mary Manager", "Mary Manager"),
    ]


def test_days_are_those_of_london():
    plan = PlanFactory()
    Change.objects.bulk_create(
        Change(
            plan=plan,
            model="visit",
            record_id=1,
            record=name,
            kind="created",
            actor="system",
            change_set=uuid.uuid4(),
            recorded_at=datetime(2020, 6, 14, hour, 30, tzinfo=UTC),
        )
        for name, hour in [("V-2020-14", 22), ("V-2020-15", 23)]
    )
    days = {
        name: f"{name}_day=15&{name}_month=6&{name}_year=2020"
        for name in ("day_from", "day_to")
    }

    both = history_filter(plan, f"{days['day_from']}&{days['day_to']}").qs

    assert [change.record for change in both] == ["V-2020-15"]
    assert found(plan, days["day_to"]) == ["visit", "visit"]


@pytest.mark.parametrize(("year", "count"), [("0001", 0), ("9999", 1)])
def test_first_and_last_day_of_the_calendar_are_days(year, count):
    plan = PlanFactory()

    first = f"day_from_day=1&day_from_month=1&day_from_year={year}"
    last = f"day_to_day=31&day_to_month=12&day_to_year={year}"

    assert len(found(plan, last)) == count
    assert len(found(plan, first)) == 1 - count


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("person=Nobody", "person"),
        ("model=user", "model"),
        ("change_set=abc", "change_set"),
        ("day_from_day=31&day_from_month=2&day_from_year=2026", "day_from"),
    ],
)
def test_unknown_value_is_an_error(plan, query, field):
    filterset = history_filter(plan, query)

    assert not filterset.is_valid()
    assert list(filterset.errors) == [field]
