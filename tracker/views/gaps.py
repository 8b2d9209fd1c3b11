"""A gap that is filled, or open again: said by a plan manager."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from tracker.forms.gaps import FillGapForm, ReopenGapForm
from tracker.permissions import Verb
from tracker.views.fetch import get_plan, today
from tracker.views.submit import carried_out
from tracker.workflow.gaps import fill_gap, reopen_gap


@require_http_methods(["GET", "POST"])
def gap_fill(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """Say that what was not held is held now, and with which visit it came."""
    plan = get_plan(request, slug, Verb.EDIT_PLAN)
    gap = get_object_or_404(plan.gaps.select_related("source"), reference=ref)
    form = FillGapForm(plan=plan)
    if request.method == "POST":
        form = FillGapForm(request.POST, plan=plan)
        if form.is_valid() and carried_out(
            form,
            lambda: fill_gap(
                gap=gap,
                visit=form.cleaned_data["visit"],
                note=form.cleaned_data["note"],
                by=request.user,
                on=today(),
            ),
        ):
            messages.success(request, f"{ref} is filled.")
            return redirect("tracker:visit-list", slug)
    context = {"plan": plan, "section": "visits", "gap": gap, "form": form}
    return render(request, "tracker/gap/fill.html", context)


@require_http_methods(["GET", "POST"])
def gap_reopen(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """Say that what was taken for held is not held after all."""
    plan = get_plan(request, slug, Verb.EDIT_PLAN)
    gap = get_object_or_404(plan.gaps.with_filling(), reference=ref)
    form = ReopenGapForm()
    if request.method == "POST":
        form = ReopenGapForm(request.POST)
        if form.is_valid() and carried_out(
            form, lambda: reopen_gap(gap=gap, why=form.cleaned_data["why"])
        ):
            messages.success(request, f"{ref} is open again.")
            return redirect("tracker:visit-list", slug)
    context = {"plan": plan, "section": "visits", "gap": gap, "form": form}
    return render(request, "tracker/gap/reopen.html", context)
