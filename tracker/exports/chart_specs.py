"""Charts as Vega-Lite descriptions: one for page, Word and PDF.

Nothing is told by colour alone: names and numbers stand at what they name, lines
differ by their dashes, and neighbours in a bar by their lightness and a white gap.
https://vega.github.io/vega-lite/docs/
"""

from collections.abc import Callable

from tracker.exports.chart_parts import (
    HEIGHT,
    LINE_OF_TEXT,
    MOST_NUMBERED,
    NAME_LINES,
    Spec,
    along,
    down,
    layer,
    layered,
    names_beside,
    numbers_at_ends,
    upward,
)
from tracker.exports.chart_words import drawn_columns, drawn_rows, is_number, number
from tracker.exports.palette import BRAND, IN_TURN, LINE, QUIET, Colour, colour
from tracker.reports.document import Chart, ChartKind, cell_words

BAR = 24  # pixels, as drawn
ROOM_BESIDE = 30  # pixels, for the numbers of bars
ROOM_ABOVE = 1.1  # of the highest point, for its number
DASHES = ((7, 4), (2, 3), (9, 3, 2, 3))
OUTLINE = {"stroke": f"#{QUIET}", "strokeWidth": 1}


def spec_of(chart: Chart) -> Spec | None:
    """The description of a chart; None where it has no numbers to draw."""
    return KINDS[chart.kind](chart) if drawn_rows(chart) else None


def status_over_time(chart: Chart) -> Spec:
    """A bar a day, a piece a status; beside the last bar the pieces have their names."""
    rows, places = drawn_rows(chart), drawn_columns(chart)
    most = max(sum(number(row[place]) for place in places) for row in rows) or 1
    pieces = [
        piece for x in range(len(rows)) for piece in _pieces(chart, x, most / HEIGHT)
    ]
    named = [
        (piece["middle"], piece["name"])
        for piece in pieces
        if piece["x"] == len(rows) - 1
    ]
    x, y = along([row[0] for row in rows]), upward(chart.unit, 0, most)
    bars = layer(
        {"type": "bar", "stroke": "#ffffff", "strokeWidth": 1.5},
        pieces,
        x=x,
        y={**y, "field": "base"},
        y2={"field": "top"},
        color={"field": "fill", "scale": None},
    )
    numbers = layer(
        {"type": "text", "baseline": "middle"},
        [piece for piece in pieces if len(rows) <= MOST_NUMBERED and piece["fits"]],
        x=x,
        y={**y, "field": "middle"},
        text={"field": "words"},
        color={"field": "ink", "scale": None},
    )
    return layered([bars, numbers, *names_beside(named, y)])


def _pieces(chart: Chart, x: int, a_pixel: float) -> list[Spec]:
    """The pieces of one bar, from the bottom; those that count nothing are left out."""
    row, pieces, base = drawn_rows(chart)[x], [], 0.0
    for turn, place in enumerate(drawn_columns(chart)):
        column, value = chart.table.columns[place], number(row[place])
        if value <= 0:
            continue
        looks = _looks(column.colour, turn)
        pieces.append(
            {
                "x": x,
                "base": base,
                "top": base + value,
                "middle": base + value / 2,
                "fits": value >= LINE_OF_TEXT * a_pixel,
                "words": cell_words(row[place], column.kind),
                "name": column.heading,
                "fill": f"#{looks.fill}",
                "ink": f"#{looks.on_fill}",
            }
        )
        base += value
    return pieces


def _looks(key: str, turn: int) -> Colour:
    """The colour that a column asks for, else the next one."""
    return colour(key or IN_TURN[turn % len(IN_TURN)])


def movement(chart: Chart) -> Spec:
    """Bars side by side for each row: pale what was, dark what is now."""
    rows, places = drawn_rows(chart), drawn_columns(chart)
    names = [chart.table.columns[place].heading for place in places]
    bars = [
        {**_bar(chart, y, place), "series": name}
        for y in range(len(rows))
        for name, place in zip(names, places, strict=True)
        if is_number(rows[y][place])
    ]
    shared = {
        "y": down([row[0] for row in rows]),
        "yOffset": {"field": "series", "sort": names},
        "x": _across(chart, bars),
    }
    series = {
        "field": "series",
        "sort": names,
        "scale": {"domain": names, "range": _pale_to_dark(len(names))},
        "legend": {"orient": "top", "symbolType": "square", "symbolSize": 180},
    }
    drawn = layer({"type": "bar", **OUTLINE}, bars, **shared, color=series)
    height = {"step": BAR, "for": "offset"}
    return layered([drawn, *numbers_at_ends(bars, **shared)], height)


def _pale_to_dark(count: int) -> list[str]:
    """As many colours, the last of them the strongest."""
    greys = [f"#{LINE}", "#7c8286", "#dee0e2"]
    return [*[greys[turn % len(greys)] for turn in range(count - 1)], f"#{BRAND}"]


def measure(chart: Chart) -> Spec:
    """A line with points for the values; dashed ones for what they are held against."""
    rows, places = drawn_rows(chart), drawn_columns(chart)
    lines = [
        [{**_bar(chart, x, place), "x": x} for x in range(len(rows))]
        for place in places
    ]
    values = [
        point["value"] for line in lines for point in line if point["value"] is not None
    ]
    y = upward(chart.unit, min(0.0, *values), max(1.0, *values) * ROOM_ABOVE)
    shared = {"x": along([row[0] for row in rows]), "y": {**y, "field": "value"}}
    own = {"type": "line", "color": f"#{BRAND}", "strokeWidth": 3}
    own["point"] = {"size": 60, "color": f"#{BRAND}"}
    drawn = [
        layer(_dashed(turn), line, **shared) for turn, line in enumerate(lines[1:])
    ]
    drawn.append(layer(own, lines[0], **shared))
    if len(rows) <= MOST_NUMBERED:
        drawn += _numbers_above(lines[0], shared)
    named = [
        (last["value"], f"{chart.table.columns[place].heading} {last['words']}")
        for place, line in zip(places, lines, strict=True)
        for last in [point for point in line if point["value"] is not None][-1:]
    ]
    return layered([*drawn, *names_beside(named, y)])


def _numbers_above(line: list[Spec], shared: Spec) -> list[Spec]:
    """The number of each point above it, on a white edge that hides what it crosses."""
    words = {"type": "text", "dy": -14, "fontWeight": "bold"}
    edge = {**words, "stroke": "#ffffff", "strokeWidth": 5}
    points = [point for point in line if point["value"] is not None]
    return [
        layer(mark, points, **shared, text={"field": "words"}) for mark in (edge, words)
    ]


def _dashed(turn: int) -> Spec:
    """A line to reach or to compare with."""
    dashes = DASHES[turn % len(DASHES)]
    return {
        "type": "line",
        "color": f"#{QUIET}",
        "strokeWidth": 1.75,
        "strokeDash": dashes,
    }


def slippage(chart: Chart) -> Spec:
    """A bar a row, the furthest first, its number at its end."""
    rows, (place,) = drawn_rows(chart), drawn_columns(chart)
    bars = [_bar(chart, y, place) for y in range(len(rows))]
    shared = {"y": down([row[0] for row in rows]), "x": _across(chart, bars)}
    mark = {"type": "bar", "color": f"#{BRAND}", "height": BAR}
    drawn = layer(mark, bars, **shared)
    height = {"step": NAME_LINES * LINE_OF_TEXT + 8}
    return layered([drawn, *numbers_at_ends(bars, **shared)], height)


def _bar(chart: Chart, y: int, place: int) -> Spec:
    """One number, or a gap, the row it stands in, and its words."""
    cell = drawn_rows(chart)[y][place]
    words = cell_words(cell, chart.table.columns[place].kind)
    return {"y": y, "value": number(cell) if is_number(cell) else None, "words": words}


def _across(chart: Chart, bars: list[Spec]) -> Spec:
    """The scale of numbers below; with room for those that stand at the left."""
    goes_left = any(bar["value"] < 0 for bar in bars)
    return {
        "field": "value",
        "type": "quantitative",
        "axis": {"title": chart.unit, "tickCount": 6, "tickMinStep": 1},
        "scale": {"padding": ROOM_BESIDE if goes_left else 0},
    }


KINDS: dict[ChartKind, Callable[[Chart], Spec]] = {
    ChartKind.STATUS_OVER_TIME: status_over_time,
    ChartKind.MOVEMENT: movement,
    ChartKind.MEASURE: measure,
    ChartKind.SLIPPAGE: slippage,
}
