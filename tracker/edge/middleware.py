"""What surrounds every request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from tracker.models import change_set


class ChangeSetMiddleware:
    """One change set per request: whatever is written says who wrote it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request inside its change set."""
        if request.method in ("GET", "HEAD", "OPTIONS"):
            return self.get_response(request)
        person = request.user if request.user.is_authenticated else None
        with change_set(by=person, actor="sign-in pages"):
            return self.get_response(request)
