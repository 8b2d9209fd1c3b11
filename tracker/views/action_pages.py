"""The pages on which something is done with one action: the form, and the way back."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from tracker.models import Action
from tracker.views.came_from import came_from


def page_of(action: Action) -> str:
    """The address of the action's own page."""
    return reverse("tracker:action-detail", args=[action.plan.slug, action.reference])


def form_page(
    request: HttpRequest, page: str, form: forms.Form, action: Action, **more: Any
) -> HttpResponse:
    """The page of one form about an action, such as "action/close"."""
    above = page_of(action)
    context = {
        "plan": action.plan,
        "section": "actions",
        "action": action,
        "form": form,
        "above": above,
        "back": came_from(request, above),
        **more,
    }
    return render(request, f"tracker/{page}.html", context)


def done(
    request: HttpRequest, action: Action, said: str, level: int = messages.SUCCESS
) -> HttpResponse:
    """Back to where the person came from, with a word on what happened."""
    messages.add_message(request, level, said)
    return redirect(came_from(request, page_of(action)))
