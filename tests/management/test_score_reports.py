"""Scoring a folder of reports."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from tests.intake.made_reports import ilacs, sif_2016
from tracker.intake.expected import as_expected
from tracker.intake.report import read_pdf


@pytest.fixture
def folder(tmp_path):
    """Two made-up reports; what a person read differs in one field and one area."""
    first, second = as_expected(read_pdf(ilacs())), as_expected(read_pdf(sif_2016()))
    first["areas"][0]["page"] = 9
    second["lead_inspector"] = "Bob Brown"
    expected = [{"file": "a.pdf", **first}, {"file": "b.pdf", **second}]
    (tmp_path / "a.pdf").write_bytes(ilacs())
    (tmp_path / "b.pdf").write_bytes(sif_2016())
    (tmp_path / "expected.json").write_text(json.dumps(expected), encoding="utf-8")
    return tmp_path


def rows(*args, **options):
    """The table, each row in words; the seconds it took are left out."""
    out = io.StringIO()
    call_command("score_reports", *args, stdout=out, **options)
    table = [line.split() for line in out.getvalue().splitlines()[1:]]
    return [[word for word in row if "." not in word or "pdf" in word] for row in table]


def test_each_report_and_the_total_are_scored(folder):
    assert rows(str(folder)) == [
        ["a.pdf", "7/7", "3/3", "1/2", "1"],
        ["b.pdf", "6/7", "3/3", "4/4", "0", "lead_inspector"],
        ["2", "reports", "13/14", "6/6", "5/6", "1", "lead_inspector"],
    ]


def test_some_reports_of_the_folder_are_scored(folder):
    assert [row[0] for row in rows(str(folder), only=["b.pdf"])] == ["b.pdf", "1"]


@pytest.mark.parametrize(
    ("named", "sentence"),
    [
        (False, "Name the folder, or set OFSTED_REPORTS to it."),
        (True, "holds no expected.json."),
    ],
)
def test_folder_without_expected_reading_is_refused(
    tmp_path, monkeypatch, named, sentence
):
    monkeypatch.delenv("OFSTED_REPORTS", raising=False)
    folder = [str(tmp_path)] if named else []

    with pytest.raises(CommandError) as refused:
        rows(*folder)

    assert str(refused.value).endswith(sentence)
