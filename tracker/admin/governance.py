"""Boards and meetings; challenges and decisions are read here, written on the pages."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from tracker.admin.base import ReadOnlyAdmin, RecordAdmin
from tracker.admin.forms import RecordForm
from tracker.admin.inlines import RecordInline
from tracker.models import (
    Attendance,
    Board,
    Challenge,
    ChallengeClosing,
    ChallengeReply,
    Decision,
    DecisionCompletion,
    Meeting,
)
from tracker.workflow.boards import MeetingEntry, create_meeting, edit_meeting

OF_PLAN = ("plan", admin.RelatedOnlyFieldListFilter)
OF_MEETING = ("meeting__plan", admin.RelatedOnlyFieldListFilter)
OF_CHALLENGE = ("challenge__plan", admin.RelatedOnlyFieldListFilter)
OF_DECISION = ("decision__plan", admin.RelatedOnlyFieldListFilter)


class AttendanceInline(RecordInline):
    """Who came, and who sent apologies."""

    model = Attendance
    fields = ("name", "presence", "account")
    selects = ("meeting", "account")


class ReplyInline(RecordInline):
    """What was said to it."""

    model = ChallengeReply
    fields = ("number", "kind", "made_on", "author", "text")
    selects = ("challenge", "author")


@admin.register(Board)
class BoardAdmin(RecordAdmin):
    """Bodies that oversee a plan."""

    list_display = ("name", "cadence", "chair", "plan")
    list_filter = ("cadence", OF_PLAN)
    search_fields = ("name", "slug", "chair")
    prepopulated_fields = {"slug": ("name",)}
    autocomplete_fields = ("source",)
    readonly_fields = ("more_quotes",)
    fixed = ("plan", "slug")
    selects = ("plan", "source")


class MeetingForm(RecordForm):
    """A meeting; its reference is given when it is added."""

    filled_later = frozenset({"reference"})


@admin.register(Meeting)
class MeetingAdmin(RecordAdmin):
    """Meetings of boards, held or to come."""

    form = MeetingForm
    list_display = ("reference", "board", "held_on", "cut_off_on", "is_called_off")
    list_filter = ("is_called_off", "board", OF_PLAN)
    search_fields = ("reference", "title", "place")
    date_hierarchy = "held_on"
    autocomplete_fields = ("board", "source")
    readonly_fields = ("reference", "more_quotes")
    fixed = ("plan",)
    selects = ("plan", "board", "source")
    inlines = (AttendanceInline,)

    def add(self, request: HttpRequest, obj: Meeting, form: RecordForm) -> Meeting:
        """Add it, as the page does: its reference says the year of its day."""
        return create_meeting(plan=obj.plan, entry=self.entry(obj))

    def change(self, request: HttpRequest, obj: Meeting, form: RecordForm) -> None:
        """Change it, as the page does: its day stays once decisions stand of it."""
        edit_meeting(
            meeting=obj,
            version=form.cleaned_data["seen_version"],
            entry=self.entry(obj),
            why=form.cleaned_data["why"],
        )

    @staticmethod
    def entry(obj: Meeting) -> MeetingEntry:
        """The row as the workflow takes it."""
        told: Any = MeetingEntry.__dataclass_fields__
        return MeetingEntry(**{name: getattr(obj, name) for name in told})


@admin.register(Attendance)
class AttendanceAdmin(ReadOnlyAdmin):
    """Who came to meetings."""

    list_display = ("meeting", "name", "presence")
    list_filter = ("presence", OF_MEETING)
    search_fields = ("name", "meeting__reference")
    selects = ("meeting", "account")


@admin.register(Challenge)
class ChallengeAdmin(ReadOnlyAdmin):
    """What board members asked."""

    list_display = ("reference", "action", "recommendation", "raised_by", "raised_on")
    list_filter = (OF_PLAN,)
    search_fields = ("reference", "question", "action__reference", "on_behalf_of")
    date_hierarchy = "raised_on"
    selects = ("plan", "action", "recommendation", "meeting", "raised_by")
    inlines = (ReplyInline,)


@admin.register(ChallengeReply)
class ChallengeReplyAdmin(ReadOnlyAdmin):
    """What was said to challenges."""

    list_display = ("challenge", "number", "kind", "made_on", "author")
    list_filter = ("kind", OF_CHALLENGE)
    search_fields = ("challenge__reference", "text", "author__full_name")
    date_hierarchy = "made_on"
    selects = ("challenge__action", "challenge__recommendation", "author")


@admin.register(ChallengeClosing)
class ChallengeClosingAdmin(ReadOnlyAdmin):
    """How challenges were closed."""

    list_display = ("challenge", "outcome", "closed_on", "closed_by")
    list_filter = ("outcome", OF_CHALLENGE)
    search_fields = ("challenge__reference", "note", "closed_by__full_name")
    date_hierarchy = "closed_on"
    selects = (
        "challenge__action",
        "challenge__recommendation",
        "closed_by",
        "replied_by",
        "agreed_action",
    )


@admin.register(Decision)
class DecisionAdmin(ReadOnlyAdmin):
    """What meetings decided."""

    list_display = ("reference", "meeting", "decided_on", "effect", "owner_post")
    list_filter = ("effect", OF_PLAN)
    search_fields = ("reference", "text", "action__reference", "meeting__reference")
    date_hierarchy = "decided_on"
    selects = (
        "plan",
        "meeting",
        "action",
        "recommendation",
        "date_change__action",
        "owner_post",
        "corrects__action",
        "corrects__recommendation",
        "recorded_by",
    )


@admin.register(DecisionCompletion)
class DecisionCompletionAdmin(ReadOnlyAdmin):
    """That decisions were carried out."""

    list_display = ("decision", "done_on", "said_by")
    list_filter = (OF_DECISION,)
    search_fields = ("decision__reference", "note", "said_by__full_name")
    date_hierarchy = "done_on"
    selects = ("decision__action", "decision__recommendation", "said_by")
