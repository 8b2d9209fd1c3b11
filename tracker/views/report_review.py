"""The pages on which the draft of a report is corrected, each about one piece of it."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from tracker.forms.report_areas import AreaWordsForm, PartsForm
from tracker.forms.report_review import (
    DraftForm,
    ReviewedGradesForm,
    ReviewedVisitForm,
)
from tracker.models import ImportDraft
from tracker.permissions import Verb
from tracker.views.fetch import get_plan
from tracker.views.reviewing import (
    back_to_review,
    get_report,
    of_open_report,
    page_text,
    saved_form,
)
from tracker.views.submit import carried_out
from tracker.workflow.report_drafts import (
    add_area,
    correct_area,
    drop_area,
    edit_grades,
    edit_visit,
    review_of,
    split_area,
)
from tracker.workflow.report_review import ReviewedArea


@of_open_report
def import_visit(request: HttpRequest, draft: ImportDraft) -> HttpResponse:
    """Correct what was read of the visit itself."""

    def form_of(data: dict | None, current: ImportDraft) -> ReviewedVisitForm:
        initial = ReviewedVisitForm.initial_of(review_of(current), current.version)
        return ReviewedVisitForm(data, initial=initial)

    form, saved = saved_form(
        request,
        draft,
        form_of,
        lambda form: edit_visit(
            draft=draft, version=form.cleaned_data["version"], visit=form.visit()
        ),
    )
    if saved:
        return back_to_review(draft, "visit")
    read = review_of(draft).read
    page = read["starts_on"].page or read["kind"].page
    words = [each.words for each in read.values() if each.page == page]
    return piece_page(request, draft, form, page_text(draft, page, *words), "visit")


@of_open_report
def import_grades(request: HttpRequest, draft: ImportDraft) -> HttpResponse:
    """Correct the grades, take one out, add one that was missed."""

    def form_of(data: dict | None, current: ImportDraft) -> ReviewedGradesForm:
        grades = review_of(current).grades
        return ReviewedGradesForm(data, grades=grades, version=current.version)

    form, saved = saved_form(
        request,
        draft,
        form_of,
        lambda form: edit_grades(
            draft=draft, version=form.cleaned_data["version"], grades=form.reviewed()
        ),
    )
    if saved:
        return back_to_review(draft, "grades")
    grades = review_of(draft).grades
    page = next((grade.page for grade in grades if grade.page), 1)
    words = [grade.words for grade in grades if grade.page == page]
    return piece_page(request, draft, form, page_text(draft, page, *words), "grades")


@of_open_report
def import_area_create(request: HttpRequest, draft: ImportDraft) -> HttpResponse:
    """Add an area that the reading missed; `?page=` names where it stands."""
    asked = request.GET.get("page", "")
    page = int(asked) if asked.isdecimal() and len(asked) < len("1000") else None

    def form_of(data: dict | None, current: ImportDraft) -> AreaWordsForm:
        return AreaWordsForm(
            data,
            pages=len(current.pages),
            initial={"version": current.version, "page": page},
        )

    form, saved = saved_form(
        request,
        draft,
        form_of,
        lambda form: add_area(
            draft=draft, version=form.cleaned_data["version"], words=form.words()
        ),
    )
    if saved:
        return back_to_review(draft, f"area-{len(review_of(draft).areas) + 1}")
    return piece_page(request, draft, form, page_text(draft, page), "area_create")


@of_open_report
def import_area(request: HttpRequest, draft: ImportDraft, area: int) -> HttpResponse:
    """Correct the words of an area, beside the page that they were read from."""
    read = area_of(draft, area)

    def form_of(data: dict | None, current: ImportDraft) -> AreaWordsForm:
        words = area_of(current, area).words
        initial = {**vars(words), "version": current.version}
        return AreaWordsForm(data, pages=len(current.pages), initial=initial)

    form, saved = saved_form(
        request,
        draft,
        form_of,
        lambda form: correct_area(
            draft=draft,
            version=form.cleaned_data["version"],
            number=area,
            words=form.words(),
        ),
    )
    if saved:
        return back_to_review(draft, f"area-{area}")
    return piece_page(request, draft, form, beside(draft, read), "area", number=area)


@of_open_report
def import_parts(request: HttpRequest, draft: ImportDraft, area: int) -> HttpResponse:
    """Say which separate things an area asks for, and under which theme."""
    read = area_of(draft, area)

    def form_of(data: dict | None, current: ImportDraft) -> PartsForm:
        return PartsForm(
            data,
            plan=draft.plan,
            area=area_of(current, area),
            version=current.version,
        )

    form, saved = saved_form(
        request,
        draft,
        form_of,
        lambda form: split_area(
            draft=draft,
            version=form.cleaned_data["version"],
            number=area,
            parts=form.parts(),
            theme=form.cleaned_data["theme"],
        ),
    )
    if saved:
        return back_to_review(draft, f"area-{area}")
    return piece_page(
        request, draft, form, beside(draft, read), "parts", number=area, area=read
    )


@require_POST
def import_area_drop(
    request: HttpRequest, slug: str, number: int, area: int
) -> HttpResponse:
    """Leave an area out of what is brought in, or take it in again."""
    plan = get_plan(request, slug, Verb.EDIT_PLAN)
    draft = get_report(plan, number)
    form = DraftForm(request.POST)
    if form.is_valid():
        carried_out(
            form,
            lambda: drop_area(
                draft=draft, version=form.cleaned_data["version"], number=area
            ),
        )
    if getattr(form, "stale", None):
        messages.warning(
            request, "Somebody changed this draft meanwhile. Here it is as it stands."
        )
    else:
        for error in form.non_field_errors():
            messages.warning(request, error)
    return back_to_review(draft, f"area-{area}")


@require_safe
def import_page(
    request: HttpRequest, slug: str, number: int, page: int
) -> HttpResponse:
    """The text of one page, with what was read from it marked."""
    plan = get_plan(request, slug, Verb.EDIT_PLAN)
    draft = get_report(plan, number)
    if not 1 <= page <= len(draft.pages):
        raise Http404("The document has no such page.")
    words = words_read(draft, page)
    context = {"plan": plan, "section": "visits", "draft": draft}
    context |= page_text(draft, page, *words)
    context["previous_page"] = page - 1
    context["next_page"] = page + 1 if page < len(draft.pages) else 0
    return render(request, "tracker/report_import/page.html", context)


def words_read(draft: ImportDraft, page: int) -> list[str]:
    """The areas that begin on a page, after the one that may go on over it."""
    areas = review_of(draft).areas if draft.review else ()
    read = [area.as_read for area in areas if area.as_read]
    before = [words.text for words in read if words.page == page - 1]
    return [*before[-1:], *(words.text for words in read if words.page == page)]


def area_of(draft: ImportDraft, number: int) -> ReviewedArea:
    """An area of the draft by its place; 404 where there is none."""
    areas = review_of(draft).areas
    if not 1 <= number <= len(areas):
        raise Http404("The draft has no such area.")
    return areas[number - 1]


def beside(draft: ImportDraft, area: ReviewedArea) -> dict:
    """The page that an area stands on, with its words marked."""
    read = area.as_read or area.words
    return page_text(draft, read.page, read.text, area.words.text)


def piece_page(
    request: HttpRequest,
    draft: ImportDraft,
    form: forms.Form,
    text: dict,
    template: str,
    **more: object,
) -> HttpResponse:
    """The form of one piece of the draft, beside the page that it was read from."""
    context = {"plan": draft.plan, "section": "visits", "draft": draft, "form": form}
    page = f"tracker/report_import/{template}.html"
    return render(request, page, context | text | more)
