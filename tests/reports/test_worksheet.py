from datetime import date

import pytest

from tests.factories import (
    ActionFactory,
    AnswerFactory,
    RecommendationFactory,
    ThemeFactory,
    VisitCheckFactory,
    VisitFactory,
)
from tracker.reports.worksheet import worksheet

pytestmark = pytest.mark.django_db

QUERIES = 6
EARLIER = date(2026, 1, 12)


@pytest.fixture
def visit():
    """A draft, some months after an inspection."""
    return VisitFactory(draft=True, starts_on=date(2026, 5, 19))


@pytest.fixture
def before(visit):
    """A visit that was published before."""
    return VisitFactory(plan=visit.plan, starts_on=EARLIER)


def references(sheet):
    """What is asked, in order."""
    return [row.target.reference for row in sheet.rows]


def test_actions_stand_under_the_first_recommendation_they_answer(visit, before):
    first, second = (
        RecommendationFactory(plan=visit.plan, visit=before) for _ in range(2)
    )
    alone, both, late = (ActionFactory(plan=visit.plan) for _ in range(3))
    for action, raised in [(both, second), (both, first), (late, second)]:
        AnswerFactory(action=action, part=raised.parts.get())

    sheet = worksheet(visit=visit)

    assert references(sheet) == [
        first.reference,
        both.reference,
        second.reference,
        late.reference,
        alone.reference,
    ]
    assert [row.under for row in sheet.rows] == [first, first, second, second, None]


@pytest.mark.parametrize(
    ("status", "is_asked"),
    [
        ("", True),
        ("not_started", True),
        ("in_progress", True),
        ("delivered", True),
        ("verified", True),
        ("sustained", True),
        ("closed", False),
    ],
)
def test_actions_that_are_not_closed_are_asked(visit, status, is_asked):
    values = {"recorded": True} if not status else {"status": status}
    action = ActionFactory(plan=visit.plan, **values)

    assert (action.reference in references(worksheet(visit=visit))) == is_asked


def test_what_the_visit_raised_itself_or_a_later_one_did_is_not_asked(visit):
    later = VisitFactory(plan=visit.plan, starts_on=date(2026, 6, 1))
    for raised_by in (visit, later):
        RecommendationFactory(plan=visit.plan, visit=raised_by)

    assert references(worksheet(visit=visit)) == []


def test_own_finding_is_asked(visit):
    own = RecommendationFactory(plan=visit.plan, own_finding=True)

    assert references(worksheet(visit=visit)) == [own.reference]


def test_recommendation_found_met_and_sustained_is_settled(visit, before):
    settled, met = (
        RecommendationFactory(plan=visit.plan, visit=before) for _ in range(2)
    )
    VisitCheckFactory(
        visit=before, recommendation=settled, progress="met", sustained="yes"
    )
    VisitCheckFactory(visit=before, recommendation=met, progress="met")

    sheet = worksheet(visit=visit)

    assert (references(sheet), sheet.settled) == ([met.reference], (settled,))

    VisitCheckFactory(visit=visit, recommendation=settled, direction="worse")
    assert worksheet(visit=visit).settled == ()


def test_check_before_is_that_of_the_last_visit_that_looked(visit, before):
    action = ActionFactory(plan=visit.plan)
    looked = VisitCheckFactory(visit=before, action=action, progress="limited")
    for values in (
        {"starts_on": date(2026, 3, 1)},
        {"starts_on": date(2026, 3, 2), "draft": True},
        {"starts_on": date(2026, 6, 1)},
    ):
        other = VisitFactory(plan=visit.plan, **values)
        progress = "not_in_scope" if "draft" not in values else "met"
        VisitCheckFactory(visit=other, action=action, progress=progress)

    (row,) = worksheet(visit=visit).rows

    assert row.before == looked
    assert row.said_before == ["Progress: limited"]


def test_recorded_and_rest_are_counted(visit):
    done, rest = (ActionFactory(plan=visit.plan) for _ in range(2))
    VisitCheckFactory(visit=visit, action=done)

    sheet = worksheet(visit=visit)

    assert sheet.recorded == 1
    assert [row.target for row in sheet.rest] == [rest]


def test_row_knows_its_themes(visit, before):
    theme = ThemeFactory(plan=visit.plan)
    raised = RecommendationFactory(plan=visit.plan, visit=before)
    part = raised.parts.get()
    part.theme = theme
    part.save()
    AnswerFactory(action=ActionFactory(plan=visit.plan), part=part)

    assert [row.themes for row in worksheet(visit=visit).rows] == [
        frozenset({theme.slug}),
        frozenset({theme.slug}),
    ]


@pytest.mark.parametrize("count", [1, 50])
def test_queries(visit, before, django_assert_num_queries, count):
    for _ in range(count):
        raised = RecommendationFactory(plan=visit.plan, visit=before)
        action = ActionFactory(plan=visit.plan)
        AnswerFactory(action=action, part=raised.parts.get())
        VisitCheckFactory(visit=before, action=action)
        VisitCheckFactory(visit=visit, recommendation=raised)

    with django_assert_num_queries(QUERIES):
        sheet = worksheet(visit=visit)
        assert [row.said_before for row in sheet.rows]

    assert len(sheet.rows) == 2 * count
