"""What a chart shows, in words made from its data: for those who do not see it."""

from decimal import Decimal

from tracker.reports.document import Cell, Chart, ChartKind, Column, Kind, cell_words

MOST_BARS = 15  # of a slippage: more cannot be read in one picture
WHAT_IT_IS = {
    ChartKind.STATUS_OVER_TIME: "Stacked bars",
    ChartKind.MOVEMENT: "Bars side by side",
    ChartKind.MEASURE: "Line chart",
    ChartKind.SLIPPAGE: "Bars",
}


def drawn_columns(chart: Chart) -> list[int]:
    """The places of the columns that are drawn."""
    columns = chart.table.columns
    places = [p for p in range(1, len(columns)) if columns[p].kind in Kind.numbers]
    return places[:1] if chart.kind is ChartKind.SLIPPAGE else places


def drawn_rows(chart: Chart) -> list[tuple[Cell, ...]]:
    """The rows that are drawn: those with a number; of a slippage the furthest."""
    places = drawn_columns(chart)
    rows = [row for row in chart.table.rows if any(is_number(row[p]) for p in places)]
    if chart.kind is ChartKind.SLIPPAGE:
        return sorted(rows, key=lambda row: -number(row[places[0]]))[:MOST_BARS]
    if chart.kind is ChartKind.MEASURE:
        return list(chart.table.rows) if rows else []
    return rows


def is_number(cell: Cell) -> bool:
    """Whether a cell can be drawn."""
    return isinstance(cell, int | Decimal)


def number(cell: Cell) -> float:
    """The cell as a number to draw; words count nothing."""
    return float(cell) if isinstance(cell, int | Decimal) else 0.0


def alternative(chart: Chart) -> str:
    """One or two sentences: what kind of picture, of what, and what it shows."""
    rows = drawn_rows(chart)
    start = f"{WHAT_IT_IS[chart.kind]}: {chart.title}, in {chart.unit}."
    if not rows:
        return f"{start} There are no numbers to draw."
    shown = rows
    if chart.kind in (ChartKind.STATUS_OVER_TIME, ChartKind.MEASURE):
        shown = rows if len(rows) == 1 else [rows[0], rows[-1]]
    said = "; ".join(_row_words(chart, row) for row in shown)
    return f"{start} {said}. The table of the data says all."


def left_out(chart: Chart) -> str:
    """How many rows the picture leaves to the table; nothing where it has all."""
    count, of = len(drawn_rows(chart)), len(chart.table.rows)
    if chart.kind is not ChartKind.SLIPPAGE or of <= MOST_BARS:
        return ""
    return f"The picture shows the {count} that moved furthest, the table all {of}."


def _row_words(chart: Chart, row: tuple[Cell, ...]) -> str:
    columns = chart.table.columns
    values = ", ".join(
        _value_words(chart, columns[place], row[place])
        for place in drawn_columns(chart)
        if row[place] is not None
    )
    return f"{cell_words(row[0], columns[0].kind)}: {values}"


def _value_words(chart: Chart, column: Column, cell: Cell) -> str:
    words = cell_words(cell, column.kind)
    return words if chart.kind is ChartKind.SLIPPAGE else f"{column.heading} {words}"
