"""Verification on delivery, and the checks that follow: what each result does."""

from datetime import date

import pytest
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from tests.factories import ActionFactory, UserFactory
from tests.workflow.doing import (
    check_of,
    deliver,
    found,
    look_again,
    steps,
    verify,
    waiting,
)
from tests.workflow.told import changes_since, copies_agree, last_change
from tracker.models import Action, DueCheck, Verification, change_set
from tracker.workflow.verification import answer_check, verify_action

pytestmark = pytest.mark.django_db

DELIVERED_ON = date(2026, 5, 1)  # as ActionFactory(delivered=True) has it
VERIFIED_ON = date(2026, 5, 15)
HALF_A_YEAR = date(2026, 11, 15)
A_YEAR = date(2027, 5, 15)
LAST = date(2028, 1, 1)
SIX, TWELVE, FURTHER = "six_months", "twelve_months", "further"


@pytest.fixture
def moderator():
    return UserFactory(full_name="Mo Moderator")


@pytest.fixture
def owner():
    return UserFactory(full_name="Olive Owner")


@pytest.fixture(autouse=True)
def _said_by(moderator):
    """Write as a page does."""
    with change_set(by=moderator):
        yield


@pytest.fixture
def delivered(owner):
    """An action that the owner delivered on the first of May."""
    return ActionFactory(delivered=True, standing__by=owner)


@pytest.fixture
def verified(delivered, moderator):
    """The same, verified on the 15th."""
    verify(delivered, moderator, VERIFIED_ON)
    return delivered


def status_of(action):
    """Where it stands, if the copy agrees with the rows."""
    assert copies_agree(action, LAST)
    return Action.objects.get(pk=action.pk).status


# On delivery


def test_evidenced_verifies_and_makes_two_checks(delivered, owner, moderator):
    start = last_change()

    seen = verify(delivered, moderator, VERIFIED_ON)

    last = delivered.status_changes.last()
    assert (seen.number, seen.kind, seen.result) == (1, "delivery", "evidenced")
    assert (seen.delivered_by, seen.verified_by) == (owner, moderator)
    assert status_of(delivered) == "verified"
    assert (last.changed_on, last.by) == (VERIFIED_ON, moderator)
    assert last.reason == "Twenty records were read."
    assert waiting(delivered) == [(SIX, HALF_A_YEAR), (TWELVE, A_YEAR)]
    assert [row[:3] for row in changes_since(start)] == [
        ("verification", "created", "Mo Moderator"),
        ("statuschange", "created", "Mo Moderator"),
        ("action", "changed", "Mo Moderator"),
        ("duecheck", "created", "Mo Moderator"),
        ("duecheck", "created", "Mo Moderator"),
    ]


def test_checks_after_a_long_month_fall_on_the_last_day(delivered, moderator):
    verify(delivered, moderator, date(2026, 8, 31))

    assert waiting(delivered) == [(SIX, date(2027, 2, 28)), (TWELVE, date(2027, 8, 31))]


def test_partly_leaves_it_delivered_with_a_further_check(delivered, moderator):
    verify(delivered, moderator, VERIFIED_ON, "partly")

    assert status_of(delivered) == "delivered"
    assert waiting(delivered) == [(FURTHER, date(2026, 8, 15))]
    with pytest.raises(ValidationError) as refusal:
        verify(delivered, moderator, VERIFIED_ON)
    assert refusal.value.messages == ["A further check waits. Answer that one."]


def test_not_evidenced_returns_it_with_a_reason_the_owner_sees(delivered, moderator):
    verify(delivered, moderator, VERIFIED_ON, "not_evidenced", reason="No records.")

    last = delivered.status_changes.last()
    assert status_of(delivered) == "in_progress"
    assert (last.from_status, last.reason) == ("delivered", "No records.")
    assert waiting(delivered) == []


def test_too_early_leaves_it_until_it_is_looked_at_again(delivered, moderator):
    seen = verify(
        delivered, moderator, VERIFIED_ON, "too_early", review_by=date(2026, 7, 1)
    )

    assert (seen.review_by, status_of(delivered)) == (date(2026, 7, 1), "delivered")
    assert waiting(delivered) == []
    assert verify(delivered, moderator, date(2026, 6, 1)).number == 2
    assert status_of(delivered) == "verified"


@pytest.mark.parametrize(
    ("entry", "on", "sentence"),
    [
        pytest.param(
            found("too_early"),
            VERIFIED_ON,
            {
                NON_FIELD_ERRORS: [
                    "Too early to say needs a day to look again, and only that."
                ]
            },
            id="too early without a day",
        ),
        pytest.param(
            found("too_early", review_by=VERIFIED_ON),
            VERIFIED_ON,
            {NON_FIELD_ERRORS: ["The day to look again is not later."]},
            id="look again the same day",
        ),
        pytest.param(
            found("evidenced", reason=""),
            VERIFIED_ON,
            {"reason": ["This field cannot be blank."]},
            id="nothing seen",
        ),
        pytest.param(
            found("odd"),
            VERIFIED_ON,
            {"result": ["Value 'odd' is not a valid choice."]},
            id="no such result",
        ),
        pytest.param(
            found("evidenced"),
            date(2026, 4, 30),
            {
                NON_FIELD_ERRORS: [
                    (
                        "The status last changed on 1 May 2026. "
                        "Give that day or a later one."
                    )
                ]
            },
            id="before it was delivered",
        ),
    ],
)
def test_refused_verification_leaves_nothing(delivered, moderator, entry, on, sentence):
    start = last_change()

    with pytest.raises(ValidationError) as refusal:
        verify_action(action=delivered, entry=entry, by=moderator, on=on)

    assert refusal.value.message_dict == sentence
    assert (Verification.objects.count(), changes_since(start)) == (0, [])


@pytest.mark.parametrize(
    "result", ["evidenced", "partly", "not_evidenced", "too_early"]
)
def test_own_delivery_is_verified_by_nobody_else_than_another(delivered, owner, result):
    look_on = date(2026, 7, 1) if result == "too_early" else None

    with pytest.raises(ValidationError) as refusal:
        verify(delivered, owner, VERIFIED_ON, result, review_by=look_on)

    assert refusal.value.messages == [
        "You delivered this action. Another person verifies it."
    ]
    assert not Verification.objects.exists()
    assert status_of(delivered) == "delivered"


@pytest.mark.parametrize(
    "status", ["not_started", "in_progress", "verified", "sustained", "closed"]
)
def test_only_what_is_delivered_is_verified(moderator, status):
    action = ActionFactory(status=status)

    with pytest.raises(ValidationError, match="cannot take the step “verify” now"):
        verify(action, moderator, LAST)


def test_look_before_the_last_one_is_refused(delivered, moderator):
    verify(delivered, moderator, VERIFIED_ON, "too_early", review_by=HALF_A_YEAR)

    with pytest.raises(ValidationError) as refusal:
        verify(delivered, moderator, date(2026, 5, 14))

    assert refusal.value.messages == [
        "It was last looked at on 15 May 2026. Give that day or a later one."
    ]


def test_too_early_sent_twice_is_one(delivered, moderator):
    said = {"result": "too_early", "review_by": HALF_A_YEAR}
    verify(delivered, moderator, VERIFIED_ON, **said)

    with pytest.raises(ValidationError) as refusal:
        verify(delivered, moderator, VERIFIED_ON, **said)

    assert refusal.value.messages == ["This is on record already, as verification 1."]
    assert verify(delivered, UserFactory(), VERIFIED_ON, **said).number == 2


# The further check of a delivery


@pytest.mark.parametrize(
    ("result", "status", "checks"),
    [
        pytest.param(
            "evidenced",
            "verified",
            [(SIX, date(2027, 2, 1)), (TWELVE, date(2027, 8, 1))],
            id="evidenced: the two checks count from here",
        ),
        pytest.param(
            "partly", "delivered", [(FURTHER, date(2026, 11, 1))], id="partly again"
        ),
        pytest.param("not_evidenced", "in_progress", [], id="not evidenced: returned"),
        pytest.param(
            "too_early", "delivered", [(FURTHER, date(2026, 10, 1))], id="too early"
        ),
    ],
)
def test_further_check_of_a_delivery(delivered, moderator, result, status, checks):
    verify(delivered, moderator, VERIFIED_ON, "partly")
    on = date(2026, 8, 1)  # a further check may come early
    look_on = date(2026, 10, 1) if result == "too_early" else None

    seen = look_again(
        check_of(delivered, FURTHER), moderator, on, result, review_by=look_on
    )

    assert (seen.number, seen.kind) == (2, FURTHER)
    assert status_of(delivered) == status
    assert waiting(delivered) == checks


# The checks at 6 and at 12 months


@pytest.mark.parametrize(
    ("kind", "on", "result", "status", "checks"),
    [
        pytest.param(
            SIX,
            HALF_A_YEAR,
            "evidenced",
            "verified",
            [(TWELVE, A_YEAR)],
            id="6 months: evidenced",
        ),
        pytest.param(
            SIX,
            HALF_A_YEAR,
            "partly",
            "verified",
            [(FURTHER, date(2027, 2, 15)), (TWELVE, A_YEAR)],
            id="6 months: partly",
        ),
        pytest.param(
            SIX,
            HALF_A_YEAR,
            "not_evidenced",
            "in_progress",
            [],
            id="6 months: not evidenced is a relapse",
        ),
        pytest.param(
            SIX,
            HALF_A_YEAR,
            "too_early",
            "verified",
            [(SIX, date(2027, 1, 1)), (TWELVE, A_YEAR)],
            id="6 months: too early",
        ),
        pytest.param(
            TWELVE, A_YEAR, "evidenced", "sustained", [], id="12 months: sustained"
        ),
        pytest.param(
            TWELVE,
            A_YEAR,
            "partly",
            "verified",
            [(SIX, HALF_A_YEAR), (FURTHER, date(2027, 8, 15))],
            id="12 months: partly",
        ),
        pytest.param(
            TWELVE,
            A_YEAR,
            "not_evidenced",
            "in_progress",
            [],
            id="12 months: not evidenced is a relapse",
        ),
        pytest.param(
            TWELVE,
            A_YEAR,
            "too_early",
            "verified",
            [(SIX, HALF_A_YEAR), (TWELVE, date(2027, 7, 1))],
            id="12 months: too early",
        ),
    ],
)
def test_check_of_a_verified_action(
    verified, moderator, kind, on, result, status, checks
):
    after = {HALF_A_YEAR: date(2027, 1, 1), A_YEAR: date(2027, 7, 1)}[on]
    look_on = after if result == "too_early" else None

    seen = look_again(
        check_of(verified, kind), moderator, on, result, review_by=look_on
    )

    assert (seen.number, seen.kind, seen.result) == (2, kind, result)
    assert status_of(verified) == status
    assert waiting(verified) == checks


@pytest.mark.parametrize(
    ("kind", "on", "sentence"),
    [
        (SIX, date(2026, 11, 14), "It falls due on 15 November 2026."),
        (TWELVE, date(2027, 5, 14), "It falls due on 15 May 2027."),
    ],
)
def test_check_is_not_answered_before_it_falls_due(
    verified, moderator, kind, on, sentence
):
    with pytest.raises(ValidationError) as refusal:
        look_again(check_of(verified, kind), moderator, on)

    assert refusal.value.messages == [sentence]
    assert Verification.objects.count() == 1


def test_check_said_too_early_is_not_answered_before_its_day(verified, moderator):
    check = check_of(verified, SIX)
    look_again(check, moderator, HALF_A_YEAR, "too_early", review_by=date(2027, 1, 1))

    with pytest.raises(ValidationError) as refusal:
        look_again(check, moderator, date(2026, 12, 31))

    assert refusal.value.messages == ["It falls due on 1 January 2027."]
    assert look_again(check, moderator, date(2027, 1, 1)).number == 3


@pytest.mark.parametrize(
    ("kind", "on", "status"),
    [
        pytest.param(SIX, HALF_A_YEAR, "verified", id="after the 6-month check"),
        pytest.param(TWELVE, A_YEAR, "sustained", id="after the 12-month check"),
    ],
)
def test_further_check_takes_the_place_of_the_one_before(
    verified, moderator, kind, on, status
):
    look_again(check_of(verified, kind), moderator, on, "partly")
    look_again(check_of(verified, FURTHER), moderator, on, "partly")

    look_again(check_of(verified, FURTHER), moderator, LAST)

    assert status_of(verified) == status


def test_deliverer_does_not_answer_a_check(verified, owner):
    with pytest.raises(ValidationError) as refusal:
        look_again(check_of(verified, SIX), owner, HALF_A_YEAR)

    assert refusal.value.messages == [
        "You delivered this action. Another person verifies it."
    ]
    assert status_of(verified) == "verified"


def test_check_is_answered_once(verified, moderator):
    check = check_of(verified, SIX)
    look_again(check, moderator, HALF_A_YEAR)

    with pytest.raises(ValidationError) as refusal:
        look_again(check, moderator, HALF_A_YEAR)

    assert refusal.value.messages == ["This check waits no longer."]
    assert Verification.objects.count() == 2


def test_relapse_and_a_second_delivery_start_anew(verified, owner, moderator):
    """The checks of the first time are past; all its days stay on record."""
    first = DueCheck.objects.get(kind=TWELVE)
    look_again(check_of(verified, SIX), moderator, HALF_A_YEAR, "not_evidenced")
    deliver(verified, owner, date(2026, 12, 1))
    assert waiting(verified) == []

    verify(verified, moderator, date(2026, 12, 15))

    assert steps(verified) == [
        "not_started",
        "in_progress",
        "delivered",
        "verified",
        "in_progress",
        "delivered",
        "verified",
    ]
    assert waiting(verified) == [(SIX, date(2027, 6, 15)), (TWELVE, date(2027, 12, 15))]
    with pytest.raises(ValidationError) as refusal:
        answer_check(check=first, entry=found("evidenced"), by=moderator, on=A_YEAR)
    assert refusal.value.messages == ["This check waits no longer."]
    assert status_of(verified) == "verified"


def test_whoever_delivered_the_first_time_may_verify_the_second(
    verified, owner, moderator
):
    other = UserFactory()
    look_again(check_of(verified, SIX), other, HALF_A_YEAR, "not_evidenced")
    deliver(verified, moderator, date(2026, 12, 1))

    with pytest.raises(ValidationError, match="You delivered this action"):
        verify(verified, moderator, date(2026, 12, 15))

    assert verify(verified, owner, date(2026, 12, 15)).delivered_by == moderator
