"""My work as queues: their order, their words, how much of each is shown."""

from datetime import date, timedelta

import pytest

from tests.factories import (
    ActionFactory,
    ChallengeFactory,
    ChallengeReplyFactory,
    DecisionFactory,
    DueCheckFactory,
    DueDateChangeFactory,
    MeasureFactory,
    MeasureValueFactory,
    MeetingFactory,
    ModerationFactory,
    PlanMembershipFactory,
    PostFactory,
    PostHoldingFactory,
    ProgressUpdateFactory,
    StatusChangeFactory,
    VerificationFactory,
)
from tests.people import plan_with_people
from tracker.reports.queues import BY_NAME, QUEUES, queues_report, whole_queue

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return plan_with_people()


@pytest.fixture
def owned(people):
    """Makes an action of the owner's post."""

    def make(**values):
        standard = {"plan": people.plan, "owner_post": people.post, "in_progress": True}
        return ActionFactory(**{**standard, **values})

    return make


def told(queues):
    """Each queue's name with the words of its rows."""
    return {
        shown.queue.name: [(row.said, row.reason) for row in shown.rows]
        for shown in queues
    }


def test_nothing_waits_for_a_person_who_owns_and_decides_nothing(people, today):
    ProgressUpdateFactory(plan=people.plan)

    assert queues_report(person=people.viewer, on=today) == []


# Words of each row


def test_words_of_a_returned_update(people, owned, today):
    action = owned(due_on=today - timedelta(days=1))
    update = ProgressUpdateFactory(action=action)
    ModerationFactory(update=update, returned=True, moderator=people.moderator)

    found = told(queues_report(person=people.owner, on=today))

    assert found == {
        "returned": [
            (
                (
                    "Mo Moderator returned the last update on 1 June 2026. "
                    "Due 14 June 2026, overdue by 1 day."
                ),
                "It does not say what was done.",
            )
        ]
    }


def test_words_of_an_action_put_back(people, owned, today):
    StatusChangeFactory(
        action=owned(undated=True),
        changed_on=date(2026, 6, 2),
        from_status="verified",
        to_status="in_progress",
        by=people.manager,
        reason="Records are late again.",
    )

    found = told(queues_report(person=people.owner, on=today))

    assert found == {
        "returned": [
            (
                (
                    "Put back in progress by Mary Manager on 2 June 2026. "
                    "No due date agreed."
                ),
                "Records are late again.",
            )
        ]
    }


def test_words_of_own_actions(people, owned, today):
    owned(due_on=today - timedelta(days=12))
    ProgressUpdateFactory(action=owned(due_on=today))
    ProgressUpdateFactory(action=owned(undated=True), made_on=today)
    owned(due_on=today + timedelta(days=100))

    found = told(queues_report(person=people.owner, on=today))

    assert found == {
        "overdue": [("Due 3 June 2026, overdue by 12 days. No update yet.", "")],
        "due_soon": [("Due 15 June 2026. Last update 1 June 2026.", "")],
        "to_update": [("Due 23 September 2026. No update yet.", "")],
        "others": [("No due date agreed. Last update 15 June 2026.", "")],
    }


def test_words_of_what_another_person_looks_at(people, today):
    plan = people.plan
    ProgressUpdateFactory(plan=plan, author=people.owner)
    ActionFactory(plan=plan, delivered=True, standing__by=people.owner)
    DueCheckFactory(
        after__action=ActionFactory(
            plan=plan, verified=True, standing__by=people.owner
        ),
        due_on=date(2026, 6, 10),
    )
    VerificationFactory(
        action=ActionFactory(plan=plan, delivered=True, standing__by=people.owner),
        too_early=True,
        review_by=date(2026, 6, 9),
        verified_by=people.manager,
    )
    DueDateChangeFactory(plan=plan, asked_by=people.owner)

    found = told(queues_report(person=people.moderator, on=today))

    assert found == {
        "to_moderate": [("Olive Owner said Amber, 50% complete, on 1 June 2026.", "")],
        "to_verify": [("Delivered by Olive Owner on 1 May 2026.", "")],
        "checks": [("Check at 6 months, due 10 June 2026.", "")],
        "too_early": [
            (
                (
                    "Mary Manager looked on 16 May 2026: too early to say. "
                    "To look again by 9 June 2026."
                ),
                "Twenty records were read.",
            )
        ],
        "dates": [
            (
                (
                    "Olive Owner asked on 1 June 2026 for 31 December 2026 instead of "
                    "30 September 2026."
                ),
                "Workforce: Two of four managers have left.",
            )
        ],
    }


def test_words_of_an_own_request_where_no_date_stood(people, today):
    action = ActionFactory(plan=people.plan, in_progress=True, undated=True)
    DueDateChangeFactory(action=action, asked_by=people.owner)

    found = told(queues_report(person=people.owner, on=today))

    assert found == {
        "dates_asked": [
            (
                "You asked on 1 June 2026 for 31 December 2026. It waits.",
                "Workforce: Two of four managers have left.",
            )
        ]
    }


def test_words_of_an_own_request_that_was_refused(people, today):
    action = ActionFactory(plan=people.plan, in_progress=True, undated=True)
    DueDateChangeFactory(
        action=action,
        asked_by=people.owner,
        refused=True,
        decided_by=people.moderator,
    )

    found = told(queues_report(person=people.owner, on=today))

    assert found == {
        "dates_asked": [
            (
                (
                    "You asked on 1 June 2026 for 31 December 2026. "
                    "Refused by Mo Moderator on 8 June 2026."
                ),
                "The first date can still be kept.",
            )
        ]
    }


def test_words_of_what_the_board_asked_and_decided(people, today):
    action = ActionFactory(plan=people.plan, owner_post=people.post)
    meeting = MeetingFactory(plan=people.plan)
    ChallengeFactory(
        action=action, meeting=meeting, raised_by=people.manager, on_behalf_of="Ann Lee"
    )
    DecisionFactory(
        meeting=meeting,
        owner_post=people.post,
        due_on=date(2026, 6, 14),
        text="Tell us.",
    )

    queues = queues_report(person=people.owner, on=today)

    log = {"challenges", "decisions"}
    assert told([each for each in queues if each.queue.name in log]) == {
        "challenges": [
            (
                (
                    "Asked by Ann Lee (entered by Mary Manager) on 14 May 2026 "
                    "at B-2026-01."
                ),
                "Why is it slow? (C-001)",
            )
        ],
        "decisions": [
            (
                (
                    "Decided on 14 May 2026 at B-2026-01. To be done by 14 June 2026, "
                    "overdue by 1 day."
                ),
                "Tell us.",
            )
        ],
    }


def test_words_of_a_challenge_that_was_answered(people, today):
    challenge = ChallengeFactory(plan=people.plan, raised_by=people.board_member)
    ChallengeReplyFactory(challenge=challenge)

    (shown,) = queues_report(person=people.board_member, on=today)

    (row,) = shown.rows
    assert (shown.queue.name, row.reference, row.title) == (
        "challenges_answered",
        "C-001",
        "About the plan",
    )
    assert row.said == "Asked on 14 May 2026, and answered since."


def test_words_of_numbers_to_enter(people, today):
    MeasureFactory(plan=people.plan, starts_on=date(2026, 3, 1))
    told = MeasureFactory(plan=people.plan)
    MeasureValueFactory(measure=told, starts_on=date(2026, 4, 1))

    (shown,) = queues_report(person=people.manager, on=today)

    assert shown.queue.name == "measures"
    assert [(row.reference, row.said) for row in shown.rows] == [
        ("M-001", "May 2026 and 2 before it: no number yet."),
        ("M-002", "May 2026: no number yet."),
    ]


@pytest.mark.parametrize(
    ("name", "number"),
    [("to_moderate", 2), ("dates", 1), ("to_verify", None)],
)
def test_row_has_the_number_of_what_is_acted_on(people, today, name, number):
    first = ProgressUpdateFactory(plan=people.plan)
    ProgressUpdateFactory(action=first.action)
    DueDateChangeFactory(action=first.action)
    ActionFactory(plan=people.plan, delivered=True)

    queues = queues_report(person=people.moderator, on=today)

    (shown,) = [each for each in queues if each.queue.name == name]
    assert [row.number for row in shown.rows] == [number]


# How much is shown


def fill(people, count):
    """So many rows in every queue of one person, in as many plans."""
    person = people.owner
    for _ in range(count):
        plan = PlanMembershipFactory(person=person, manager=True).plan
        post = PostFactory(plan=plan)
        PostHoldingFactory(post=post, account=person)
        own = {"plan": plan, "owner_post": post, "in_progress": True}
        returned = ProgressUpdateFactory(action=ActionFactory(**own))
        ModerationFactory(update=returned, returned=True)
        ActionFactory(**{**own, "due_on": date(2026, 6, 1)})
        ActionFactory(**{**own, "due_on": date(2026, 6, 20)})
        ActionFactory(**own)
        fresh = ProgressUpdateFactory(
            action=ActionFactory(**own), made_on=date(2026, 6, 14), author=person
        )
        DueDateChangeFactory(action=fresh.action, asked_by=person)
        ProgressUpdateFactory(plan=plan)
        ActionFactory(plan=plan, delivered=True)
        DueCheckFactory(plan=plan, due_on=date(2026, 6, 1))
        VerificationFactory(
            action__plan=plan,
            action__delivered=True,
            too_early=True,
            review_by=date(2026, 6, 1),
        )
        DueDateChangeFactory(plan=plan)
        ChallengeFactory(plan=plan)
        answered = ChallengeFactory(plan=plan, raised_by=person)
        ChallengeReplyFactory(challenge=answered)
        DecisionFactory(plan=plan, owner_post=post)
        MeasureFactory(plan=plan)


@pytest.mark.parametrize("count", [1, 50])
def test_queues_ask_the_same_number_of_questions(
    people, today, django_assert_num_queries, count
):
    fill(people, count)

    with django_assert_num_queries(11):
        queues = queues_report(person=people.owner, on=today)

    assert {shown.queue.name: shown.total for shown in queues} == {
        queue.name: count for queue in QUEUES
    }
    assert {len(shown.rows) for shown in queues} == {min(count, 20)}


@pytest.mark.parametrize("name", list(BY_NAME))
def test_whole_queue_begins_as_the_queue_shown_and_holds_the_rest(people, today, name):
    fill(people, 1)
    queue = BY_NAME[name]
    (shown,) = [
        each
        for each in queues_report(person=people.owner, on=today)
        if each.queue is queue
    ]

    found = list(whole_queue(queue=queue, person=people.owner, on=today))

    assert [queue.row(record, today) for record in found] == shown.rows


def test_queues_stand_in_the_order_of_what_asks_most():
    assert [queue.name for queue in QUEUES] == [
        "returned",
        "overdue",
        "due_soon",
        "to_update",
        "to_moderate",
        "to_verify",
        "checks",
        "too_early",
        "dates",
        "dates_asked",
        "challenges",
        "challenges_answered",
        "decisions",
        "measures",
        "others",
    ]
