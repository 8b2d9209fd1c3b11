"""Addresses of measures and their values."""

from django.urls import include, path

from tracker.views import measure_enter, measure_values, measures

measure_urls = [
    path("", measures.measure_list, name="measure-list"),
    path("add/", measures.measure_create, name="measure-create"),
    path("enter/", measure_enter.measure_enter, name="measure-enter"),
    path("<measure:ref>/", measures.measure_detail, name="measure-detail"),
    path("<measure:ref>/edit/", measures.measure_update, name="measure-update"),
    path("<measure:ref>/values/add/", measure_values.value_create, name="value-create"),
    path(
        "<measure:ref>/values/<int:number>/correct/",
        measure_values.value_correct,
        name="value-correct",
    ),
]

urlpatterns = [
    path("measures/", include(measure_urls)),
    path("measures.<format:suffix>", measures.measure_export, name="measure-export"),
]
