"""Withdrawing evidence: the bytes go, the row stays, and only once."""

from datetime import date

import pytest
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.files.storage import FileSystemStorage, default_storage

from tests.factories import EvidenceFactory, UserFactory
from tests.workflow.told import changes_since, last_change
from tracker.models import Evidence, change_set
from tracker.workflow.evidence import (
    erase_file,
    is_still_stored,
    withdraw_evidence,
)

pytestmark = pytest.mark.django_db

WHY = "The file named a child."


@pytest.fixture
def manager():
    return UserFactory(full_name="Mary Manager")


def withdraw(evidence, manager, today):
    """Withdraw it, as far as the commit."""
    with change_set(by=manager):
        return withdraw_evidence(evidence=evidence, reason=WHY, by=manager, on=today)


def test_withdraw_keeps_title_hash_who_when_and_why(manager, today):
    evidence = EvidenceFactory(stored=True, title="Audit")

    withdraw(evidence, manager, today)

    stored = Evidence.objects.get()
    assert (stored.title, stored.sha256) == ("Audit", evidence.sha256)
    assert (stored.withdrawn_on, stored.withdrawn_by) == (today, manager)
    assert (stored.withdrawn_reason, stored.is_withdrawn) == (WHY, True)


def test_withdraw_deletes_the_bytes_after_the_commit(
    manager, today, django_capture_on_commit_callbacks
):
    evidence = EvidenceFactory(stored=True)

    with django_capture_on_commit_callbacks() as callbacks:
        withdraw(evidence, manager, today)
    assert default_storage.exists(evidence.file.name)
    for callback in callbacks:
        callback()

    assert not default_storage.exists(evidence.file.name)


def test_withdraw_keeps_bytes_that_other_evidence_points_at(
    manager, today, django_capture_on_commit_callbacks
):
    evidence = EvidenceFactory(stored=True)
    twin = EvidenceFactory(action=evidence.action, stored=True, file=evidence.file.name)

    with django_capture_on_commit_callbacks(execute=True):
        withdraw(evidence, manager, today)
    assert default_storage.exists(evidence.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(twin, manager, today)

    assert not default_storage.exists(evidence.file.name)


def test_withdraw_leaves_one_change_that_says_why(manager, today):
    evidence = EvidenceFactory(stored=True)
    start = last_change()

    withdraw(evidence, manager, today)

    assert changes_since(start) == [("evidence", "changed", "Mary Manager", WHY)]


def test_withdraw_takes_a_link_too(manager, today, django_capture_on_commit_callbacks):
    evidence = EvidenceFactory()

    with django_capture_on_commit_callbacks(execute=True):
        withdraw(evidence, manager, today)

    assert Evidence.objects.get().is_withdrawn is True


def test_withdraw_twice_is_refused(manager, today):
    evidence = EvidenceFactory(stored=True)
    withdraw(evidence, manager, today)

    with pytest.raises(ValidationError) as refusal:
        withdraw(evidence, manager, today)

    assert refusal.value.messages == ["This was withdrawn on 15 June 2026 already."]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        pytest.param(
            {"reason": "", "on": date(2026, 6, 15)},
            "Say who withdraws it, on which day and why.",
            id="without a reason",
        ),
        pytest.param(
            {"reason": WHY, "on": date(2026, 5, 31)},
            "It is withdrawn before it was added. Give a later day.",
            id="before it was added",
        ),
    ],
)
def test_withdraw_that_breaks_a_rule_deletes_nothing(
    manager, values, sentence, django_capture_on_commit_callbacks
):
    evidence = EvidenceFactory(stored=True)

    with (
        django_capture_on_commit_callbacks(execute=True),
        pytest.raises(ValidationError) as refusal,
    ):
        withdraw_evidence(evidence=evidence, by=manager, **values)

    assert refusal.value.message_dict == {NON_FIELD_ERRORS: [sentence]}
    assert default_storage.exists(evidence.file.name)


def test_store_that_fails_leaves_a_file_that_is_told_of(
    manager, today, monkeypatch, django_capture_on_commit_callbacks
):
    evidence = EvidenceFactory(stored=True)

    def refuse(_store, _name):
        raise PermissionError

    monkeypatch.setattr(FileSystemStorage, "delete", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        withdrawn = withdraw(evidence, manager, today)

    assert is_still_stored(withdrawn) is True


def test_erase_where_nothing_is_stored_does_nothing():
    evidence = EvidenceFactory()

    erase_file(evidence)

    assert is_still_stored(evidence) is False


def test_withdrawn_evidence_is_no_longer_counted(manager, today):
    evidence = EvidenceFactory(added_on=date(2026, 6, 1))
    other = EvidenceFactory(action=evidence.action, added_on=today)

    withdraw(evidence, manager, today)

    assert list(Evidence.objects.standing()) == [other]
    assert list(Evidence.objects.standing_on(today)) == [other]
    assert list(Evidence.objects.standing_on(date(2026, 6, 14))) == [evidence]
