"""What the pages of a report's draft begin with, and how one of them is saved."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tracker.forms.stale import compare
from tracker.models import ImportDraft, Plan
from tracker.permissions import Verb
from tracker.reports.marked_text import TextPiece, marked
from tracker.views.fetch import get_plan
from tracker.views.submit import carried_out
from tracker.workflow.report_review import Review, ReviewedArea


@dataclass(frozen=True)
class AreaRow:
    """An area of the draft as the review shows it: its place, and themes by name."""

    number: int
    area: ReviewedArea
    theme: str
    parts: list[tuple[str, str]]  # text, theme


FormOf = Callable[..., forms.Form]  # of what was sent, if anything, and a draft


def get_report(plan: Plan, number: int) -> ImportDraft:
    """A report of the plan, waiting or brought in; 404 for a spreadsheet."""
    rows = plan.import_drafts.reports().select_related("made_by", "confirmed_by")
    draft = get_object_or_404(rows.select_related("visit"), number=number)
    draft.plan = plan
    return draft


def of_open_report(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Fetch plan and draft for a page of it; once brought in, lead to what became of it."""

    @require_http_methods(["GET", "POST"])
    @wraps(view)
    def fetched(
        request: HttpRequest, slug: str, number: int, **parts: int
    ) -> HttpResponse:
        plan = get_plan(request, slug, Verb.EDIT_PLAN)
        draft = get_report(plan, number)
        if draft.is_confirmed:
            return redirect("tracker:import-draft", slug, number)
        return view(request, draft, **parts)

    return fetched


def back_to_review(draft: ImportDraft, place: str) -> HttpResponse:
    """To the review page, at a place of it."""
    page = reverse("tracker:import-draft", args=[draft.plan.slug, draft.number])
    return redirect(f"{page}#{place}")


def saved_form(
    request: HttpRequest,
    draft: ImportDraft,
    form_of: FormOf,
    save: Callable[..., ImportDraft],
) -> tuple[forms.Form, bool]:
    """The form of a piece of the draft, and whether what was sent is saved.

    Where somebody saved the draft meanwhile, the form compares.
    """
    if request.method == "GET":
        return form_of(None, draft), False
    form = form_of(request.POST, draft)
    if form.is_valid() and carried_out(form, lambda: save(form)):
        messages.success(request, "Saved in the draft.")
        return form, True
    if stale := getattr(form, "stale", None):
        compare(form, form_of(None, stale), stale)
    return form, False


def area_rows(plan: Plan, review: Review) -> list[AreaRow]:
    """The areas in their order, dropped ones too; a theme that is gone has no name."""
    names = dict(plan.themes.values_list("slug", "name"))
    return [
        AreaRow(
            number=number,
            area=area,
            theme=names.get(area.theme, ""),
            parts=[(part.text, names.get(part.theme, "")) for part in area.parts],
        )
        for number, area in enumerate(review.areas, 1)
    ]


def page_text(draft: ImportDraft, page: int | None, *passages: str) -> dict:
    """What a template shows of a page beside a form: its number, its marked text."""
    number = min(page or 1, len(draft.pages) or 1)
    text = draft.pages[number - 1] if draft.pages else ""
    pieces: list[TextPiece] = marked(text, filter(None, passages))
    return {
        "page_number": number,
        "page_count": len(draft.pages),
        "pieces": pieces,
        "is_marked": any(piece.is_marked for piece in pieces),
    }
