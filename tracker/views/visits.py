"""Visits: the list, and one of them with all it judged, found and checked."""

from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from tracker.exports.visit_columns import VISIT_COLUMNS, visit_rows
from tracker.filters.visits import VisitFilter
from tracker.models import Plan
from tracker.permissions import Verb, may, may_read_drafts, seen_in
from tracker.reports.gaps import parted
from tracker.reports.visit_list import drafts_of, listed_visits
from tracker.reports.visit_page import visit_page
from tracker.views.fetch import get_plan, today
from tracker.views.listing import PlanList, export_list, list_context

VISIT_LIST = PlanList(
    "Visits", "visit", "tracker:visit-list", VISIT_COLUMNS, visit_rows
)


def visit_filter(request: HttpRequest, plan: Plan) -> VisitFilter:
    """The plan's visits as the address narrows and sorts them, the newest first."""
    on = plan.day(today())
    return VisitFilter(request.GET, listed_visits(plan), plan=plan, on=on)


@require_safe
def visit_list(request: HttpRequest, slug: str) -> HttpResponse:
    """The visits of a plan, filtered and sorted, and what is known to be missing."""
    plan = get_plan(request, slug)
    context = list_context(request, visit_filter(request, plan), VISIT_LIST) | {
        "section": "visits",
        "gaps": parted(plan.gaps.with_filling()),
        "may_edit": may(request.user, Verb.EDIT_PLAN, plan),
        "drafts": drafts_of(plan) if may_read_drafts(request.user, plan) else [],
    }
    prefetch_related_objects(list(context["page"]), "judgements")
    return render(request, "tracker/visit/list.html", context)


@require_safe
def visit_export(request: HttpRequest, slug: str, suffix: str) -> HttpResponseBase:
    """What the list shows, as a file."""
    filterset = visit_filter(request, get_plan(request, slug))
    return export_list(request, filterset, VISIT_LIST, suffix)


@require_safe
def visit_detail(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """One visit: its scope, grades, findings, and what it checked in the plan."""
    plan = get_plan(request, slug)
    visits = seen_in(plan, request.user, plan.visits.select_related("source"))
    visit = get_object_or_404(visits, reference=ref)
    visit.plan = plan
    context = {
        "plan": plan,
        "section": "visits",
        "page": visit_page(visit),
        "may_edit": may(request.user, Verb.EDIT_PLAN, plan),
    }
    return render(request, "tracker/visit/detail.html", context)
