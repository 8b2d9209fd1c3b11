"""Pages."""

from django.http import Http404


def history(request, **_):
    """A page to come."""
    raise Http404


def history_export(request, **_):
    """A page to come."""
    raise Http404
