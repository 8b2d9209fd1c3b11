"""Back from an export whose filter is wrong to the list that says so."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from tracker.models import Plan


def back_to_list(request: HttpRequest, name: str, plan: Plan) -> HttpResponse:
    """The plan's list of that name, with the filter as it was asked for."""
    response = redirect(name, plan.slug)
    response["Location"] += f"?{request.GET.urlencode()}"
    return response
