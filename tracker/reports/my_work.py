"""The actions of one person that wait, over all plans."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import OuterRef, QuerySet

from tracker.choices import ActionStatus, ModerationResult
from tracker.dates import DUE_SOON_DAYS
from tracker.models import Action, ProgressUpdate, StatusChange, User
from tracker.models.action_queryset import first
from tracker.permissions import actions_owned_by

# Where an action stood that was returned, relapsed or was reopened.
STOOD_BEFORE = (
    *ActionStatus.delivered_statuses,
    ActionStatus.SUSTAINED,
    ActionStatus.CLOSED,
)


@dataclass(frozen=True)
class MyWork:
    """A person's actions, each in the one list that asks most of them."""

    returned: list[Action]
    overdue: list[Action]
    due_soon: list[Action]
    to_update: list[Action]
    others: list[Action]

    @property
    def count(self) -> int:
        """How many of the person's actions wait."""
        lists = (self.overdue, self.due_soon, self.to_update, self.others)
        return len(self.returned) + sum(map(len, lists))


def my_work_report(*, person: User, on: date) -> MyWork:
    """The actions of the posts a person holds or deputises for that wait, on a day.

    One query. What came back comes before overdue, that before due within 28 days,
    that before no update within the plan's cadence; what is due first stands first.
    """
    live = actions_owned_by(person, on).filter(status__in=ActionStatus.live_statuses)
    actions = (
        with_return(live.for_list(on).with_last_heard(on), on)
        .select_related("plan", "owner_post")
        .order_by()
    )
    work = MyWork([], [], [], [], [])
    for action in sorted(actions, key=lambda row: (row.due_on or date.max, row.pk)):
        if was_sent_back(action) or is_back(action):
            work.returned.append(action)
        elif action.is_open:
            _list_for(work, action, on).append(action)
    return work


def with_return(actions: QuerySet, on: date) -> QuerySet:
    """Each with the moderation of its last update, and with its last step."""
    updates = ProgressUpdate.objects.latest_by(on).filter(action=OuterRef("pk"))
    steps = StatusChange.objects.latest_by(on).filter(action=OuterRef("pk"))
    return actions.annotate(
        last_update_at=first(updates, "recorded_at"),
        last_result=first(updates, "moderation__result"),
        last_moderated_on=first(updates, "moderation__moderated_on"),
        last_moderator=first(updates, "moderation__moderator__full_name"),
        last_moderation_reason=first(updates, "moderation__reason"),
        step_from=first(steps, "from_status"),
        step_on=first(steps, "changed_on"),
        step_at=first(steps, "recorded_at"),
        step_by=first(steps, "by__full_name"),
        step_reason=first(steps, "reason"),
    )


def was_sent_back(action: Any) -> bool:
    """Whether a moderator returned the last update; after `with_return`."""
    return action.last_result == ModerationResult.RETURNED


def is_back(action: Any) -> bool:
    """Whether it was put back in progress and not updated since; as above."""
    if (
        action.status != ActionStatus.IN_PROGRESS
        or action.step_from not in STOOD_BEFORE
    ):
        return False
    if action.last_update_on is None or action.last_update_on < action.step_on:
        return True
    return (
        action.last_update_on == action.step_on
        and action.last_update_at < action.step_at
    )


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
