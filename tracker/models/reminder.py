"""Which mail about an action went to whom, so that none is sent twice."""

from datetime import date
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from tracker.choices import ReminderKind
from tracker.models.constraint import listed
from tracker.models.recorded import Appended, RecordedQuerySet


class ReminderQuerySet(RecordedQuerySet):
    """Reminders."""

    def asked(self, on: date) -> Self:
        """Those with which a person asked for an update on a day."""
        return self.filter(kind=ReminderKind.ASKED, about_on=on)


class Reminder(Appended):
    """A mail about an action to one person, for one reason and one day.

    `about_on` is the day the mail is about: the due date, or for work returned and
    for an update asked for the day of that. A date that moves is another day, so
    its mails are sent anew. The row is written before the mail is sent, so that two
    at once send one mail; it is taken back where no server took the mail.
    """

    action = models.ForeignKey("Action", models.PROTECT, related_name="reminders")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="reminders"
    )
    kind = models.CharField(max_length=15, choices=ReminderKind)
    about_on = models.DateField("about the day")
    sent_on = models.DateField("sent")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="updates_asked_for",
    )

    objects = ReminderQuerySet.as_manager()
    natural: ClassVar = (
        "action__plan__slug",
        "action__reference",
        "person__email",
        "kind",
        "about_on",
    )
    plan_path: ClassVar = "action__plan_id"

    class Meta:
        ordering = ["action", "sent_on", "pk"]
        constraints = [
            listed("reminder", "kind", ReminderKind),
            models.UniqueConstraint(
                fields=["action", "person", "kind", "about_on"],
                name="reminder_once",
                violation_error_message="This mail was sent already.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=ReminderKind.by_a_person, asked_by__isnull=False)
                | ~Q(kind__in=ReminderKind.by_a_person) & Q(asked_by__isnull=True),
                name="reminder_asked_by",
                violation_error_message="Say who asks, where a person does.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action.reference}: {self.get_kind_display().lower()}"

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:
        """Take back a row whose mail was not sent; that it stood is in the history."""
        return super(Appended, self).delete(*args, **options)
