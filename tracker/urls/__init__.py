"""The table of contents of the site."""

from django.urls import include, path, register_converter

from tracker.edge import converters
from tracker.views import (
    actions,
    asking,
    bulk,
    coverage,
    due_dates,
    evidence,
    findings,
    gaps,
    handover,
    health,
    history,
    imports,
    life,
    measure_enter,
    measure_values,
    measures,
    moderation,
    people,
    plans,
    progress,
    publishing,
    recommendations,
    recurrence,
    redaction,
    report_imports,
    report_review,
    visit_checks,
    visit_forms,
    visit_pack,
    visits,
    work,
)

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

action_urls = [
    path("", actions.action_list, name="action-list"),
    path("add/", actions.action_create, name="action-create"),
    path("bulk/", bulk.action_bulk, name="action-bulk"),
    path("<action:ref>/", actions.action_detail, name="action-detail"),
    path("<action:ref>/edit/", actions.action_update, name="action-update"),
    path("<action:ref>/take-up/", actions.action_take_up, name="action-take-up"),
    path("<action:ref>/owner/", actions.action_owner, name="action-owner"),
    path("<action:ref>/ask/", asking.action_ask, name="action-ask"),
    path("<action:ref>/due-date/", due_dates.due_date_request, name="due-date-request"),
    path(
        "<action:ref>/due-date/<int:number>/decide/",
        due_dates.due_date_decide,
        name="due-date-decide",
    ),
    path("<action:ref>/deliver/", life.action_deliver, name="action-deliver"),
    path("<action:ref>/verify/", life.action_verify, name="action-verify"),
    path("<action:ref>/close/", life.action_close, name="action-close"),
    path("<action:ref>/reopen/", life.action_reopen, name="action-reopen"),
    path("<action:ref>/updates/add/", progress.update_create, name="update-create"),
    path(
        "<action:ref>/updates/<int:number>/moderate/",
        moderation.update_moderate,
        name="update-moderate",
    ),
    path(
        "<action:ref>/evidence/<int:number>/",
        evidence.evidence_detail,
        name="evidence-detail",
    ),
    path(
        "<action:ref>/evidence/<int:number>/withdraw/",
        evidence.evidence_withdraw,
        name="evidence-withdraw",
    ),
]

visit_urls = [
    path("", visits.visit_list, name="visit-list"),
    path("recurrence/", recurrence.recurrence_matrix, name="recurrence-matrix"),
    path(
        "recurrence.<format:suffix>",
        recurrence.recurrence_export,
        name="recurrence-export",
    ),
    path("add/", visit_forms.visit_create, name="visit-create"),
    path("<visit:ref>/", visits.visit_detail, name="visit-detail"),
    path("<visit:ref>/edit/", visit_forms.visit_update, name="visit-update"),
    path("<visit:ref>/received/", visit_forms.visit_receive, name="visit-receive"),
    path("<visit:ref>/findings/add/", findings.finding_create, name="finding-create"),
    path(
        "<visit:ref>/findings/<finding:finding>/edit/",
        findings.finding_update,
        name="finding-update",
    ),
    path(
        "<visit:ref>/findings/<finding:finding>/remove/",
        findings.finding_remove,
        name="finding-remove",
    ),
    path(
        "<visit:ref>/findings/<finding:finding>/reply/",
        publishing.reply_create,
        name="reply-create",
    ),
    path("<visit:ref>/grades/add/", findings.judgement_create, name="judgement-create"),
    path(
        "<visit:ref>/grades/<int:number>/edit/",
        findings.judgement_update,
        name="judgement-update",
    ),
    path(
        "<visit:ref>/grades/<int:number>/remove/",
        findings.judgement_remove,
        name="judgement-remove",
    ),
    path("<visit:ref>/checks/", visit_checks.check_list, name="check-list"),
    path("<visit:ref>/checks/rest/", visit_checks.check_rest, name="check-rest"),
    path(
        "<visit:ref>/checks/<target:target>/",
        visit_checks.check_update,
        name="check-update",
    ),
    path(
        "<visit:ref>/checks/<target:target>/remove/",
        visit_checks.check_remove,
        name="check-remove",
    ),
    path("<visit:ref>/publish/", publishing.visit_publish, name="visit-publish"),
    path("<visit:ref>/notes/add/", publishing.note_create, name="note-create"),
    path(
        "<visit:ref>/limits/<slug:limit>/",
        publishing.time_limit_update,
        name="time-limit-update",
    ),
    path("<visit:ref>/pack/", visit_pack.visit_pack, name="visit-pack"),
]

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

people_urls = [
    path("", people.people, name="people"),
    path("posts/add/", people.post_create, name="post-create"),
    path("posts/<slug:post>/holder/", people.holder_create, name="holder-create"),
    path("handover/", handover.handover, name="handover"),
    path("members/add/", people.member_create, name="member-create"),
    path("members/<int:number>/invite/", people.member_invite, name="member-invite"),
    path("members/<int:number>/end/", people.member_end, name="member-end"),
]

import_urls = [
    path("", imports.import_list, name="import-list"),
    path("spreadsheet/", imports.import_workbook, name="import-workbook"),
    path("report/", report_imports.import_report, name="import-report"),
    path("<int:number>/", imports.import_draft, name="import-draft"),
    path("<int:number>/visit/", report_review.import_visit, name="import-visit"),
    path("<int:number>/grades/", report_review.import_grades, name="import-grades"),
    path(
        "<int:number>/areas/add/",
        report_review.import_area_create,
        name="import-area-create",
    ),
    path(
        "<int:number>/areas/<int:area>/", report_review.import_area, name="import-area"
    ),
    path(
        "<int:number>/areas/<int:area>/parts/",
        report_review.import_parts,
        name="import-parts",
    ),
    path(
        "<int:number>/areas/<int:area>/drop/",
        report_review.import_area_drop,
        name="import-area-drop",
    ),
    path(
        "<int:number>/pages/<int:page>/", report_review.import_page, name="import-page"
    ),
    path("<int:number>/file/", report_imports.import_file, name="import-file"),
    path("<int:number>/confirm/", report_imports.import_confirm, name="import-confirm"),
]

plan_urls = [
    path("", plans.plan_detail, name="plan-detail"),
    path("recommendations/", include(recommendation_urls)),
    path(
        "recommendations.<format:suffix>",
        recommendations.recommendation_export,
        name="recommendation-export",
    ),
    path("actions/", include(action_urls)),
    path("actions.<format:suffix>", actions.action_export, name="action-export"),
    path("moderation/", moderation.moderation_queue, name="moderation-queue"),
    path("visits/", include(visit_urls)),
    path("visits.<format:suffix>", visits.visit_export, name="visit-export"),
    path("board/", include("tracker.urls.board")),
    path("measures/", include(measure_urls)),
    path("measures.<format:suffix>", measures.measure_export, name="measure-export"),
    path("people/", include(people_urls)),
    path("people.<format:suffix>", people.people_export, name="people-export"),
    path("import/", include(import_urls)),
    path("gaps/<slug:ref>/fill/", gaps.gap_fill, name="gap-fill"),
    path("gaps/<slug:ref>/reopen/", gaps.gap_reopen, name="gap-reopen"),
    path("history/", history.history, name="history"),
    path("history/redact/", redaction.redact, name="redact"),
    path("history.<format:suffix>", history.history_export, name="history-export"),
    path("reports/", include("tracker.urls.reports")),
    path("board/packs/", include("tracker.urls.packs")),
    path("edit/", plans.plan_update, name="plan-update"),
]

urlpatterns = [
    path("", work.my_work, name="my-work"),
    path("plans/", plans.plan_list, name="plan-list"),
    path("plans/<slug:slug>/", include(plan_urls)),
    path("health/", health.health, name="health"),
]
