"""Values of one measure: a number of any period, and a correction."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from tracker.forms.base import GovukForm
from tracker.forms.measure_values import AddValueForm, CorrectValueForm
from tracker.models import Measure, MeasureValue, Plan
from tracker.permissions import Verb
from tracker.reports.measure_entries import open_periods
from tracker.reports.measures import value_words
from tracker.views.fetch import get_plan, today
from tracker.views.measures import get_measure
from tracker.views.submit import carried_out
from tracker.workflow.measure_values import correct_value, enter_value


@require_http_methods(["GET", "POST"])
def value_create(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """Add a number of any period, ours or one to compare with."""
    plan = get_plan(request, slug, Verb.EDIT_PLAN)
    measure = get_measure(plan, ref)
    if request.method == "GET":
        form = AddValueForm(
            measure=measure, today=today(), initial=first_open(measure, plan)
        )
        return show_form(request, "value_create", measure, form)
    form = AddValueForm(request.POST, measure=measure, today=today())
    if form.is_valid() and carried_out(
        form,
        lambda: enter_value(
            measure=measure,
            period=form.period(),
            found=form.found(),
            by=request.user,
        ),
    ):
        messages.success(request, f"The entry for {ref} was saved.")
        return redirect("tracker:measure-detail", slug, ref)
    return show_form(request, "value_create", measure, form)


def first_open(measure: Measure, plan: Plan) -> dict:
    """The days of the oldest period that is due; none where none is."""
    if not measure.is_due:
        return {}
    period = open_periods(measure, plan.day(today()))[0]
    return {"starts_on": period.starts_on, "ends_on": period.ends_on}


@require_http_methods(["GET", "POST"])
def value_correct(
    request: HttpRequest, slug: str, ref: str, number: int
) -> HttpResponse:
    """Put another number in place of one that stands; both stay on record."""
    plan = get_plan(request, slug, Verb.EDIT_PLAN)
    measure = get_measure(plan, ref)
    values = measure.values.filter(quote="").select_related("entered_by")
    value = get_object_or_404(values, number=number)
    value.measure = measure
    if request.method == "GET":
        form = CorrectValueForm(value=value)
        return show_form(request, "value_correct", measure, form, value)
    form = CorrectValueForm(request.POST, value=value)
    if form.is_valid() and carried_out(
        form,
        lambda: correct_value(
            value=value,
            found=form.found(),
            reason=form.cleaned_data["reason"],
            by=request.user,
        ),
    ):
        messages.success(request, f"{ref} was corrected for {value.when}.")
        return redirect("tracker:measure-detail", slug, ref)
    return show_form(request, "value_correct", measure, form, value)


def show_form(
    request: HttpRequest,
    template: str,
    measure: Measure,
    form: GovukForm,
    value: MeasureValue | None = None,
) -> HttpResponse:
    """The page of a form about one value."""
    context = {
        "plan": measure.plan,
        "section": "measures",
        "measure": measure,
        "form": form,
        "value": value,
        "value_words": value_words(value, measure.unit) if value else "",
    }
    return render(request, f"tracker/measure/{template}.html", context)
