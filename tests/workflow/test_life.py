"""Delivering, closing and reopening: what each needs, writes and refuses whole."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from tests.factories import ActionFactory, EvidenceFactory, UserFactory
from tests.workflow.doing import LINK, deliver, entry, steps, update, verify, waiting
from tests.workflow.told import changes_since, copies_agree, last_change
from tracker.choices import ActionStatus, CloseReason
from tracker.models import (
    Action,
    Evidence,
    ProgressUpdate,
    StaleRecordError,
    StatusChange,
    change_set,
)
from tracker.workflow.life import close_action, deliver_action, reopen_action
from tracker.workflow.steps import Closing

pytestmark = pytest.mark.django_db

NOT_PROCEEDING = Closing(CloseReason.NOT_PROCEEDING, "Its money went elsewhere.")


@pytest.fixture
def owner():
    return UserFactory(full_name="Olive Owner")


@pytest.fixture
def manager():
    return UserFactory(full_name="Mary Manager")


@pytest.fixture
def moderator():
    return UserFactory(full_name="Mo Moderator")


@pytest.fixture(autouse=True)
def _said_by(manager):
    """Write as a page does."""
    with change_set(by=manager):
        yield


def said(refusal):
    """What was refused: sentences by field, or of the whole."""
    if hasattr(refusal.value, "error_dict"):
        return refusal.value.message_dict
    return {NON_FIELD_ERRORS: refusal.value.messages}


def close(action, closing, by, on):
    return close_action(
        action=action, version=action.version, closing=closing, by=by, on=on
    )


def reopen(action, by, on, reason="It came back"):
    return reopen_action(
        action=action, version=action.version, reason=reason, by=by, on=on
    )


# Deliver


def test_deliver_writes_the_update_the_evidence_the_step_and_the_copy(owner, today):
    action = ActionFactory(in_progress=True)
    start = last_change()

    held = deliver_action(action=action, entry=entry(evidence=LINK), by=owner, on=today)

    said_now = ProgressUpdate.objects.get()
    last = action.status_changes.last()
    assert (said_now.difference, said_now.made_on) == (
        "Children are seen on time.",
        today,
    )
    assert said_now.evidence.get().title == "Audit"
    assert (held.status, last.to_status) == ("delivered", "delivered")
    assert (last.changed_on, last.by) == (today, owner)
    assert copies_agree(action, today)
    assert [(model, kind) for model, kind, _, _ in changes_since(start)] == [
        ("progressupdate", "created"),
        ("evidence", "created"),
        ("statuschange", "created"),
        ("action", "changed"),
    ]


def test_deliver_with_evidence_that_is_on_record_already(owner, today):
    action = EvidenceFactory().action

    deliver_action(action=action, entry=entry(), by=owner, on=today)

    assert Action.objects.get().status == "delivered"


def test_deliver_with_evidence_that_was_withdrawn_is_refused(owner, today):
    action = EvidenceFactory(
        withdrawn_on=today, withdrawn_by=owner, withdrawn_reason="It names a child."
    ).action

    with pytest.raises(ValidationError) as refusal:
        deliver_action(action=action, entry=entry(), by=owner, on=today)

    assert list(said(refusal)) == ["evidence_file"]


@pytest.mark.parametrize(
    ("values", "changes", "sentence"),
    [
        pytest.param(
            {"in_progress": True},
            {"difference": " "},
            {"difference": ["Enter what difference it made"]},
            id="no difference",
        ),
        pytest.param(
            {"in_progress": True},
            {"evidence": None},
            {"evidence_file": ["Add at least one piece of evidence to deliver it"]},
            id="no evidence",
        ),
        pytest.param(
            {"in_progress": True},
            {"percent": 101},
            {"percent": ["Ensure this value is less than or equal to 100."]},
            id="an update that is refused",
        ),
        *(
            pytest.param(
                {"status": status},
                {},
                {
                    NON_FIELD_ERRORS: [
                        (
                            f"A-001 is {ActionStatus(status).label.lower()}: "
                            "it cannot take the step “deliver” now."
                        )
                    ]
                },
                id=f"{status}",
            )
            for status in ActionStatus.values
            if status != "in_progress"
        ),
    ],
)
def test_refused_delivery_leaves_nothing(owner, today, values, changes, sentence):
    action = ActionFactory(**values)
    start, before = last_change(), steps(action)

    with pytest.raises(ValidationError) as refusal:
        deliver_action(
            action=action,
            entry=entry(**{"evidence": LINK, **changes}),
            by=owner,
            on=today,
        )

    assert said(refusal) == sentence
    assert not ProgressUpdate.objects.exists()
    assert not Evidence.objects.exists()
    assert (steps(action), changes_since(start)) == (before, [])


def test_deliver_before_the_last_step_is_refused(owner):
    action = ActionFactory(in_progress=True)  # since 16 March 2026

    with pytest.raises(ValidationError) as refusal:
        deliver(action, owner, date(2026, 3, 15))

    assert said(refusal) == {
        "made_on": [
            "The status last changed on 16 March 2026. Give that day or a later one."
        ]
    }
    assert Action.objects.get().status == "in_progress"


def test_deliver_twice_is_delivered_once(owner, today):
    action = ActionFactory(in_progress=True)
    deliver(action, owner, today)

    with pytest.raises(ValidationError, match="cannot take the step"):
        deliver(action, owner, today)

    assert ProgressUpdate.objects.count() == 1
    assert steps(action).count("delivered") == 1


# Close


@pytest.mark.parametrize("status", ActionStatus.live_statuses)
def test_close_from_wherever_it_stands(manager, today, status):
    action = ActionFactory(status=status)

    held = close(action, NOT_PROCEEDING, manager, today)

    last = action.status_changes.last()
    assert (held.status, last.close_reason) == ("closed", "not_proceeding")
    assert (last.reason, last.by) == ("Its money went elsewhere.", manager)
    assert copies_agree(action, today)


@pytest.mark.parametrize("code", CloseReason.names_another)
def test_close_in_favour_of_another_action_names_it(manager, today, code):
    action = ActionFactory(in_progress=True)
    other = ActionFactory(plan=action.plan)
    start = last_change()

    close(action, Closing(code, "The other one says it", other), manager, today)

    assert action.status_changes.last().superseded_by == other
    assert list(other.supersedes.all()) == [action.status_changes.last()]
    assert changes_since(start) == [
        ("statuschange", "created", "Mary Manager", "The other one says it"),
        ("action", "changed", "Mary Manager", "The other one says it"),
    ]


@pytest.mark.parametrize(
    ("code", "other", "sentence"),
    [
        pytest.param(
            "superseded", None, "Choose the other action.", id="superseded by nothing"
        ),
        pytest.param(
            "duplicate", None, "Choose the other action.", id="duplicate of nothing"
        ),
        pytest.param(
            "duplicate",
            "another plan",
            "Choose an action of the same plan.",
            id="of another plan",
        ),
        pytest.param("duplicate", "itself", "Choose another action.", id="of itself"),
        pytest.param(
            "superseded",
            "closed",
            "A-002 is closed. Choose another.",
            id="by a closed one",
        ),
        pytest.param(
            "superseded",
            "recorded",
            "A-002 is recorded. Choose another.",
            id="by one that is only recorded",
        ),
        pytest.param(
            "transferred",
            "in_progress",
            "Leave this empty: the reason names no other action.",
            id="transferred, with another",
        ),
    ],
)
def test_close_with_the_wrong_other_is_refused(manager, today, code, other, sentence):
    action = ActionFactory(in_progress=True)
    others = {
        None: lambda: None,
        "itself": lambda: action,
        "another plan": ActionFactory,
    }
    make = others.get(other) or (
        lambda: ActionFactory(plan=action.plan, **{other: True})
    )
    closing = Closing(code, "It goes on elsewhere", make())
    before = steps(action)

    with pytest.raises(ValidationError) as refusal:
        close(action, closing, manager, today)

    assert said(refusal) == {"superseded_by": [sentence]}
    assert steps(action) == before


@pytest.mark.parametrize(
    ("closing", "sentence"),
    [
        pytest.param(
            Closing("not_proceeding", " "), {"reason": ["Say why."]}, id="no reason"
        ),
        pytest.param(
            Closing("", "It ended"),
            {NON_FIELD_ERRORS: ["Choose why the action is closed."]},
            id="no kind of reason",
        ),
        pytest.param(
            Closing("odd", "It ended"),
            {"close_reason": ["Value 'odd' is not a valid choice."]},
            id="no such kind",
        ),
    ],
)
def test_close_without_a_reason_is_refused(manager, today, closing, sentence):
    action = ActionFactory(in_progress=True)
    start = last_change()

    with pytest.raises(ValidationError) as refusal:
        close(action, closing, manager, today)

    assert said(refusal) == sentence
    assert changes_since(start) == []


@pytest.mark.parametrize("status", ["recorded", "closed"])
def test_close_what_is_not_live_is_refused(manager, today, status):
    action = ActionFactory(**{status: True})

    with pytest.raises(ValidationError) as refusal:
        close(action, NOT_PROCEEDING, manager, today)

    assert said(refusal) == {
        NON_FIELD_ERRORS: [f"A-001 is {status}: it cannot take the step “close” now."]
    }


def test_close_a_stale_form_is_refused(manager, today):
    action = ActionFactory(in_progress=True)
    stored = Action.objects.get()
    stored.title = "Other words"
    stored.save()

    with pytest.raises(StaleRecordError):
        close(action, NOT_PROCEEDING, manager, today)

    assert Action.objects.get().status == "in_progress"


# Reopen


@pytest.mark.parametrize("status", ["closed", "sustained", "verified", "delivered"])
def test_reopen_puts_it_back_in_progress_and_keeps_all_that_was(manager, today, status):
    action = ActionFactory(status=status)
    before = steps(action)

    held = reopen(action, manager, today)

    last = action.status_changes.last()
    assert held.status == "in_progress"
    assert steps(action) == [*before, "in_progress"]
    assert (last.reason, last.by) == ("It came back", manager)
    assert copies_agree(action, today)


@pytest.mark.parametrize("status", ["recorded", "not_started", "in_progress"])
def test_reopen_what_is_open_is_refused(manager, today, status):
    values = {"recorded": True} if status == "recorded" else {"status": status}
    action = ActionFactory(**values)

    with pytest.raises(ValidationError) as refusal:
        reopen(action, manager, today)

    assert said(refusal) == {
        NON_FIELD_ERRORS: [
            (
                f"A-001 is {action.status_label.lower()}: "
                "it cannot take the step “reopen” now."
            )
        ]
    }


def test_reopen_without_a_reason_is_refused(manager, today):
    action = ActionFactory(closed=True)

    with pytest.raises(ValidationError) as refusal:
        reopen(action, manager, today, reason=" ")

    assert said(refusal) == {"reason": ["Say why."]}
    assert Action.objects.get().status == "closed"


def test_reopen_a_stale_form_is_refused(manager, today):
    action = ActionFactory(closed=True)
    reopen(Action.objects.get(), manager, today)

    with pytest.raises(StaleRecordError):
        reopen(action, manager, today)

    assert StatusChange.objects.filter(to_status="in_progress").count() == 1


# Whole lives


def test_delivered_twice_with_all_its_dates(owner, manager, moderator):
    """Deliver, return, deliver, verify, close, reopen, deliver: every day stays."""
    action = ActionFactory()
    day = date(2026, 6, 15)
    week = timedelta(days=7)

    update(action, owner, day)
    deliver(action, owner, day + week)
    verify(action, moderator, day + 2 * week, "not_evidenced")
    deliver(action, owner, day + 3 * week)
    verify(action, moderator, day + 4 * week)
    close(Action.objects.get(), NOT_PROCEEDING, manager, day + 5 * week)
    reopen(Action.objects.get(), manager, day + 6 * week)
    deliver(action, owner, day + 7 * week)

    rows = action.status_changes.values_list("changed_on", "to_status", "by__full_name")
    assert list(rows)[1:] == [
        (day, "in_progress", "Olive Owner"),
        (day + week, "delivered", "Olive Owner"),
        (day + 2 * week, "in_progress", "Mo Moderator"),
        (day + 3 * week, "delivered", "Olive Owner"),
        (day + 4 * week, "verified", "Mo Moderator"),
        (day + 5 * week, "closed", "Mary Manager"),
        (day + 6 * week, "in_progress", "Mary Manager"),
        (day + 7 * week, "delivered", "Olive Owner"),
    ]
    assert copies_agree(action, day + 8 * week)
    assert waiting(action) == []  # the checks of the first verification are past
