"""The board report: where a plan stands on a day, and what changed since another."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tracker.dates import add_months
from tracker.models import Plan
from tracker.reports.action_counts import ActionCounts, action_counts, actions_then
from tracker.reports.changes_since import ActionChanges, changes_since
from tracker.reports.coverage import (
    Coverage,
    Unanswered,
    by_state,
    coverage,
    unanswered,
)
from tracker.reports.open_actions import OpenAction, open_actions
from tracker.reports.slippage import (
    DateRequests,
    MovedAction,
    Slippage,
    date_requests,
    moved_twice,
    slippage,
)
from tracker.reports.visits_found import VisitFound, visits_found

MONTHS_BETWEEN_REPORTS = 3  # calendar months, where no earlier day is given


@dataclass(frozen=True)
class BoardReport:
    """Everything the board is shown of a plan for a day."""

    on: date
    since: date  # changes after this day are shown
    counts: ActionCounts
    coverage: Coverage
    overdue: list[OpenAction]
    due_soon: list[OpenAction]
    stale: list[OpenAction]
    ownerless: list[OpenAction]  # no post owns it, or nobody holds the post
    changes: list[ActionChanges]
    visits: list[VisitFound]
    by_state: Mapping[str, int]  # recommendations, the worst state first
    unanswered: list[Unanswered]
    date_requests: DateRequests  # made or decided since
    slippage: Slippage
    moved_twice: list[MovedAction]


def default_since(on: date) -> date:
    """The day to compare with where none is given: three months before."""
    return add_months(on, -MONTHS_BETWEEN_REPORTS)


def board_report(
    *,
    plan: Plan,
    on: date,
    since: date | None = None,
    known_at: datetime | None = None,
    is_today: bool = False,
) -> BoardReport:
    """Where a plan stands on a day and what changed after another, in 14 queries.

    With `known_at`, as far as it was written down by that instant. Where the day is
    the present one, say so: the answer is the same, and quicker.
    """
    since = since or default_since(on)
    actions = actions_then(plan=plan, on=on, is_today=is_today, known_at=known_at)
    written: dict[str, Any] = {"plan": plan, "on": on, "known_at": known_at}
    opened = open_actions(actions=actions, plan=plan, on=on)
    return BoardReport(
        on=on,
        since=since,
        counts=action_counts(actions=actions, plan=plan, on=on),
        coverage=coverage(plan=plan, actions=actions, on=on),
        overdue=[each for each in opened if each.days_late],
        due_soon=[each for each in opened if each.is_due_soon],
        stale=longest_first(each for each in opened if each.is_stale),
        ownerless=[each for each in opened if not each.holder],
        changes=changes_since(since=since, **written),
        visits=visits_found(**written),
        by_state=by_state(plan=plan, actions=actions, on=on),
        unanswered=unanswered(plan=plan, actions=actions, on=on),
        date_requests=date_requests(since=since, **written),
        slippage=slippage(actions=actions, on=on),
        moved_twice=moved_twice(actions=actions, on=on),
    )


def longest_first(actions: Iterable[OpenAction]) -> list[OpenAction]:
    """Those not heard of for longest first."""
    return sorted(actions, key=lambda each: (-(each.silent_days or 0), each.reference))
