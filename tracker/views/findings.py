"""Findings and grades of a draft visit: added, mended, taken out."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from tracker.forms.base import GovukForm
from tracker.forms.findings import FindingForm, JudgementForm
from tracker.forms.stale import compare
from tracker.models import Judgement, Visit
from tracker.views.submit import carried_out
from tracker.views.visit_forms import for_draft, show_form, to_visit, typed
from tracker.workflow.findings import (
    add_finding,
    add_judgement,
    edit_finding,
    edit_judgement,
    remove_finding,
    remove_judgement,
)

ANOTHER = "another"  # the button that saves and opens an empty form again


@dataclass(frozen=True)
class Piece:
    """What stands in a visit, one by one: its name in addresses and its writes."""

    name: str
    word: str
    called: Callable[[Any], str]
    form: type[FindingForm] | type[JudgementForm]
    add: Callable[..., Any]
    edit: Callable[..., Any]


FINDING = Piece(
    "finding",
    "finding",
    attrgetter("reference"),
    FindingForm,
    add_finding,
    edit_finding,
)
GRADE = Piece(
    "judgement",
    "grade",
    attrgetter("area"),
    JudgementForm,
    add_judgement,
    edit_judgement,
)


@for_draft
def finding_create(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Add a finding to a draft, and perhaps the next one."""
    return add_piece(request, visit, FINDING)


@for_draft
def finding_update(request: HttpRequest, visit: Visit, finding: str) -> HttpResponse:
    """Mend a finding of a draft."""
    rows = visit.findings.select_related("source", "theme", "visit")
    row = get_object_or_404(rows, reference=finding)
    return mend_piece(request, visit, FINDING, row, finding)


@for_draft
def finding_remove(request: HttpRequest, visit: Visit, finding: str) -> HttpResponse:
    """Take a finding out of a draft, once confirmed."""
    rows = visit.findings.select_related("visit")
    row = get_object_or_404(rows, reference=finding)
    remove = partial(remove_finding, finding=row, by=request.user)
    return confirm_removal(request, visit, f"Take out {row}", remove)


@for_draft
def judgement_create(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Add the grade of an area to a draft, and perhaps the next one."""
    return add_piece(request, visit, GRADE)


@for_draft
def judgement_update(request: HttpRequest, visit: Visit, number: int) -> HttpResponse:
    """Mend a grade of a draft; `number` counts the visit's grades."""
    row = get_judgement(request, visit, number)
    return mend_piece(request, visit, GRADE, row, number, was=row.area)


@for_draft
def judgement_remove(request: HttpRequest, visit: Visit, number: int) -> HttpResponse:
    """Take a grade out of a draft, once confirmed."""
    row = get_judgement(request, visit, number)
    heading = f"Take out the grade “{row}”"
    remove = partial(remove_judgement, judgement=row, by=request.user)
    return confirm_removal(request, visit, heading, remove, was=row.area)


def add_piece(request: HttpRequest, visit: Visit, piece: Piece) -> HttpResponse:
    """The page on which one is added, and then perhaps the next one."""
    form = piece.form(*typed(request), visit=visit)
    if form.is_bound and form.is_valid():
        row = carried_out(
            form, lambda: piece.add(visit=visit, entry=form.entry(), by=request.user)
        )
        if row:
            messages.success(request, f"{piece.called(row)} was added.")
            if ANOTHER in request.POST:
                again = f"tracker:{piece.name}-create"
                return redirect(again, visit.plan.slug, visit.reference)
            return to_visit(visit)
    heading, button = f"Add a {piece.word}", f"Add the {piece.word}"
    return show_form(request, visit.plan, visit, form, heading, button, another=True)


def mend_piece(
    request: HttpRequest,
    visit: Visit,
    piece: Piece,
    row: Any,
    key: object,
    **more: str,
) -> HttpResponse:
    """The page on which one is mended; after a stale save it shows both versions."""
    initial = piece.form.initial_of(row)
    form = piece.form(*typed(request), visit=visit, initial=initial)
    if form.is_bound and form.is_valid():
        told = {
            piece.name: row,
            "version": form.cleaned_data["version"] or row.version,
            "entry": form.entry(),
            "by": request.user,
        }
        if carried_out(form, lambda: piece.edit(**told)):
            messages.success(request, f"{piece.called(row)} was changed.")
            return to_visit(visit)
    if current := getattr(form, "stale", None):
        stored = piece.form(visit=visit, initial=piece.form.initial_of(current))
        compare(form, stored, current)
    heading = f"Edit the {piece.word}"
    remove = remove_link(f"{piece.name}-remove", visit, key)
    return show_form(request, visit.plan, visit, form, heading, remove=remove, **more)


def get_judgement(request: HttpRequest, visit: Visit, number: int) -> Judgement:
    """A grade by its place among the visit's.

    `was` is the area that the page showed: where grades were added or taken out
    meanwhile, another one may stand in that place.
    """
    rows = list(visit.judgements.select_related("visit", "source").order_by("pk"))
    if not 0 < number <= len(rows):
        raise Http404
    row = rows[number - 1]
    if request.POST.get("was", row.area) != row.area:
        raise Http404
    return row


def confirm_removal(
    request: HttpRequest,
    visit: Visit,
    heading: str,
    remove: Callable[[], None],
    was: str = "",
) -> HttpResponse:
    """The page that asks before something is taken out, and then does it."""
    form = GovukForm(*typed(request))
    if form.is_bound and form.is_valid():
        remove()
        messages.success(request, "It was taken out.")
        return to_visit(visit)
    context = {
        "plan": visit.plan,
        "section": "visits",
        "visit": visit,
        "heading": heading,
        "was": was,
    }
    return render(request, "tracker/visit/remove.html", context)


def remove_link(name: str, visit: Visit, key: object) -> str:
    """The address of the page that asks before something is taken out."""
    return reverse(f"tracker:{name}", args=[visit.plan.slug, visit.reference, key])
