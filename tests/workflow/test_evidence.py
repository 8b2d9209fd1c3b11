"""Evidence: a link, or a file named by its hash."""

import hashlib

import pytest
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.files.base import ContentFile

from tests.factories import (
    ProgressUpdateFactory,
)
from tests.forms.evidence_files import PDF
from tracker.choices import EvidenceKind
from tracker.models import Change, Evidence, change_set
from tracker.workflow.evidence import CheckedFile, EvidenceEntry, add_evidence

pytestmark = pytest.mark.django_db

SHA256 = hashlib.sha256(PDF).hexdigest()


def checked_pdf():
    return CheckedFile(
        content=ContentFile(PDF, name="/tmp/other name.exe"),  # noqa: S108  a bad name
        name="Audit of supervision.pdf",
        content_type="application/pdf",
        size=len(PDF),
        sha256=SHA256,
    )


def entry(**values):
    return EvidenceEntry(title="Audit", kind=EvidenceKind.AUDIT, **values)


def test_add_evidence_stores_a_link():
    update = ProgressUpdateFactory()

    with change_set(by=update.author):
        add_evidence(update=update, entry=entry(link="https://a.example/b"), number=1)

    stored = Evidence.objects.get()
    assert (stored.number, stored.title, stored.kind) == (1, "Audit", "audit")
    assert (stored.link, stored.file.name, stored.sha256) == (
        "https://a.example/b",
        "",
        "",
    )
    assert (stored.action, stored.update) == (update.action, update)
    assert (stored.added_on, stored.added_by) == (update.made_on, update.author)
    change = Change.objects.get(model="evidence")
    assert (change.by, change.after["link"]) == (update.author, "https://a.example/b")


def test_add_evidence_stores_a_file_by_its_hash_and_never_by_its_name(tmp_path):
    update = ProgressUpdateFactory()

    add_evidence(update=update, entry=entry(file=checked_pdf()), number=1)

    stored = Evidence.objects.get()
    slug = update.action.plan.slug
    assert stored.file.name == f"{slug}/{SHA256[:2]}/{SHA256}"
    assert (stored.file_name, stored.content_type) == (
        "Audit of supervision.pdf",
        "application/pdf",
    )
    assert (stored.size, stored.sha256, stored.update) == (len(PDF), SHA256, update)
    held = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert [path.read_bytes() for path in held] == [PDF]


def test_same_file_twice_is_two_rows_that_both_open():
    update = ProgressUpdateFactory()
    for number in (1, 2):
        add_evidence(update=update, entry=entry(file=checked_pdf()), number=number)

    first, second = Evidence.objects.order_by("number")

    assert (first.number, second.number) == (1, 2)
    with first.file.open() as one, second.file.open() as other:
        assert one.read() == other.read() == PDF


@pytest.mark.parametrize(
    ("values", "said"),
    [
        pytest.param({}, "Add a file or a link, not both.", id="neither"),
        pytest.param(
            {"link": "https://a.example/b", "file": checked_pdf()},
            "Add a file or a link, not both.",
            id="both",
        ),
    ],
)
def test_add_evidence_refuses_what_is_not_one_thing(tmp_path, values, said):
    with pytest.raises(ValidationError) as refusal:
        add_evidence(update=ProgressUpdateFactory(), entry=entry(**values), number=1)

    assert refusal.value.message_dict == {NON_FIELD_ERRORS: [said]}
    assert not Evidence.objects.exists()
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
