"""Pages."""

from django.http import Http404


def evidence_detail(request, **_):
    """A page to come."""
    raise Http404
