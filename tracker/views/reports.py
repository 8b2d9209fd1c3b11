"""Reports: what the board of a plan is shown for a day."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from tracker.forms.board import BoardDaysForm
from tracker.models import Plan
from tracker.reports.board import board_report as report_for
from tracker.reports.board import default_since
from tracker.views.days import AskedDay, asked_day
from tracker.views.fetch import get_plan, today


@require_safe
def board_report(request: HttpRequest, slug: str) -> HttpResponse:
    """The board report for a day; the form's boxes lead to an address to keep."""
    plan = get_plan(request, slug)
    if "on_day" not in request.GET:
        asked = asked_day(request, default=plan.day(today()))
        since = asked_since(request, asked.on)
        start = {"on": asked.on, "since": since.on}
        form = BoardDaysForm(initial=start, today=today())
        return report_page(request, plan, form, asked, since)
    form = BoardDaysForm(request.GET, today=today())
    if form.is_valid():
        return redirect_to(plan, **form.cleaned_data)
    asked = AskedDay(plan.day(today()))
    return report_page(request, plan, form, asked, AskedDay(default_since(asked.on)))


def asked_since(request: HttpRequest, on: date) -> AskedDay:
    """The earlier day to compare with; one that is not earlier is refused."""
    default = default_since(on)
    asked = asked_day(request, default=default, name="since")
    if asked.on >= on:
        problem = f"Changes are shown since a day before {on:%-d %B %Y}."
        return AskedDay(default, problem)
    return asked


def redirect_to(plan: Plan, on: date, since: date | None) -> HttpResponse:
    """The report's own address for these days."""
    response = redirect("tracker:board-report", plan.slug)
    response["Location"] += f"?on={on}" + (f"&since={since}" if since else "")
    return response


def report_page(
    request: HttpRequest,
    plan: Plan,
    form: BoardDaysForm,
    asked: AskedDay,
    since: AskedDay,
) -> HttpResponse:
    """The page of the report for these days."""
    is_today = asked.on == today()
    context = {
        "plan": plan,
        "section": "report",
        "form": form,
        "asked": asked,
        "since": since,
        "is_past": not is_today,
        "report": report_for(plan=plan, on=asked.on, since=since.on, is_today=is_today),
    }
    return render(request, "tracker/report/board.html", context)
