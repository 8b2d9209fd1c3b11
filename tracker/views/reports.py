"""Reports: each preset as a page for a meeting or a day, as files, and issued."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from tracker.choices import PackPreset
from tracker.forms.base import GovukForm
from tracker.models import Pack, Plan
from tracker.permissions import Verb, may
from tracker.reports.document.stored import to_json
from tracker.reports.pack.asking import earlier_pack, pack_asked
from tracker.reports.pack.presets import pack_document
from tracker.reports.pack.texts import unwritten
from tracker.views.asked_pack import (
    NAMES,
    AskedPack,
    asked_pack,
    days_form,
    document_of,
)
from tracker.views.fetch import get_plan, today
from tracker.views.pack_files import drawn_response, on_page
from tracker.views.submit import carried_out
from tracker.workflow.packs import PackIssue, issue_pack


@require_safe
def report_index(request: HttpRequest, slug: str) -> HttpResponse:
    """Which reports there are, and the packs that were issued last."""
    plan = get_plan(request, slug)
    context = {
        "plan": plan,
        "section": "report",
        "presets": PackPreset.choices,
        "next_meeting": plan.meetings.to_come(today()).select_related("board").first(),
        "packs": plan.packs.select_related("meeting", "issued_by").defer("content")[:5],
    }
    return render(request, "tracker/report/index.html", context)


@require_safe
def report_preview(request: HttpRequest, slug: str, preset: str) -> HttpResponse:
    """One report as a page; the form's boxes lead to an address to keep."""
    plan = get_plan(request, slug)
    asked = asked_pack(request, plan, preset)
    if "on_day" not in request.GET:
        return preview_page(request, plan, asked, days_form(asked))
    form = days_form(asked, request.GET)
    if form.is_valid():
        return redirect_to(plan, preset, form)
    return preview_page(request, plan, asked, form)


@require_safe
def report_file(
    request: HttpRequest, slug: str, preset: str, suffix: str
) -> HttpResponse:
    """One report as a file; where it cannot be drawn, the page says why."""
    plan = get_plan(request, slug)
    asked = asked_pack(request, plan, preset)
    above = redirect("tracker:report-preview", plan.slug, preset)
    above["Location"] += f"?{asked.address}"
    if asked.missing:
        return above
    name = f"{plan.slug}-{preset}-{asked.chosen.on}"
    return drawn_response(request, document_of(request, asked), name, suffix, above)


@require_http_methods(["GET", "POST"])
def pack_issue(request: HttpRequest, slug: str, preset: str) -> HttpResponse:
    """Say what will be frozen; sent back, freeze it."""
    plan = get_plan(request, slug, Verb.EDIT_PLAN)
    asked = asked_pack(request, plan, preset)
    if asked.missing:
        return redirect("tracker:report-preview", plan.slug, preset)
    form = GovukForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and (pack := carried_out(form, lambda: issued(request, asked))):
        messages.success(request, f"{pack.reference} was issued.")
        return redirect("tracker:pack-detail", plan.slug, pack.reference)
    document = document_of(request, asked)
    context = {
        "plan": plan,
        "section": "report",
        "form": form,
        "asked": asked,
        "preset": PackPreset(preset),
        "document": document,
        "unwritten": unwritten(document),
    }
    return render(request, "tracker/pack/issue.html", context)


def issued(request: HttpRequest, asked: AskedPack) -> Pack:
    """Freeze what is known at this instant."""
    chosen, now = asked.chosen, timezone.now()
    earlier = earlier_pack(chosen, now)
    written_from = pack_asked(chosen, earlier=earlier, asker=request.user, known_at=now)
    document = pack_document(chosen.preset, written_from)
    issue = PackIssue(
        preset=chosen.preset,
        title=document.title,
        content=to_json(document).decode(),
        shows_on=chosen.on,
        since_on=written_from.since,
        known_at=now,
        meeting=chosen.meeting,
        visit=chosen.visit,
        organisation=chosen.organisation,
        earlier=earlier,
    )
    return issue_pack(plan=chosen.plan, issue=issue, by=request.user)


def redirect_to(plan: Plan, preset: str, form: GovukForm) -> HttpResponse:
    """The report's own address for what was chosen."""
    chosen = {name: form.cleaned_data.get(name) for name in NAMES}
    if chosen["meeting"]:
        chosen["on"] = None
    query = "&".join(
        f"{name}={getattr(value, 'reference', None) or getattr(value, 'slug', value)}"
        for name, value in chosen.items()
        if value
    )
    response = redirect("tracker:report-preview", plan.slug, preset)
    response["Location"] += f"?{query}" if query else ""
    return response


def preview_page(
    request: HttpRequest, plan: Plan, asked: AskedPack, form: GovukForm
) -> HttpResponse:
    """The page of a report as asked for."""
    preset = PackPreset(asked.chosen.preset)
    context = {
        "plan": plan,
        "section": "report",
        "form": form,
        "asked": asked,
        "preset": preset,
        "is_past": asked.chosen.on != today(),
        **on_page(None if asked.missing else document_of(request, asked)),
        "may_issue": may(request.user, Verb.EDIT_PLAN, plan),
    }
    return render(request, "tracker/report/preview.html", context)
