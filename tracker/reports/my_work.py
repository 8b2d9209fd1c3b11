"""What waits for one person, over all plans."""

from dataclasses import dataclass
from datetime import date, timedelta

from tracker.dates import DUE_SOON_DAYS
from tracker.models import Action, User
from tracker.permissions import actions_owned_by


@dataclass(frozen=True)
class MyWork:
    """A person's open actions, each in the one list that asks most of them."""

    overdue: list[Action]
    due_soon: list[Action]
    to_update: list[Action]
    others: list[Action]

    @property
    def count(self) -> int:
        """How many open actions the person owns."""
        return sum(map(len, (self.overdue, self.due_soon, self.to_update, self.others)))


def my_work_report(*, person: User, on: date) -> MyWork:
    """The open actions of the posts a person holds or deputises for, on a day.

    One query. Overdue comes before due within 28 days, before no update within
    the plan's cadence; what is due first stands first.
    """
    actions = (
        actions_owned_by(person, on)
        .open()
        .for_list(on)
        .with_last_heard(on)
        .select_related("plan", "owner_post")
    )
    work = MyWork([], [], [], [])
    for action in sorted(actions, key=lambda row: (row.due_on or date.max, row.pk)):
        _list_for(work, action, on).append(action)
    return work


def _list_for(work: MyWork, action: Action, on: date) -> list[Action]:
    if action.due_on and action.due_on < on:
        return work.overdue
    if action.due_on and action.due_on <= on + timedelta(days=DUE_SOON_DAYS):
        return work.due_soon
    if _is_stale(action, on):
        return work.to_update
    return work.others


def _is_stale(action: Action, on: date) -> bool:
    heard = getattr(action, "last_heard_on", None)
    longest = timedelta(days=action.plan.cadence_days)
    return heard is not None and on - heard > longest
