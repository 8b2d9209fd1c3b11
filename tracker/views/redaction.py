"""Redaction: a superuser removes named words from a plan's record and history."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tracker.forms.redaction import PlacesForm, WordsForm
from tracker.models import Plan
from tracker.views.fetch import get_plan
from tracker.views.submit import carried_out
from tracker.workflow.redaction import find_words, redact_words

MOST_PLACES = 500  # more could neither be looked through nor sent back
SUPERUSERS_ONLY = "Only a superuser removes words from the record."


@require_http_methods(["GET", "POST"])
def redact(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for the words, show where they stand, then remove them there."""
    plan = get_plan_of_superuser(request, slug)
    if request.method == "GET":
        return form_page(request, plan, WordsForm())
    form = WordsForm(request.POST)
    if not form.is_valid():
        return form_page(request, plan, form)
    found = find_words(plan, form.cleaned_data["words"])
    if refusal := why_not(len(found)):
        form.add_error("words", refusal)
        return form_page(request, plan, form)
    if "confirm" not in request.POST:
        start = {**form.cleaned_data, "places": [place.code for place in found]}
        return form_page(request, plan, PlacesForm(found=found, initial=start))
    form = PlacesForm(request.POST, found=found)
    done = form.is_valid() and carried_out(
        form, lambda: redact_words(plan=plan, **form.cleaned_data)
    )
    if done:
        places = "1 place" if len(done) == 1 else f"{len(done)} places"
        messages.success(request, f"The words were removed in {places}.")
        return redirect("tracker:history", plan.slug)
    return form_page(request, plan, form)


def why_not(places: int) -> str:
    """Why nothing can be chosen from so many places; empty where it can."""
    if not places:
        return "These words stand nowhere in this plan"
    if places > MOST_PLACES:
        return f"These words stand in {places} places. Name them more exactly"
    return ""


def get_plan_of_superuser(request: HttpRequest, slug: str) -> Plan:
    """The plan, for a superuser; 404 for who is outside it, 403 for other members."""
    plan = get_plan(request, slug)
    if not request.user.is_superuser:
        raise PermissionDenied(SUPERUSERS_ONLY)
    return plan


def form_page(request: HttpRequest, plan: Plan, form: WordsForm) -> HttpResponse:
    """The page, which asks for words first and for places then."""
    context = {"plan": plan, "section": "history", "form": form}
    context["found"] = getattr(form, "found", None)
    return render(request, "tracker/history/redact.html", context)
