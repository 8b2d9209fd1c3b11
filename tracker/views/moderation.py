"""Moderation: the updates that wait for a second person, and one of them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from tracker.forms.moderation import ModerateUpdateForm
from tracker.models import Action, Plan, ProgressUpdate
from tracker.permissions import Verb, refusal_to_moderate
from tracker.reports.moderation import queue_rows, updates_to_moderate
from tracker.views.action_pages import done, form_page
from tracker.views.fetch import get_action, get_plan, today
from tracker.views.listing import page_of
from tracker.views.submit import carried_out
from tracker.workflow.moderation import moderate_update


@require_safe
def moderation_queue(request: HttpRequest, slug: str) -> HttpResponse:
    """The plan's updates that wait for a moderator, the oldest first."""
    plan = get_plan(request, slug, Verb.MODERATE)
    asked = {"plan": plan, "person": request.user, "on": today()}
    page, page_note = page_of(request, updates_to_moderate(**asked))
    context = {
        "plan": plan,
        "section": "actions",
        "page": page,
        "page_note": page_note,
        "rows": list(queue_rows(page.object_list, **asked)),
    }
    return render(request, "tracker/progress/moderation_queue.html", context)


@require_http_methods(["GET", "POST"])
def update_moderate(
    request: HttpRequest, slug: str, ref: str, number: int
) -> HttpResponse:
    """Agree with an update, correct its rating, or return it; never one's own."""
    plan = get_plan(request, slug)
    action = get_action(request, plan, ref, rows=Action.objects.with_checks(today()))
    update = get_update(request, plan, action, number)
    if request.method == "GET":
        if getattr(update, "moderation", None):
            said = f"Update {number} of {ref} is moderated already."
            return done(request, action, said, messages.INFO)
        form = ModerateUpdateForm(update=update)
    else:
        form = ModerateUpdateForm(request.POST, update=update)
        if form.is_valid():
            word = carried_out(
                form,
                lambda: moderate_update(
                    update=update, entry=form.entry(), by=request.user, on=today()
                ),
            )
            if word:
                said = word.get_result_display().lower()
                return done(request, action, f"Update {number} of {ref} is {said}.")
    # Who moderates opens evidence.
    more = {"update": update, "may_open_evidence": True}
    return form_page(request, "progress/moderate", form, action, **more)


def get_update(
    request: HttpRequest, plan: Plan, action: Action, number: int
) -> ProgressUpdate:
    """An update of the action that the person may moderate; 403 with the reason."""
    updates = action.updates.select_related("author", "corrects", "moderation")
    update = get_object_or_404(updates, number=number)
    update.action = action
    refusal = refusal_to_moderate(request.user, update, plan, today())
    if refusal:
        raise PermissionDenied(refusal)
    update.shown_evidence = list(
        update.evidence.select_related("added_by", "withdrawn_by")
    )
    return update
