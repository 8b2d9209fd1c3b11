"""History: who changed what in a plan, when and why."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tracker.exports.columns import ROWS_PER_FETCH, Row
from tracker.exports.history_columns import HISTORY_COLUMNS, history_rows
from tracker.filters.history import HistoryFilter
from tracker.models import Change, Plan
from tracker.permissions import seen_in
from tracker.reports.history import change_rows
from tracker.reports.history_names import names_in
from tracker.views.fetch import get_plan, today
from tracker.views.listing import PlanList, export_list, list_context


def history_filter(request: HttpRequest, plan: Plan) -> HistoryFilter:
    """The plan's changes as the address narrows them, the newest first."""
    changes = seen_in(plan, request.user, Change.objects.filter(plan=plan))
    return HistoryFilter(
        request.GET, changes.select_related("by"), plan=plan, on=today()
    )


def history_of(plan: Plan) -> PlanList:
    """The list of a plan's changes; its file names people and records."""

    def read(changes: QuerySet) -> Iterator[Row]:
        found = changes.iterator(ROWS_PER_FETCH)
        return history_rows(change_rows(found, names_in(plan)))

    return PlanList("History", "change", "tracker:history", HISTORY_COLUMNS, read)


@require_safe
def history(request: HttpRequest, slug: str) -> HttpResponse:
    """The changes of a plan, fifty a page."""
    plan = get_plan(request, slug)
    context = list_context(request, history_filter(request, plan), history_of(plan))
    context["section"] = "history"
    context["rows"] = list(change_rows(context["page"]))
    return render(request, "tracker/history/list.html", context)


@require_safe
def history_export(request: HttpRequest, slug: str, suffix: str) -> HttpResponseBase:
    """What the list shows, as a file."""
    plan = get_plan(request, slug)
    filterset = history_filter(request, plan)
    return export_list(request, filterset, history_of(plan), suffix)
