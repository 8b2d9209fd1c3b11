"""The table of contents of the site."""

from django.urls import include, path, register_converter

from tracker.edge import converters
from tracker.views import gaps, health, history, plans, redaction, work

register_converter(converters.RecommendationReference, "recommendation")
register_converter(converters.ActionReference, "action")
register_converter(converters.VisitReference, "visit")
register_converter(converters.PackReference, "pack")
register_converter(converters.PackPresetName, "preset")
register_converter(converters.ReportFormat, "drawn")
register_converter(converters.MeetingReference, "meeting")
register_converter(converters.ChallengeReference, "challenge")
register_converter(converters.DecisionReference, "decision")
register_converter(converters.MeasureReference, "measure")
register_converter(converters.FindingReference, "finding")
register_converter(converters.TargetReference, "target")
register_converter(converters.ListFormat, "format")

app_name = "tracker"

plan_urls = [
    path("", plans.plan_detail, name="plan-detail"),
    path("", include("tracker.urls.recommendations")),
    path("", include("tracker.urls.actions")),
    path("", include("tracker.urls.visits")),
    path("board/", include("tracker.urls.board")),
    path("board/packs/", include("tracker.urls.packs")),
    path("reports/", include("tracker.urls.reports")),
    path("", include("tracker.urls.measures")),
    path("", include("tracker.urls.people")),
    path("import/", include("tracker.urls.imports")),
    path("gaps/<slug:ref>/fill/", gaps.gap_fill, name="gap-fill"),
    path("gaps/<slug:ref>/reopen/", gaps.gap_reopen, name="gap-reopen"),
    path("history/", history.history, name="history"),
    path("history/redact/", redaction.redact, name="redact"),
    path("history.<format:suffix>", history.history_export, name="history-export"),
    path("edit/", plans.plan_update, name="plan-update"),
]

urlpatterns = [
    path("", work.my_work, name="my-work"),
    path("plans/", plans.plan_list, name="plan-list"),
    path("plans/<slug:slug>/", include(plan_urls)),
    path("health/", health.health, name="health"),
]
