"""The back office, a module a concept; it writes through workflow and deletes nothing."""

from allauth.account.admin import EmailAddress  # registered by now
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import Group

from tracker.admin import (
    actions,
    assurance,
    changes,
    documents,
    governance,
    mail_and_files,
    measures,
    packs,
    people,
    plans,
    progress,
    recommendations,
    visits,
)

__all__ = [
    "actions",
    "assurance",
    "changes",
    "documents",
    "governance",
    "mail_and_files",
    "measures",
    "packs",
    "people",
    "plans",
    "progress",
    "recommendations",
    "visits",
]

admin.site.site_header = settings.SERVICE_NAME
admin.site.site_title = settings.SERVICE_NAME
admin.site.index_title = "Back office"
admin.site.disable_action("delete_selected")
# Rights come from roles and the staff flag; addresses from the account itself
admin.site.unregister([Group, EmailAddress])
