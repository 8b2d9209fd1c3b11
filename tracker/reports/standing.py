"""Where an action stood, whose it was and who was asked: in words, in one query."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Coalesce, Concat, NullIf

from tracker.choices import ActionStatus, CloseReason, ReminderKind
from tracker.models import Action

STATUS = "status"
OWNER = "owner"
ASKED = ReminderKind.ASKED.value
COLUMNS = ("kind", "changed_on", "recorded_at", "old", "new", "reason")
NOTHING = Value("", CharField())


@dataclass(frozen=True)
class StandingEntry:
    """One step of an action, one change of its owner, or one person asked.

    `before` and `after` are a status or the title of a post, empty where there
    was none, `after` also who was asked for an update; `said_by` is a person or a
    document.
    """

    kind: str  # status, owner or asked
    changed_on: date
    recorded_at: datetime
    before: str
    after: str
    reason: str
    said_by: str
    close_reason: str = ""
    instead: str = ""  # the reference of the action that took its place

    @property
    def status_before(self) -> str:
        """The status it left, as printed; empty for the first one."""
        return ActionStatus(self.before).label if self.before else ""

    @property
    def status_after(self) -> str:
        """The status it came to, as printed."""
        return ActionStatus(self.after).label

    @property
    def close_reason_label(self) -> str:
        """Why it was closed, as printed; empty for other steps."""
        return CloseReason(self.close_reason).label if self.close_reason else ""


def standing_entries(action: Action) -> list[StandingEntry]:
    """Every step of an action, every owner it had and who was asked for an update.

    In one query, in no order.
    """
    steps = _in_columns(
        action.status_changes.annotate(
            kind=Value(STATUS, CharField()),
            old=F("from_status"),
            new=F("to_status"),
            code=F("close_reason"),
            instead=Coalesce("superseded_by__reference", NOTHING),
        )
    )
    owners = _in_columns(
        action.owner_changes.annotate(
            kind=Value(OWNER, CharField()),
            old=Coalesce("from_post__title", NOTHING),
            new=Coalesce("to_post__title", NOTHING),
            code=NOTHING,
            instead=NOTHING,
        )
    )
    asked = action.reminders.filter(kind=ASKED).order_by()
    asks = asked.annotate(
        old=NOTHING,
        new=_name("person"),
        reason=NOTHING,
        said_by=_name("asked_by"),
        code=NOTHING,
        instead=NOTHING,
    ).values_list(
        "kind",
        "sent_on",
        "recorded_at",
        "old",
        "new",
        "reason",
        "said_by",
        "code",
        "instead",
    )
    return [StandingEntry(*row) for row in steps.union(owners, asks, all=True)]


def _name(person: str) -> Coalesce:
    """A person's name, or the address where there is none."""
    name = NullIf(f"{person}__full_name", NOTHING)
    return Coalesce(name, f"{person}__email", output_field=CharField())


def _in_columns(rows: QuerySet) -> QuerySet:
    person = NullIf("by__full_name", NOTHING)
    document = Concat("source__code", Value(" "), "source__title")
    said_by = Coalesce(person, "by__email", document, output_field=CharField())
    return (
        rows.order_by()
        .annotate(said_by=said_by)
        .values_list(*COLUMNS, "said_by", "code", "instead")
    )
