"""Plans: those a person belongs to, and the first page of each."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from tracker.permissions import plans_visible_to
from tracker.views.fetch import today


@require_safe
def plan_list(request: HttpRequest) -> HttpResponse:
    """The person's plans with their role; straight through where there is one."""
    plans = list(plans_visible_to(request.user, today()))
    if len(plans) == 1:
        return redirect("tracker:plan-detail", plans[0].slug)
    return render(request, "tracker/plan/list.html", {"plans": plans})


def plan_detail(request, **_):
    """A page to come."""
    raise Http404
