"""Pages."""

from django.http import Http404


def update_create(request, **_):
    """A page to come."""
    raise Http404
