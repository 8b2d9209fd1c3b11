"""Pages."""

from django.http import Http404


def visit_list(request, **_):
    """A page to come."""
    raise Http404


def visit_detail(request, **_):
    """A page to come."""
    raise Http404


def visit_export(request, **_):
    """A page to come."""
    raise Http404
