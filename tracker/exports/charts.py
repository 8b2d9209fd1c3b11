"""Charts as pictures: drawn once for the same data, for page, Word and PDF alike."""

import json
from base64 import b64decode
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from django.core.cache import cache
from django.utils.safestring import SafeString, mark_safe

from tracker.exports import font
from tracker.exports.chart_parts import Spec
from tracker.exports.chart_specs import spec_of
from tracker.exports.chart_words import alternative, left_out
from tracker.exports.process import NotDrawnError, drawn_by
from tracker.reports.document import Chart
from tracker.reports.document.stored import from_data, to_data

MODULE = "tracker.exports.chart_drawing"
SECONDS_KEPT = 7 * 24 * 60 * 60


@dataclass(frozen=True)
class PagePicture:
    """A chart on a page: its markup, what it shows in words, what it leaves out."""

    svg: SafeString
    words: str
    left_out: str


def page_pictures(charts: Iterable[Chart]) -> dict[str, PagePicture]:
    """The charts of a page by the keys of their tables; raises NotDrawnError."""
    charts = as_stored(charts)
    drawn = pictures(charts, "svg")
    return {
        chart.table.key: PagePicture(
            # Markup of the library's own making, in which names are escaped
            svg=mark_safe(drawn.get(chart.table.key, b"").decode()),  # noqa: S308
            words=alternative(chart),
            left_out=left_out(chart),
        )
        for chart in charts
    }


def picture_of(chart: Chart | None) -> PagePicture | None:
    """One chart for a page that says it all without; None where it is not drawn."""
    if chart is None:
        return None
    try:
        return page_pictures([chart])[chart.table.key]
    except NotDrawnError:
        return None


def pictures(charts: Iterable[Chart], form: str) -> dict[str, bytes]:
    """The charts as "svg" or "png" by the keys of their tables, as kept or drawn now.

    A chart without numbers has no picture. Raises NotDrawnError.
    """
    specs = {chart.table.key: spec_of(chart) for chart in as_stored(charts)}
    wanted = {key: spec for key, spec in specs.items() if spec}
    names = {key: _name(spec, form) for key, spec in wanted.items()}
    kept = cache.get_many(names.values()) if names else {}
    missing = {key: spec for key, spec in wanted.items() if names[key] not in kept}
    drawn = _drawn(missing, form) if missing else {}
    cache.set_many({names[key]: drawn[key] for key in drawn}, SECONDS_KEPT)
    return {key: drawn.get(key) or kept[names[key]] for key in wanted}


def as_stored(charts: Iterable[Chart]) -> list[Chart]:
    """The charts without what is no text, on which the library would break."""
    return [from_data(to_data(chart)) for chart in charts]


def _drawn(specs: dict[str, Spec], form: str) -> dict[str, bytes]:
    if not font.is_there():
        raise NotDrawnError(font.MISSING)
    encoded = json.loads(drawn_by(MODULE, {"form": form, "specs": specs}))
    return {key: b64decode(content) for key, content in encoded.items()}


def _name(spec: Spec, form: str) -> str:
    """What the picture of a description is kept under."""
    described = json.dumps(spec, sort_keys=True).encode()
    return f"chart-{form}-{sha256(described).hexdigest()}"
