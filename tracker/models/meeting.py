"""Meetings of boards, and who was there."""

from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format

from tracker.choices import Presence
from tracker.models.board import Board
from tracker.models.constraint import in_order, listed
from tracker.models.plan import Plan
from tracker.models.recorded import Recorded, RecordedQuerySet
from tracker.models.source import Quoted


class MeetingQuerySet(RecordedQuerySet):
    """Meetings."""

    def held(self, on: date) -> Self:
        """Those that took place by a day, the latest first."""
        return self.filter(held_on__lte=on, is_called_off=False).order_by(
            "-held_on", "-reference"
        )

    def to_come(self, on: date) -> Self:
        """Those after a day that were not called off, the next first."""
        return self.filter(held_on__gt=on, is_called_off=False).order_by(
            "held_on", "reference"
        )


class Meeting(Recorded, Quoted):
    """One meeting of a board, on a day; its pack shows the plan up to the cut-off."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="meetings")
    board = models.ForeignKey(Board, models.PROTECT, related_name="meetings")
    reference = models.CharField(max_length=20)
    title = models.CharField(max_length=200, blank=True)
    held_on = models.DateField("day of the meeting")
    cut_off_on = models.DateField(
        "cut-off day of the pack",
        null=True,
        blank=True,
        help_text="The pack shows the plan as it stood on this day.",
    )
    place = models.CharField(max_length=200, blank=True)
    is_called_off = models.BooleanField("called off", default=False)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = MeetingQuerySet.as_manager()
    natural: ClassVar = ("plan__slug", "reference")

    class Meta(Quoted.Meta):
        ordering = ["-held_on", "-reference"]
        constraints = [
            *Quoted.Meta.constraints,
            models.UniqueConstraint(
                fields=["plan", "reference"], name="meeting_reference"
            ),
            models.UniqueConstraint(
                fields=["board", "held_on"],
                condition=Q(is_called_off=False),
                name="meeting_one_a_day",
                violation_error_message="This board already has a meeting on that day.",
            ),
            in_order(
                "meeting",
                "cut_off_on",
                "held_on",
                "The cut-off is after the meeting. Give that day or an earlier one.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}".strip()

    def clean(self) -> None:
        """Keep both ends in one plan."""
        super().clean()
        if self.board_id and self.board.plan_id != self.plan_id:
            raise ValidationError({"board": "Choose a board of the same plan."})

    @property
    def when(self) -> str:
        """The day in words."""
        return date_format(self.held_on, "j F Y")


class Attendance(Recorded):
    """Somebody who came to a meeting, or sent apologies."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendances")
    name = models.CharField(max_length=150, help_text="As in the minutes.")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="attendances",
        help_text="Only for people who sign in.",
    )
    presence = models.CharField(max_length=10, choices=Presence)

    natural: ClassVar = ("meeting__plan__slug", "meeting__reference", "name")
    plan_path: ClassVar = "meeting__plan_id"

    class Meta:
        ordering = ["meeting", "name"]
        constraints = [
            listed("attendance", "presence", Presence),
            models.UniqueConstraint(
                fields=["meeting", "name"],
                name="attendance_once",
                violation_error_message="This name stands twice. Name each person once.",
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="attendance_has_name",
                violation_error_message="Give the name.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting.reference} {self.name}"
