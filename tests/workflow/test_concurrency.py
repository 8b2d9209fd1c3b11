"""Two people, or one form sent twice, at the same moment: stored once.

The first keeps its transaction open while the second begins; the second waits for
the row, and is then told what happened. SQLite lets one writer in at a time, so
there is nothing to see there.
"""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Event

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, connections, transaction

from tests.factories import (
    ActionFactory,
    DueCheckFactory,
    DueDateChangeFactory,
    ImportDraftFactory,
    PlanFactory,
    ProgressUpdateFactory,
    UserFactory,
)
from tests.reviews import TEXTS, a_report
from tests.workflow.doing import deliver, look_again, update, verify
from tests.workflow.told import copies_agree, due_date_agrees
from tracker.models import (
    Action,
    DueDateChange,
    ImportDraft,
    Moderation,
    ProgressUpdate,
    StaleRecordError,
    Verification,
    Visit,
    change_set,
)
from tracker.workflow.due_dates import DateRequest, decide_due_date, request_due_date
from tracker.workflow.life import close_action
from tracker.workflow.moderation import ModerationEntry, moderate_update
from tracker.workflow.report_confirm import Decision, confirm_report
from tracker.workflow.report_drafts import drop_area, save_report
from tracker.workflow.steps import Closing

pytestmark = pytest.mark.django_db(transaction=True)

LONG_ENOUGH = 0.3  # seconds in which the second one surely asks for the row
REFUSED = (ValidationError, StaleRecordError)


@pytest.fixture(autouse=True)
def _on_postgresql_only(transactional_db):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one writer in at a time; run with TEST_DATABASE.")


def at_once(first, second):
    """Do both, each over a connection of its own; what each was refused with."""
    is_written = Event()

    def lead():
        with transaction.atomic():
            first()
            is_written.set()
            time.sleep(LONG_ENOUGH)

    def follow():
        is_written.wait(timeout=10)
        second()

    def outcome(do):
        try:
            with change_set(actor="test"):
                do()
        except REFUSED as refusal:
            return refusal
        finally:
            is_written.set()
            connections.close_all()
        return None

    with ThreadPoolExecutor(2) as threads:
        return list(threads.map(outcome, (lead, follow)))


def sentences(refusals):
    """The first was taken; what the second was told."""
    first, second = refusals
    assert first is None
    return second.messages


@pytest.fixture
def people():
    return UserFactory.create_batch(2)


def test_same_update_twice_is_stored_once(people, today):
    action = ActionFactory()

    def send():
        update(action, people[0], today)

    assert sentences(at_once(send, send)) == ["This is on record already, as update 1."]
    assert ProgressUpdate.objects.count() == 1
    assert copies_agree(action, today)


def test_two_updates_at_once_are_both_stored_and_numbered(people, today):
    action = ActionFactory(in_progress=True)

    refusals = at_once(
        lambda: update(action, people[0], today),
        lambda: update(action, people[1], today),
    )

    assert refusals == [None, None]
    numbers = ProgressUpdate.objects.values_list("number", "author")
    assert list(numbers) == [(1, people[0].pk), (2, people[1].pk)]


def test_same_delivery_twice_is_stored_once(people, today):
    action = ActionFactory(in_progress=True)

    def send():
        deliver(action, people[0], today)

    assert sentences(at_once(send, send)) == [
        "A-001 is delivered: it cannot take the step “deliver” now."
    ]
    assert action.updates.count() == action.evidence.count() == 1
    assert copies_agree(action, today)


@pytest.mark.parametrize(
    ("result", "values", "sentence"),
    [
        pytest.param(
            "evidenced",
            {},
            "A-001 is verified: it cannot take the step “verify” now.",
            id="evidenced",
        ),
        pytest.param(
            "partly", {}, "A further check waits. Answer that one.", id="partly"
        ),
        pytest.param(
            "not_evidenced",
            {},
            "A-001 is in progress: it cannot take the step “verify” now.",
            id="not evidenced",
        ),
        pytest.param(
            "too_early",
            {"review_by": date(2026, 12, 31)},
            "This is on record already, as verification 1.",
            id="too early",
        ),
    ],
)
def test_same_verification_twice_is_stored_once(
    people, today, result, values, sentence
):
    action = ActionFactory(delivered=True)

    def send():
        verify(action, people[0], today, result, **values)

    assert sentences(at_once(send, send)) == [sentence]
    assert Verification.objects.count() == 1
    assert copies_agree(action, today)


def test_one_check_is_answered_once_by_two(people):
    check = DueCheckFactory()

    refusals = at_once(
        lambda: look_again(check, people[0], check.due_on, "not_evidenced"),
        lambda: look_again(check, people[1], check.due_on, "evidenced"),
    )

    assert sentences(refusals) == ["This check waits no longer."]
    assert check.answers.get().verified_by == people[0]
    assert Action.objects.get().status == "in_progress"


def test_one_request_is_decided_once_by_two(people, today):
    change = DueDateChangeFactory()

    def decide(by, decision):
        return lambda: decide_due_date(
            change=change, decision=decision, reason="So.", by=by, on=today
        )

    refusals = at_once(decide(people[0], "approved"), decide(people[1], "refused"))

    assert sentences(refusals) == ["Somebody decided this request before you."]
    assert DueDateChange.objects.get().decided_by == people[0]
    assert due_date_agrees(change.action)


def test_two_requests_at_once_leave_one(people, today):
    action = ActionFactory(in_progress=True)

    def ask(by, month):
        request = DateRequest(today.replace(month=month), "funding", "No money yet.")
        return lambda: request_due_date(action=action, request=request, by=by, on=today)

    refusals = at_once(ask(people[0], 11), ask(people[1], 12))

    assert sentences(refusals) == [
        "A request for this action waits for a decision already."
    ]
    assert DueDateChange.objects.get().asked_by == people[0]


def test_one_update_is_moderated_once_by_two(people, today):
    said = ProgressUpdateFactory()

    def moderate(by, entry):
        return lambda: moderate_update(update=said, entry=entry, by=by, on=today)

    refusals = at_once(
        moderate(people[0], ModerationEntry("agreed")),
        moderate(people[1], ModerationEntry("corrected", "red", "Not so.")),
    )

    assert sentences(refusals) == ["Somebody moderated this update before you."]
    assert Moderation.objects.get().moderator == people[0]


def test_one_action_is_closed_once_by_two(people, today):
    action = ActionFactory(in_progress=True)

    def close(by):
        closing = Closing("not_proceeding", "Its money went elsewhere.")
        return lambda: close_action(
            action=action, version=1, closing=closing, by=by, on=today
        )

    first, second = at_once(close(people[0]), close(people[1]))

    assert first is None
    assert isinstance(second, StaleRecordError)
    assert action.status_changes.last().by == people[0]
    assert copies_agree(action, today)


def test_date_is_not_approved_while_the_action_is_delivered(people, today):
    change = DueDateChangeFactory()

    refusals = at_once(
        lambda: deliver(change.action, people[0], today),
        lambda: decide_due_date(
            change=change, decision="approved", reason="", by=people[1], on=today
        ),
    )

    assert sentences(refusals) == ["A-001 is delivered: its date stays."]
    assert due_date_agrees(change.action)


def test_one_report_is_brought_in_once_by_two(people, today):
    draft = ImportDraftFactory(report=True)
    decision = Decision(visit=None, publish=True, grades=[], gaps=[])

    def send(by):
        return lambda: confirm_report(
            draft=draft, version=1, decision=decision, by=by, on=today
        )

    refusals = at_once(send(people[0]), send(people[1]))

    assert sentences(refusals) == [
        "This report was brought in already, on 15 June 2026."
    ]
    assert Visit.objects.get().recommendations.count() == len(TEXTS)


def test_one_draft_is_corrected_by_the_first_of_two():
    draft = ImportDraftFactory(report=True)

    def drop(number):
        return lambda: drop_area(draft=draft, version=1, number=number)

    first, second = at_once(drop(1), drop(2))

    assert first is None
    assert isinstance(second, StaleRecordError)


def test_same_document_kept_by_two_is_one_draft(people, today):
    plan = PlanFactory()

    def send(by):
        return lambda: save_report(plan=plan, report=a_report(), by=by, on=today)

    assert at_once(send(people[0]), send(people[1])) == [None, None]
    assert ImportDraft.objects.get().made_by == people[0]
