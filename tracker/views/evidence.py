"""Opening evidence: only for who may, and never run by the browser."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from tracker.permissions import Verb
from tracker.views.fetch import get_action, get_plan


@require_safe
def evidence_detail(
    request: HttpRequest, slug: str, ref: str, number: int
) -> HttpResponseBase:
    """The file as a download, or the link's address."""
    plan = get_plan(request, slug)
    action = get_action(request, plan, ref, Verb.OPEN_EVIDENCE)
    evidence = get_object_or_404(action.evidence, number=number)
    if evidence.link:
        return redirect(evidence.link)
    try:
        content = evidence.file.open("rb")
    except FileNotFoundError as missing:
        raise Http404("The file is not in the store.") from missing
    response = FileResponse(
        content,
        as_attachment=True,
        filename=evidence.file_name,
        content_type=evidence.content_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
