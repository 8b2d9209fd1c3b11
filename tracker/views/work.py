"""My work: what waits for the person who signed in."""

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tracker.permissions import plans_visible_to
from tracker.reports.queue_rows import LogRow, WorkRow
from tracker.reports.queues import BY_NAME, Queue, queues_report, whole_queue
from tracker.views.fetch import today
from tracker.views.listing import page_of


@require_safe
def my_work(request: HttpRequest) -> HttpResponse:
    """The person's queues, each with its first rows; or all of one queue."""
    if "queue" in request.GET:
        return queue_page(request, request.GET["queue"])
    on = today()
    queues = queues_report(person=request.user, on=on)
    context = {
        "queues": queues,
        "many_plans": are_of_many_plans(row for shown in queues for row in shown.rows),
        "plans": plans_visible_to(request.user, on),
        "here": request.get_full_path(),
    }
    return render(request, "tracker/work/my_work.html", context)


def queue_page(request: HttpRequest, name: str) -> HttpResponse:
    """One queue whole, fifty rows a page."""
    queue: Queue | None = BY_NAME.get(name)
    if queue is None:
        raise Http404
    on = today()
    page, page_note = page_of(
        request, whole_queue(queue=queue, person=request.user, on=on)
    )
    rows = [queue.row(record, on) for record in page.object_list]
    context = {
        "queue": queue,
        "page": page,
        "page_note": page_note,
        "rows": rows,
        "many_plans": are_of_many_plans(rows),
        "here": request.get_full_path(),
    }
    return render(request, "tracker/work/queue.html", context)


def are_of_many_plans(rows: Iterable[WorkRow | LogRow]) -> bool:
    """Whether the rows need to say of which plan they are."""
    return len({row.plan.pk for row in rows}) > 1
