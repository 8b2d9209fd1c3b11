"""Showing what is read of one report."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from tests.intake.made_reports import ilacs, letter_text
from tests.intake.papers import locked
from tracker.intake.pdf_pages import REFUSALS


def shown(path, **options):
    """What the command prints of a file."""
    out = io.StringIO()
    call_command("import_report", str(path), stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def report(tmp_path):
    """A made-up report."""
    path = tmp_path / "northmere.pdf"
    path.write_bytes(ilacs())
    return path


def test_json_has_the_keys_of_the_expected_reading(report):
    draft = json.loads(shown(report, json=True))

    assert list(draft) == [
        "file",
        "authority",
        "kind",
        "framework",
        "started_on",
        "ended_on",
        "published_on",
        "lead_inspector",
        "inspectors",
        "judgements",
        "areas",
        "notes",
    ]
    assert (draft["file"], draft["kind"], len(draft["areas"])) == (
        "northmere.pdf",
        "inspection",
        2,
    )


def test_draft_is_shown_to_a_person(report):
    lines = shown(report).splitlines()

    assert lines[0] == "authority: Northmere"
    assert "published_on: not found" in lines
    assert "Overall effectiveness: Good" in lines
    assert lines[-1] == "The day of publication is not printed."


def test_text_file_is_read_as_pasted_text(tmp_path):
    path = tmp_path / "letter.txt"
    path.write_text(letter_text(), encoding="utf-8")

    assert json.loads(shown(path, json=True))["kind"] == "focused_visit"


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("locked.pdf", locked(), REFUSALS["locked"]),
        ("letter.txt", b"\xff\xfe", "is no text in UTF-8. Save it as such."),
        ("missing.pdf", None, "cannot be opened: No such file or directory."),
    ],
)
def test_file_that_cannot_be_read_is_refused(tmp_path, name, content, sentence):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(CommandError) as refused:
        shown(path)

    assert str(refused.value).startswith(str(path))
    assert str(refused.value).endswith(sentence)
