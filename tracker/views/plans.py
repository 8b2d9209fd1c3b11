"""Plans: those a person belongs to, and the first page of each."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from tracker.forms.plans import PlanSettingsForm
from tracker.forms.stale import compare
from tracker.models import Plan
from tracker.permissions import Verb, deciders, may, plans_visible_to
from tracker.reports.dashboard import dashboard_report
from tracker.reports.record_page import record_page
from tracker.views.days import AskedDay, asked_day
from tracker.views.fetch import get_plan, today
from tracker.views.submit import carried_out
from tracker.workflow.plans import keep_plan

# Where the board pack lists what the dashboard counts, by the keys of its sections.
BOARD_SECTIONS = {
    "overdue": "exceptions-overdue",
    "due_soon": "actions-a",
    "stale": "exceptions-stale",
    "owners": "exceptions-unowned",
    "recommendations": "unanswered",
    "moved_twice": "exceptions-moved",
}
ENOUGH_TO_DECIDE = 2  # people: one who asks or delivers, another who decides


@require_safe
def plan_list(request: HttpRequest) -> HttpResponse:
    """The person's plans with their role; straight through where there is one."""
    plans = list(plans_visible_to(request.user, today()))
    if len(plans) == 1:
        return redirect("tracker:plan-detail", plans[0].slug)
    return render(request, "tracker/plan/list.html", {"plans": plans})


@require_safe
def plan_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """The first page of a plan: its dashboard, or what its documents say."""
    plan = get_plan(request, slug)
    asked = asked_day(request, default=plan.day(today()))
    if plan.record_ends_on and asked.on <= plan.record_ends_on:
        return record_of(request, plan, asked)
    return dashboard_of(request, plan, asked)


def dashboard_of(request: HttpRequest, plan: Plan, asked: AskedDay) -> HttpResponse:
    """What needs attention in the plan, on the day asked for."""
    is_today = asked.on == today()
    context = {
        "plan": plan,
        "section": "dashboard",
        "asked": asked,
        "is_today": is_today,
        "is_past": not is_today,
        "links": links_of(plan, asked.on, is_today),
        "report": dashboard_report(plan=plan, on=asked.on, is_today=is_today),
        "too_few": too_few_deciders(request, plan),
    }
    return render(request, "tracker/plan/detail.html", context)


def links_of(plan: Plan, on: date, is_today: bool) -> dict[str, str]:
    """Where each number of the dashboard is listed whole.

    The lists show today only and know no stale or ownerless actions; the board
    report lists everything, for any day.
    """
    board = f"{reverse('tracker:report-preview', args=[plan.slug, 'board'])}?on={on}"
    links = {name: f"{board}#{section}" for name, section in BOARD_SECTIONS.items()}
    measures = reverse("tracker:measure-list", args=[plan.slug])
    links["measures"] = links["off_target"] = measures
    links["contradicted"] = links["measures_due"] = measures
    if is_today:
        actions = reverse("tracker:action-list", args=[plan.slug])
        answered = reverse("tracker:recommendation-list", args=[plan.slug])
        links["overdue"] = f"{actions}?overdue=on&sort=due_on"
        links["moved_twice"] = f"{actions}?moved=twice"
        links["off_target"] = f"{measures}?status=off_target"
        links["contradicted"] = f"{measures}?contradicted=on"
        links["measures_due"] = f"{measures}?due=on"
        links["recommendations"] = f"{answered}?state=unanswered"
    return {**links, "board": board}


def record_of(request: HttpRequest, plan: Plan, asked: AskedDay) -> HttpResponse:
    """What the plan's documents say, up to the day asked for."""
    context = {
        "plan": plan,
        "section": "dashboard",
        "asked": asked,
        "today": today(),
        "is_past": asked.on != plan.record_ends_on,
        "page": record_page(plan=plan, on=asked.on),
        "may_edit": may(request.user, Verb.EDIT_PLAN, plan),
        "too_few": too_few_deciders(request, plan),
    }
    return render(request, "tracker/plan/record.html", context)


def too_few_deciders(request: HttpRequest, plan: Plan) -> bool:
    """Whether to tell the plan's manager that nobody is left to be the second person.

    Nobody decides about their own: it takes two who may.
    """
    if not may(request.user, Verb.EDIT_PLAN, plan):
        return False
    return deciders(plan, today()).count() < ENOUGH_TO_DECIDE


@require_http_methods(["GET", "POST"])
def plan_update(request: HttpRequest, slug: str) -> HttpResponse:
    """Set how the plan is kept; plan managers may."""
    plan = get_plan(request, slug, Verb.EDIT_PLAN)
    if request.method == "GET":
        form = settings_form(plan)
    else:
        form = PlanSettingsForm(request.POST, plan=plan)
        if form.is_valid() and carried_out(
            form,
            lambda: keep_plan(
                plan=plan,
                version=form.cleaned_data["version"],
                settings=form.settings(),
            ),
        ):
            messages.success(request, "How the plan is kept was changed.")
            return redirect("tracker:people", slug)
        if getattr(form, "stale", None):
            compare(form, settings_form(form.stale), form.stale)
    context = {"plan": plan, "section": "people", "form": form}
    return render(request, "tracker/plan/update.html", context)


def settings_form(plan: Plan) -> PlanSettingsForm:
    """The form, with how the plan is kept now."""
    return PlanSettingsForm(plan=plan, initial=PlanSettingsForm.initial_of(plan))
