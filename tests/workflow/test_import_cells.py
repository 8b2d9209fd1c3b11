"""Cells of a file against the plan: the same text, names, and what is answered."""

import pytest
from django.core.exceptions import ValidationError

from tests.factories import (
    PlanFactory,
    PostFactory,
    RecommendationFactory,
    WorkstreamFactory,
)
from tracker.exports import csv_file, workbook
from tracker.workflow import import_cells
from tracker.workflow.import_cells import Known, says_the_same, unguarded

LONG = "a" * 40_000


def test_formula_starts_are_those_that_files_are_guarded_against():
    assert import_cells.FORMULA_STARTS == csv_file.FORMULA_STARTS


def test_characters_left_out_are_those_that_a_workbook_leaves_out():
    assert import_cells.NOT_IN_A_CELL.pattern == workbook.NOT_IN_XML.pattern
    assert import_cells.CUT == workbook.CUT


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("Train", "Train"),
        (" Train ", "Train"),
        ("'=1+1", "=1+1"),
        ("'-5 is less", "-5 is less"),
        ("'+44", "+44"),
        ("'@home", "@home"),
        ("'quoted'", "'quoted'"),
        ("''=1", "''=1"),
        ("=1+1", "=1+1"),
    ],
)
def test_unguarded_takes_off_only_the_apostrophe_of_a_guard(cell, text):
    assert unguarded(cell) == text


@pytest.mark.parametrize(
    ("cell", "stored", "same"),
    [
        pytest.param("Train", "Train", True, id="same"),
        pytest.param("Train", "train", False, id="capitals"),
        pytest.param("a\nb", "a\r\nb", True, id="line ends of a browser"),
        pytest.param("'=1+1", "=1+1", True, id="guarded"),
        pytest.param("'=1+1", "'=1+1", True, id="apostrophe of its own"),
        pytest.param("=1+1", "'=1+1", False, id="apostrophe taken away"),
        pytest.param("", "", True, id="nothing"),
        pytest.param("", "Train", False, id="emptied"),
        pytest.param(LONG[:32_766] + "…", LONG, True, id="cut"),
    ],
)
def test_says_the_same_as_a_file_writes_it(cell, stored, same):
    assert says_the_same(cell, stored) == same


def test_cut_text_that_was_edited_is_refused():
    with pytest.raises(ValidationError) as refused:
        says_the_same("b" + LONG[:32_765] + "…", LONG)

    assert refused.value.messages == [import_cells.CUT_TEXT]


@pytest.fixture
def known(db, today):
    """A plan with two posts of one title, and recommendations of one and two parts."""
    plan = PlanFactory()
    PostFactory(plan=plan, title="Head of Safeguarding")
    PostFactory.create_batch(2, plan=plan, title="Team manager")
    WorkstreamFactory(plan=plan, name="Front door")
    RecommendationFactory(plan=plan)
    RecommendationFactory(plan=plan, parts=2)
    RecommendationFactory(reference="R-009")
    return Known.read(plan, [], today)


def test_post_and_workstream_are_found_however_they_are_spelt(known):
    assert known.post(" head of  safeguarding").title == "Head of Safeguarding"
    assert known.workstream("FRONT DOOR").name == "Front door"
    assert known.workstream("") is None


@pytest.mark.parametrize(
    ("kind", "name", "sentence"),
    [
        ("post", "Head of nothing", import_cells.NONE_SUCH),
        ("post", "Team manager", import_cells.SEVERAL_SUCH),
        ("workstream", "Back door", import_cells.NONE_SUCH),
    ],
)
def test_name_that_is_not_one_row_is_refused(known, kind, name, sentence):
    with pytest.raises(ValidationError) as refused:
        getattr(known, kind)(name)

    assert refused.value.messages == [sentence]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("R-001.1", ["R-001.1"]),
        ("r-001", ["R-001.1"]),
        ("R-002.2; R-001.1", ["R-002.2", "R-001.1"]),
        ("R-002.1,R-002.2\nR-002.1", ["R-002.1", "R-002.2"]),
        ("", []),
    ],
)
def test_answers_are_found(known, text, told):
    parts = known.parts_named(text)

    assert [f"{part.recommendation.reference}.{part.number}" for part in parts] == told


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("R-002", "R-002 has 2 parts. Say which, like R-002.1."),
        ("R-002.3", "The plan has no R-002.3."),
        ("R-009.1", "The plan has no R-009.1."),
        (
            "all",
            "“all” is not known. Write what it answers like R-004.2; R-007.1.",
        ),
    ],
)
def test_answer_that_is_none_is_refused(known, text, sentence):
    with pytest.raises(ValidationError) as refused:
        known.parts_named(text)

    assert refused.value.messages == [sentence]
