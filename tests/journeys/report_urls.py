"""The site and one page more, which draws the sample report."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from config.urls import urlpatterns as site
from tests.reports.sample_document import sample
from tracker.exports.charts import page_pictures

PAGE = """
{% extends "tracker/base.html" %}
{% block title %}Sample{% endblock %}
{% block content %}{% include "tracker/report/document/_document.html" %}{% endblock %}
"""


@login_not_required
def sample_report(request: HttpRequest) -> HttpResponse:
    """The sample report on a page, with its charts."""
    document = sample()
    context = {"document": document, "pictures": page_pictures(document.charts)}
    return HttpResponse(engines["django"].from_string(PAGE).render(context, request))


urlpatterns = [path("sample-report/", sample_report), *site]
