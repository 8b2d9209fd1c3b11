"""Where a plan stands on a day: every number of its dashboard."""

from datetime import date, timedelta

import pytest

from tests.factories import (
    ActionFactory,
    AnswerFactory,
    EvidenceFactory,
    GapFactory,
    OwnerChangeFactory,
    PlanFactory,
    PostFactory,
    PostHoldingFactory,
    ProgressUpdateFactory,
    RecommendationFactory,
    SourceFactory,
    VisitCheckFactory,
    VisitFactory,
)
from tracker.reports.coverage import Coverage
from tracker.reports.dashboard import Vacancy, dashboard_report
from tracker.reports.share import Share

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    """A plan without anything in it."""
    return PlanFactory()


@pytest.fixture(params=[True, False], ids=["copies", "dated rows"])
def is_today(request):
    """The present day read from the copies, or from the dated rows: one answer."""
    return request.param


def test_dashboard_of_an_empty_plan_counts_nothing(plan, today, is_today):
    report = dashboard_report(plan=plan, on=today, is_today=is_today)

    assert (report.counts.tracked, report.counts.open, report.gaps) == (0, 0, 0)
    assert (report.worst, report.vacancies, report.latest_visit) == ([], [], None)
    assert report.coverage == Coverage(Share(0, 0), recommendations=0, unanswered=0)
    assert report.evidence == Share(0, 0)


def test_dashboard_worst_are_the_five_longest_overdue(plan, today, is_today):
    post = PostFactory(plan=plan, title="Head of safeguarding")
    PostHoldingFactory(post=post, name="Olive Owner")
    for days in (3, 40, 1, 7, 12, 5):
        ActionFactory(plan=plan, owner_post=post, due_on=today - timedelta(days=days))

    report = dashboard_report(plan=plan, on=today, is_today=is_today)

    assert [action.days_late for action in report.worst] == [40, 12, 7, 5, 3]
    worst = report.worst[0]
    assert (worst.reference, worst.post, worst.holder) == (
        "A-002",
        "Head of safeguarding",
        "Olive Owner",
    )
    assert report.counts.overdue == 6


def test_dashboard_actions_that_nobody_answers_for(plan, today, is_today):
    held, vacant, never_held = (
        PostFactory(plan=plan, title=title) for title in ("Held", "Vacant", "New")
    )
    PostHoldingFactory(post=held)
    PostHoldingFactory(post=vacant)
    PostHoldingFactory(post=vacant, vacancy=True, starts_on=today)
    ActionFactory(plan=plan, owner_post=held)
    ActionFactory.create_batch(2, plan=plan, owner_post=vacant)
    ActionFactory(plan=plan, owner_post=never_held, in_progress=True)
    ActionFactory(plan=plan, owner_post=vacant, closed=True)
    ActionFactory(plan=plan)

    report = dashboard_report(plan=plan, on=today, is_today=is_today)

    assert report.vacancies == [Vacancy("Vacant", 2), Vacancy("New", 1)]
    assert (report.counts.unowned, report.without_holder) == (1, 4)


def test_dashboard_coverage_by_live_tracked_actions(plan, today, is_today):
    first = RecommendationFactory(plan=plan, parts=3)
    second = RecommendationFactory(plan=plan)
    one, two, three = first.parts.all()
    AnswerFactory(part=one, action=ActionFactory(plan=plan))
    AnswerFactory(part=one, action=ActionFactory(plan=plan, sustained=True))
    AnswerFactory(part=two, action=ActionFactory(plan=plan, closed=True))
    AnswerFactory(part=three, action=ActionFactory(plan=plan, recorded=True))
    AnswerFactory(part=second.parts.get(), action=ActionFactory(plan=plan))
    RecommendationFactory()  # of another plan

    report = dashboard_report(plan=plan, on=today, is_today=is_today)

    assert report.coverage == Coverage(Share(2, 4), recommendations=2, unanswered=1)


def test_dashboard_coverage_only_of_what_had_been_raised(plan):
    visit = VisitFactory(plan=plan, starts_on=date(2026, 4, 21))
    letter = SourceFactory(plan=plan, published_on=date(2026, 5, 18))
    RecommendationFactory(plan=plan, visit=visit)
    RecommendationFactory(plan=plan, own_finding=True, source=letter)
    RecommendationFactory(plan=plan, own_finding=True)

    raised = [
        dashboard_report(plan=plan, on=on).coverage.recommendations
        for on in (date(2026, 4, 21), date(2026, 4, 22), date(2026, 5, 18))
    ]

    assert raised == [1, 2, 3]


def test_dashboard_evidence_and_checks_of_tracked_actions(plan, today, is_today):
    shown, checked, *_ = ActionFactory.create_batch(4, plan=plan, in_progress=True)
    EvidenceFactory.create_batch(2, action=shown)
    EvidenceFactory(action=checked, added_on=today + timedelta(days=1))
    visit = VisitFactory(plan=plan)
    VisitCheckFactory(visit=visit, action=checked)
    VisitCheckFactory(visit=visit, action=ActionFactory(plan=plan, recorded=True))
    later = VisitFactory(plan=plan, starts_on=today)  # ends tomorrow
    VisitCheckFactory(visit=later, action=shown)

    report = dashboard_report(plan=plan, on=today, is_today=is_today)

    assert (report.evidence, report.unchecked) == (Share(1, 4), 3)


def test_dashboard_latest_visit_by_its_days_with_what_it_checked(plan, today):
    latest = VisitFactory(plan=plan, starts_on=date(2026, 4, 21))
    VisitFactory(plan=plan, starts_on=date(2025, 4, 21))
    VisitFactory(plan=plan, starts_on=today)  # still going on
    GapFactory.create_batch(3, plan=plan)
    GapFactory(plan=plan, filled=True, filled_visit=latest)
    VisitCheckFactory.create_batch(2, visit=latest)
    raised = RecommendationFactory(plan=plan, visit=latest)
    VisitCheckFactory(visit=latest, recommendation=raised)
    for target in (
        {"action": ActionFactory(plan=plan)},
        {"recommendation": RecommendationFactory(plan=plan, visit=latest)},
    ):
        VisitCheckFactory(visit=latest, progress="not_in_scope", **target)

    report = dashboard_report(plan=plan, on=today)

    visit = report.latest_visit
    assert (visit, report.gaps) == (latest, 3)
    assert (visit.action_checks, visit.recommendation_checks) == (2, 1)


def test_dashboard_of_a_past_day_is_read_from_dated_rows(plan):
    old, new = (PostFactory(plan=plan, title=title) for title in ("Old", "New"))
    PostHoldingFactory(post=new)
    PostHoldingFactory(post=old, name="Ann First")
    PostHoldingFactory(post=old, vacancy=True, starts_on=date(2026, 5, 1))
    action = ActionFactory(
        plan=plan,
        owner_post=new,
        status="delivered",
        due_on=date(2026, 3, 31),
        standing=[
            (date(2026, 3, 2), "not_started"),
            (date(2026, 3, 10), "in_progress"),
            (date(2026, 5, 10), "delivered"),
        ],
    )
    OwnerChangeFactory(
        action=action, from_post=new, to_post=old, changed_on=date(2026, 3, 5)
    )
    OwnerChangeFactory(
        action=action, from_post=old, to_post=new, changed_on=date(2026, 6, 1)
    )
    ProgressUpdateFactory(action=action, made_on=date(2026, 3, 20), rating="green")
    EvidenceFactory(action=action, added_on=date(2026, 5, 9))
    AnswerFactory(action=action)

    def then(month, day):
        return dashboard_report(plan=plan, on=date(2026, month, day))

    assert then(3, 1).counts.tracked == 0
    assert then(3, 9).counts.by_status["not_started"] == 1
    assert then(3, 31).counts.by_rating["green"] == 1
    assert [late.days_late for late in then(4, 30).worst] == [30]
    assert then(4, 30).counts.by_rating["red"] == 1
    assert (then(4, 30).worst[0].post, then(4, 30).worst[0].holder) == (
        "Old",
        "Ann First",
    )
    assert then(5, 9).vacancies == [Vacancy("Old", 1)]
    assert (then(5, 8).evidence, then(5, 9).evidence) == (Share(0, 1), Share(1, 1))
    assert then(5, 10).counts.by_status["delivered"] == 1
    assert then(5, 10).counts.overdue == 0
    assert then(4, 22).coverage.parts == Share(1, 1)


@pytest.mark.parametrize("rows", [1, 50])
def test_dashboard_reads_in_few_queries(
    plan, today, is_today, rows, django_assert_num_queries
):
    for _ in range(rows):
        action = ActionFactory(plan=plan, owned=True, overdue=True)
        AnswerFactory(action=action)
        ProgressUpdateFactory(action=action)
        VisitCheckFactory(action=action)
        EvidenceFactory(action=action)

    with django_assert_num_queries(9):
        report = dashboard_report(plan=plan, on=today, is_today=is_today)

    assert report.counts.overdue == rows
