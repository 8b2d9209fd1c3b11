"""Challenges: rows that stay, and a state that is derived for a day."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from tests.factories import (
    ActionFactory,
    ChallengeClosingFactory,
    ChallengeFactory,
    ChallengeReplyFactory,
    MeetingFactory,
    PlanFactory,
    RecommendationFactory,
    UserFactory,
    unsaved,
)
from tests.models.rules import assert_accepted, assert_refused
from tracker.models import Challenge

pytestmark = pytest.mark.django_db

RAISED, REPLIED, CLOSED = date(2026, 5, 14), date(2026, 5, 20), date(2026, 5, 25)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({}, id="the plan as a whole"),
        pytest.param({"of_action": True}, id="an action"),
        pytest.param({"of_recommendation": True}, id="a recommendation"),
        pytest.param(
            {"at_meeting": True, "on_behalf_of": "Ann Lee"}, id="at a meeting"
        ),
    ],
)
def test_challenge_is_accepted(values):
    assert_accepted(unsaved(ChallengeFactory, **values))


def test_challenge_has_one_subject():
    row = unsaved(ChallengeFactory, of_action=True, of_recommendation=True)

    assert_refused(row, "Choose an action or a recommendation, not both.")


@pytest.mark.parametrize(
    ("make", "text"),
    [
        pytest.param(ChallengeFactory, "question", id="challenge"),
        pytest.param(ChallengeReplyFactory, "text", id="reply"),
    ],
)
def test_entry_without_words_is_refused(make, text):
    row = unsaved(make, **{text: ""})

    with pytest.raises(ValidationError) as refusal:
        row.full_clean()
    assert list(refusal.value.message_dict) == [text]
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


@pytest.mark.parametrize(
    ("name", "make"),
    [
        pytest.param("action", ActionFactory, id="action"),
        pytest.param("recommendation", RecommendationFactory, id="recommendation"),
        pytest.param("meeting", MeetingFactory, id="meeting"),
    ],
)
def test_challenge_stays_in_its_plan(name, make):
    row = unsaved(ChallengeFactory, plan=PlanFactory(), **{name: make()})

    with pytest.raises(ValidationError) as refusal:
        row.full_clean()

    assert refusal.value.message_dict == {name: ["Choose one of the same plan."]}


@pytest.mark.parametrize(
    "make", [ChallengeFactory, ChallengeReplyFactory, ChallengeClosingFactory]
)
def test_what_was_said_stays_said(make):
    row = make()
    row.recorded_at -= DAY

    with pytest.raises(ValidationError, match="is on record and is not changed"):
        row.save()
    with pytest.raises(ValidationError, match="is on record and is not removed"):
        row.delete()


def test_who_asked_is_told_with_who_wrote_it_down():
    person = UserFactory(full_name="Mary Manager")

    own = ChallengeFactory(raised_by=person)
    for_another = ChallengeFactory(raised_by=person, on_behalf_of="Ann Lee")

    assert own.asker == "Mary Manager"
    assert for_another.asker == "Ann Lee (entered by Mary Manager)"


def test_what_a_challenge_is_called_names_its_subject():
    plain = ChallengeFactory()
    action = ChallengeFactory(plan=plain.plan, of_action=True)

    assert (str(plain), str(action)) == ("C-001", "C-002 about A-001")
    assert str(ChallengeReplyFactory(challenge=action)) == "C-002 reply 1"


# Closing


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        pytest.param(
            {"outcome": "not_accepted"}, "Say why, or what was agreed.", id="no reason"
        ),
        pytest.param(
            {"outcome": "action_agreed"},
            "Say why, or what was agreed.",
            id="no action and no words",
        ),
        pytest.param(
            {"withdrawn": True, "note": ""}, "Say why, or what was agreed.", id="no why"
        ),
    ],
)
def test_closing_without_a_reason_is_refused(values, sentence):
    assert_refused(unsaved(ChallengeClosingFactory, **values), sentence)


def test_closing_names_an_action_only_where_one_was_agreed():
    challenge = ChallengeReplyFactory().challenge
    agreed = {"agreed_action": ActionFactory(plan=challenge.plan)}

    assert_refused(
        unsaved(ChallengeClosingFactory, challenge=challenge, **agreed),
        "Only “action agreed” names an action.",
    )
    assert_accepted(
        unsaved(
            ChallengeClosingFactory,
            challenge=challenge,
            outcome="action_agreed",
            **agreed,
        )
    )


@pytest.mark.parametrize("outcome", ["accepted", "not_accepted"])
def test_reply_that_nobody_gave_is_not_judged(outcome):
    row = unsaved(
        ChallengeClosingFactory,
        challenge=ChallengeFactory(),
        outcome=outcome,
        note="So",
    )

    assert_refused(row, "Nobody has replied to it yet.")


def test_who_replied_may_withdraw_what_they_asked():
    reply = ChallengeReplyFactory()

    assert_accepted(
        unsaved(
            ChallengeClosingFactory,
            challenge=reply.challenge,
            closed_by=reply.author,
            withdrawn=True,
        )
    )


def test_copy_of_who_replied_is_of_the_last_reply():
    first = ChallengeReplyFactory()
    last = ChallengeReplyFactory(challenge=first.challenge)
    ChallengeReplyFactory(
        challenge=first.challenge, more_wanted=True, author=first.challenge.raised_by
    )

    closing = ChallengeClosingFactory(challenge=first.challenge)

    assert closing.replied_by == last.author


def test_entries_are_not_before_the_question():
    challenge = ChallengeFactory()

    for row in (
        unsaved(ChallengeReplyFactory, challenge=challenge, made_on=RAISED - DAY),
        unsaved(
            ChallengeClosingFactory,
            challenge=challenge,
            closed_on=RAISED - DAY,
            withdrawn=True,
        ),
    ):
        with pytest.raises(ValidationError, match="The challenge was raised later"):
            row.full_clean()


# Where it stands


def state(on, known_at=None):
    return Challenge.objects.with_state(on, known_at).get().state


def test_state_is_that_of_the_day():
    reply = ChallengeReplyFactory(made_on=REPLIED)
    ChallengeClosingFactory(challenge=reply.challenge, closed_on=CLOSED)

    days = (RAISED, REPLIED - DAY, REPLIED, CLOSED - DAY, CLOSED)
    assert [state(day) for day in days] == [
        "open",
        "open",
        "answered",
        "answered",
        "closed",
    ]


def test_more_wanted_opens_it_again_and_another_reply_answers_it():
    challenge = ChallengeReplyFactory(made_on=REPLIED).challenge
    ChallengeReplyFactory(challenge=challenge, more_wanted=True, made_on=REPLIED + DAY)
    last = ChallengeReplyFactory(challenge=challenge, made_on=REPLIED + 2 * DAY)

    states = [state(REPLIED + n * DAY) for n in range(3)]
    assert states == ["answered", "open", "answered"]
    row = Challenge.objects.with_state(REPLIED + 2 * DAY).get()
    assert row.last_replier == last.author_id


def test_what_was_written_down_later_is_left_out():
    early, late = datetime(2026, 6, 1, tzinfo=UTC), datetime(2026, 6, 9, tzinfo=UTC)
    challenge = ChallengeReplyFactory(recorded_at=early).challenge
    ChallengeClosingFactory(challenge=challenge, closed_on=CLOSED, recorded_at=late)

    assert state(CLOSED, early) == "answered"
    assert state(CLOSED, early - DAY) == "open"
    assert state(CLOSED, late) == state(CLOSED) == "closed"
