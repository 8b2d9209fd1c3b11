"""Addresses of actions: what is done with one, its updates, its evidence."""

from django.urls import include, path

from tracker.views import (
    actions,
    asking,
    bulk,
    due_dates,
    evidence,
    life,
    moderation,
    progress,
)

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

urlpatterns = [
    path("actions/", include(action_urls)),
    path("actions.<format:suffix>", actions.action_export, name="action-export"),
    path("moderation/", moderation.moderation_queue, name="moderation-queue"),
]
