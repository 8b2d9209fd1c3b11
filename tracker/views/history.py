"""History: who changed what in a plan, when and why."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tracker.exports.columns import ROWS_PER_FETCH, Table
from tracker.exports.history_columns import HISTORY_COLUMNS, history_rows
from tracker.filters.history import HistoryFilter
from tracker.models import Change, Plan
from tracker.permissions import seen_in
from tracker.reports.history import change_rows
from tracker.reports.history_names import names_in
from tracker.views.back import back_to_list
from tracker.views.fetch import get_plan, today
from tracker.views.listing import about_list, file_response, found_rows, page_of


def history_filter(request: HttpRequest, plan: Plan) -> HistoryFilter:
    """The plan's changes as the address narrows them, the newest first."""
    changes = seen_in(plan, request.user, Change.objects.filter(plan=plan))
    return HistoryFilter(
        request.GET, changes.select_related("by"), plan=plan, on=today()
    )


@require_safe
def history(request: HttpRequest, slug: str) -> HttpResponse:
    """The changes of a plan, fifty a page."""
    plan = get_plan(request, slug)
    filterset = history_filter(request, plan)
    page, page_note = page_of(request, found_rows(filterset))
    context = {
        "plan": plan,
        "section": "history",
        "filter": filterset,
        "page": page,
        "page_note": page_note,
        "rows": list(change_rows(page)),
    }
    return render(request, "tracker/history/list.html", context)


@require_safe
def history_export(request: HttpRequest, slug: str, suffix: str) -> HttpResponse:
    """What the list shows, as a file; where the filter is wrong, the list says so."""
    plan = get_plan(request, slug)
    filterset = history_filter(request, plan)
    if not filterset.is_valid():
        return back_to_list(request, "tracker:history", plan)
    changes = filterset.qs.iterator(ROWS_PER_FETCH)
    table = Table(
        title="History",
        columns=HISTORY_COLUMNS,
        rows=history_rows(change_rows(changes, names_in(plan))),
        about=about_list(plan, filterset),
    )
    return file_response(table, f"{plan.slug}-history-{today()}", suffix)
