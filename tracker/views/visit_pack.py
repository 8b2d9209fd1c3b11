"""The visit pack: what an inspector is handed, as a page to read and to print."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from tracker.models import Plan, Visit
from tracker.permissions import Verb, actions_owned_by, may
from tracker.reports.visit_pack import pack_day
from tracker.reports.visit_pack import visit_pack as pack_for
from tracker.views.days import asked_day
from tracker.views.fetch import get_plan, today


@require_safe
def visit_pack(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """For each area its words, actions, evidence, voices, last check and changes."""
    plan = get_plan(request, slug)
    visit = get_visit(request, plan, ref)
    asked = asked_day(request, default=pack_day(visit, plan.day(today())))
    context = {
        "plan": plan,
        "section": "visits",
        "asked": asked,
        "is_past": asked.on != today(),
        "visit": visit,
        "pack": pack_for(plan=plan, visit=visit, on=asked.on),
        "may_open_evidence": may(request.user, Verb.OPEN_EVIDENCE, plan),
    }
    if not context["may_open_evidence"]:
        mine = actions_owned_by(request.user, today()).filter(plan=plan)
        context["own_actions"] = set(mine.values_list("reference", flat=True))
    return render(request, "tracker/visit/pack.html", context)


def get_visit(request: HttpRequest, plan: Plan, ref: str) -> Visit:
    """A visit of the plan; one that is not published is its managers' alone."""
    visits = Visit.objects.filter(plan=plan)
    if not may(request.user, Verb.EDIT_PLAN, plan):
        visits = visits.published()
    return get_object_or_404(visits, reference=ref)
