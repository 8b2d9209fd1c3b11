"""My work: what waits for the person who signed in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tracker.permissions import plans_visible_to
from tracker.reports.my_work import my_work_report
from tracker.views.fetch import today


@require_safe
def my_work(request: HttpRequest) -> HttpResponse:
    """The person's open actions, the most pressing first, and their plans."""
    on = today()
    context = {
        "work": my_work_report(person=request.user, on=on),
        "plans": plans_visible_to(request.user, on),
        "on": on,
    }
    return render(request, "tracker/work/my_work.html", context)
