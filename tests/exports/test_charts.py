"""Charts as pictures: drawn by the real library, and kept."""

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from tests.reports.sample_document import hostile, sample
from tracker.exports import charts, font
from tracker.exports.charts import page_pictures, pictures
from tracker.exports.process import NotDrawnError

SVG = "{http://www.w3.org/2000/svg}"
CHARTS = sample().charts


pytestmark = pytest.mark.usefixtures("cache_in_memory")


def texts(svg):
    root = ET.fromstring(svg)  # noqa: S314  our own
    return ["".join(each.itertext()) for each in root.iter(f"{SVG}text")]


def test_svg_has_the_words_and_nothing_that_a_page_refuses():
    drawn = pictures(CHARTS, "svg")

    assert {"Delivered", "11", "31 Mar2026"} <= set(texts(drawn["status"]))
    for svg in drawn.values():
        tags = list(ET.fromstring(svg).iter())  # noqa: S314  our own
        names = {name for each in tags for name in each.attrib}
        assert names & {"style", "id", "onclick", "href"} == set()
        assert {each.tag for each in tags} & {f"{SVG}script", f"{SVG}style"} == set()


def test_png_is_the_same_picture_larger():
    drawn = pictures(CHARTS[:1], "png")

    assert drawn["status"].startswith(b"\x89PNG")


def test_font_is_used_so_that_names_are_not_lost():
    with_names = pictures(CHARTS[:1], "png")["status"]
    table = CHARTS[0].table
    nameless = tuple(replace(c, heading=str(n)) for n, c in enumerate(table.columns))
    other = replace(CHARTS[0], table=replace(table, columns=nameless))

    assert pictures([other], "png")["status"] != with_names


def test_same_data_is_drawn_once(monkeypatch):
    drawn = pictures(CHARTS, "svg")
    monkeypatch.setattr(charts, "drawn_by", None)

    assert pictures(CHARTS, "svg") == drawn


def test_names_are_text_whatever_they_look_like():
    (picture,) = page_pictures(hostile().charts).values()

    ET.fromstring(picture.svg)  # noqa: S314  our own
    assert "<script" not in picture.svg
    assert "&lt;script" in picture.svg
    assert picture.words.startswith("Bars: <script> 中 chart, in # days.")


def test_without_the_font_nothing_is_drawn(monkeypatch, tmp_path):
    monkeypatch.setattr(font, "FOLDER", tmp_path)

    with pytest.raises(NotDrawnError, match="build_assets"):
        pictures(CHARTS, "svg")


def test_no_charts_ask_nobody(monkeypatch):
    monkeypatch.setattr(charts, "drawn_by", None)

    assert pictures([], "svg") == {}
