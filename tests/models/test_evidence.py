from datetime import date

import pytest
from django.core.exceptions import ValidationError

from tests.factories import (
    EvidenceFactory,
    ProgressUpdateFactory,
    UserFactory,
    unsaved,
)
from tests.models.rules import assert_accepted, assert_refused, assert_said
from tracker.models import Evidence

pytestmark = pytest.mark.django_db

WITHDRAWN = {
    "withdrawn_on": date(2026, 6, 2),
    "withdrawn_reason": "It named a child.",
}
FILE_OR_LINK = "Add a file or a link, not both."


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        pytest.param({"kind": "odd"}, "Value 'odd' is not a valid choice.", id="kind"),
        pytest.param({"link": ""}, FILE_OR_LINK, id="neither file nor link"),
        pytest.param(
            {"stored": True, "link": "https://a.example"}, FILE_OR_LINK, id="both"
        ),
        pytest.param(
            {"stored": True, "size": None},
            "A file is stored with its size and its hash.",
            id="a file without its size",
        ),
        pytest.param(
            {"size": 12},
            "A file is stored with its size and its hash.",
            id="a link with a size",
        ),
        pytest.param(
            {"period_starts_on": date(2026, 2, 2), "period_ends_on": date(2026, 2, 1)},
            "The period ends before it starts. Give a later last day.",
            id="a period that ends before it starts",
        ),
    ],
)
def test_evidence_is_refused(values, sentence):
    assert_refused(unsaved(EvidenceFactory, **values), sentence)


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({}, id="a link"),
        pytest.param({"stored": True}, id="a file"),
        pytest.param({"period_ends_on": date(2026, 2, 1)}, id="a period's end only"),
        pytest.param(
            {"period_starts_on": date(2026, 2, 1), "period_ends_on": date(2026, 2, 1)},
            id="a period of one day",
        ),
    ],
)
def test_evidence_is_accepted(values):
    assert_accepted(unsaved(EvidenceFactory, **values))


def test_evidence_link_that_is_no_web_address_is_refused():
    row = unsaved(EvidenceFactory, link="javascript:alert(1)")

    assert_said(row, "Enter a valid URL.")


def test_evidence_is_numbered_once():
    evidence = EvidenceFactory(title="Audit")

    assert_refused(
        unsaved(EvidenceFactory, action=evidence.action, number=1),
        "Evidence with this Action and Number already exists.",
    )
    assert str(evidence) == "A-001 evidence 1: Audit"


def test_evidence_comes_with_an_update_of_the_same_action():
    update = ProgressUpdateFactory()

    assert_accepted(unsaved(EvidenceFactory, action=update.action, update=update))
    assert_said(
        unsaved(EvidenceFactory, plan=update.action.plan, update=update),
        "Choose an update of the same action.",
    )


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({"withdrawn_on": date(2026, 6, 2)}, id="a day alone"),
        pytest.param({"withdrawn_reason": "It named a child."}, id="a reason alone"),
        pytest.param({"withdrawn_by": True}, id="a person alone"),
        pytest.param(
            {"withdrawn_on": date(2026, 6, 2), "withdrawn_by": True}, id="no reason"
        ),
    ],
)
def test_evidence_is_withdrawn_whole_or_not_at_all(values):
    if "withdrawn_by" in values:
        values = {**values, "withdrawn_by": UserFactory()}

    assert_refused(
        unsaved(EvidenceFactory, **values),
        "Say who withdraws it, on which day and why.",
    )


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({}, id="nothing changed"),
        pytest.param({"title": "Another title"}, id="a title"),
        pytest.param({**WITHDRAWN, "title": "Another"}, id="a title with withdrawal"),
    ],
)
def test_evidence_allows_no_change_but_its_withdrawal(values):
    evidence = EvidenceFactory()
    for name, value in values.items():
        setattr(evidence, name, value)

    with pytest.raises(ValidationError) as refusal:
        evidence.save()

    assert "is on record and is not changed" in refusal.value.messages[0]


def test_evidence_is_withdrawn_once():
    evidence = EvidenceFactory()
    for name, value in {**WITHDRAWN, "withdrawn_by": UserFactory()}.items():
        setattr(evidence, name, value)
    evidence.save()
    stored = Evidence.objects.get()
    stored.withdrawn_reason = "Another reason"

    with pytest.raises(ValidationError) as refusal:
        stored.save()

    assert "is on record and is not changed" in refusal.value.messages[0]


def test_evidence_file_is_stored_by_its_hash():
    evidence = EvidenceFactory(stored=True)

    folder = f"{evidence.action.plan.slug}/{evidence.sha256[:2]}"
    assert evidence.file.name == f"{folder}/{evidence.sha256}"
