"""Asking the people of an action for an update, by mail, once a day."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tracker.exports.mail import MailItem, UpdateAsked, asked_mail, sent
from tracker.models import Action, Plan, User
from tracker.permissions import Verb
from tracker.views.fetch import get_action, get_plan, today
from tracker.workflow.asking import (
    AskedPerson,
    ask_for_updates,
    asks_about,
    take_back,
)


@require_http_methods(["GET", "POST"])
def action_ask(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """Ask for an update on one action: first who gets the mail, then the mail."""
    plan = get_plan(request, slug, Verb.EDIT_PLAN)
    action = get_action(request, plan, ref, Verb.EDIT_PLAN)
    about = {"plan": plan, "references": [ref], "by": request.user, "on": today()}
    if request.method == "GET":
        (ask,) = asks_about(**about)
        context = {"plan": plan, "section": "actions", "action": action, "ask": ask}
        return render(request, "tracker/action/ask.html", context)
    result = ask_for_updates(**about)
    for each in result.skipped:
        messages.info(request, f"Nobody was asked. {each.why}")
    unsent = send_asks(request, plan, result.mails)
    for person in unsent:
        messages.warning(request, not_sent_to(person))
    reached = [str(each.person) for each in result.mails if each.person not in unsent]
    if reached:
        names = " and ".join(reached)
        messages.success(
            request, f"An update on {ref} was asked for. The mail went to {names}."
        )
    return redirect("tracker:action-detail", plan.slug, ref)


def send_asks(
    request: HttpRequest, plan: Plan, mails: Iterable[AskedPerson]
) -> list[User]:
    """Send each person one mail; whose mail no server took may be asked again."""
    unsent = []
    for asked in mails:
        notice = UpdateAsked(
            name=str(asked.person),
            email=asked.person.email,
            plan=plan.name,
            asked_by=str(request.user),
            items=tuple(
                mail_item(request, plan, reminder.action)
                for reminder in asked.reminders
            ),
        )
        if not sent(asked_mail(notice)):
            take_back(asked)
            unsent.append(asked.person)
    return unsent


def mail_item(request: HttpRequest, plan: Plan, action: Action) -> MailItem:
    """The action in a mail, with the link to its form for an update."""
    path = reverse("tracker:update-create", args=[plan.slug, action.reference])
    due = f"Due {action.due_on:%-d %B %Y}" if action.due_on else "No due date"
    return MailItem(
        reference=action.reference,
        title=action.title,
        due=due,
        link=request.build_absolute_uri(path),
    )


def not_sent_to(person: User) -> str:
    """What the page says of a mail that no server took."""
    return f"The mail to {person} could not be sent. Ask again later."
