"""Draws Vega-Lite descriptions; a program of its own, called by `charts`."""

import json
from base64 import b64encode

import vl_convert

from tracker.exports import font
from tracker.exports.worker import Job, work

PIXELS = 2  # of the PNG for each of the description


def draw(job: Job) -> bytes:
    """Each description by its key, as SVG or PNG in base 64."""
    vl_convert.register_font_directory(str(font.FOLDER))
    draw_one = {"svg": _svg, "png": _png}[job["form"]]
    drawn = {key: draw_one(json.dumps(spec)) for key, spec in job["specs"].items()}
    encoded = {key: b64encode(content).decode() for key, content in drawn.items()}
    return json.dumps(encoded).encode()


def _svg(spec: str) -> bytes:
    return vl_convert.vegalite_to_svg(spec).encode()


def _png(spec: str) -> bytes:
    return vl_convert.vegalite_to_png(spec, scale=PIXELS)


if __name__ == "__main__":
    work(draw)
