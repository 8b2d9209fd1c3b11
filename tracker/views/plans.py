"""Pages."""

from django.http import Http404


def plan_list(request, **_):
    """A page to come."""
    raise Http404


def plan_detail(request, **_):
    """A page to come."""
    raise Http404
