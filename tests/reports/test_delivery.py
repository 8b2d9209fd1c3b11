"""What there is to verify of an action: the promise, the words, the evidence."""

from datetime import date

import pytest

from tests.factories import (
    TODAY,
    ActionFactory,
    DueCheckFactory,
    EvidenceFactory,
    ProgressUpdateFactory,
    VerificationFactory,
)
from tracker.models import StatusChange
from tracker.reports.delivery import delivery

pytestmark = pytest.mark.django_db

DELIVERED_ON = date(2026, 5, 1)  # as ActionFactory(delivered=True) has it


def test_delivery_tells_who_said_what_with_which_evidence():
    action = ActionFactory(delivered=True)
    said = ProgressUpdateFactory(action=action, made_on=DELIVERED_ON)
    ProgressUpdateFactory(action=action, made_on=date(2026, 5, 20))
    first = EvidenceFactory(action=action)
    second = EvidenceFactory(action=action, update=said)
    EvidenceFactory(
        action=action,
        withdrawn_on=TODAY,
        withdrawn_by=first.added_by,
        withdrawn_reason="It names a child.",
    )

    told = delivery(action=action, on=TODAY)

    assert told.step == StatusChange.objects.get(to_status="delivered")
    assert told.update == said
    assert told.evidence == [second, first]
    assert (told.seen, told.waiting, told.is_to_verify) == ([], None, True)


def test_earlier_looks_are_told_the_newest_first():
    action = ActionFactory(delivered=True)
    looks = [VerificationFactory(action=action, too_early=True) for _ in range(2)]

    assert delivery(action=action, on=TODAY).seen == looks[::-1]


@pytest.mark.parametrize(
    ("on", "is_to_verify", "why_not"),
    [
        pytest.param(
            date(2026, 11, 15), False, "It falls due on 16 November 2026.", id="early"
        ),
        pytest.param(date(2026, 11, 16), True, "", id="due"),
    ],
)
def test_check_that_waits_is_answered_from_its_day(on, is_to_verify, why_not):
    seen = VerificationFactory(action=ActionFactory(verified=True))
    check = DueCheckFactory(after=seen)
    DueCheckFactory(after=seen, twelve_months=True)

    told = delivery(action=seen.action, on=on)

    assert told.waiting == check
    assert (told.is_to_verify, told.why_not) == (is_to_verify, why_not)


@pytest.mark.parametrize("status", ["in_progress", "verified", "sustained", "closed"])
def test_nothing_is_to_verify_where_nothing_waits(status):
    action = ActionFactory(status=status)

    assert not delivery(action=action, on=TODAY).is_to_verify


@pytest.mark.parametrize("count", [1, 50])
def test_delivery_asks_five_times_whatever_there_is(django_assert_num_queries, count):
    action = ActionFactory(delivered=True)
    for _ in range(count):
        ProgressUpdateFactory(action=action, made_on=DELIVERED_ON)
        EvidenceFactory(action=action)
        VerificationFactory(action=action, too_early=True)

    with django_assert_num_queries(5):
        told = delivery(action=action, on=TODAY)
        names = [str(each.verified_by) for each in told.seen]
        names += [str(each.added_by) for each in told.evidence]

    assert len(names) == 2 * count
