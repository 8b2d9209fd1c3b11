"""All that is due of all measures, on one page, saved in parts."""

import re
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tracker.forms.figures import FigureField
from tracker.forms.measure_values import (
    DueValueForm,
)
from tracker.models import MeasureValue, Plan
from tracker.permissions import Verb
from tracker.reports.measure_entries import (
    DueEntry,
    due_entries,
    entered_meanwhile,
)
from tracker.reports.measures import value_words
from tracker.views.came_from import came_from
from tracker.views.fetch import get_plan, today
from tracker.views.submit import carried_out
from tracker.workflow.measure_values import ForPeriod, enter_value

ENTRIES_A_PAGE = 60  # forms; a browser may send a thousand boxes in all
TYPED = re.compile(r"(M-\d{3,6}\.\d{4}-\d{2}-\d{2})-(?:value|no_data_reason)")

NOTHING = "Nothing was entered. Fill in what you have."
SENT_AGAIN = "This was saved already."


@dataclass(frozen=True)
class EntryForm:
    """One period of one measure, and its form."""

    entry: DueEntry
    form: DueValueForm


@require_http_methods(["GET", "POST"])
def measure_enter(request: HttpRequest, slug: str) -> HttpResponse:
    """Every period that is due, on one page.

    What is filled in and right is saved; what is wrong comes back, and what is left
    empty stays due.
    """
    plan = get_plan(request, slug, Verb.EDIT_PLAN)
    entries = due_entries(plan=plan, on=plan.day(today()))
    if request.method == "GET":
        return show_entries(request, plan, [blank(each) for each in entries])
    not_due = typed_beside(request, entries)
    overtaken = overtaken_words(plan, not_due)
    typed = [typed_in(request, each) for each in entries]
    filled = [each for each in typed if not each.form.is_left_empty]
    saved = [each for each in filled if save_entry(request, each)]
    if saved:
        many = "1 entry was" if len(saved) == 1 else f"{len(saved)} entries were"
        messages.success(request, f"{many} saved.")
    elif not filled and not overtaken:
        messages.warning(request, SENT_AGAIN if not_due else NOTHING)
    if len(saved) == len(filled) and not overtaken:
        return after_entering(request, plan, is_more=len(saved) < len(entries))
    left = [
        each if each in filled else blank(each.entry)
        for each in typed
        if each not in saved
    ]
    return show_entries(request, plan, left, overtaken)


def blank(entry: DueEntry) -> EntryForm:
    """An entry that nobody has begun."""
    return form_of(entry)


def typed_in(request: HttpRequest, entry: DueEntry) -> EntryForm:
    """An entry with what was sent of it."""
    return form_of(entry, request.POST)


def form_of(entry: DueEntry, *data: QueryDict) -> EntryForm:
    """An entry with its form, which is called by its measure and period."""
    called = f"{entry.measure.reference}, {entry.when}"
    form = DueValueForm(*data, prefix=entry.key, measure=entry.measure, called=called)
    return EntryForm(entry, form)


def save_entry(request: HttpRequest, filled: EntryForm) -> bool:
    """Whether an entry that was filled in is saved; else its form says why not."""
    entry, form = filled.entry, filled.form
    if not form.is_valid():
        return False
    period = ForPeriod(entry.period.starts_on, entry.period.ends_on)
    stored = carried_out(
        form,
        lambda: enter_value(
            measure=entry.measure, period=period, found=form.found(), by=request.user
        ),
    )
    return stored is not None


def typed_beside(request: HttpRequest, entries: list[DueEntry]) -> dict[str, str]:
    """What was typed about periods that are not due any more, by the entry's key."""
    due = {entry.key for entry in entries}
    return {
        match[1]: value.strip()
        for name, value in request.POST.items()
        if (match := TYPED.fullmatch(name)) and match[1] not in due and value.strip()
    }


def overtaken_words(plan: Plan, typed: dict[str, str]) -> list[str]:
    """What came too late, beside what stands; the same number sent twice is no news."""
    if not typed:
        return []
    told = entered_meanwhile(plan, typed.keys())
    return [
        too_late(key, words, told.get(key))
        for key, words in typed.items()
        if key not in told or not says_the_same(words, told[key])
    ]


def too_late(key: str, typed: str, told: MeasureValue | None) -> str:
    """That an entry came too late, and what was typed."""
    if told is None:
        reference, _, day = key.partition(".")
        return f"{reference} is not due for the period to {day}. You typed “{typed}”."
    return (
        f"{told.measure.reference}, {told.when}: {told.entered_by} entered "
        f"{value_words(told, told.measure.unit)} meanwhile. You typed “{typed}”."
    )


def says_the_same(typed: str, told: MeasureValue) -> bool:
    """Whether what was typed is what stands."""
    try:
        return FigureField().clean(typed) == told.value
    except ValidationError:
        return typed == told.no_data_reason


def after_entering(request: HttpRequest, plan: Plan, *, is_more: bool) -> HttpResponse:
    """Back to what is still due, or to where the person came from."""
    if is_more:
        response = redirect("tracker:measure-enter", plan.slug)
        if query := request.GET.urlencode():
            response["Location"] += f"?{query}"
        return response
    listed = redirect("tracker:measure-list", plan.slug)["Location"]
    return redirect(came_from(request, listed))


def show_entries(
    request: HttpRequest,
    plan: Plan,
    forms: list[EntryForm],
    overtaken: list[str] | None = None,
) -> HttpResponse:
    """The page of what is due, the oldest period first."""
    shown = forms[:ENTRIES_A_PAGE]
    context = {
        "plan": plan,
        "section": "measures",
        "entries": shown,
        "forms": [each.form for each in shown],
        "more": len(forms) - len(shown),
        "overtaken": overtaken or [],
    }
    return render(request, "tracker/measure/enter.html", context)
