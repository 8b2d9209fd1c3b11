"""A report or an issued pack as a file to download."""

from urllib.parse import quote

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from tracker.exports.process import NotDrawnError
from tracker.exports.render import FORMATS, render
from tracker.reports.document import Document


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
