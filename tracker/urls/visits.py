"""Addresses of visits: findings, grades, checks, publishing, the pack."""

from django.urls import include, path

from tracker.views import (
    findings,
    publishing,
    recurrence,
    visit_checks,
    visit_forms,
    visit_pack,
    visits,
)

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

urlpatterns = [
    path("visits/", include(visit_urls)),
    path("visits.<format:suffix>", visits.visit_export, name="visit-export"),
]
