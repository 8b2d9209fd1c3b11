"""A report or an issued pack on a page, and as a file to download."""

from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from tracker.exports.charts import page_pictures
from tracker.exports.process import NotDrawnError
from tracker.exports.render import FORMATS, render
from tracker.reports.document import Document


def on_page(document: Document | None) -> dict[str, Any]:
    """What a template needs to show a document: its charts, or why there are none."""
    context = {"document": document, "formats": FORMATS, "pictures": {}}
    try:
        context["pictures"] = page_pictures(document.charts if document else [])
    except NotDrawnError as why:
        context["not_drawn"] = str(why)
    return context


def drawn_response(
    request: HttpRequest,
    document: Document,
    name: str,
    suffix: str,
    above: HttpResponse,
) -> HttpResponse:
    """The document in a format; where it cannot be drawn, `above` and why."""
    try:
        content = render(document, suffix)
    except NotDrawnError as why:
        messages.error(request, str(why))
        return above
    return download(content, name, suffix)


def download(content: bytes, name: str, suffix: str) -> HttpResponse:
    """Bytes as a file of that name."""
    response = HttpResponse(content, content_type=FORMATS[suffix].content_type)
    response["Content-Disposition"] = f'attachment; filename="{quote(name)}.{suffix}"'
    return response
