"""Pages."""

from django.http import Http404


def people(request, **_):
    """A page to come."""
    raise Http404


def people_export(request, **_):
    """A page to come."""
    raise Http404


def post_create(request, **_):
    """A page to come."""
    raise Http404


def holder_create(request, **_):
    """A page to come."""
    raise Http404


def member_create(request, **_):
    """A page to come."""
    raise Http404


def member_end(request, **_):
    """A page to come."""
    raise Http404
