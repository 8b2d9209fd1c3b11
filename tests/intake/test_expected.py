"""Comparing a draft with what a person read; the folder of reports as a whole."""

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from tests.intake.made_reports import ilacs, letter_text
from tracker.intake.expected import FIELDS, as_expected, score
from tracker.intake.report import read_pdf, read_text

REPORTS = os.environ.get("OFSTED_REPORTS", "")
FEWEST_RIGHT = 0.99


def expected(**values):
    """What a person read in the made-up report."""
    return as_expected(read_pdf(ilacs())) | values


def test_keys_are_plain():
    read = expected()

    assert {name: read[name] for name in FIELDS} == {
        "authority": "Northmere",
        "kind": "inspection",
        "framework": "ILACS",
        "started_on": "2021-11-29",
        "ended_on": "2021-12-10",
        "published_on": None,
        "lead_inspector": "Ann Archer",
    }
    assert read["areas"][1] == {
        "number": None,
        "text": "Oversight, to show: an understanding of risk and of need; reflection.",
        "kind": "area_for_improvement",
        "section": "local_authority",
        "page": 2,
    }
    assert read["notes"] == "The day of publication is not printed."


def test_letter_names_its_inspectors():
    read = as_expected(read_text(letter_text()))

    assert (read["kind"], read["inspectors"]) == (
        "focused_visit",
        ["Ann Archer", "Bob Brown"],
    )


def test_framework_of_neither_list_is_other():
    title = "Joint targeted area inspection of abuse in Northmere"
    read = as_expected(read_text(letter_text(heading=title)))

    assert (read["kind"], read["framework"]) == ("other", "other")


def test_area_counts_by_its_letters_and_digits():
    areas = expected()["areas"]
    areas[0]["text"] = areas[0]["text"].upper().replace(" ", "\n")

    result = score(read_pdf(ilacs()), expected(areas=areas))

    assert (result.areas_right, result.areas, result.invented) == (2, 2, 0)
    assert result.fields_right == len(FIELDS)


@pytest.mark.parametrize(
    "wrong",
    [{"text": "Other"}, {"page": 3}, {"number": "1"}, {"kind": "recommendation"}],
)
def test_area_that_differs_is_wrong_and_invented(wrong):
    areas = expected()["areas"]
    areas[0] |= wrong

    result = score(read_pdf(ilacs()), expected(areas=areas))

    assert (result.areas_right, result.areas, result.invented) == (1, 2, 1)


def test_area_read_twice_is_invented_once():
    draft = read_pdf(ilacs())

    result = score(replace(draft, areas=draft.areas * 2), expected())

    assert (result.areas_right, result.invented) == (2, 2)


def test_wrong_fields_are_named():
    result = score(read_pdf(ilacs()), expected(framework="SIF", ended_on=None))

    assert result.wrong_fields == ("framework", "ended_on")


@pytest.mark.skipif(
    not REPORTS, reason="OFSTED_REPORTS names no folder, so no real report was read."
)
def test_real_reports_are_read():
    folder = Path(REPORTS)
    reports = json.loads((folder / "expected.json").read_text(encoding="utf-8"))

    scores = {
        report["file"]: score(read_pdf((folder / report["file"]).read_bytes()), report)
        for report in reports
    }

    assert {name: each.wrong_fields for name, each in scores.items()} == dict.fromkeys(
        scores, ()
    )
    assert {name: each.invented for name, each in scores.items()} == dict.fromkeys(
        scores, 0
    )
    right = sum(each.areas_right for each in scores.values())
    areas = sum(each.areas for each in scores.values())
    assert right >= FEWEST_RIGHT * areas > 0
