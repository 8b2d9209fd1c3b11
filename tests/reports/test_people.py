"""Who holds which post on a day, and who belongs to a plan."""

from datetime import date

import pytest

from tests.factories import (
    ActionFactory,
    PlanFactory,
    PlanMembershipFactory,
    PostFactory,
    PostHoldingFactory,
    UserFactory,
)
from tracker.reports.people import HolderLine, people_report

pytestmark = pytest.mark.django_db


def test_people_report_posts_as_they_stood_on_a_day(today):
    post = PostFactory()
    PostHoldingFactory(post=post, name="Ann First", starts_on=date(2025, 1, 6))
    PostHoldingFactory(post=post, vacancy=True, starts_on=date(2026, 6, 1))
    PostHoldingFactory(post=post, name="Dan", deputy=True, starts_on=date(2026, 2, 1))

    may = people_report(post.plan, on=date(2026, 5, 31), today=today).posts[0]
    june = people_report(post.plan, on=date(2026, 6, 1), today=today).posts[0]

    assert may.holder == HolderLine("Ann First", date(2025, 1, 6), "day", False)
    assert june.holder == HolderLine("", date(2026, 6, 1), "day", False)
    assert (may.is_vacant, june.is_vacant) == (False, True)
    assert june.deputy == HolderLine("Dan", date(2026, 2, 1), "day", False)


def test_people_report_says_how_a_first_day_is_known(today):
    named = PostHoldingFactory(name="Ann First", basis="first_named", precision="month")

    line = people_report(named.post.plan, on=today, today=today).posts[0]

    assert line.holder == HolderLine("Ann First", named.starts_on, "month", True)


def test_people_report_names_no_holder_where_none_is_on_record(today):
    post = PostFactory(organisation=None)

    line = people_report(post.plan, on=today, today=today).posts[0]

    assert (line.holder, line.is_vacant, line.organisation) == (None, True, "")


def test_people_report_counts_open_actions_of_vacant_posts(today):
    plan = PlanFactory()
    vacant, held = PostFactory(plan=plan, title="A"), PostFactory(plan=plan, title="B")
    PostHoldingFactory(post=held)
    for post in (vacant, held):
        ActionFactory(owner_post=post, in_progress=True)
        ActionFactory(owner_post=post, delivered=True)

    report = people_report(plan, on=today, today=today)

    assert [post.open_actions for post in report.posts] == [1, 1]
    assert report.vacant_with_work == 1


def test_people_report_members_current_first_with_stable_numbers(today):
    plan = PlanFactory()

    def member(name, **values):
        return PlanMembershipFactory(plan=plan, person__full_name=name, **values)

    member("Zoe Gone", ended=True)
    member("Tom Later", starts_on=date(2026, 7, 1))
    member("Vera In", person__password="a password")
    member("Cleo Closed", person__is_active=False)
    PlanMembershipFactory()

    lines = people_report(plan, on=today, today=today).members

    assert [
        (line.number, line.name, line.standing, line.is_waited_for) for line in lines
    ] == [
        (4, "Cleo Closed", "Account closed", False),
        (3, "Vera In", "Member", False),
        (2, "Tom Later", "To come", True),
        (1, "Zoe Gone", "Ended", False),
    ]


@pytest.mark.parametrize("count", [1, 50])
def test_people_report_asks_two_questions(count, today, django_assert_num_queries):
    plan = PlanFactory()
    for _ in range(count):
        post = PostFactory(plan=plan)
        PostHoldingFactory(post=post, account=UserFactory())
        ActionFactory(owner_post=post, standing=False)
        PlanMembershipFactory(plan=plan)

    with django_assert_num_queries(2):
        report = people_report(plan, on=today, today=today)

    assert len(report.posts) == len(report.members) == count
