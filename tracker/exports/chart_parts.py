"""What charts of all kinds are made of, in Vega-Lite's terms."""

import json
import textwrap
from collections.abc import Sequence
from datetime import date
from typing import Any

from tracker.exports.palette import INK, LINE, QUIET
from tracker.reports.document import Cell, cell_words

Spec = dict[str, Any]
SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"

# In pixels, as drawn
WIDTH = 460
HEIGHT = 260
TEXT_SIZE = 13
LINE_OF_TEXT = 17
BESIDE = 12  # between the picture and a name beside it

NAME_WIDTH = 24  # characters in a line
NAME_LINES = 2
MOST_NUMBERED = 12  # days, beyond which their numbers would collide

CONFIG: Spec = {
    "font": "Arimo",
    "background": "#ffffff",
    "view": {"stroke": None},
    "lineBreak": "\n",
    "axis": {
        "labelFontSize": TEXT_SIZE,
        "labelColor": f"#{INK}",
        "labelLimit": 0,
        "labelLineHeight": LINE_OF_TEXT,
        "titleFontSize": TEXT_SIZE,
        "titleFontWeight": "normal",
        "titleColor": f"#{QUIET}",
        "gridColor": f"#{LINE}",
        "gridOpacity": 0.5,
        "domainColor": f"#{QUIET}",
        "ticks": False,
        "labelPadding": 6,
    },
    "text": {"fontSize": TEXT_SIZE, "color": f"#{INK}"},
    "legend": {"labelFontSize": TEXT_SIZE, "labelColor": f"#{INK}", "title": None},
}


def layered(layers: Sequence[Spec], height: int | Spec = HEIGHT) -> Spec:
    """A whole description: the layers, lowest first, in the look of all charts."""
    return {
        "$schema": SCHEMA,
        "config": CONFIG,
        "padding": 6,
        "width": WIDTH,
        "height": height,
        "layer": list(layers),
    }


def layer(mark: Spec, values: Sequence[Spec], **encoding: Any) -> Spec:
    """One kind of mark and what it stands for."""
    return {"mark": mark, "data": {"values": list(values)}, "encoding": encoding}


def along(names: Sequence[Cell]) -> Spec:
    """From left to right, in their order; a name may be there twice."""
    labels = [short_day(name) for name in names]
    axis: Spec = {"labelAngle": 0, "labelOverlap": "greedy", "grid": False}
    return _in_order("x", labels, axis)


def down(names: Sequence[Cell]) -> Spec:
    """From top to bottom, in their order; a name may be there twice."""
    return _in_order("y", [wrapped(cell_words(name)) for name in names], {})


def _in_order(field: str, labels: Sequence[str], axis: Spec) -> Spec:
    """By number, because marks of one name would fall together."""
    named = f"{json.dumps(labels)}[datum.value]"
    axis = {**axis, "labelExpr": named, "title": None}
    return {"field": field, "type": "ordinal", "sort": None, "axis": axis}


def upward(unit: str, low: float, high: float) -> Spec:
    """The scale of numbers at the left."""
    return {
        "type": "quantitative",
        "scale": {"domain": [low, high], "nice": False},
        "axis": {"title": unit, "tickCount": 5},
    }


def names_beside(named: Sequence[tuple[float, str]], y: Spec) -> list[Spec]:
    """Names at the right, at the height of what they name, one never over another.

    A thin line leads from each to its place, for those that had to give way.
    """
    low, high = y["scale"]["domain"]
    a_pixel = (high - low) / HEIGHT
    marks: list[Spec] = []
    free_from = low
    for at, words in sorted(named):
        name = wrapped(words)
        half = (name.count("\n") + 1) * LINE_OF_TEXT * a_pixel / 2
        beside = max(at, free_from + half)
        free_from = beside + half
        first = free_from - LINE_OF_TEXT * a_pixel / 2  # middle of the first line
        marks.append({"at": at, "beside": beside, "first": first, "name": name})
    line: Spec = {"type": "rule", "color": f"#{QUIET}"}
    bold: Spec = {"type": "text", "align": "left", "baseline": "middle"}
    bold |= {"lineHeight": LINE_OF_TEXT, "fontWeight": "bold"}
    return [
        layer(
            line,
            marks,
            x={"value": WIDTH + 1},
            x2={"value": WIDTH + BESIDE},
            y={**y, "field": "at"},
            y2={"field": "beside"},
        ),
        layer(
            bold,
            marks,
            x={"value": WIDTH + BESIDE + 4},
            y={**y, "field": "first"},
            text={"field": "name"},
        ),
    ]


def numbers_at_ends(bars: Sequence[Spec], **encoding: Any) -> list[Spec]:
    """The number of each bar at its end, also of those that go to the left."""
    sides = [("left", 5, [bar for bar in bars if bar["value"] >= 0])]
    sides.append(("right", -5, [bar for bar in bars if bar["value"] < 0]))
    return [
        layer(
            {"type": "text", "align": align, "dx": dx, "baseline": "middle"},
            of_side,
            **encoding,
            text={"field": "words"},
        )
        for align, dx, of_side in sides
        if of_side
    ]


def short_day(cell: Cell) -> str:
    """A day in two short lines under its mark; words as they are."""
    if isinstance(cell, date):
        return f"{cell.day} {cell:%b}\n{cell.year}"
    return wrapped(cell_words(cell))


def wrapped(words: str) -> str:
    """Words in two lines at most, their end cut where they are longer."""
    return "\n".join(
        textwrap.wrap(words, NAME_WIDTH, max_lines=NAME_LINES, placeholder=" …")
    )
