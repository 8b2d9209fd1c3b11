"""A report as PDF that screen readers read (PDF/UA-1); a program of its own."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst

from tracker.exports import font, palette
from tracker.exports.chart_words import alternative, left_out
from tracker.exports.widths import shares
from tracker.exports.worker import Job, work
from tracker.reports.document import (
    Block,
    Cell,
    Chart,
    Document,
    Fact,
    Figure,
    Figures,
    KeyValues,
    Kind,
    Section,
    Table,
    Tag,
    ToWrite,
    cell_words,
)
from tracker.reports.document.stored import from_data, to_data

LAYOUT = Path(__file__).with_name("report.typ")
POINTS_PER_PIXEL = 0.7  # of a chart: its text is then as large as a table's
LINE, BROAD_LINE = 100, 152  # characters of a table's text over an upright page
LONGEST_CELL = 600  # characters; a row with a longer one may go on over the page

Plain = dict[str, Any]


def draw(job: Job) -> bytes:
    """The document of a job, with its charts as SVG by the keys of their tables.

    The same document gives the same bytes. Characters that the font lacks become □.
    """
    document = from_data(job["document"])
    data = fitted(layout_data(document, job["pictures"]))
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(font.FOLDER)],
    )
    pages = typst.Compiler(LAYOUT.read_bytes(), font_paths=fonts)
    on = document.on
    drawn = pages.compile(
        format="pdf",
        pdf_standards="ua-1",
        sys_inputs={"data": json.dumps(data)},
        timestamp=datetime(on.year, on.month, on.day, tzinfo=UTC),
    )
    assert isinstance(drawn, bytes)
    return drawn


def fitted(data: Any) -> Any:
    """The data with every text as the font can show it."""
    if isinstance(data, str):
        return font.fitted(data)
    if isinstance(data, dict):
        return {
            name: font.shown(each) if name == "picture" and each else fitted(each)
            for name, each in data.items()
        }
    return [fitted(each) for each in data] if isinstance(data, list) else data


def layout_data(document: Document, pictures: dict[str, str]) -> Plain:
    """What the layout reads: the document in words, and how it looks."""
    language, _, region = document.language.partition("-")
    named = ("ink", "quiet", "brand", "line", "surface")
    looks = {name: f"#{getattr(palette, name.upper())}" for name in named}
    on = document.on
    report = {
        name: getattr(document, name)
        for name in ("title", "subtitle", "body", "plan", "mark", "cover")
    }
    report["levels"] = document.listed_levels
    report |= {"on": cell_words(on), "year": on.year, "month": on.month, "day": on.day}
    report["facts"] = [fact_data(fact) for fact in document.facts]
    report["sections"] = [section_data(each, pictures) for each in document.sections]
    data = {"font": font.FAMILY, "lang": language, "region": region.lower()}
    return {**data, **looks, "report": report}


def section_data(section: Section, pictures: dict[str, str]) -> Plain:
    """A section; its blocks say what they are."""
    line = BROAD_LINE if section.landscape else LINE
    return {
        "level": section.level,
        "heading": section.heading,
        "landscape": section.landscape,
        "blocks": [
            {"is": type(block).__name__, **block_data(block, pictures, line)}
            for block in section.blocks
        ],
    }


def block_data(block: Block, pictures: dict[str, str], line: int) -> Plain:
    """A block with its cells in words; `line` is the breadth of the page."""
    if isinstance(block, Table):
        return table_data(block, line)
    if isinstance(block, Chart):
        return chart_data(block, pictures.get(block.table.key), line)
    if isinstance(block, KeyValues):
        return {"facts": [fact_data(fact) for fact in block.facts]}
    if isinstance(block, Figures):
        return {"figures": [figure_data(figure) for figure in block.figures]}
    if isinstance(block, ToWrite):
        return {**to_data(block), "heading": f"{block.number} {block.mark}".strip()}
    return to_data(block)


def table_data(table: Table, line: int) -> Plain:
    """Headings, shares of the width and rows in words."""
    kinds = [column.kind for column in table.columns]
    rows = [
        [cell_data(cell, kind) for cell, kind in zip(row, kinds, strict=True)]
        for row in table.rows
    ]
    return {
        "caption": table.caption,
        "empty": table.empty,
        "headings": [column.heading for column in table.columns],
        "numeric": [kind in Kind.numbers for kind in kinds],
        "shares": shares(table, line),
        "rows": [{"cells": row, "breakable": is_long(row)} for row in rows],
    }


def is_long(row: list[str | Plain]) -> bool:
    """Whether a row may go on over the page; a short one stays together."""
    return any(isinstance(each, str) and len(each) > LONGEST_CELL for each in row)


def chart_data(chart: Chart, picture: str | None, line: int) -> Plain:
    """The picture, what it shows in words, and its table."""
    width = re.search(r'width="(\d+)"', picture or "")
    return {
        "picture": picture,
        "width": int(width[1]) * POINTS_PER_PIXEL if width else 0,
        "caption": " ".join(filter(None, (chart.title, left_out(chart)))),
        "alt": alternative(chart),
        "table": table_data(chart.table, line),
    }


def fact_data(fact: Fact) -> Plain:
    """A name and its value in words."""
    return {"name": fact.name, "value": cell_data(fact.value, fact.kind)}


def figure_data(figure: Figure) -> Plain:
    """A number in words, and its words."""
    value = cell_words(figure.value, figure.kind)
    return {"value": value, "words": figure.words, "note": figure.note}


def cell_data(cell: Cell, kind: Kind) -> str | Plain:
    """A cell in words; a tag with its colours."""
    words = cell_words(cell, kind)
    if not isinstance(cell, Tag):
        return words
    looks = palette.colour(cell.colour)
    return {"words": words, "ink": f"#{looks.ink}", "ground": f"#{looks.ground}"}


if __name__ == "__main__":
    work(draw)
