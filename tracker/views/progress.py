"""Adding an update: what was done, with evidence, on one page."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from tracker.choices import ActionStatus
from tracker.forms.progress import AddUpdateForm
from tracker.models import Action
from tracker.permissions import Verb
from tracker.reports.my_work import with_return
from tracker.reports.queue_rows import why_it_came_back
from tracker.views.action_pages import done, form_page
from tracker.views.fetch import get_action, get_plan, today
from tracker.views.submit import carried_out
from tracker.workflow.progress import record_progress


@require_http_methods(["GET", "POST"])
def update_create(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """Say what was done on an action; its owner and plan managers may."""
    plan = get_plan(request, slug)
    rows = with_return(Action.objects.with_last_heard(today()), today())
    action = get_action(request, plan, ref, Verb.UPDATE, rows)
    options = {"action": action, "today": today()}
    if request.method == "GET":
        if action.status not in ActionStatus.live_statuses:
            return done(request, action, f"{ref} takes no updates.", messages.INFO)
        start = {"made_on": today(), "percent": action.last_percent}
        form = AddUpdateForm(initial=start, **options)
    else:
        form = AddUpdateForm(request.POST, request.FILES, **options)
        if form.is_valid() and carried_out(
            form,
            lambda: record_progress(
                action=action,
                entry=form.entry(),
                by=request.user,
                on=form.cleaned_data["made_on"],
            ),
        ):
            return done(request, action, f"Your update of {ref} was added.")
    came_back = why_it_came_back(action, today())
    return form_page(request, "progress/create", form, action, came_back=came_back)
