"""Addresses of recommendations, coverage and recurrence links."""

from django.urls import include, path

from tracker.views import coverage, recommendations, recurrence

recommendation_urls = [
    path("", recommendations.recommendation_list, name="recommendation-list"),
    path("add/", recommendations.recommendation_create, name="recommendation-create"),
    path("coverage/", coverage.coverage, name="coverage"),
    path("coverage.<format:suffix>", coverage.coverage_export, name="coverage-export"),
    path(
        "<recommendation:ref>/",
        recommendations.recommendation_detail,
        name="recommendation-detail",
    ),
    path(
        "<recommendation:ref>/edit/",
        recommendations.recommendation_update,
        name="recommendation-update",
    ),
    path(
        "<recommendation:ref>/recurrences/add/",
        recurrence.recurrence_create,
        name="recurrence-create",
    ),
    path(
        "<recommendation:ref>/recurrences/<recommendation:earlier>/remove/",
        recurrence.recurrence_remove,
        name="recurrence-remove",
    ),
    path(
        "<recommendation:ref>/recurrences/<recommendation:earlier>/decline/",
        recurrence.recurrence_decline,
        name="recurrence-decline",
    ),
]

urlpatterns = [
    path("recommendations/", include(recommendation_urls)),
    path(
        "recommendations.<format:suffix>",
        recommendations.recommendation_export,
        name="recommendation-export",
    ),
]
