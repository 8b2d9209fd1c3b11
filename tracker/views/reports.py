"""Pages."""

from django.http import Http404


def board_report(request, **_):
    """A page to come."""
    raise Http404
