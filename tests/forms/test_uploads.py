import hashlib

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import (
    SimpleUploadedFile,
    TemporaryUploadedFile,
)
from hypothesis import given
from hypothesis import strategies as st

from tests.forms import evidence_files as files
from tracker.forms import uploads
from tracker.forms.file_kinds import EMPTY
from tracker.forms.uploads import EvidenceFileField, clean_name

RIGHT_TO_LEFT = "\u202e"


def clean(content, name="audit.pdf", **options):
    return EvidenceFileField(**options).clean(SimpleUploadedFile(name, content))


def test_clean_gives_the_file_with_what_was_found():
    file = clean(files.PDF, "Audit May.PDF")

    assert (file.name, file.kind, file.content_type, file.size, file.sha256) == (
        "Audit May.pdf",
        "pdf",
        "application/pdf",
        len(files.PDF),
        hashlib.sha256(files.PDF).hexdigest(),
    )
    assert file.read() == files.PDF


def test_clean_takes_a_file_that_lies_on_disk():
    upload = TemporaryUploadedFile("audit.docx", "text/html", len(files.DOCX), None)
    upload.write(files.DOCX)

    file = EvidenceFileField().clean(upload)

    assert (file.kind, file.sha256) == (
        "docx",
        hashlib.sha256(files.DOCX).hexdigest(),
    )
    upload.close()


def test_clean_does_not_believe_the_browser():
    upload = SimpleUploadedFile("a.txt", files.CSV, content_type="text/html")

    assert EvidenceFileField().clean(upload).content_type == "text/plain"


@pytest.mark.parametrize(
    ("content", "name", "code", "message"),
    [
        pytest.param(b"", "a.pdf", "empty", EMPTY, id="empty"),
        pytest.param(
            b"<html>",
            "a.txt",
            "refused",
            "The file is a web page or a drawing in XML. Save it as a PDF and add that.",
            id="web page",
        ),
        pytest.param(
            files.PDF,
            "a.txt",
            "refused",
            "The content is a PDF, but the name ends in .txt. "
            "Give it the ending .pdf and add it again.",
            id="wrong ending",
        ),
    ],
)
def test_clean_refuses_with_one_sentence(content, name, code, message):
    with pytest.raises(ValidationError) as caught:
        clean(content, name)

    assert (caught.value.code, caught.value.messages) == (code, [message])


@pytest.mark.parametrize(
    ("over", "accepted"),
    [pytest.param(0, True, id="25 MB"), pytest.param(1, False, id="a byte over")],
)
def test_clean_size_limit(over, accepted):
    content = b"x" * (25 * 1024 * 1024 + over)

    if accepted:
        assert clean(content, "a.txt").size == len(content)
    else:
        with pytest.raises(ValidationError, match="larger than 25 MB"):
            clean(content, "a.txt")


def test_clean_nothing_chosen():
    with pytest.raises(ValidationError, match=r"Choose a file\."):
        EvidenceFileField().clean(None)

    assert EvidenceFileField(required=False).clean(None) is None


def test_widget_offers_only_accepted_endings():
    class EvidenceForm(forms.Form):
        file = EvidenceFileField()

    assert EvidenceForm().fields["file"].widget.attrs == {
        "accept": ".pdf,.docx,.xlsx,.pptx,.odt,.ods,.png,.jpg,.jpeg,.msg,.eml,.csv,.txt"
    }


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        pytest.param("Audit May 2026.PDF", "Audit May 2026.pdf", id="plain"),
        pytest.param("C:\\Users\\me\\audit.pdf", "audit.pdf", id="Windows folder"),
        pytest.param("../../etc/audit.pdf", "audit.pdf", id="folder above"),
        pytest.param(f"a{RIGHT_TO_LEFT}fdp.exe", "afdp.exe", id="turned writing"),
        pytest.param("a\x00b\x1b.pdf", "ab.pdf", id="control characters"),
        pytest.param("a\r\n b\t.pdf", "a b.pdf", id="line ends"),
        pytest.param("a\u200b\u200d.pdf", "a.pdf", id="invisible characters"),
        pytest.param("cafe\u0301.pdf", "caf\u00e9.pdf", id="composed"),
        pytest.param('a<b>:"c|?*.pdf', "a-b---c---.pdf", id="not on Windows"),
        pytest.param("x" * 200 + ".docx", "x" * 115 + ".docx", id="long"),
        pytest.param("..pdf", "pdf", id="dots"),
        pytest.param("", "evidence", id="nothing"),
        pytest.param("/", "evidence", id="folder only"),
        pytest.param("a." + "x" * 200, "a." + "x" * 118, id="long ending"),
    ],
)
def test_clean_name(name, cleaned):
    assert clean_name(name) == cleaned


@given(st.text(max_size=300))
def test_clean_name_of_any_text_is_safe(name):
    cleaned = clean_name(name)

    assert 0 < len(cleaned) <= uploads.LONGEST_NAME
    assert cleaned == clean_name(cleaned)
    assert not set(cleaned) & set('/\\\x00\r\n<>:"|?*' + RIGHT_TO_LEFT)
    assert cleaned not in {".", ".."}


@given(content=st.binary(min_size=1, max_size=300), name=st.text(max_size=20))
def test_clean_any_bytes_give_a_file_or_a_validation_error(content, name):
    upload = SimpleUploadedFile("a", content)
    upload._name = f"{name}.txt"

    try:
        outcome = EvidenceFileField().clean(upload).kind
    except ValidationError as error:
        (outcome,) = error.messages

    assert outcome == "txt" or outcome.endswith(".")
