"""Handover: what a leaver holds, who has it next, and only then the entries."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tracker.forms.handover import HandoverForm, LeaverForm
from tracker.models import Plan, PostHolding
from tracker.permissions import Verb
from tracker.reports.handover import (
    Leaver,
    people_who_may_leave,
    waiting_of,
    with_actions,
)
from tracker.views.fetch import get_plan, today
from tracker.views.submit import carried_out
from tracker.workflow.handover import hand_over

NOT_SENT_ON = ("csrfmiddlewaretoken", "step")


@require_http_methods(["GET", "POST"])
def handover(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose who leaves and who has the posts next; look at it; then write it."""
    plan = get_plan(request, slug, Verb.EDIT_PLAN)
    people = people_who_may_leave(plan, today())
    leaver = people.get(request.GET.get("who", ""))
    if leaver is None:
        form = LeaverForm(request.GET if "who" in request.GET else None, names=people)
        return page(request, "handover", plan, form=form)
    options = {"plan": plan, "leaver": with_actions(leaver), "today": today()}
    if request.method == "GET":
        form = HandoverForm(initial={"starts_on": today()}, **options)
        return page_of_leaver(request, plan, leaver, form)
    form = HandoverForm(request.POST, **options)
    step = request.POST.get("step")
    if not form.is_valid() or step == "change":
        return page_of_leaver(request, plan, leaver, form)
    if step != "confirm":
        return page_to_confirm(request, plan, leaver, form)
    holdings = carried_out(form, lambda: hand_over(plan=plan, handover=form.handover()))
    if holdings is None:
        return page_of_leaver(request, plan, leaver, form)
    say_done(request, leaver, holdings)
    return redirect("tracker:people", plan.slug)


def page_of_leaver(
    request: HttpRequest, plan: Plan, leaver: Leaver, form: HandoverForm
) -> HttpResponse:
    """Everything the person holds, and the form that gives it to others."""
    waiting = waiting_of(leaver, plan)
    context = {"form": form, "leaver": leaver, "waiting": waiting}
    return page(request, "handover_posts", plan, **context)


def page_to_confirm(
    request: HttpRequest, plan: Plan, leaver: Leaver, form: HandoverForm
) -> HttpResponse:
    """What would be written, and what was typed, to be sent once more."""
    sent = [pair for pair in request.POST.items() if pair[0] not in NOT_SENT_ON]
    context = {"form": form, "leaver": leaver, "sent": sent}
    return page(request, "handover_confirm", plan, **context, handover=form.handover())


def page(request: HttpRequest, name: str, plan: Plan, **more: object) -> HttpResponse:
    """One of the three pages of a handover."""
    context = {"plan": plan, "section": "people", **more}
    return render(request, f"tracker/people/{name}.html", context)


def say_done(request: HttpRequest, leaver: Leaver, holdings: list[PostHolding]) -> None:
    """Say on the next page what was written, post by post."""
    done = [
        f"{holding.post}, {holding.get_kind_display().lower()}: "
        f"{holding.name or 'vacant'}"
        for holding in holdings
    ]
    said = "; ".join(done) or "No post was held"
    messages.success(request, f"Handed over from {leaver.name}. {said}.")
