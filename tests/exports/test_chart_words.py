"""What a chart says in words, made from its data alone."""

from datetime import date

import pytest

from tests.reports.sample_document import sample
from tracker.exports.chart_words import MOST_BARS, alternative, drawn_rows, left_out
from tracker.reports.document import Chart, ChartKind, Column, Kind, Table

STATUS, MOVEMENT, SLIPPAGE, MEASURE = sample().charts


def slippage(count):
    columns = (Column("Action"), Column("Days", Kind.NUMBER), Column("Due", Kind.DAY))
    rows = tuple((f"A-{n:03}", n, date(2026, 1, 1)) for n in range(count))
    table = Table("slippage", "Slippage", columns, rows)
    return Chart(ChartKind.SLIPPAGE, "Slippage", table, "days")


@pytest.mark.parametrize(
    ("chart", "words"),
    [
        pytest.param(
            STATUS,
            "Stacked bars: Status over time, in actions. 31 March 2026: In progress 20, "
            "Delivered 4, Verified 0; 31 May 2026: In progress 11, Delivered 8, "
            "Verified 5. The table of the data says all.",
            id="first and last day",
        ),
        pytest.param(
            MOVEMENT,
            "Bars side by side: Since last meeting, in actions. Red: 31 March 2026 1, "
            "15 June 2026 3; Amber: 31 March 2026 8, 15 June 2026 5; Green: 31 March "
            "2026 15, 15 June 2026 16. The table of the data says all.",
            id="every row",
        ),
        pytest.param(
            SLIPPAGE,
            "Bars: How far dates moved, in days. A-001: 61; A-003: −7. "
            "The table of the data says all.",
            id="furthest first",
        ),
        pytest.param(
            MEASURE,
            "Line chart: Children seen in time, in per cent. 31 March 2026: Seen in time "
            "71.5%, Target 90%, England 81.0%; 31 May 2026: Seen in time 83.0%, Target "
            "90%, England 81.0%. The table of the data says all.",
            id="with its unit",
        ),
        pytest.param(
            slippage(0),
            "Bars: Slippage, in days. There are no numbers to draw.",
            id="nothing to draw",
        ),
    ],
)
def test_alternative(chart, words):
    assert alternative(chart) == words


def test_slippage_draws_the_furthest_and_says_so():
    chart = slippage(MOST_BARS + 1)

    assert [row[1] for row in drawn_rows(chart)] == list(range(MOST_BARS, 0, -1))
    assert left_out(chart) == (
        "The picture shows the 15 that moved furthest, the table all 16."
    )
    assert left_out(slippage(MOST_BARS)) == ""
