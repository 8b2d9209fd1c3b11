"""Measures: the list, one of them, and what a plan manager does with them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from tracker.exports.charts import picture_of
from tracker.exports.measure_columns import MEASURE_COLUMNS, measure_cells
from tracker.filters.measures import MeasureFilter
from tracker.forms.base import GovukForm
from tracker.forms.measures import EditMeasureForm, MeasureForm
from tracker.forms.stale import compare
from tracker.models import Measure, Plan
from tracker.permissions import Verb, may
from tracker.reports.measure_chart import chart_of_points
from tracker.reports.measure_page import measure_page
from tracker.reports.measures import measure_rows, standing_measures
from tracker.views.fetch import get_plan, today
from tracker.views.listing import PlanList, export_list, list_context
from tracker.views.submit import carried_out
from tracker.workflow.measures import aim_of, create_measure, edit_measure

MEASURE_LIST = PlanList(
    "Measures",
    "measure",
    "tracker:measure-list",
    MEASURE_COLUMNS,
    lambda found: measure_cells(measure_rows(found)),
)


def measure_filter(request: HttpRequest, plan: Plan) -> MeasureFilter:
    """The plan's measures as the address narrows and sorts them, what is due first."""
    on = plan.day(today())
    measures = standing_measures(plan, on).with_due(on)
    return MeasureFilter(
        request.GET, measures.order_by("-is_due", "reference"), plan=plan, on=on
    )


@require_safe
def measure_list(request: HttpRequest, slug: str) -> HttpResponse:
    """The measures of a plan and how each stands, fifty a page."""
    plan = get_plan(request, slug)
    context = list_context(request, measure_filter(request, plan), MEASURE_LIST) | {
        "section": "measures",
        "may_edit": may(request.user, Verb.EDIT_PLAN, plan),
    }
    context["rows"] = measure_rows(context["page"])
    return render(request, "tracker/measure/list.html", context)


@require_safe
def measure_export(request: HttpRequest, slug: str, suffix: str) -> HttpResponseBase:
    """What the list shows, as a file."""
    filterset = measure_filter(request, get_plan(request, slug))
    return export_list(request, filterset, MEASURE_LIST, suffix)


@require_safe
def measure_detail(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """One measure: how it stands, every value beside what it is compared with."""
    plan = get_plan(request, slug)
    on = plan.day(today())
    measure = get_measure(plan, ref)
    page = measure_page(measure, on)
    context = {
        "plan": plan,
        "section": "measures",
        "measure": measure,
        "page": page,
        "picture": picture_of(chart_of_points(measure, page.points)),
        "may_edit": may(request.user, Verb.EDIT_PLAN, plan),
    }
    return render(request, "tracker/measure/detail.html", context)


@require_http_methods(["GET", "POST"])
def measure_create(request: HttpRequest, slug: str) -> HttpResponse:
    """Add a measure with its target."""
    plan = get_plan(request, slug, Verb.EDIT_PLAN)
    if request.method == "GET":
        return show_form(request, plan, MeasureForm(plan=plan))
    form = MeasureForm(request.POST, plan=plan)
    if form.is_valid():
        added = carried_out(
            form,
            lambda: create_measure(
                plan=plan, wording=form.wording(), by=request.user, on=today()
            ),
        )
        if added:
            messages.success(request, f"{added.reference} was added.")
            return redirect("tracker:measure-detail", slug, added.reference)
    return show_form(request, plan, form)


@require_http_methods(["GET", "POST"])
def measure_update(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """Change a measure's words, links or target, and say why."""
    plan = get_plan(request, slug, Verb.EDIT_PLAN)
    measure = get_measure(plan, ref)
    if request.method == "GET":
        return show_form(request, plan, edit_form(measure), measure)
    form = edit_form(measure, request.POST)
    if form.is_valid() and carried_out(
        form,
        lambda: edit_measure(
            measure=measure,
            version=form.cleaned_data["version"],
            wording=form.wording(),
            why=form.cleaned_data["why"],
            by=request.user,
            on=today(),
        ),
    ):
        messages.success(request, f"{ref} was changed.")
        return redirect("tracker:measure-detail", slug, ref)
    if getattr(form, "stale", None):
        compare(form, edit_form(get_measure(plan, ref)), form.stale)
    return show_form(request, plan, form, measure)


def get_measure(plan: Plan, ref: str) -> Measure:
    """A measure of a plan that the person may see, as it stands."""
    on = plan.day(today())
    measures = standing_measures(plan, on).with_due(on)
    measure = get_object_or_404(measures, reference=ref)
    measure.plan = plan
    return measure


def edit_form(measure: Measure, *data: dict) -> EditMeasureForm:
    """The form about a measure, with the target that stands today."""
    return EditMeasureForm(*data, measure=measure, stands=aim_of(measure, today()))


def show_form(
    request: HttpRequest, plan: Plan, form: GovukForm, measure: Measure | None = None
) -> HttpResponse:
    """The page of a form about a measure, new or as it stands."""
    context = {"plan": plan, "section": "measures", "form": form, "measure": measure}
    template = "update" if measure else "create"
    return render(request, f"tracker/measure/{template}.html", context)
