"""Pages."""

from django.http import Http404


def action_list(request, **_):
    """A page to come."""
    raise Http404


def action_export(request, **_):
    """A page to come."""
    raise Http404


def action_create(request, **_):
    """A page to come."""
    raise Http404


def action_detail(request, **_):
    """A page to come."""
    raise Http404


def action_update(request, **_):
    """A page to come."""
    raise Http404


def action_take_up(request, **_):
    """A page to come."""
    raise Http404


def action_owner(request, **_):
    """A page to come."""
    raise Http404
