"""Reports: each preset as a page for a meeting or a day, as files, and issued."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from tracker.choices import PackPreset
from tracker.forms.base import GovukForm
from tracker.models import Pack, Plan
from tracker.permissions import Verb, may
from tracker.reports.pack.committee_places import PLACES
from tracker.reports.pack.texts import unwritten
from tracker.reports.packs import packs_of, to_issue
from tracker.views.asked_pack import (
    AskedPack,
    asked_pack,
    days_form,
    document_of,
    query_of,
)
from tracker.views.fetch import get_plan, today
from tracker.views.pack_files import drawn_response, on_page
from tracker.views.submit import carried_out
from tracker.workflow.packs import PackIssue, issue_pack

LAST_FEW = 5  # packs on the page of reports


@require_safe
def report_index(request: HttpRequest, slug: str) -> HttpResponse:
    """Which reports there are, and the packs that were issued last."""
    plan = get_plan(request, slug)
    context = {
        "plan": plan,
        "section": "report",
        "presets": PackPreset.choices,
        "next_meeting": plan.meetings.to_come(today()).select_related("board").first(),
        "packs": packs_of(plan)[:LAST_FEW],
    }
    return render(request, "tracker/report/index.html", context)


@require_safe
def report_preview(request: HttpRequest, slug: str, preset: str) -> HttpResponse:
    """One report as a page; the form's boxes lead to an address to keep."""
    plan = get_plan(request, slug)
    asked = asked_pack(request, plan, preset)
    if "on_day" not in request.GET:
        return preview_page(request, plan, asked, days_form(request, asked))
    form = days_form(request, asked, request.GET)
    if form.is_valid():
        return redirect(preview_of(plan, preset, query_of(form.cleaned_data)))
    return preview_page(request, plan, asked, form)


@require_safe
def report_file(
    request: HttpRequest, slug: str, preset: str, suffix: str
) -> HttpResponse:
    """One report as a file; where it cannot be drawn, the page says why."""
    plan = get_plan(request, slug)
    asked = asked_pack(request, plan, preset)
    if not asked.is_complete:
        return redirect(preview_of(plan, preset, request.GET.urlencode()))
    above = redirect(preview_of(plan, preset, asked.address))
    name = f"{plan.slug}-{preset}-{asked.chosen.on}"
    return drawn_response(request, document_of(request, asked), name, suffix, above)


@require_http_methods(["GET", "POST"])
def pack_issue(request: HttpRequest, slug: str, preset: str) -> HttpResponse:
    """Say what will be frozen; sent back, freeze it."""
    plan = get_plan(request, slug, Verb.EDIT_PLAN)
    asked = asked_pack(request, plan, preset)
    if not asked.is_complete:
        return redirect(preview_of(plan, preset, request.GET.urlencode()))
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
    chosen = asked.chosen
    issue = PackIssue(**to_issue(chosen, by=request.user, at=timezone.now()))
    return issue_pack(plan=chosen.plan, issue=issue, by=request.user)


def preview_of(plan: Plan, preset: str, query: str) -> str:
    """The address of a report's page for what the query asks."""
    page = reverse("tracker:report-preview", args=[plan.slug, preset])
    return f"{page}?{query}" if query else page


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
        "form_is_open": bool(form.errors or asked.missing or asked.problems),
        "writes_texts": preset in PLACES,
        **on_page(None if asked.missing else document_of(request, asked)),
        "may_issue": may(request.user, Verb.EDIT_PLAN, plan),
    }
    return render(request, "tracker/report/preview.html", context)
