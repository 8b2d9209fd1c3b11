"""Where an action stood, whose it was, what the board asked: in words, in one query."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Coalesce, Concat, NullIf

from tracker.choices import (
    ActionStatus,
    ChallengeOutcome,
    CloseReason,
    DecisionEffect,
    ReminderKind,
)
from tracker.models import Action, Recommendation
from tracker.reports.board_log import NOTHING, log_rows, person_name

STATUS = "status"
OWNER = "owner"
BOARD_KINDS = ("challenge", "decision")
ASKED = ReminderKind.ASKED.value
COLUMNS = ("kind", "changed_on", "recorded_at", "old", "new", "reason")


@dataclass(frozen=True)
class StandingEntry:
    """One step of an action, one change of its owner, one person asked; or an entry
    of the board's logs.

    `before` and `after` are a status or the title of a post, empty where there
    was none, `after` also who was asked for an update; `said_by` is a person or a
    document. Of an entry of a log, `before` is its reference, `after` on whose behalf
    or at which meeting, `reason` its text and `code` what it says of itself.
    """

    # status, owner or asked; challenge, challenge_reply, challenge_closed, decision
    # or decision_done
    kind: str
    changed_on: date
    recorded_at: datetime
    before: str
    after: str
    reason: str
    said_by: str
    code: str = ""
    instead: str = ""  # the reference of the action that took its place

    @property
    def is_of_the_board(self) -> bool:
        """Whether it is an entry of the board's logs."""
        return self.kind.startswith(BOARD_KINDS)

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
        is_closed = self.kind == STATUS and self.code
        return CloseReason(self.code).label if is_closed else ""

    @property
    def outcome_label(self) -> str:
        """How a challenge was closed, as printed."""
        return ChallengeOutcome(self.code).label

    @property
    def effect_label(self) -> str:
        """What a decision did, as printed; empty where it did nothing further."""
        if self.code == DecisionEffect.NONE:
            return ""
        return DecisionEffect(self.code).label


def standing_entries(action: Action) -> list[StandingEntry]:
    """Every step of an action, every owner it had and who was asked for an update.

    With what the board asked and decided about it. In one query, in no order.
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
        new=person_name("person"),
        reason=NOTHING,
        said_by=person_name("asked_by"),
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
    rows = steps.union(owners, asks, *log_rows(action), all=True)
    return [StandingEntry(*row) for row in rows]


def board_entries(recommendation: Recommendation) -> list[StandingEntry]:
    """What the board asked and decided about a recommendation, the newest first.

    In one query.
    """
    first, *others = log_rows(recommendation)
    entries = [StandingEntry(*row) for row in first.union(*others, all=True)]
    return sorted(
        entries, key=lambda row: (row.changed_on, row.recorded_at), reverse=True
    )


def _in_columns(rows: QuerySet) -> QuerySet:
    person = NullIf("by__full_name", NOTHING)
    document = Concat("source__code", Value(" "), "source__title")
    said_by = Coalesce(person, "by__email", document, output_field=CharField())
    return (
        rows.order_by()
        .annotate(said_by=said_by)
        .values_list(*COLUMNS, "said_by", "code", "instead")
    )
