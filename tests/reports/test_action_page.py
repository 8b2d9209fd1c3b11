"""What the page of one action tells, and in which order."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.factories import (
    ActionFactory,
    AnswerFactory,
    EvidenceFactory,
    OwnerChangeFactory,
    PostFactory,
    ProgressUpdateFactory,
    RecommendationFactory,
    VisitCheckFactory,
    VisitFactory,
)
from tracker.reports.action_page import action_page

pytestmark = pytest.mark.django_db


def told(page):
    """The timeline as pairs of day and kind."""
    return [(entry.on, entry.kind) for entry in page.timeline]


def test_action_page_of_an_action_of_which_nothing_is_known():
    page = action_page(action=ActionFactory(recorded=True))

    assert (page.answers, page.checks, page.timeline) == ([], [], [])


def test_timeline_tells_everything_newest_first():
    action = ActionFactory(owned=True)  # taken up on 2 March 2026
    ProgressUpdateFactory(action=action, made_on=date(2026, 6, 1))
    EvidenceFactory(action=action, added_on=date(2026, 6, 2))
    visit = VisitFactory(plan=action.plan, starts_on=date(2026, 4, 21))
    VisitCheckFactory(action=action, visit=visit)
    OwnerChangeFactory(action=action, changed_on=date(2026, 5, 1))

    page = action_page(action=action)

    assert told(page) == [
        (date(2026, 6, 2), "evidence"),
        (date(2026, 6, 1), "update"),
        (date(2026, 5, 1), "owner"),
        (date(2026, 4, 22), "check"),
        (date(2026, 3, 2), "owner"),
        (date(2026, 3, 2), "status"),
    ]


def test_timeline_of_one_day_puts_what_was_written_last_first():
    action = ActionFactory(in_progress=True, standing=False)
    day = date(2026, 6, 1)
    morning = datetime(2026, 6, 1, 9, tzinfo=UTC)
    for hours in (2, 0, 1):
        ProgressUpdateFactory(
            action=action, made_on=day, recorded_at=morning + timedelta(hours=hours)
        )

    numbers = [entry.item.number for entry in action_page(action=action).timeline]

    assert numbers == [1, 3, 2]


def test_evidence_of_an_update_stands_with_it_and_other_evidence_alone():
    update = ProgressUpdateFactory()
    with_it = EvidenceFactory(action=update.action, update=update)
    alone = EvidenceFactory(action=update.action)

    page = action_page(action=update.action)

    entries = {entry.kind: entry.item for entry in page.timeline}
    assert entries["update"].shown_evidence == [with_it]
    assert entries["evidence"] == alone
    assert [entry.kind for entry in page.timeline].count("evidence") == 1


def test_checks_are_those_of_this_action_the_latest_visit_first():
    action = ActionFactory()
    for day in (date(2025, 1, 7), date(2026, 4, 21), date(2025, 9, 9)):
        visit = VisitFactory(plan=action.plan, starts_on=day)
        VisitCheckFactory(action=action, visit=visit)
        VisitCheckFactory(action=ActionFactory(plan=action.plan), visit=visit)

    page = action_page(action=action)

    assert [check.visit.starts_on for check in page.checks] == [
        date(2026, 4, 21),
        date(2025, 9, 9),
        date(2025, 1, 7),
    ]
    assert {check.action for check in page.checks} == {action}


def test_answers_stand_by_recommendation_and_part():
    action = ActionFactory()
    later = RecommendationFactory(plan=action.plan, reference="R-010")
    earlier = RecommendationFactory(plan=action.plan, reference="R-002", parts=2)
    for part in (*later.parts.all(), *earlier.parts.order_by("-number")):
        AnswerFactory(action=action, part=part)

    page = action_page(action=action)

    assert [
        (answer.part.recommendation.reference, answer.part.number)
        for answer in page.answers
    ] == [("R-002", 1), ("R-002", 2), ("R-010", 1)]


def everything(action, count):
    """So many rows of each sort about the action."""
    for number in range(count):
        update = ProgressUpdateFactory(action=action)
        ProgressUpdateFactory(action=action, corrects=update)
        EvidenceFactory(action=action, update=update)
        EvidenceFactory(action=action)
        AnswerFactory(action=action)
        OwnerChangeFactory(action=action, from_post=PostFactory(plan=action.plan))
        visit = VisitFactory(
            plan=action.plan, starts_on=date(2024, 1, 1) + timedelta(days=number)
        )
        VisitCheckFactory(action=action, visit=visit)


@pytest.mark.parametrize("count", [1, 50])
def test_action_page_asks_six_times_whatever_there_is(django_assert_num_queries, count):
    action = ActionFactory()
    everything(action, count)

    with django_assert_num_queries(6):
        page = action_page(action=action)

    assert len(page.timeline) == 1 + 5 * count
    assert (len(page.answers), len(page.checks)) == (count, count)
