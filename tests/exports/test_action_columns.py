"""A known action as a row of the export, cell by cell."""

from datetime import date

import pytest

from tests.factories import (
    ActionFactory,
    PostFactory,
    PostHoldingFactory,
    ProgressUpdateFactory,
    SourceFactory,
    VisitCheckFactory,
    VisitFactory,
    WorkstreamFactory,
)
from tracker.choices import CheckDirection, CheckSustained, Claim, Rating
from tracker.exports.action_columns import ACTION_COLUMNS
from tracker.exports.columns import rows
from tracker.models import Action

pytestmark = pytest.mark.django_db


def exported(on):
    """All rows, each as a mapping from heading to cell."""
    headings = [column.heading for column in ACTION_COLUMNS]
    actions = Action.objects.for_list(on)
    return [
        dict(zip(headings, row, strict=True)) for row in rows(actions, ACTION_COLUMNS)
    ]


def test_tracked_action_as_a_row(today):
    post = PostFactory(title="Head of safeguarding")
    PostHoldingFactory(post=post, name="Olive Owner")
    plan = post.plan
    action = ActionFactory(
        plan=plan,
        title="Train all managers",
        output="A course",
        outcome="Regular supervision",
        impact="Fewer moves",
        workstream=WorkstreamFactory(plan=plan, name="Practice"),
        owner_post=post,
        in_progress=True,
        starts_on=date(2026, 3, 2),
        due_on=date(2026, 9, 30),
        first_due_on=date(2026, 6, 30),
    )
    ProgressUpdateFactory(
        action=action, made_on=date(2026, 6, 1), percent=60, rating=Rating.GREEN
    )
    VisitCheckFactory(
        action=action,
        visit=VisitFactory(plan=plan, reference="V-2026-01"),
        sustained=CheckSustained.TOO_EARLY,
        direction=CheckDirection.BETTER,
    )

    assert exported(today) == [
        {
            "Reference": "A-001",
            "Action": "Train all managers",
            "Output": "A course",
            "Outcome": "Regular supervision",
            "Impact": "Fewer moves",
            "Workstream": "Practice",
            "Owner": "Head of safeguarding",
            "Holder": "Olive Owner",
            "Owner in the document": "",
            "Status": "In progress",
            "Rating": "Green",
            "Per cent complete": 60,
            "Start": date(2026, 3, 2),
            "First due date": date(2026, 6, 30),
            "Due date": date(2026, 9, 30),
            "Due in words": "",
            "Last update": date(2026, 6, 1),
            "Claim in the document": "",
            "Visits that checked it": 1,
            "Last visit": "V-2026-01",
            "Last visit: sustained": "Too early to say",
            "Last visit: direction": "Better",
            "Source": None,
            "Place in the source": "",
            "Quote": "",
        }
    ]


def test_recorded_action_as_a_row_claims_no_more_than_its_document(today):
    source = SourceFactory(code="004")
    ActionFactory(
        plan=source.plan,
        recorded=True,
        title="Launch the tool",
        owner_words="Leaders",
        due_words="imminent",
        claim=Claim.PLANNED,
        source=source,
        locator="¶4",
        quote="The launch is imminent.",
    )

    (row,) = exported(today)

    assert {
        heading: cell for heading, cell in row.items() if cell not in (None, "")
    } == {
        "Reference": "A-001",
        "Action": "Launch the tool",
        "Owner in the document": "Leaders",
        "Status": "Recorded from a document",
        "Rating": "No rating",
        "Due in words": "imminent",
        "Claim in the document": "Planned",
        "Visits that checked it": 0,
        "Source": "004",
        "Place in the source": "¶4",
        "Quote": "The launch is imminent.",
    }


def test_vacant_post_has_no_holder(today):
    ActionFactory(owned=True)

    (row,) = exported(today)

    assert row["Holder"] == ""


@pytest.mark.parametrize("count", [1, 50])
def test_rows_are_read_in_one_query(today, django_assert_num_queries, count):
    for _ in range(count):
        VisitCheckFactory(action=ProgressUpdateFactory().action)

    with django_assert_num_queries(1):
        assert len(exported(today)) == count
