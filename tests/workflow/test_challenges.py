"""Challenges raised, answered, asked again and closed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from tests.factories import ActionFactory, ChallengeFactory, MeetingFactory
from tests.people import plan_with_people
from tests.workflow.told import changes_since, last_change
from tracker.models import (
    Challenge,
    ChallengeClosing,
    ChallengeReply,
    User,
    change_set,
)
from tracker.workflow.challenges import (
    ChallengeEntry,
    ClosingEntry,
    ask_for_more,
    close_challenge,
    raise_challenge,
    reply_to_challenge,
)

pytestmark = pytest.mark.django_db

ASKED = ChallengeEntry("Why is it slow?")


@pytest.fixture
def people():
    return plan_with_people()


@pytest.fixture
def challenge(people):
    return ChallengeFactory(plan=people.plan, raised_by=people.board_member)


def ask(people, on, **values):
    return raise_challenge(
        plan=people.plan, entry=replace(ASKED, **values), by=people.board_member, on=on
    )


def reply(challenge, by: User, on, text="Two posts were empty."):
    return reply_to_challenge(challenge=challenge, text=text, by=by, on=on)


def close(challenge, by: User, on, outcome="accepted", **values):
    closing = ClosingEntry(outcome, **values)
    return close_challenge(challenge=challenge, closing=closing, by=by, on=on)


def state(on):
    return Challenge.objects.with_state(on).get().state


# Raise


def test_challenge_is_raised_on_the_day(people, today):
    action = ActionFactory(plan=people.plan)
    start = last_change()

    with change_set(by=people.board_member):
        made = ask(people, today, action=action)

    stored = Challenge.objects.get()
    assert (stored.reference, stored.raised_on, stored.action) == (
        "C-001",
        today,
        action,
    )
    assert (stored.raised_by, made) == (people.board_member, stored)
    assert changes_since(start) == [("challenge", "created", "Boris Board", "")]


@pytest.mark.parametrize(
    ("held_on", "raised_on"),
    [
        pytest.param(date(2026, 5, 14), date(2026, 5, 14), id="held"),
        pytest.param(date(2026, 7, 9), date(2026, 6, 15), id="to come"),
    ],
)
def test_challenge_of_a_meeting_is_of_its_day_once_it_was_held(
    people, today, held_on, raised_on
):
    meeting = MeetingFactory(plan=people.plan, held_on=held_on, cut_off_on=None)

    assert ask(people, today, meeting=meeting).raised_on == raised_on


def test_nothing_is_asked_at_a_meeting_called_off(people, today):
    meeting = MeetingFactory(plan=people.plan, is_called_off=True)

    with pytest.raises(ValidationError) as refusal:
        ask(people, today, meeting=meeting)

    assert refusal.value.message_dict == {"meeting": ["B-2026-01 was called off."]}


def test_form_sent_twice_asks_once(people, today):
    ask(people, today)

    with pytest.raises(ValidationError) as refusal:
        ask(people, today, question="why is it slow?")

    assert refusal.value.message_dict == {"question": ["C-001 already asks this."]}
    assert ask(people, today + timedelta(days=1)).reference == "C-002"


def test_about_one_thing(people, today):
    with pytest.raises(ValidationError) as refusal:
        ask(
            people,
            today,
            action=ActionFactory(plan=people.plan),
            recommendation=ChallengeFactory(
                plan=people.plan, of_recommendation=True
            ).recommendation,
        )

    assert refusal.value.messages == ["Choose an action or a recommendation, not both."]


# Reply, ask again


def test_reply_answers_it_and_more_wanted_opens_it_again(people, challenge, today):
    first = reply(challenge, people.manager, today)
    assert state(today) == "answered"

    more = ask_for_more(
        challenge=challenge, text="Which?", by=people.board_member, on=today
    )
    assert state(today) == "open"

    last = reply(challenge, people.manager, today, "Both in one team.")
    assert state(today) == "answered"
    assert [(row.number, row.kind) for row in (first, more, last)] == [
        (1, "reply"),
        (2, "more_wanted"),
        (3, "reply"),
    ]


def test_more_is_wanted_only_of_a_reply(people, challenge, today):
    options = {"challenge": challenge, "by": people.board_member, "on": today}

    with pytest.raises(ValidationError) as refusal:
        ask_for_more(text="Well?", **options)
    reply(challenge, people.manager, today)
    ask_for_more(text="Well?", **options)
    with pytest.raises(ValidationError, match="It waits for a reply already"):
        ask_for_more(text="Well??", **options)

    assert refusal.value.message_dict == {"outcome": ["It waits for a reply already."]}
    assert ChallengeReply.objects.count() == 2


def test_reply_sent_twice_is_added_once(people, challenge, today):
    reply(challenge, people.manager, today)

    with pytest.raises(ValidationError) as refusal:
        reply(challenge, people.manager, today)

    assert refusal.value.message_dict == {"text": ["This is on record, as entry 1."]}
    assert ChallengeReply.objects.count() == 1


def test_days_go_forward(people, challenge, today):
    reply(challenge, people.manager, today)

    with pytest.raises(ValidationError) as refusal:
        reply(challenge, people.manager, today - timedelta(days=1), "Earlier")

    assert refusal.value.messages == [
        "The last entry is of 15 June 2026. Give that day or a later one."
    ]


# Close


def test_who_asked_accepts_the_reply(people, challenge, today):
    reply(challenge, people.manager, today)

    close(challenge, people.board_member, today)

    stored = ChallengeClosing.objects.get()
    assert (stored.replied_by, stored.closed_by) == (
        people.manager,
        people.board_member,
    )
    assert state(today) == "closed"


@pytest.mark.parametrize("outcome", ["accepted", "not_accepted", "action_agreed"])
def test_who_replied_does_not_close_it(people, challenge, today, outcome):
    reply(challenge, people.manager, today)

    with pytest.raises(ValidationError) as refusal:
        close(challenge, people.manager, today, outcome, note="So it is.")

    assert refusal.value.messages == [
        "You replied to this challenge. Another person closes it."
    ]
    assert state(today) == "answered"


def test_action_is_agreed_without_a_written_reply(people, challenge, today):
    action = ActionFactory(plan=people.plan)

    close(challenge, people.board_member, today, "action_agreed", agreed_action=action)

    assert ChallengeClosing.objects.get().agreed_action == action


@pytest.mark.parametrize(
    ("outcome", "sentence"),
    [
        ("accepted", "Nobody has replied to it yet."),
        ("withdrawn", "Say why, or what was agreed."),
    ],
)
def test_refused_closing_leaves_nothing(people, challenge, today, outcome, sentence):
    start = last_change()

    with pytest.raises(ValidationError) as refusal:
        close(challenge, people.board_member, today, outcome)

    assert refusal.value.messages == [sentence]
    assert (state(today), changes_since(start)) == ("open", [])


def test_closed_challenge_takes_nothing_more(people, challenge, today):
    close(challenge, people.board_member, today, "withdrawn", note="Asked before.")

    for write in (
        lambda: reply(challenge, people.manager, today),
        lambda: close(challenge, people.board_member, today, "withdrawn", note="So"),
        lambda: ask_for_more(
            challenge=challenge, text="?", by=people.manager, on=today
        ),
    ):
        with pytest.raises(ValidationError) as refusal:
            write()
        assert refusal.value.messages == [
            "C-001 is closed. Raise another challenge that names it."
        ]
    assert ChallengeReply.objects.count() == 0
