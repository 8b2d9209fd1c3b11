"""One change to many actions: each row keeps its own rules, and says why it did not.

A row that is refused is left as it is; the others are done. Everything written has
the change set of the request.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from uuid import UUID

from django.core.exceptions import ValidationError

from tracker.choices import ActionStatus
from tracker.models import (
    Action,
    Plan,
    Post,
    StaleRecordError,
    User,
    Workstream,
    change_set,
    written_together,
)
from tracker.permissions import Verb, may_with
from tracker.workflow.actions import change_owner
from tracker.workflow.records import save_record

MOST_ROWS = 2000
ROWS_AT_ONCE = 100
NOT_YOURS = "You may not change this action."
CHANGED_MEANWHILE = "It was changed after you opened the page. Look at it again."
NOT_HERE = "The plan has no such action."


@dataclass(frozen=True)
class ChosenRow:
    """An action by its reference, as it stood on the page that was confirmed."""

    reference: str
    version: int


@dataclass(frozen=True)
class NewOwner:
    """To which post, from which day, and why."""

    post: Post
    on: date
    reason: str


@dataclass(frozen=True)
class Skipped:
    """A row that was left as it is, and the sentence that says why."""

    reference: str
    title: str
    why: str


@dataclass(frozen=True)
class BulkResult:
    """What became of each row; `change_set` leads to all of it in the history."""

    done: tuple[Action, ...]
    skipped: tuple[Skipped, ...]
    change_set: UUID


def change_owners(
    *, plan: Plan, rows: Sequence[ChosenRow], to: NewOwner, by: User, today: date
) -> BulkResult:
    """Give many actions to one post from a day on.

    `today` is the day on which the person may do so. Never raises for a row: what
    is closed, only recorded, owned already or changed meanwhile is skipped.
    """

    def give(action: Action, version: int) -> Action:
        if action.status == ActionStatus.CLOSED:
            raise ValidationError("It is closed.")
        return change_owner(
            action=action,
            version=version,
            post=to.post,
            by=by,
            on=to.on,
            reason=to.reason,
        )

    return _each(plan, rows, give, _Person(by, today))


def change_workstreams(
    *,
    plan: Plan,
    rows: Sequence[ChosenRow],
    workstream: Workstream,
    why: str,
    by: User,
    today: date,
) -> BulkResult:
    """Put many actions into one workstream, and keep why.

    Never raises for a row: what is there already or was changed meanwhile is
    skipped.
    """

    def put(action: Action, version: int) -> Action:
        held = (
            Action.objects.select_related("plan", "owner_post", "source")
            .select_related("workstream")
            .locked(action.pk, version)
        )
        if held.workstream_id == workstream.pk:
            raise ValidationError(f"It is in {workstream} already.")
        held.workstream = workstream
        with change_set(why=why):
            return save_record(held)

    return _each(plan, rows, put, _Person(by, today))


@dataclass(frozen=True)
class _Person:
    """Who does it, and on which day the right to is asked."""

    by: User
    today: date


def _each(
    plan: Plan,
    rows: Sequence[ChosenRow],
    change: Callable[[Action, int], Action],
    person: _Person,
) -> BulkResult:
    """Do it row by row, in the order in which actions are held everywhere.

    Some at once in one transaction, so that nobody else waits for all of them.
    """
    found = actions_by_reference(plan, [row.reference for row in rows])
    done: list[Action] = []
    skipped: list[Skipped] = []
    for some in _parted(sorted(rows, key=attrgetter("reference"))):
        with written_together():
            for row in some:
                action = found.get(row.reference)
                why = _refusal(action, row, change, person) if action else NOT_HERE
                if action and not why:
                    done.append(action)
                else:
                    title = action.title if action else ""
                    skipped.append(Skipped(row.reference, title, why))
    with change_set() as now:
        return BulkResult(tuple(done), tuple(skipped), now.id)


def _parted(rows: Sequence[ChosenRow]) -> Iterator[Sequence[ChosenRow]]:
    for start in range(0, len(rows), ROWS_AT_ONCE):
        yield rows[start : start + ROWS_AT_ONCE]


def _refusal(
    action: Action,
    row: ChosenRow,
    change: Callable[[Action, int], Action],
    person: _Person,
) -> str:
    """Why the change was not made; empty where it was."""
    if not may_with(person.by, Verb.EDIT_PLAN, action, action.plan, person.today):
        return NOT_YOURS
    try:
        with written_together():
            change(action, row.version)
    except StaleRecordError:
        return CHANGED_MEANWHILE
    except ValidationError as refusal:
        return " ".join(refusal.messages)
    return ""


def actions_by_reference(plan: Plan, references: Sequence[str]) -> dict[str, Action]:
    """The plan's actions of these references, with what their rules look at."""
    rows = plan.actions.select_related("owner_post", "workstream", "source")
    found = {row.reference: row for row in rows.filter(reference__in=references)}
    for action in found.values():
        action.plan = plan
    return found
