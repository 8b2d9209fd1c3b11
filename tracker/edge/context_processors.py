"""What every page knows without being told by its view."""

from django.conf import settings


def site(request):
    """What this installation is called."""
    return {"service_name": settings.SERVICE_NAME}
