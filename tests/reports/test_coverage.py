"""Which part of which recommendation no live action answers, for a day."""

from datetime import date

import pytest

from tests.factories import (
    ActionFactory,
    AnswerFactory,
    PlanFactory,
    RecommendationFactory,
    VisitFactory,
)
from tracker.reports.coverage import Coverage, coverage_by_part
from tracker.reports.share import Share

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return PlanFactory()


@pytest.fixture
def visit(plan):
    return VisitFactory(plan=plan, starts_on=date(2026, 1, 5), published=True)


def told(other):
    """An action that does not count, and why not."""
    return f"{other.action.reference} {'closed' if other.is_closed else 'recorded'}"


def by_part(plan, on, **options):
    """The open parts of each recommendation, with the actions that do not count."""
    report = coverage_by_part(plan=plan, on=on, **options)
    return [
        (
            raised.reference,
            [
                (each.part.number, [told(other) for other in each.not_counted])
                for each in parts
            ],
        )
        for raised, parts in report.unanswered
    ]


def test_open_parts_with_the_actions_that_do_not_count(plan, visit, today):
    row = RecommendationFactory(visit=visit, parts=4)
    whole = RecommendationFactory(visit=visit)
    covered, closed, recorded, _nothing = row.parts.all()
    for part, values in (
        (covered, {"in_progress": True}),
        (closed, {"closed": True}),
        (recorded, {"recorded": True}),
        (whole.parts.get(), {"verified": True}),
    ):
        AnswerFactory(action=ActionFactory(plan=plan, **values), part=part)

    report = coverage_by_part(plan=plan, on=today)

    assert by_part(plan, today) == [
        ("R-001", [(2, ["A-002 closed"]), (3, ["A-003 recorded"]), (4, [])])
    ]
    assert by_part(plan, today, is_today=True) == by_part(plan, today)
    assert report.coverage == Coverage(Share(2, 5), 2, 1)
    assert report.by_state["unanswered"] == report.coverage.unanswered
    assert report.by_state["verified"] == 1


def test_open_parts_on_a_day_before_the_action_was_taken_up(plan, visit):
    part = RecommendationFactory(visit=visit).parts.get()
    AnswerFactory(action=ActionFactory(plan=plan), part=part)

    assert by_part(plan, date(2026, 3, 1)) == [("R-001", [(1, [])])]
    assert by_part(plan, date(2026, 3, 2)) == []


def test_action_does_not_count_as_it_stood_then(plan, visit):
    part = RecommendationFactory(visit=visit).parts.get()
    values = {
        "claim": "planned",
        "claim_on": date(2026, 1, 8),
        "claim_voice": "council",
    }
    action = ActionFactory(plan=plan, closed=True, **values)
    AnswerFactory(action=action, part=part)

    assert by_part(plan, date(2026, 2, 2)) == [("R-001", [(1, ["A-001 recorded"])])]
    assert by_part(plan, date(2026, 6, 2)) == [("R-001", [(1, ["A-001 closed"])])]


def test_what_was_not_raised_yet_is_not_open(plan, visit):
    RecommendationFactory(visit=visit)

    assert by_part(plan, date(2026, 1, 5)) == []


@pytest.mark.parametrize("count", [1, 50])
def test_open_parts_in_four_queries(
    plan, visit, today, count, django_assert_num_queries
):
    for _ in range(count):
        part = RecommendationFactory(visit=visit).parts.get()
        AnswerFactory(action=ActionFactory(plan=plan, closed=True), part=part)

    with django_assert_num_queries(4):
        report = coverage_by_part(plan=plan, on=today)

    assert len(report.unanswered) == count
