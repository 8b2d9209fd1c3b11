"""The app's name for Django."""

from django.apps import AppConfig


class TrackerConfig(AppConfig):
    """The improvement-plan tracker."""

    name = "tracker"
    verbose_name = "Improvement plan"
