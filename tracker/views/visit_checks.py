"""The worksheet of a draft visit: its checks in rows, one in full, and the rest."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tracker.forms.rules import show_refusal
from tracker.forms.stale import compare, refuse_stale
from tracker.forms.visit_checks import CheckForm, CheckRowForm, RestForm
from tracker.models import StaleRecordError, Visit, VisitCheck, change_set
from tracker.reports.worksheet import Worksheet, WorksheetRow, worksheet
from tracker.templatetags.govuk import errors_of
from tracker.views.findings import confirm_removal, remove_link
from tracker.views.submit import carried_out
from tracker.views.visit_forms import for_draft, show_form, typed
from tracker.workflow.visit_checks import (
    put_rest_out_of_scope,
    record_check,
    record_checks,
    remove_check,
)

ROWS_A_PAGE = 20
TO_DO, RECORDED, ALL = "to-do", "recorded", "all"
SHOWN = {TO_DO: "Not yet recorded", RECORDED: "Recorded", ALL: "All"}


@for_draft
def check_list(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The worksheet: rows are saved in parts, and what cannot be saved stays typed."""
    sheet = worksheet(visit=visit)
    if request.method == "GET":
        return sheet_page(request, visit, sheet)
    forms = [
        (row, row_form(visit, row, request.POST))
        for row in sheet.rows
        if f"{row.target.reference}-progress" in request.POST
    ]
    touched = [(row, form) for row, form in forms if form.is_touched]
    saved = save_rows(request, visit, [form for _, form in touched])
    if saved:
        messages.success(
            request, f"{saved} row{'s were' if saved != 1 else ' was'} saved."
        )
    wrong = [(row, form) for row, form in touched if form.errors]
    if wrong:
        return sheet_page(request, visit, worksheet(visit=visit), wrong)
    if not touched:
        messages.info(request, "Nothing was answered, so nothing was saved.")
    return redirect(request.get_full_path())


def save_rows(request: HttpRequest, visit: Visit, forms: list[CheckRowForm]) -> int:
    """Store the rows that are right; the others say what is wrong. How many are."""
    right = {form.target.reference: form for form in forms if form.is_valid()}
    confirmed = " ".join(dict.fromkeys(form.confirmed for form in right.values()))
    with change_set(confirmed=confirmed.strip()):
        try:
            refusals = record_checks(
                visit=visit,
                entries=[form.entry() for form in right.values()],
                by=request.user,
            )
        except ValidationError as refusal:
            refusals = dict.fromkeys(right, refusal)
    for reference, refusal in refusals.items():
        if isinstance(refusal, StaleRecordError):
            show_stale(right[reference], refusal.current)
        else:
            show_refusal(right[reference], refusal)
    return len(right) - len(refusals)


def show_stale(form: CheckRowForm, current: Any) -> None:
    """Say that somebody else saved this row, and show theirs beside what was typed."""
    kind = type(form)
    initial = kind.initial_of(current)
    refuse_stale(
        form, kind(visit=form.visit, target=form.target, initial=initial), current
    )


def row_form(visit: Visit, row: WorksheetRow, *data: Any) -> CheckRowForm:
    """The form of one row."""
    initial = CheckRowForm.initial_of(row.check)
    return CheckRowForm(*data, visit=visit, target=row.target, initial=initial)


def sheet_page(
    request: HttpRequest,
    visit: Visit,
    sheet: Worksheet,
    wrong: list[tuple[WorksheetRow, CheckRowForm]] | None = None,
) -> HttpResponse:
    """The page: rows of one choice, twenty at a time; or those that are not right."""
    show, theme = request.GET.get("show", TO_DO), request.GET.get("theme", "")
    show = show if show in SHOWN else TO_DO
    rows = [
        row
        for row in sheet.rows
        if show == ALL or (row.check is not None) == (show == RECORDED)
    ]
    rows = [row for row in rows if not theme or theme in row.themes]
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "plan": visit.plan,
        "section": "visits",
        "visit": visit,
        "sheet": sheet,
        "show": show,
        "shown": SHOWN.items(),
        "theme": theme,
        "themes": visit.plan.themes.all(),
        "page": page,
        "wrong": bool(wrong),
        "rows": wrong or [(row, row_form(visit, row)) for row in page],
        "errors": [
            {**error, "text": f"{form.target.reference}: {error['text']}"}
            for _, form in wrong or ()
            for error in errors_of(form)
        ],
    }
    return render(request, "tracker/visit/checks.html", context)


@for_draft
def check_update(request: HttpRequest, visit: Visit, target: str) -> HttpResponse:
    """One check in full: also its basis and the findings it rests on."""
    row = get_row(visit, target)
    form = CheckForm(
        *typed(request),
        visit=visit,
        target=row.target,
        initial=CheckForm.initial_of(row.check),
    )
    if form.is_bound and form.is_valid():
        check = carried_out(
            form,
            lambda: record_check(visit=visit, entry=form.entry(), by=request.user),
        )
        if check:
            messages.success(request, f"The check of {target} was saved.")
            return to_sheet(visit)
    if getattr(form, "stale", None):
        initial = CheckForm.initial_of(form.stale)
        now = CheckForm(visit=visit, target=row.target, initial=initial)
        compare(form, now, form.stale)
    return show_form(
        request,
        visit.plan,
        visit,
        form,
        f"What the visit found of {target}",
        checked=row,
        remove=row.check and remove_link("check-remove", visit, target),
    )


@for_draft
def check_remove(request: HttpRequest, visit: Visit, target: str) -> HttpResponse:
    """Take a check out of a draft, once confirmed."""
    check: VisitCheck | None = get_row(visit, target).check
    if check is None:
        raise Http404
    check.visit = visit
    return confirm_removal(
        request,
        visit,
        f"Take out the check of {target}",
        lambda: remove_check(check=check, by=request.user),
    )


def to_sheet(visit: Visit) -> HttpResponse:
    """Back to the worksheet."""
    return redirect("tracker:check-list", visit.plan.slug, visit.reference)


def get_row(visit: Visit, reference: str) -> WorksheetRow:
    """A row of the worksheet by its reference; also of what was settled before."""
    sheet = worksheet(visit=visit)
    for row in sheet.rows:
        if row.target.reference == reference:
            return row
    for settled in sheet.settled:
        if settled.reference == reference:
            return WorksheetRow(settled, settled, frozenset(), None, None)
    raise Http404


@for_draft
def check_rest(request: HttpRequest, visit: Visit) -> HttpResponse:
    """All that has no check is not in scope, once its number is confirmed."""
    rest = worksheet(visit=visit).rest
    form = RestForm(*typed(request), initial={"expected": len(rest)})
    if form.is_bound and form.is_valid():
        number = carried_out(
            form,
            lambda: put_rest_out_of_scope(
                visit=visit,
                rest=[row.target for row in rest],
                expected=form.cleaned_data["expected"],
                by=request.user,
            ),
        )
        if number is not None:
            messages.success(request, f"{number} were put down as not in scope.")
            return to_sheet(visit)
        # The number has changed: the page shows the one that holds now
        form.data = {**form.data.dict(), "expected": str(len(rest))}
    context = {
        "plan": visit.plan,
        "section": "visits",
        "visit": visit,
        "rest": rest,
        "form": form,
    }
    return render(request, "tracker/visit/rest.html", context)
