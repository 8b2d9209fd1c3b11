"""Opening evidence, for who may and never run by the browser; withdrawing it."""

from django.contrib import messages
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
)
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from tracker.forms.evidence import WithdrawEvidenceForm
from tracker.models import Evidence
from tracker.permissions import Verb
from tracker.views.fetch import get_action, get_plan, today
from tracker.views.submit import carried_out
from tracker.workflow.evidence import is_still_stored, withdraw_evidence

GONE = 410


@require_safe
def evidence_detail(
    request: HttpRequest, slug: str, ref: str, number: int
) -> HttpResponseBase:
    """The file as a download, or the link's address; nothing once withdrawn."""
    plan = get_plan(request, slug)
    action = get_action(request, plan, ref, Verb.OPEN_EVIDENCE)
    evidence = get_object_or_404(
        action.evidence.select_related("withdrawn_by"), number=number
    )
    if evidence.is_withdrawn:
        context = {"plan": plan, "section": "actions", "evidence": evidence}
        page = "tracker/evidence/withdrawn.html"
        return render(request, page, {**context, "action": action}, status=GONE)
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


@require_http_methods(["GET", "POST"])
def evidence_withdraw(
    request: HttpRequest, slug: str, ref: str, number: int
) -> HttpResponse:
    """Delete what evidence holds; that it was there, and why it went, stays."""
    plan = get_plan(request, slug, Verb.EDIT_PLAN)
    action = get_action(request, plan, ref)
    evidence = get_object_or_404(action.evidence, number=number)
    if request.method == "GET":
        form = WithdrawEvidenceForm()
    else:
        form = WithdrawEvidenceForm(request.POST)
        withdrawn = form.is_valid() and carried_out(
            form,
            lambda: withdraw_evidence(
                evidence=evidence,
                reason=form.cleaned_data["reason"],
                by=request.user,
                on=today(),
            ),
        )
        if withdrawn:
            say_withdrawn(request, withdrawn)
            return redirect("tracker:action-detail", slug, ref)
    context = {"plan": plan, "section": "actions", "action": action}
    context |= {"evidence": evidence, "form": form}
    return render(request, "tracker/evidence/withdraw.html", context)


def say_withdrawn(request: HttpRequest, evidence: Evidence) -> None:
    """Say on the next page that it is gone, or what is left to be done."""
    messages.success(request, f"Evidence {evidence.number} was withdrawn.")
    if is_still_stored(evidence):
        messages.warning(
            request,
            "Nobody can open it, but its file could not be deleted. Ask an "
            f"administrator to delete it from the store: {evidence.file.name}",
        )
