"""Many actions at once: chosen in the list, shown, confirmed, told row by row."""

from operator import attrgetter
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.template.defaultfilters import pluralize
from django.views.decorators.http import require_http_methods

from tracker.filters.actions import ActionFilter
from tracker.forms.bulk import (
    BulkAskForm,
    BulkForm,
    BulkOwnerForm,
    BulkWorkstreamForm,
    written_rows,
)
from tracker.models import Action, Plan
from tracker.permissions import Verb
from tracker.views.asking import not_sent_to, send_asks
from tracker.views.fetch import get_plan, today
from tracker.views.listing import found_rows
from tracker.views.submit import carried_out
from tracker.workflow.asking import ask_for_updates, asks_about
from tracker.workflow.bulk import (
    MOST_ROWS,
    BulkResult,
    Skipped,
    change_owners,
    change_workstreams,
)

FORMS: dict[str, type[BulkForm]] = {
    "owner": BulkOwnerForm,
    "workstream": BulkWorkstreamForm,
    "ask": BulkAskForm,
}
TITLES = {
    "owner": "Change the owner",
    "workstream": "Change the workstream",
    "ask": "Ask for an update",
}
DONE = {
    "owner": "given to another owner",
    "workstream": "put into another workstream",
    "ask": "asked about by mail",
}
CHOOSE_WHAT = "Choose what to do with the actions."
CHOOSE_ROWS = "Tick at least one action, or choose all of them."
TOO_MANY = (
    f"At most {MOST_ROWS:,} actions can be changed at once. Narrow the list first."
)


@require_http_methods(["GET", "POST"])
def action_bulk(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what would be done with the chosen actions; sent back, do it.

    The result stands on the answer itself: sent again, every row says why it is
    left as it is.
    """
    plan = get_plan(request, slug, Verb.EDIT_PLAN)
    if request.method == "GET":
        return show_chosen(request, plan)
    what = request.POST.get("do", "")
    if what not in FORMS:
        return back(request, plan, request.POST.get("list_query", ""), CHOOSE_WHAT)
    form = FORMS[what](request.POST, plan=plan, today=today())
    outcome = form.is_valid() and carried_out(
        form, lambda: carry_out(request, plan, what, form)
    )
    if not outcome:
        rows = form.cleaned_data.get("rows", [])
        references = [row.reference for row in rows]
        actions = rows_shown(plan).filter(reference__in=references)
        return confirm_page(request, plan, what, form, list(actions))
    done, skipped, change_set = outcome
    context = {
        "plan": plan,
        "section": "actions",
        "heading": heading(what, done, skipped),
        "done": done,
        "skipped": skipped,
        "change_set": change_set,
        "list_query": form.cleaned_data["list_query"],
    }
    return render(request, "tracker/bulk/result.html", context)


def show_chosen(request: HttpRequest, plan: Plan) -> HttpResponse:
    """The page to confirm on, with the exact rows; or back to the list and why."""
    query = request.GET.get("list_query", "")
    what = request.GET.get("do", "")
    if what not in FORMS:
        return back(request, plan, query, CHOOSE_WHAT)
    actions = list(chosen(request, plan, query)[: MOST_ROWS + 1])
    if not actions:
        return back(request, plan, query, CHOOSE_ROWS)
    if len(actions) > MOST_ROWS:
        return back(request, plan, query, TOO_MANY)
    start = {"rows": written_rows(actions), "list_query": query}
    form = FORMS[what](initial=start, plan=plan, today=today())
    return confirm_page(request, plan, what, form, actions)


def rows_shown(plan: Plan) -> Any:
    """The plan's actions as the page to confirm on lists them."""
    return plan.actions.select_related("owner_post", "workstream")


def chosen(request: HttpRequest, plan: Plan, query: str) -> Any:
    """The ticked actions; or all that the list shows, where that was said."""
    if request.GET.get("which") != "all":
        references = request.GET.getlist("ref")
        return rows_shown(plan).filter(reference__in=references[: MOST_ROWS + 1])
    on = today()
    rows = Action.objects.filter(plan=plan).for_list(on)
    return found_rows(ActionFilter(QueryDict(query), rows, plan=plan, on=on))


def confirm_page(
    request: HttpRequest, plan: Plan, what: str, form: BulkForm, actions: list[Action]
) -> HttpResponse:
    """What is about to be done, to how many and to which; asking shows whom."""
    context = {
        "plan": plan,
        "section": "actions",
        "what": what,
        "title": TITLES[what],
        "form": form,
        "actions": actions,
        "list_query": form["list_query"].value(),
    }
    if what == "ask":
        references = [action.reference for action in actions]
        asks = asks_about(plan=plan, references=references, by=request.user, on=today())
        context["asks"] = asks
        context["reached"] = sum(bool(ask.people) for ask in asks)
    page = "ask" if what == "ask" else "change"
    return render(request, f"tracker/bulk/{page}.html", context)


def carry_out(
    request: HttpRequest, plan: Plan, what: str, form: Any
) -> tuple[list[Action], list[Skipped], Any]:
    """Do it; which rows are done, which are not and why, and the change set."""
    if what == "ask":
        return ask(request, plan, form)
    who = {"plan": plan, "rows": form.cleaned_data["rows"], "by": request.user}
    result: BulkResult
    if what == "owner":
        result = change_owners(**who, to=form.new_owner(), today=today())
    else:
        data = form.cleaned_data
        result = change_workstreams(
            **who, workstream=data["workstream"], why=data["why"], today=today()
        )
    return list(result.done), list(result.skipped), result.change_set


def ask(
    request: HttpRequest, plan: Plan, form: BulkForm
) -> tuple[list[Action], list[Skipped], Any]:
    """Ask for updates by mail; an action is done where one of its people was asked."""
    result = ask_for_updates(
        plan=plan,
        references=[row.reference for row in form.cleaned_data["rows"]],
        by=request.user,
        on=today(),
    )
    unsent = send_asks(request, plan, result.mails)
    done: dict[str, Action] = {}
    failed: dict[str, Skipped] = {}
    for mail in result.mails:
        for action in (reminder.action for reminder in mail.reminders):
            if mail.person in unsent:
                why = not_sent_to(mail.person)
                failed[action.reference] = Skipped(action.reference, action.title, why)
            else:
                done[action.reference] = action
    skipped = [*result.skipped, *(failed[ref] for ref in failed if ref not in done)]
    skipped.sort(key=attrgetter("reference"))
    return [done[ref] for ref in sorted(done)], skipped, result.change_set


def heading(what: str, done: list[Action], skipped: list[Skipped]) -> str:
    """How many were done and how many were not, in one line."""
    said = f"{len(done)} action{pluralize(done)} {DONE[what]}"
    if skipped:
        left = pluralize(skipped, "it is,they are")
        said += f", {len(skipped)} left as {left}"
    return said


def back(request: HttpRequest, plan: Plan, query: str, why: str) -> HttpResponse:
    """Back to the list as it was, with the sentence that says what is missing."""
    messages.error(request, why)
    response = redirect("tracker:action-list", plan.slug)
    response["Location"] += f"?{QueryDict(query).urlencode()}" if query else ""
    return response
