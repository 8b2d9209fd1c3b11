"""Actions: the list, one action, and what a plan manager does with it."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from tracker.exports.action_columns import ACTION_COLUMNS, action_rows
from tracker.filters.actions import ActionFilter
from tracker.forms.actions import (
    AddActionForm,
    ChangeOwnerForm,
    EditActionForm,
    TakeUpActionForm,
)
from tracker.forms.stale import compare
from tracker.models import Action, Plan
from tracker.permissions import Verb, may, may_with
from tracker.reports.action_page import action_page
from tracker.reports.steps import steps_offered
from tracker.views.action_pages import done, form_page
from tracker.views.fetch import get_action, get_plan, today
from tracker.views.listing import PlanList, export_list, list_context
from tracker.views.submit import carried_out
from tracker.workflow.actions import (
    change_owner,
    create_action,
    edit_action,
    take_up_action,
)

ACTION_LIST = PlanList(
    "Actions", "action", "tracker:action-list", ACTION_COLUMNS, action_rows
)


def action_filter(request: HttpRequest, plan: Plan) -> ActionFilter:
    """The plan's actions as the address narrows and sorts them."""
    on = today()
    return ActionFilter(
        request.GET, Action.objects.filter(plan=plan).for_list(on), plan=plan, on=on
    )


@require_safe
def action_list(request: HttpRequest, slug: str) -> HttpResponse:
    """The actions of a plan, filtered and sorted, fifty a page."""
    plan = get_plan(request, slug)
    context = list_context(request, action_filter(request, plan), ACTION_LIST) | {
        "section": "actions",
        "on": today(),
        "may_edit": may(request.user, Verb.EDIT_PLAN, plan),
        "may_moderate": may(request.user, Verb.MODERATE, plan),
    }
    return render(request, "tracker/action/list.html", context)


@require_safe
def action_export(request: HttpRequest, slug: str, suffix: str) -> HttpResponseBase:
    """What the list shows, as a file."""
    filterset = action_filter(request, get_plan(request, slug))
    return export_list(request, filterset, ACTION_LIST, suffix)


@require_safe
def action_detail(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """One action: its promise, who owns it, what was said of it, in one timeline."""
    plan = get_plan(request, slug)
    on = today()
    rows = Action.objects.for_list(on).select_related("source")
    action = get_action(request, plan, ref, rows=rows)
    page = action_page(action=action)
    context = {
        "plan": plan,
        "section": "actions",
        "page": page,
        "action": action,
        "on": on,
        "steps": steps_offered(person=request.user, page=page, on=on),
        "may_edit": may(request.user, Verb.EDIT_PLAN, plan),
        "may_raise": may(request.user, Verb.RAISE_CHALLENGE, plan),
        "may_open_evidence": may_with(
            request.user, Verb.OPEN_EVIDENCE, action, plan, on
        ),
    }
    return render(request, "tracker/action/detail.html", context)


@require_http_methods(["GET", "POST"])
def action_create(request: HttpRequest, slug: str) -> HttpResponse:
    """Add an action with its first promise."""
    plan = get_plan(request, slug, Verb.EDIT_PLAN)
    if request.method == "GET":
        form = AddActionForm(plan=plan)
        form.choose_part(request.GET.get("part", ""))
        return create_page(request, form, plan)
    form = AddActionForm(request.POST, plan=plan)
    if form.is_valid():
        action = carried_out(
            form,
            lambda: create_action(
                plan=plan,
                wording=form.wording(),
                promise=form.promise(),
                by=request.user,
                on=today(),
            ),
        )
        if action:
            return done(request, action, f"{action.reference} was added.")
    return create_page(request, form, plan)


def create_page(request: HttpRequest, form: forms.Form, plan: Plan) -> HttpResponse:
    """The page on which an action is added."""
    context = {"plan": plan, "section": "actions", "form": form}
    return render(request, "tracker/action/create.html", context)


@require_http_methods(["GET", "POST"])
def action_update(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """Change an action's words, and say why."""
    plan = get_plan(request, slug, Verb.EDIT_PLAN)
    action = get_action(request, plan, ref)
    options = {"plan": plan}
    if request.method == "GET":
        form = EditActionForm(initial=EditActionForm.initial_of(action), **options)
        return form_page(request, "action/update", form, action)
    form = EditActionForm(request.POST, **options)
    if form.is_valid() and carried_out(
        form,
        lambda: edit_action(
            action=action,
            version=form.cleaned_data["version"],
            wording=form.wording(),
            why=form.cleaned_data["why"],
        ),
    ):
        return done(request, action, f"{ref} was changed.")
    show_both_versions(form, options)
    return form_page(request, "action/update", form, action)


@require_http_methods(["GET", "POST"])
def action_take_up(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """Track an action that was only recorded from a document."""
    plan = get_plan(request, slug, Verb.EDIT_PLAN)
    action = get_action(request, plan, ref)
    options = {"plan": plan, "today": today()}
    if request.method == "GET":
        if action.is_tracked:
            return done(request, action, f"{ref} is already tracked.", messages.INFO)
        form = TakeUpActionForm(initial=TakeUpActionForm.initial_of(action), **options)
        return form_page(request, "action/take_up", form, action)
    form = TakeUpActionForm(request.POST, **options)
    if form.is_valid() and carried_out(
        form,
        lambda: take_up_action(
            action=action,
            version=form.cleaned_data["version"],
            promise=form.promise(),
            by=request.user,
            on=form.cleaned_data["taken_up_on"],
        ),
    ):
        return done(request, action, f"{ref} is tracked from now on.")
    if action.is_tracked:  # somebody took it up after this form was opened
        form.stale = action
    show_both_versions(form, options)
    return form_page(request, "action/take_up", form, action)


@require_http_methods(["GET", "POST"])
def action_owner(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """Give an action to another post, from a day on."""
    plan = get_plan(request, slug, Verb.EDIT_PLAN)
    action = get_action(request, plan, ref)
    options = {"plan": plan, "today": today()}
    if request.method == "GET":
        start = {"version": action.version, "changed_on": today()}
        form = ChangeOwnerForm(initial=start, **options)
        return form_page(request, "action/owner", form, action)
    form = ChangeOwnerForm(request.POST, **options)
    if form.is_valid() and carried_out(
        form,
        lambda: change_owner(
            action=action,
            version=form.cleaned_data["version"],
            post=form.cleaned_data["post"],
            by=request.user,
            on=form.cleaned_data["changed_on"],
            reason=form.cleaned_data["reason"],
        ),
    ):
        return done(request, action, f"{ref} has a new owner.")
    show_both_versions(form, options)
    return form_page(request, "action/owner", form, action)


def show_both_versions(form: forms.Form, options: dict) -> None:
    """After a stale save, put what is stored now beside what was typed."""
    current = getattr(form, "stale", None)
    if current:
        stored = type(form)(initial=form.initial_of(current), **options)
        compare(form, stored, current)
