from datetime import date

import pytest

from tests.factories import (
    ClosureDayFactory,
    RecommendationFactory,
    TimeLimitChangeFactory,
    VisitFactory,
)
from tracker.choices import RecommendationKind, VisitKind
from tracker.reports.statutory_clock import statutory_clock

pytestmark = pytest.mark.django_db


def clock(visit):
    """The limits of a visit with their last days."""
    raised = list(visit.recommendations.all())
    return [(row.code, row.due_on) for row in statutory_clock(visit, raised)]


@pytest.mark.parametrize(
    ("received_on", "expected"),
    [
        pytest.param(
            date(2016, 8, 5),
            [
                ("report_publication", date(2016, 9, 19)),
                ("action_statement", date(2016, 11, 14)),
            ],
            id="received on 5 August 2016",
        ),
        pytest.param(
            date(2025, 5, 6),
            [
                ("report_publication", date(2025, 6, 18)),
                ("action_statement", date(2025, 8, 13)),
            ],
            id="received on 6 May 2025",
        ),
    ],
)
def test_inspection_by_si_2007_462(received_on, expected):
    visit = VisitFactory(
        inspection=True, starts_on=date(2016, 5, 23), received_on=received_on
    )

    assert clock(visit) == expected


def test_focused_visit_with_priority_actions_has_a_draft_and_a_statement():
    visit = VisitFactory(
        kind=VisitKind.FOCUSED_VISIT,
        starts_on=date(2018, 7, 10),
        received_on=date(2018, 8, 10),
    )
    assert clock(visit) == []

    RecommendationFactory(visit=visit, kind=RecommendationKind.PRIORITY_ACTION)

    assert clock(visit) == [
        ("focused_visit_draft", date(2018, 9, 10)),
        ("action_statement", date(2018, 11, 19)),
    ]


def test_monitoring_visit_starts_no_limit_and_asks_nothing(django_assert_num_queries):
    visit = VisitFactory(received_on=date(2026, 5, 18))

    with django_assert_num_queries(0):
        assert statutory_clock(visit, []) == ()


def test_day_of_receipt_that_is_not_known_gives_no_day():
    visit = VisitFactory(inspection=True)

    assert [row.due_on for row in statutory_clock(visit, [])] == [None, None]


def test_closure_days_of_the_plan_do_not_count():
    visit = VisitFactory(inspection=True, received_on=date(2026, 6, 1))
    without = clock(visit)
    ClosureDayFactory(plan=visit.plan, day=date(2026, 6, 19))
    ClosureDayFactory(day=date(2026, 6, 18))

    assert without[0] == ("report_publication", date(2026, 7, 13))
    assert clock(visit)[0] == ("report_publication", date(2026, 7, 14))


def test_day_given_last_holds_and_the_counted_one_is_still_told():
    first = TimeLimitChangeFactory()
    second = TimeLimitChangeFactory(visit=first.visit, due_on=date(2026, 9, 30))

    publication, statement = statutory_clock(first.visit, [])

    assert publication.change is None
    assert statement.change == second
    assert statement.due_on == date(2026, 9, 30)
    assert statement.counted_on == date(2026, 8, 25)
