"""The ledger of reminders: a mail and its rows are stored and sent together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db import transaction

from tracker.models import Action, Reminder, User
from tracker.workflow.records import save_new


@dataclass(frozen=True)
class Notice:
    """One line of a mail: the action, why it is named, and the day it is about."""

    action: Action
    kind: str
    about_on: date


class Outcome(StrEnum):
    """What became of a mail."""

    SENT = "sent"
    NOT_TAKEN = "not taken"
    NOTED = "noted by another run"


class NotSentError(Exception):
    """No server took the mail: what was noted is undone."""


def remind(
    *,
    person: User,
    notices: Sequence[Notice],
    on: date,
    send: Callable[[], bool],
) -> Outcome:
    """Note what a person is reminded of and send it; both, or neither.

    `send` hands the mail over and says whether it was taken. It is called last,
    before the commit: a mail that was not taken is tried again by the next run.
    Nothing is sent where another run has noted one of the lines meanwhile. Six
    queries, however many lines.
    """
    try:
        with transaction.atomic():
            User.objects.locked(person.pk)
            if _is_noted(person, notices):
                return Outcome.NOTED
            save_new(
                [
                    Reminder(
                        action=notice.action,
                        person=person,
                        kind=notice.kind,
                        about_on=notice.about_on,
                        sent_on=on,
                    )
                    for notice in notices
                ],
                given={"action"},
            )
            _send_or_undo(send)
    except NotSentError:
        return Outcome.NOT_TAKEN
    return Outcome.SENT


def _send_or_undo(send: Callable[[], bool]) -> None:
    if not send():
        raise NotSentError


def _is_noted(person: User, notices: Sequence[Notice]) -> bool:
    """Whether one of the lines is in the ledger: another run is at work."""
    rows = Reminder.objects.filter(
        person=person, action__in={notice.action.pk for notice in notices}
    )
    noted = set(rows.values_list("action", "kind", "about_on"))
    return any(
        (notice.action.pk, notice.kind, notice.about_on) in noted for notice in notices
    )
