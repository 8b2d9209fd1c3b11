"""Addresses of reports: each preset as a page, as files, issued."""

from django.urls import path

from tracker.views import packs, reports

urlpatterns = [
    path("", reports.report_index, name="report-index"),
    path("<preset:preset>/", reports.report_preview, name="report-preview"),
    path("<preset:preset>.<drawn:suffix>", reports.report_file, name="report-file"),
    path("<preset:preset>/issue/", reports.pack_issue, name="pack-issue"),
    path(
        "<preset:preset>/texts/<meeting:meeting>/", packs.pack_texts, name="pack-texts"
    ),
]
