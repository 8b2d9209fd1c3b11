"""Pages."""

from django.http import Http404


def my_work(request, **_):
    """A page to come."""
    raise Http404
