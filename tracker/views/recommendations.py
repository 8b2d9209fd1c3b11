"""Pages."""

from django.http import Http404


def recommendation_list(request, **_):
    """A page to come."""
    raise Http404


def recommendation_export(request, **_):
    """A page to come."""
    raise Http404


def recommendation_create(request, **_):
    """A page to come."""
    raise Http404


def recommendation_detail(request, **_):
    """A page to come."""
    raise Http404


def recommendation_update(request, **_):
    """A page to come."""
    raise Http404
