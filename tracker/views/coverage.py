"""Coverage by part: what no live action answers, for a day."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tracker.exports.columns import Table
from tracker.exports.coverage_columns import COVERAGE_COLUMNS, coverage_rows
from tracker.permissions import Verb, may
from tracker.reports.coverage import coverage_by_part
from tracker.views.days import asked_day
from tracker.views.fetch import get_plan, today
from tracker.views.listing import about_plan, file_response


@require_safe
def coverage(request: HttpRequest, slug: str) -> HttpResponse:
    """Each part of each recommendation that no tracked action answers."""
    plan = get_plan(request, slug)
    asked = asked_day(request, default=plan.day(today()))
    context = {
        "plan": plan,
        "section": "recommendations",
        "asked": asked,
        "is_past": asked.on != plan.day(today()),
        "report": coverage_by_part(
            plan=plan, on=asked.on, is_today=asked.on == today()
        ),
        "may_edit": may(request.user, Verb.EDIT_PLAN, plan),
    }
    return render(request, "tracker/recommendation/coverage.html", context)


@require_safe
def coverage_export(request: HttpRequest, slug: str, suffix: str) -> HttpResponseBase:
    """What the page shows, as a file."""
    plan = get_plan(request, slug)
    asked = asked_day(request, default=plan.day(today()))
    report = coverage_by_part(plan=plan, on=asked.on, is_today=asked.on == today())
    table = Table(
        title="Parts not answered",
        columns=COVERAGE_COLUMNS,
        rows=coverage_rows(report),
        about=[*about_plan(plan), ("As at", f"{asked.on:%-d %B %Y}")],
    )
    return file_response(table, f"{plan.slug}-parts-not-answered-{asked.on}", suffix)
