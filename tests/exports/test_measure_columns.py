"""A list of measures as a file."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from tests.factories import (
    TODAY,
    MeasureFactory,
    MeasureTargetFactory,
    MeasureValueFactory,
    PostFactory,
    SourceFactory,
)
from tracker.exports.columns import Table
from tracker.exports.csv_file import stream_csv
from tracker.exports.measure_columns import MEASURE_COLUMNS, measure_cells
from tracker.exports.workbook import stream_workbook
from tracker.reports.measures import measures_report

pytestmark = pytest.mark.django_db


def row_of(plan):
    """The one row of a plan, by heading."""
    (row,) = measure_cells(measures_report(plan=plan, on=TODAY))
    headings = [column.heading for column in MEASURE_COLUMNS]
    return dict(zip(headings, row, strict=True))


def test_columns_tell_how_a_measure_stands():
    measure = MeasureFactory(
        name="Visits on time",
        tells="First visits.",
        baseline=Decimal("61.5"),
        baseline_on=date(2025, 6, 30),
        data_source="Case system",
    )
    measure.owner_post = PostFactory(plan=measure.plan, title="Head of quality")
    measure.save()
    MeasureTargetFactory(measure=measure)
    MeasureValueFactory(measure=measure, starts_on=date(2026, 4, 1))
    MeasureValueFactory(
        measure=measure,
        starts_on=date(2026, 5, 1),
        value=Decimal("86.5"),
        note="A good month.",
    )
    MeasureValueFactory(measure=measure, series="england", value=Decimal(75))

    assert row_of(measure.plan) == {
        "Reference": "M-001",
        "Measure": "Visits on time",
        "What it tells": "First visits.",
        "Unit": "%",
        "Which way is better": "Higher is better",
        "How often": "Every month",
        "Status": "Within tolerance",
        "Inspectors found otherwise": "No",
        "Period": "May 2026",
        "Number": Decimal("86.5"),
        "In words, or why there is no data": "",
        "In doubt": "",
        "Number before": Decimal(80),
        "Trend": "Better",
        "Target": Decimal(90),
        "To be reached by": date(2026, 12, 31),
        "To be reached, in words": "",
        "Tolerance": Decimal(5),
        "Baseline": Decimal("61.5"),
        "Day of the baseline": date(2025, 6, 30),
        "Statistical neighbours": None,
        "England": Decimal(75),
        "What lies behind it": "A good month.",
        "Owner": "Head of quality",
        "Where the number comes from": "Case system",
        "Source": "",
        "Place in the source": "",
        "Quote": "",
    }


def test_words_of_a_document_and_doubt_have_their_own_cells():
    source = SourceFactory(published_on=TODAY)
    measure = MeasureFactory(plan=source.plan, irregular=True)
    MeasureValueFactory(
        measure=measure, printed=True, source=source, value=None, said="most"
    )

    row = row_of(measure.plan)

    assert row["Number"] is None
    assert row["In words, or why there is no data"] == "most"
    assert (row["Period"], row["Quote"]) == ("Not dated", "We count 80.")


def test_measure_never_told_of_is_a_row_of_empty_cells():
    row = row_of(MeasureFactory().plan)

    assert (row["Status"], row["Period"], row["Number"]) == ("No data", "", None)


def table_of(plan):
    """The list as a table."""
    cells = measure_cells(measures_report(plan=plan, on=TODAY))
    return Table(title="Measures", columns=MEASURE_COLUMNS, rows=cells)


def test_no_cell_is_a_formula_and_numbers_stay_numbers():
    value = MeasureValueFactory(
        measure__name="=HYPERLINK(1)", note="+1", value=Decimal("-2.5")
    )
    plan = value.measure.plan

    text = b"".join(stream_csv(table_of(plan))).decode("utf-8-sig")
    sheet = openpyxl.load_workbook(BytesIO(b"".join(stream_workbook(table_of(plan)))))[
        "Measures"
    ]

    assert "'=HYPERLINK(1)" in text
    assert ",-2.5," in text
    header, row = sheet.iter_rows()
    cells = {head.value: cell for head, cell in zip(header, row, strict=True)}
    assert cells["Measure"].data_type == "s"
    assert (cells["Number"].data_type, cells["Number"].value) == ("n", -2.5)
