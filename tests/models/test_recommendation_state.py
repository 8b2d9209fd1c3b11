"""Where a recommendation stands on a day: the table of decision 0016, case by case."""

from datetime import date

import pytest

from tests.factories import (
    ActionFactory,
    AnswerFactory,
    PlanFactory,
    RecommendationFactory,
    VisitCheckFactory,
    VisitFactory,
)
from tracker.choices import Voice
from tracker.models import Action, Recommendation

pytestmark = pytest.mark.django_db


def raised(*parts, **visit):
    """A recommendation whose parts are answered by actions of these statuses."""
    plan = PlanFactory()
    row = RecommendationFactory(
        plan=plan,
        visit=VisitFactory(plan=plan, published=True, **visit),
        parts=len(parts),
    )
    for part, statuses in zip(row.parts.all(), parts, strict=True):
        for status in statuses:
            AnswerFactory(action=ActionFactory(plan=plan, **{status: True}), part=part)
    return row


def state_of(row, on):
    """Its state, read from the copies and from the dated rows: the same."""
    actions = Action.objects.filter(plan=row.plan)
    found = {
        Recommendation.objects.with_state(rows, on).get(pk=row.pk).state
        for rows in (actions.as_now(), actions.as_at(on))
    }
    (state,) = found
    return state


def check(row, month, progress, sustained="not_stated", **values):
    """What a published visit of a month of 2026 said of it."""
    visit = VisitFactory(plan=row.plan, starts_on=date(2026, month, 2), published=True)
    return VisitCheckFactory(
        visit=visit,
        recommendation=row,
        progress=progress,
        sustained=sustained,
        **values,
    )


@pytest.mark.parametrize(
    ("parts", "state"),
    [
        pytest.param([], "unanswered", id="no part"),
        pytest.param([[]], "unanswered", id="no action"),
        pytest.param([["recorded"]], "unanswered", id="recorded only"),
        pytest.param([["closed"]], "unanswered", id="closed only"),
        pytest.param([["verified"], []], "unanswered", id="one part of two"),
        pytest.param([["verified"], ["closed"]], "unanswered", id="the other closed"),
        pytest.param([["verified"], ["recorded"]], "unanswered", id="other recorded"),
        pytest.param([["overdue"]], "answered", id="in progress, though late"),
        pytest.param([["in_progress"]], "answered", id="in progress"),
        pytest.param(
            [["verified"], ["in_progress"]], "answered", id="the worst part counts"
        ),
        pytest.param(
            [["verified", "in_progress"]], "answered", id="its worst action counts"
        ),
        pytest.param([["delivered"]], "delivered", id="delivered"),
        pytest.param(
            [["delivered"], ["sustained"]], "delivered", id="not all verified"
        ),
        pytest.param([["verified"]], "verified", id="verified"),
        pytest.param([["verified", "closed"]], "verified", id="closed beside it"),
        pytest.param([["verified", "recorded"]], "verified", id="recorded beside it"),
        pytest.param([["verified"], ["sustained"]], "verified", id="sustained is too"),
    ],
)
def test_state_by_what_answers_its_parts(today, parts, state):
    assert state_of(raised(*parts), today) == state


def test_action_not_started_answers(today):
    row = raised([])
    AnswerFactory(action=ActionFactory(plan=row.plan), part=row.parts.get())

    assert state_of(row, today) == "answered"


@pytest.mark.parametrize(
    ("said", "state"),
    [
        pytest.param([("met",)], "confirmed", id="met"),
        pytest.param([("met", "yes")], "confirmed", id="met and sustained"),
        pytest.param([("met", "too_early")], "confirmed", id="met, early days"),
        pytest.param([("met", "no")], "verified", id="met, not sustained"),
        pytest.param([("significant", "yes")], "verified", id="significant only"),
        pytest.param([("not_stated", "yes")], "verified", id="sustained alone"),
        pytest.param([("some",), ("met",)], "confirmed", id="met at last"),
        pytest.param([("met",), ("limited",)], "verified", id="no longer"),
        pytest.param([("met",), ("not_in_scope",)], "confirmed", id="not looked at"),
        pytest.param(
            [("met",), ("not_in_scope", "no")],
            "confirmed",
            id="not looked at, whatever",
        ),
        pytest.param([("met",), ("not_stated",)], "confirmed", id="nothing said since"),
        pytest.param([("met",), ("not_stated", "no")], "verified", id="fell back"),
        pytest.param([("not_in_scope",)], "verified", id="never looked at"),
    ],
)
def test_state_by_what_visits_said(today, said, state):
    row = raised(["verified"], starts_on=date(2026, 1, 5))
    for month, words in enumerate(said, start=2):
        check(row, month, *words)

    assert state_of(row, today) == state


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({"direction": "worse"}, id="worse"),
        pytest.param({"voice": Voice.COUNCIL}, id="the council says so"),
        pytest.param({"voice": Voice.UNATTRIBUTED}, id="nobody knows who says so"),
    ],
)
def test_met_is_no_confirmation(today, values):
    row = raised(["verified"])
    check(row, 5, "met", **values)

    assert state_of(row, today) == "verified"


def test_draft_of_a_visit_confirms_nothing(today):
    row = raised(["verified"])
    visit = VisitFactory(plan=row.plan, starts_on=date(2026, 5, 2), is_published=False)
    VisitCheckFactory(visit=visit, recommendation=row, progress="met")

    assert state_of(row, today) == "verified"


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param([["verified"], []], id="a part without an action"),
        pytest.param([["in_progress"]], id="an action in progress"),
        pytest.param([["delivered"]], id="an action not verified"),
    ],
)
def test_met_covers_up_nothing(today, parts):
    row = raised(*parts)
    without = state_of(row, today)
    check(row, 5, "met")

    found = Recommendation.objects.with_confirmation(today).get()

    assert state_of(row, today) == without
    assert found.confirmed_on == date(2026, 5, 3)


def test_state_on_the_days_of_an_action():
    row = raised(["sustained"], starts_on=date(2026, 1, 5))
    check(row, 5, "met")
    actions = Action.objects.filter(plan=row.plan)
    days = [date(2026, 3, 1), date(2026, 3, 2), date(2026, 5, 1), date(2026, 5, 20)]

    told = [
        Recommendation.objects.with_state(actions.as_at(on), on).get().state
        for on in days
    ]

    assert told == ["unanswered", "answered", "delivered", "confirmed"]


@pytest.mark.parametrize("count", [1, 50])
def test_states_of_all_in_one_query(today, count, django_assert_num_queries):
    plan = PlanFactory()
    visit = VisitFactory(plan=plan, published=True)
    for _ in range(count):
        row = RecommendationFactory(plan=plan, visit=visit, parts=2)
        AnswerFactory(action=ActionFactory(plan=plan), part=row.parts.first())
    rows = Recommendation.objects.with_state(plan.actions.as_at(today), today)

    with django_assert_num_queries(1):
        states = [each.state for each in rows]

    assert states == ["unanswered"] * count
