"""My work as queues: what waits for one person, why, and the page to act on it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet, Window

from tracker.models import Action, User
from tracker.reports import board_waiting, queue_rows, waiting
from tracker.reports.my_work import MyWork, my_work_report
from tracker.reports.queue_rows import LogRow, WorkRow

SHOWN_FIRST = 20  # rows of a queue on the page of all queues


@dataclass(frozen=True)
class Queue:
    """One queue: its name in an address, its heading, and what is done with a row."""

    name: str
    heading: str
    act: str
    page: str  # where it is done, such as update-moderate
    row: Callable[[Any, date], WorkRow | LogRow]
    rows: Callable[[User, date], QuerySet] | None = None  # none for one's own actions
    is_of_plan: bool = False  # whether `page` is one for all rows of a plan


@dataclass(frozen=True)
class QueueShown:
    """A queue with its first rows, or those of one page of it."""

    queue: Queue
    rows: list[WorkRow | LogRow]
    total: int


UPDATE = ("Add an update", "update-create")
VERIFY = ("Verify", "action-verify")
QUEUES = (
    Queue("returned", "Returned to you", *UPDATE, queue_rows.returned),
    Queue("overdue", "Overdue", *UPDATE, queue_rows.owned),
    Queue("due_soon", "Due in the next 28 days", *UPDATE, queue_rows.owned),
    Queue("to_update", "Waiting for an update", *UPDATE, queue_rows.owned),
    Queue(
        "to_moderate",
        "Updates to moderate",
        "Moderate",
        "update-moderate",
        queue_rows.to_moderate,
        waiting.updates_to_moderate,
    ),
    Queue(
        "to_verify",
        "Delivered, to verify",
        *VERIFY,
        queue_rows.to_verify,
        waiting.actions_to_verify,
    ),
    Queue(
        "checks",
        "Checks that fell due",
        "Look again",
        "action-verify",
        queue_rows.check_due,
        waiting.checks_due,
    ),
    Queue(
        "too_early",
        "Too early last time, now to look again",
        "Look again",
        "action-verify",
        queue_rows.too_early,
        waiting.too_early_before,
    ),
    Queue(
        "dates",
        "New due dates to decide",
        "Decide",
        "due-date-decide",
        queue_rows.date_to_decide,
        waiting.dates_to_decide,
    ),
    Queue(
        "dates_asked",
        "Your requests for a new due date",
        "See the action",
        "action-detail",
        queue_rows.date_asked,
        waiting.dates_asked_for,
    ),
    Queue(
        "challenges",
        "Challenges to answer",
        "Reply",
        "challenge-reply",
        queue_rows.challenge_to_answer,
        board_waiting.challenges_to_answer,
    ),
    Queue(
        "challenges_answered",
        "Challenges that were answered",
        "Say what you think of the reply",
        "challenge-close",
        queue_rows.challenge_answered,
        board_waiting.challenges_answered,
    ),
    Queue(
        "decisions",
        "Decisions to carry out",
        "Say that it is done",
        "decision-done",
        queue_rows.decision_to_do,
        board_waiting.decisions_to_carry_out,
    ),
    Queue(
        "measures",
        "Numbers to enter",
        "Enter numbers",
        "measure-enter",
        queue_rows.number_due,
        waiting.measures_due,
        is_of_plan=True,
    ),
    Queue("others", "Your other open actions", *UPDATE, queue_rows.owned),
)
BY_NAME = {queue.name: queue for queue in QUEUES}


def queues_report(*, person: User, on: date) -> list[QueueShown]:
    """The queues of a person in which something waits on a day, in eleven queries.

    Each with its first rows and how many there are in all.
    """
    work = my_work_report(person=person, on=on)
    shown = [_first_rows(queue, work, person, on) for queue in QUEUES]
    return [each for each in shown if each.total]


def whole_queue(*, queue: Queue, person: User, on: date) -> Sequence | QuerySet:
    """All that waits in one queue, to be shown page by page with `queue.row`."""
    if queue.rows is None:
        return own_actions(queue, my_work_report(person=person, on=on))
    return queue.rows(person, on)


def own_actions(queue: Queue, work: MyWork) -> list[Action]:
    """The list of the person's own actions that a queue shows."""
    return getattr(work, queue.name)


def _first_rows(queue: Queue, work: MyWork, person: User, on: date) -> QueueShown:
    records: Sequence | QuerySet
    if queue.rows is None:
        own = own_actions(queue, work)
        records, total = own[:SHOWN_FIRST], len(own)
    else:
        counted = queue.rows(person, on).annotate(in_all=Window(Count("pk")))
        records = list(counted[:SHOWN_FIRST])
        total = records[0].in_all if records else 0
    return QueueShown(queue, [queue.row(record, on) for record in records], total)
