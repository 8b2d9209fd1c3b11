"""What another person saw of a delivered action, and the checks that fall due."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from tests.factories import (
    TODAY,
    ActionFactory,
    DueCheckFactory,
    StatusChangeFactory,
    UserFactory,
    VerificationFactory,
    unsaved,
)
from tests.models.rules import assert_accepted, assert_refused, assert_said
from tracker.choices import ActionStatus
from tracker.models import DueCheck, Verification

pytestmark = pytest.mark.django_db

VERIFIED_ON = date(2026, 5, 16)
LOOK_AGAIN = "Too early to say needs a day to look again, and only that."
CHOOSE_A_CHECK = "Choose the check that is answered."


def answer(check, **values):
    """A verification that answers a check."""
    return {
        "action": check.action,
        "due_check": check,
        "kind": check.kind,
        "verified_on": TODAY,
        **values,
    }


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({}, id="evidenced"),
        pytest.param({"partly": True}, id="partly"),
        pytest.param({"not_evidenced": True}, id="not evidenced"),
        pytest.param({"too_early": True}, id="too early"),
    ],
)
def test_verification_is_accepted(values):
    assert_accepted(unsaved(VerificationFactory, **values))


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        pytest.param(
            {"too_early": True, "review_by": None}, LOOK_AGAIN, id="too early, no day"
        ),
        pytest.param(
            {"review_by": date(2026, 7, 1)}, LOOK_AGAIN, id="evidenced, with a day"
        ),
        pytest.param(
            {"too_early": True, "review_by": VERIFIED_ON},
            "The day to look again is not later.",
            id="look again the same day",
        ),
        pytest.param({"kind": "six_months"}, CHOOSE_A_CHECK, id="answers no check"),
    ],
)
def test_verification_is_refused(values, sentence):
    assert_refused(unsaved(VerificationFactory, **values), sentence)


def test_verification_without_words_is_refused():
    row = unsaved(VerificationFactory, reason="")

    assert_said(row, "This field cannot be blank.")
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_own_delivery_is_not_verified():
    person = UserFactory()
    action = ActionFactory(delivered=True, standing__by=person)

    assert_refused(
        unsaved(VerificationFactory, action=action, verified_by=person),
        "You delivered this action. Another person verifies it.",
    )


def test_deliverer_is_told_by_the_steps_whatever_is_given():
    person = UserFactory()
    action = ActionFactory(delivered=True, standing__by=person)

    found = VerificationFactory(action=action, delivered_by=UserFactory())
    with pytest.raises(IntegrityError), transaction.atomic():
        VerificationFactory(
            action=action, delivered_by=UserFactory(), verified_by=person
        )

    assert Verification.objects.get() == found
    assert found.delivered_by == person


def test_deliverer_is_who_delivered_last_by_that_day():
    action = ActionFactory(verified=True)
    first = action.status_changes.get(to_status="delivered").by
    second = StatusChangeFactory(
        action=action, changed_on=date(2026, 6, 1), to_status="delivered"
    ).by

    found = [
        VerificationFactory(action=action, verified_on=on, delivered_by=None)
        for on in (VERIFIED_ON, TODAY)
    ]

    assert [row.delivered_by for row in found] == [first, second]


def test_what_nobody_delivered_is_not_verified():
    action = ActionFactory(in_progress=True)

    with pytest.raises(IntegrityError), transaction.atomic():
        VerificationFactory(action=action, delivered_by=UserFactory())


def test_verification_is_numbered_once():
    found = VerificationFactory()

    assert_refused(
        unsaved(VerificationFactory, action=found.action, number=1),
        "Verification with this Action and Number already exists.",
    )
    assert str(found) == "A-001 verification 1"


def test_verification_answers_a_check_of_its_own_action_and_kind():
    check = DueCheckFactory()
    other = DueCheckFactory(twelve_months=True)
    sentence = "Choose a check of this action."

    assert_accepted(unsaved(VerificationFactory, **answer(check)))
    for values in ({"due_check": other}, {"kind": "twelve_months"}):
        row = unsaved(VerificationFactory, **answer(check, number=3, **values))
        assert_said(row, sentence)


def test_verification_stands_for_ever():
    found = VerificationFactory()
    found.reason = "Something else"

    with pytest.raises(ValidationError, match="is on record and is not changed"):
        found.save()
    with pytest.raises(ValidationError, match="is on record and is not removed"):
        found.delete()


# Checks that fall due


def test_due_check_of_delivery_is_refused():
    assert_refused(
        unsaved(DueCheckFactory, kind="delivery"),
        "Delivery is verified, not checked again.",
    )


def test_due_check_is_made_once():
    check = DueCheckFactory()

    assert_refused(
        unsaved(DueCheckFactory, after=check.after),
        "Due check with this After and Kind already exists.",
    )
    assert str(check) == "A-001: check at 6 months"


def test_due_check_follows_a_verification_of_its_action():
    row = unsaved(DueCheckFactory, action=ActionFactory())

    assert_said(row, "Choose a verification of this action.")


@pytest.mark.parametrize(
    ("kind", "waits_in"),
    [
        pytest.param("further", ["delivered", "verified"], id="further"),
        pytest.param("six_months", ["verified"], id="6 months"),
        pytest.param("twelve_months", ["verified"], id="12 months"),
    ],
)
def test_check_waits_while_the_action_stands_where_it_belongs(kind, waits_in):
    check = DueCheckFactory(kind=kind)
    found = []
    for status in ActionStatus.values:
        check.action.status = status
        check.action.save()
        if DueCheck.objects.waiting().exists():
            found.append(status)

    assert found == waits_in


@pytest.mark.parametrize(
    ("values", "waits"),
    [
        pytest.param({}, False, id="evidenced"),
        pytest.param({"partly": True}, False, id="partly"),
        pytest.param({"not_evidenced": True}, False, id="not evidenced"),
        pytest.param({"too_early": True}, True, id="too early"),
    ],
)
def test_check_waits_until_it_is_answered(values, waits):
    check = DueCheckFactory()

    VerificationFactory(**answer(check, **values))

    assert DueCheck.objects.waiting().exists() == waits


@pytest.mark.parametrize(
    ("delivered_on", "at", "waits"),
    [
        pytest.param(date(2026, 5, 15), 9, True, id="the day before it was made"),
        pytest.param(VERIFIED_ON, 9, True, id="that morning"),
        pytest.param(VERIFIED_ON, 21, False, id="that evening"),
        pytest.param(date(2026, 5, 17), 9, False, id="the day after"),
    ],
)
def test_check_waits_no_longer_once_delivered_anew(delivered_on, at, waits):
    noon = datetime.combine(VERIFIED_ON, datetime.min.time(), UTC).replace(hour=12)
    check = DueCheckFactory(after__recorded_at=noon)
    StatusChangeFactory(
        action=check.action,
        changed_on=delivered_on,
        to_status="delivered",
        recorded_at=noon.replace(day=delivered_on.day, hour=at),
    )

    assert DueCheck.objects.waiting().exists() == waits


@pytest.mark.parametrize(
    ("on", "is_due"),
    [
        pytest.param(date(2026, 11, 15), False, id="the day before"),
        pytest.param(date(2026, 11, 16), True, id="its day"),
        pytest.param(date(2026, 12, 1), True, id="later"),
    ],
)
def test_check_is_due_from_its_day(on, is_due):
    DueCheckFactory()

    assert DueCheck.objects.due(on).exists() == is_due


def test_check_said_too_early_is_due_on_the_last_day_to_look_again():
    check = DueCheckFactory()
    for day in (date(2027, 1, 4), date(2027, 2, 1)):
        VerificationFactory(**answer(check, too_early=True, review_by=day))

    assert DueCheck.objects.waiting().get().look_on == date(2027, 2, 1)
    assert not DueCheck.objects.due(date(2027, 1, 31)).exists()
    assert DueCheck.objects.due(date(2027, 2, 1)).get() == check
