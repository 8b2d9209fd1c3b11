"""Steps and owners of one action, read together and told in words."""

from datetime import date

import pytest

from tests.factories import (
    ActionFactory,
    ChallengeClosingFactory,
    ChallengeFactory,
    ChallengeReplyFactory,
    DecisionCompletionFactory,
    DecisionFactory,
    OwnerChangeFactory,
    PostFactory,
    SourceFactory,
    StatusChangeFactory,
    UserFactory,
)
from tracker.models import StatusChange
from tracker.reports.standing import board_entries, standing_entries

pytestmark = pytest.mark.django_db


@pytest.fixture
def action():
    return ActionFactory(standing=False)


def only(action):
    """The one entry there is."""
    (entry,) = standing_entries(action)
    return entry


def test_step_is_told_with_who_took_it(action):
    StatusChangeFactory(
        action=action,
        changed_on=date(2026, 3, 2),
        from_status="delivered",
        to_status="in_progress",
        reason="The audit covers three teams of five.",
        by=UserFactory(full_name="Mo Moderator"),
    )

    entry = only(action)

    assert (entry.kind, entry.changed_on) == ("status", date(2026, 3, 2))
    assert (entry.status_before, entry.status_after) == ("Delivered", "In progress")
    assert entry.reason == "The audit covers three teams of five."
    assert entry.said_by == "Mo Moderator"
    assert entry.close_reason_label == ""


def test_person_without_a_name_is_told_by_address(action):
    by = UserFactory(full_name="", email="mo@council.example")
    StatusChangeFactory(action=action, by=by)

    assert only(action).said_by == "mo@council.example"


def test_step_that_a_document_tells(action):
    source = SourceFactory(plan=action.plan, code="004", title="Letter of May")
    StatusChangeFactory(action=action, by=None, source=source)

    assert only(action).said_by == "004 Letter of May"


def test_closed_action_tells_why_and_what_stands_in_its_place(action):
    other = ActionFactory(plan=action.plan, reference="A-009", standing=False)
    StatusChangeFactory(
        action=action,
        from_status="in_progress",
        to_status="closed",
        close_reason="superseded",
        superseded_by=other,
    )

    entry = only(action)

    assert entry.close_reason_label == "Superseded by another action"
    assert entry.instead == "A-009"


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        pytest.param(None, "Head of practice", ("", "Head of practice"), id="first"),
        pytest.param("Head of practice", None, ("Head of practice", ""), id="given up"),
    ],
)
def test_owner_is_told_by_post(action, before, after, told):
    posts = {
        title: PostFactory(plan=action.plan, title=title)
        for title in (before, after)
        if title
    }
    OwnerChangeFactory(
        action=action, from_post=posts.get(before), to_post=posts.get(after)
    )

    entry = only(action)

    assert entry.kind == "owner"
    assert (entry.before, entry.after) == told


def test_steps_and_owners_are_read_in_one_query(django_assert_num_queries):
    action = ActionFactory(verified=True, owned=True)
    steps = StatusChange.objects.filter(action=action).count()

    with django_assert_num_queries(1):
        entries = standing_entries(action)

    assert len(entries) == steps + 1


# What the board asked and decided


def test_log_of_the_board_about_an_action(action):
    closing = ChallengeClosingFactory(
        challenge=ChallengeReplyFactory(
            challenge__action=action,
            challenge__on_behalf_of="Ann Lee",
            challenge__question="Why?",
            text="So.",
        ).challenge,
        note="Thanks.",
    )
    decision = DecisionFactory(
        plan=action.plan, action=action, to_do=True, text="Tell us."
    )
    DecisionCompletionFactory(decision=decision, note="Told.")
    ChallengeFactory(plan=action.plan)
    DecisionFactory(meeting=decision.meeting)

    entries = {entry.kind: entry for entry in standing_entries(action)}

    told = {kind: (row.before, row.after, row.reason) for kind, row in entries.items()}
    assert told == {
        "challenge": ("C-001", "Ann Lee", "Why?"),
        "challenge_reply": ("C-001", "", "So."),
        "challenge_closed": ("C-001", "", "Thanks."),
        "decision": ("D-001", "B-2026-01", "Tell us."),
        "decision_done": ("D-001", "", "Told."),
    }
    assert entries["challenge_closed"].outcome_label == "Reply accepted"
    assert entries["challenge_closed"].said_by == str(closing.closed_by)
    assert entries["decision"].effect_label == ""
    assert all(entry.is_of_the_board for entry in entries.values())


def test_log_of_the_board_about_a_recommendation_begins_with_the_newest(
    django_assert_num_queries,
):
    challenge = ChallengeReplyFactory(challenge__of_recommendation=True).challenge
    decision = DecisionFactory(
        plan=challenge.plan, recommendation=challenge.recommendation
    )

    with django_assert_num_queries(1):
        entries = board_entries(challenge.recommendation)

    assert [(entry.kind, entry.changed_on) for entry in entries] == [
        ("challenge_reply", date(2026, 5, 20)),
        ("decision", decision.decided_on),
        ("challenge", date(2026, 5, 14)),
    ]
