"""Challenges: the log, one of them, and what people say in it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from tracker.exports.board_columns import CHALLENGE_COLUMNS
from tracker.filters.board import ChallengeFilter
from tracker.forms.challenges import CloseChallengeForm, RaiseChallengeForm, ReplyForm
from tracker.models import Challenge, Plan
from tracker.permissions import Verb, may, refusal_to_answer, refusal_to_close
from tracker.reports.challenges import (
    ChallengePage,
    challenge_page,
    challenges_shown,
    listed_challenges,
)
from tracker.views.came_from import came_from
from tracker.views.fetch import get_plan, today
from tracker.views.listing import PlanList, export_list, list_context
from tracker.views.submit import carried_out
from tracker.workflow.challenges import (
    ask_for_more,
    close_challenge,
    raise_challenge,
    reply_to_challenge,
)

SUBJECTS = ("action", "recommendation", "meeting")

CHALLENGE_LIST = PlanList(
    "Challenges", "challenge", "tracker:challenge-list", CHALLENGE_COLUMNS
)


def challenge_filter(request: HttpRequest, plan: Plan) -> ChallengeFilter:
    """The plan's challenges as the address narrows and sorts them, newest first."""
    on = today()
    return ChallengeFilter(request.GET, listed_challenges(plan, on), plan=plan, on=on)


@require_safe
def challenge_list(request: HttpRequest, slug: str) -> HttpResponse:
    """The challenges of a plan, filtered and sorted, fifty a page."""
    plan = get_plan(request, slug)
    context = list_context(request, challenge_filter(request, plan), CHALLENGE_LIST) | {
        "section": "board",
        "may_raise": may(request.user, Verb.RAISE_CHALLENGE, plan),
    }
    return render(request, "tracker/board/challenges.html", context)


@require_safe
def challenge_export(request: HttpRequest, slug: str, suffix: str) -> HttpResponseBase:
    """What the list shows, as a file."""
    filterset = challenge_filter(request, get_plan(request, slug))
    return export_list(request, filterset, CHALLENGE_LIST, suffix)


@require_safe
def challenge_detail(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """One challenge: the question, what was said to it, what became of it."""
    plan = get_plan(request, slug)
    page = get_challenge(plan, ref)
    challenge, person = page.challenge, request.user
    context = {
        "plan": plan,
        "section": "board",
        "page": page,
        "cannot_answer": refusal_to_answer(person, challenge, plan, today()),
        "cannot_close": refusal_to_close(person, challenge, plan),
        "is_own_reply": challenge.last_replier == person.pk,
    }
    return render(request, "tracker/board/challenge.html", context)


@require_http_methods(["GET", "POST"])
def challenge_create(request: HttpRequest, slug: str) -> HttpResponse:
    """Raise a challenge; `?action=`, `?recommendation=` or `?meeting=` fill it in."""
    plan = get_plan(request, slug, Verb.RAISE_CHALLENGE)
    if request.method == "GET":
        asked = {name: request.GET.get(name, "") for name in SUBJECTS}
        return raise_page(request, plan, RaiseChallengeForm(plan=plan, initial=asked))
    form = RaiseChallengeForm(request.POST, plan=plan)
    if form.is_valid():
        raised = carried_out(
            form,
            lambda: raise_challenge(
                plan=plan, entry=form.entry(), by=request.user, on=today()
            ),
        )
        if raised:
            messages.success(request, f"{raised.reference} was raised.")
            page = reverse("tracker:challenge-detail", args=[slug, raised.reference])
            return redirect(came_from(request, page))
    return raise_page(request, plan, form)


@require_http_methods(["GET", "POST"])
def challenge_reply(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """Reply to a challenge; the owner of its action and plan managers may."""
    plan = get_plan(request, slug)
    page = get_challenge(plan, ref)
    refusal = refusal_to_answer(request.user, page.challenge, plan, today())
    if refusal:
        raise PermissionDenied(refusal)
    if request.method == "GET":
        if page.is_closed:
            return done(request, plan, ref, f"{ref} is closed.", messages.INFO)
        return form_page(request, plan, ReplyForm(), page, "Reply to the challenge")
    form = ReplyForm(request.POST)
    if form.is_valid() and carried_out(
        form,
        lambda: reply_to_challenge(
            challenge=page.challenge,
            text=form.cleaned_data["text"],
            by=request.user,
            on=today(),
        ),
    ):
        return done(request, plan, ref, f"Your reply to {ref} was added.")
    return form_page(request, plan, form, page, "Reply to the challenge")


@require_http_methods(["GET", "POST"])
def challenge_close(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """Say what became of a challenge, or that more is wanted."""
    plan = get_plan(request, slug)
    page = get_challenge(plan, ref)
    refusal = refusal_to_close(request.user, page.challenge, plan)
    if refusal:
        raise PermissionDenied(refusal)
    if request.method == "GET":
        if page.is_closed:
            return done(request, plan, ref, f"{ref} is closed.", messages.INFO)
        form = CloseChallengeForm(plan=plan)
        return form_page(request, plan, form, page, "What became of the challenge")
    form = CloseChallengeForm(request.POST, plan=plan)
    if form.is_valid() and carried_out(form, lambda: close(request, page, form)):
        said = f"{ref} is closed."
        if form.wants_more:
            said = f"{ref} waits for a reply again."
        return done(request, plan, ref, said)
    return form_page(request, plan, form, page, "What became of the challenge")


def close(request: HttpRequest, page: ChallengePage, form: CloseChallengeForm) -> Any:
    """Ask for more, or close it."""
    told = {"challenge": page.challenge, "by": request.user, "on": today()}
    if form.wants_more:
        return ask_for_more(text=form.cleaned_data["note"], **told)
    return close_challenge(closing=form.closing(), **told)


def get_challenge(plan: Plan, ref: str) -> ChallengePage:
    """A challenge of a plan that the person may see, with all that was said."""
    rows = challenges_shown(Challenge.objects.with_state(today()))
    challenge = get_object_or_404(rows, plan=plan, reference=ref)
    challenge.plan = plan
    if challenge.action:
        challenge.action.plan = plan
    return challenge_page(challenge)


def raise_page(
    request: HttpRequest, plan: Plan, form: RaiseChallengeForm
) -> HttpResponse:
    """The page on which a challenge is raised."""
    above = reverse("tracker:challenge-list", args=[plan.slug])
    context = {
        "plan": plan,
        "section": "board",
        "form": form,
        "heading": "Raise a challenge",
        "button": "Raise the challenge",
        "back": back_link(request, above, "Challenges"),
    }
    return render(request, "tracker/board/form.html", context)


def form_page(
    request: HttpRequest,
    plan: Plan,
    form: forms.Form,
    page: ChallengePage,
    heading: str,
) -> HttpResponse:
    """The page of a form about a challenge, below all that was said so far."""
    ref = page.challenge.reference
    is_own_reply = page.challenge.last_replier == request.user.pk
    above = reverse("tracker:challenge-detail", args=[plan.slug, ref])
    context = {
        "plan": plan,
        "section": "board",
        "form": form,
        "heading": heading,
        "caption": ref,
        "page": page,
        "is_own_reply": is_own_reply and isinstance(form, CloseChallengeForm),
        "back": back_link(request, above, ref),
    }
    return render(request, "tracker/board/challenge_form.html", context)


def back_link(request: HttpRequest, above: str, text: str) -> dict[str, str]:
    """Up, or back to where the person came from."""
    href = came_from(request, above)
    return {"href": href, "text": text if href == above else "Back"}


def done(
    request: HttpRequest,
    plan: Plan,
    ref: str,
    said: str,
    level: int = messages.SUCCESS,
) -> HttpResponse:
    """Back to where the person came from, with a word on what happened."""
    messages.add_message(request, level, said)
    above = reverse("tracker:challenge-detail", args=[plan.slug, ref])
    return redirect(came_from(request, above))
