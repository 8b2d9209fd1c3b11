"""Recommendations: the list, one of them, and what a plan manager does with them."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from tracker.exports.recommendation_columns import RECOMMENDATION_COLUMNS
from tracker.filters.recommendations import RecommendationFilter
from tracker.forms.base import GovukForm
from tracker.forms.recommendations import EditRecommendationForm, RecommendationForm
from tracker.forms.stale import compare
from tracker.models import Plan, Recommendation
from tracker.permissions import Verb, may, seen_in
from tracker.reports.recommendation_list import (
    listed_recommendations,
    recommendation_rows,
)
from tracker.reports.recommendation_page import recommendation_page
from tracker.reports.suggestions import suggestions
from tracker.views.fetch import get_plan, today
from tracker.views.listing import PlanList, export_list, list_context
from tracker.views.submit import carried_out
from tracker.workflow.recommendations import (
    create_recommendation,
    edit_recommendation,
)

RECOMMENDATION_LIST = PlanList(
    "Recommendations",
    "recommendation",
    "tracker:recommendation-list",
    RECOMMENDATION_COLUMNS,
)


def recommendation_filter(request: HttpRequest, plan: Plan) -> RecommendationFilter:
    """The plan's recommendations as the address narrows and sorts them."""
    on = plan.day(today())
    return RecommendationFilter(
        request.GET, listed_recommendations(plan, on), plan=plan, on=on
    )


@require_safe
def recommendation_list(request: HttpRequest, slug: str) -> HttpResponse:
    """The recommendations of a plan, filtered and sorted, fifty a page."""
    plan = get_plan(request, slug)
    context = list_context(
        request, recommendation_filter(request, plan), RECOMMENDATION_LIST
    ) | {
        "section": "recommendations",
        "may_edit": may(request.user, Verb.EDIT_PLAN, plan),
    }
    context["rows"] = recommendation_rows(list(context["page"]))
    return render(request, "tracker/recommendation/list.html", context)


@require_safe
def recommendation_export(
    request: HttpRequest, slug: str, suffix: str
) -> HttpResponseBase:
    """What the list shows, as a file."""
    filterset = recommendation_filter(request, get_plan(request, slug))
    return export_list(request, filterset, RECOMMENDATION_LIST, suffix)


@require_safe
def recommendation_detail(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """One recommendation: its words, what answers each part, who checked it."""
    plan = get_plan(request, slug)
    on = plan.day(today())
    rows = Recommendation.objects.with_state(plan.actions.as_now(), on)
    recommendation = get_recommendation(request, plan, ref, rows)
    context = {
        "plan": plan,
        "section": "recommendations",
        "page": recommendation_page(recommendation, on),
        "may_edit": may(request.user, Verb.EDIT_PLAN, plan),
        "may_raise": may(request.user, Verb.RAISE_CHALLENGE, plan),
    }
    if context["may_edit"]:
        context["suggestions"] = suggestions(plan=plan, on=on, later=recommendation)
    return render(request, "tracker/recommendation/detail.html", context)


@require_http_methods(["GET", "POST"])
def recommendation_create(request: HttpRequest, slug: str) -> HttpResponse:
    """Add a recommendation with its parts; `?visit=` names the visit that raised it."""
    plan = get_plan(request, slug, Verb.EDIT_PLAN)
    if request.method == "GET":
        asked = {"visit": request.GET.get("visit", "")}
        return show_form(request, plan, RecommendationForm(plan=plan, initial=asked))
    form = RecommendationForm(request.POST, plan=plan)
    if form.is_valid():
        added = carried_out(
            form,
            lambda: create_recommendation(
                plan=plan, wording=form.wording(), parts=form.part_wordings()
            ),
        )
        if added:
            messages.success(request, f"{added.reference} was added.")
            return redirect("tracker:recommendation-detail", slug, added.reference)
    return show_form(request, plan, form)


@require_http_methods(["GET", "POST"])
def recommendation_update(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """Change a recommendation's words or parts, and say why."""
    plan = get_plan(request, slug, Verb.EDIT_PLAN)
    recommendation = get_recommendation(request, plan, ref)
    if request.method == "GET":
        form = edit_form(recommendation)
        return show_form(request, plan, form, recommendation)
    form = edit_form(recommendation, request.POST)
    if form.is_valid() and carried_out(
        form,
        lambda: edit_recommendation(
            recommendation=recommendation,
            version=form.cleaned_data["version"],
            wording=form.wording(),
            parts=form.part_wordings(),
            why=form.cleaned_data["why"],
        ),
    ):
        messages.success(request, f"{ref} was changed.")
        return redirect("tracker:recommendation-detail", slug, ref)
    if getattr(form, "stale", None):
        compare(form, edit_form(get_recommendation(request, plan, ref)), form.stale)
    return show_form(request, plan, form, recommendation)


def get_recommendation(
    request: HttpRequest,
    plan: Plan,
    ref: str,
    rows: QuerySet[Recommendation] | None = None,
) -> Recommendation:
    """A recommendation of a plan that the person may see."""
    recommendations = Recommendation.objects.all() if rows is None else rows
    seen = seen_in(plan, request.user, recommendations)
    seen = seen.select_related("visit", "source", "belongs_to")
    recommendation = get_object_or_404(seen, plan=plan, reference=ref)
    recommendation.plan = plan
    return recommendation


def edit_form(recommendation: Recommendation, *data: dict) -> EditRecommendationForm:
    """The form about a recommendation, with its words unless they are published."""
    visit = recommendation.visit
    return EditRecommendationForm(
        *data,
        plan=recommendation.plan,
        recommendation=recommendation,
        has_fixed_words=bool(visit and visit.is_published),
    )


def show_form(
    request: HttpRequest,
    plan: Plan,
    form: GovukForm,
    recommendation: Recommendation | None = None,
) -> HttpResponse:
    """The page of a form about a recommendation, new or as it stands."""
    template = "update" if recommendation else "create"
    context = {
        "plan": plan,
        "section": "recommendations",
        "form": form,
        "recommendation": recommendation,
    }
    return render(request, f"tracker/recommendation/{template}.html", context)
