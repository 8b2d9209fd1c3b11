"""My work: what waits for the person who signed in."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tracker.permissions import plans_visible_to
from tracker.reports.queues import BY_NAME, Queue, queues_report, whole_queue
from tracker.views.fetch import today
from tracker.views.listing import page_of


@require_safe
def my_work(request: HttpRequest) -> HttpResponse:
    """The person's queues, each with its first rows; or all of one queue."""
    if "queue" in request.GET:
        return queue_page(request, request.GET["queue"])
    on = today()
    context = {
        "queues": queues_report(person=request.user, on=on),
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
    context = {
        "queue": queue,
        "page": page,
        "page_note": page_note,
        "rows": [queue.row(record, on) for record in page.object_list],
        "here": request.get_full_path(),
    }
    return render(request, "tracker/work/queue.html", context)
