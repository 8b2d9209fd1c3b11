"""The workbook of actions read back: its rows, and a sentence for all that is wrong."""

import io
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from tests.factories import (
    ActionFactory,
    AnswerFactory,
    PlanFactory,
    RecommendationFactory,
    WorkstreamFactory,
)
from tests.intake.sheets import as_bytes, edited, made, read, saved
from tracker.exports.action_columns import ACTION_COLUMNS
from tracker.intake import workbook
from tracker.intake.workbook import COLUMNS, WorkbookRefusedError, read_actions

EMPTY = dict.fromkeys(COLUMNS, "")


def refusal(content):
    """The sentence that refuses a workbook."""
    with pytest.raises(WorkbookRefusedError) as refused:
        read_actions(io.BytesIO(content))
    return str(refused.value)


def test_columns_are_those_that_the_list_saves():
    saved_columns = {column.heading for column in ACTION_COLUMNS}

    assert set(COLUMNS) - saved_columns == set()


@pytest.mark.django_db
def test_saved_list_is_read_back():
    plan = PlanFactory(name="Northmere plan")
    action = ActionFactory(
        plan=plan,
        owned=True,
        title="Train managers",
        output="A course\nand a guide",
        outcome="Supervision is regular",
        impact="=not a formula",
        workstream=WorkstreamFactory(plan=plan, name="Front door"),
    )
    recommendation = RecommendationFactory(plan=plan, parts=2)
    for part in recommendation.parts.order_by("-number"):
        AnswerFactory(action=action, part=part)

    sheet = read_actions(io.BytesIO(saved(plan)))

    assert sheet.plan == "Northmere plan"
    (row,) = sheet.rows
    assert (row.number, row.errors) == (2, [])
    assert row.cells == {
        "Reference": "A-001",
        "Action": "Train managers",
        "Output": "A course\nand a guide",
        "Outcome": "Supervision is regular",
        "Impact": "=not a formula",
        "Workstream": "Front door",
        "Owner": action.owner_post.title,
        "Answers": "R-001.1; R-001.2",
        "Status": "Not started",
        "Rating": "Grey",
        "Due date": "2026-09-30",
        "Version": "1",
    }


@pytest.mark.parametrize(
    ("value", "read_as"),
    [
        pytest.param(datetime(2026, 3, 31), "2026-03-31", id="day"),  # noqa: DTZ001
        pytest.param(date(2026, 3, 31), "2026-03-31", id="date"),
        pytest.param("31/03/2026", "2026-03-31", id="British words"),
        pytest.param("1.4.2026", "2026-04-01", id="with points"),
        pytest.param("2026-03-31", "2026-03-31", id="ISO words"),
        pytest.param("  ", "", id="spaces"),
    ],
)
def test_due_date_is_read_however_it_is_written(value, read_as):
    (row,) = read(made([{"Action": "Train", "Due date": value}]))

    assert (row.cells["Due date"], row.errors) == (read_as, [])


@pytest.mark.parametrize(
    ("column", "value", "error"),
    [
        ("Due date", "soon", ("soon", workbook.NOT_A_DAY)),
        ("Due date", "31/02/2026", ("31/02/2026", workbook.NOT_A_DAY)),
        ("Due date", 46112, ("46112", workbook.NOT_A_DAY)),
        ("Version", "two", ("two", workbook.NOT_A_VERSION)),
        ("Version", 1.5, ("1.5", workbook.NOT_A_VERSION)),
        ("Action", "=A1&B1", ("=A1&B1", workbook.FORMULA)),
        ("Output", "#REF!", ("#REF!", workbook.ERROR_VALUE)),
    ],
)
def test_cell_that_cannot_be_taken_is_named_with_its_reason(column, value, error):
    (row,) = read(made([{"Reference": "A-001", column: value}]))

    assert row.errors == [(column, *error)]


@pytest.mark.parametrize(
    ("value", "read_as"), [(12, "12"), (12.0, "12"), (True, "True"), (" a ", "a")]
)
def test_other_values_are_text(value, read_as):
    (row,) = read(made([{"Action": value}]))

    assert (row.cells["Action"], row.errors) == (read_as, [])


def test_rows_keep_their_numbers_and_empty_ones_are_passed_over():
    rows = read(made([{"Action": "One"}, {}, {"Action": "Two"}, {}]))

    assert [(row.number, row.cells["Action"]) for row in rows] == [
        (2, "One"),
        (4, "Two"),
    ]


def test_columns_may_stand_in_any_order_among_others():
    columns = ["Notes", *reversed(COLUMNS), "Notes"]

    (row,) = read(made([{"Action": "Train", "Notes": "mine"}], columns=columns))

    assert row.cells == {**EMPTY, "Action": "Train"}


def test_missing_columns_are_named():
    columns = [name for name in COLUMNS if name not in ("Output", "Version")]

    assert refusal(made(columns=columns)).startswith(
        "The sheet has no column “Output”, “Version”."
    )


def test_empty_sheet_has_no_columns():
    book = Workbook()
    book.active.title = "Actions"

    assert refusal(as_bytes(book)).startswith("The sheet has no column “Reference”")


def test_column_that_stands_twice_is_named():
    assert refusal(made(columns=[*COLUMNS, "Owner"])) == (
        "The sheet has the column “Owner” more than once. Keep one."
    )


def test_workbook_without_the_sheet_is_refused():
    assert refusal(made(title="Sheet1")) == workbook.NO_SHEET


def test_too_many_rows_are_refused(monkeypatch):
    monkeypatch.setattr(workbook, "MOST_ROWS", 2)

    assert len(read(made([{"Action": "One"}, {}, {"Action": "Two"}]))) == 2
    assert refusal(made([{"Action": "One"}] * 3)) == workbook.TOO_MANY_ROWS


def test_sheet_that_never_ends_is_refused(monkeypatch):
    monkeypatch.setattr(workbook, "MOST_LINES", 3)
    content = edited(made([{"Action": "One"}]), {("Action", 1_000_000): "Last"})

    assert refusal(content) == workbook.TOO_MANY_ROWS


@pytest.mark.parametrize("limit", ["MOST_UNPACKED_BYTES", "MOST_TAGS"])
def test_workbook_that_unpacks_to_too_much_is_refused(monkeypatch, limit):
    monkeypatch.setattr(workbook, limit, 100)

    assert refusal(made()) == workbook.TOO_LARGE


def damaged(change):
    """A workbook whose sheet was changed as text."""
    new = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(made([{"Action": "Train"}]))) as old,
        zipfile.ZipFile(new, "w") as archive,
    ):
        for name in old.namelist():
            text = old.read(name)
            archive.writestr(name, change(text) if "sheet1" in name else text)
    return new.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"PK\x03\x04 not a zip", id="no zip"),
        pytest.param(damaged(lambda text: text[:-40]), id="cut"),
        pytest.param(
            damaged(
                lambda text: text.replace(
                    b"<worksheet",
                    b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet',
                    1,
                )
            ),
            id="entities",
        ),
    ],
)
def test_damaged_workbook_is_refused(content):
    assert refusal(content) == workbook.BROKEN
