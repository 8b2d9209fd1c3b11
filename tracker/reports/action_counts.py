"""How many actions of a plan stand where on a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q

from tracker.choices import ActionStatus, Claim, ReportedRating
from tracker.dates import DUE_SOON_DAYS
from tracker.models import Action, Plan
from tracker.models.action_queryset import ActionQuerySet

# What is reported of an action that is no longer open follows from its status;
# a closed one has no rating.
RATING_OF_STATUS = {
    ActionStatus.DELIVERED: ReportedRating.GREEN,
    ActionStatus.VERIFIED: ReportedRating.GREEN,
    ActionStatus.SUSTAINED: ReportedRating.BLUE,
}


@dataclass(frozen=True)
class ActionCounts:
    """Actions by where they stand on a day; all but the last two are tracked ones."""

    by_status: Mapping[str, int]
    by_rating: Mapping[str, int]  # reported ratings; closed actions have none
    overdue: int
    due_soon: int  # open, due within 28 days
    unowned: int  # open, no post owns it
    stale: int  # open, no update for longer than the plan's cadence
    recorded: int  # stand in a document only
    said_done: int  # of those, said there to be done

    @property
    def tracked(self) -> int:
        """Actions that somebody has taken up, closed ones among them."""
        return sum(self.by_status.values())

    @property
    def open(self) -> int:
        """Tracked and still to be delivered."""
        return sum(self.by_status[status] for status in ActionStatus.open_statuses)


def actions_then(
    *, plan: Plan, on: date, is_today: bool, known_at: datetime | None = None
) -> ActionQuerySet:
    """The plan's actions as they stood on a day, as far as was known at an instant.

    For the present day the copies on the actions say the same as the dated rows,
    and are read many times faster.
    """
    actions = Action.objects.filter(plan=plan)
    if is_today and known_at is None:
        return actions.as_now()
    return actions.as_at(on, known_at)


def action_counts(*, actions: ActionQuerySet, plan: Plan, on: date) -> ActionCounts:
    """Count a plan's actions as they stood on a day, in two grouped queries.

    Only what is open is asked for its updates: the rating of the rest is its status.
    """
    rows = {row.pop("status_then"): row for row in _by_status(actions, on)}
    opened = list(_open_by_rating(actions, on, plan.cadence_days))
    by_status = {s: rows[s]["n"] if s in rows else 0 for s in ActionStatus.values}
    by_rating = dict.fromkeys(ReportedRating.values, 0)
    del by_rating[ReportedRating.NONE]
    for row in opened:
        by_rating[row["rating"]] += row["n"]
    for status, rating in RATING_OF_STATUS.items():
        by_rating[rating] += by_status[status]
    of_open = [rows[s] for s in ActionStatus.open_statuses if s in rows]
    recorded = rows.get("", {"recorded": 0, "said_done": 0})
    return ActionCounts(
        by_status=by_status,
        by_rating=by_rating,
        **{
            name: sum(row[name] for row in of_open)
            for name in ("overdue", "due_soon", "unowned")
        },
        stale=sum(row["stale"] for row in opened),
        recorded=recorded["recorded"],
        said_done=recorded["said_done"],
    )


def _by_status(actions: ActionQuerySet, on: date) -> ActionQuerySet:
    soon = (on, on + timedelta(days=DUE_SOON_DAYS))
    is_recorded = Q(claim_on__lte=on)
    return (
        actions.order_by()
        .values("status_then")
        .annotate(
            n=Count("pk"),
            overdue=Count("pk", filter=Q(due_then__lt=on)),
            due_soon=Count("pk", filter=Q(due_then__range=soon)),
            unowned=Count("pk", filter=Q(post_then__isnull=True)),
            recorded=Count("pk", filter=is_recorded),
            said_done=Count("pk", filter=is_recorded & Q(claim=Claim.SAID_DONE)),
        )
    )


def _open_by_rating(
    actions: ActionQuerySet, on: date, cadence_days: int
) -> ActionQuerySet:
    heard_by = on - timedelta(days=cadence_days)
    return (
        actions.open_then()
        .with_last_heard(on)
        .with_rating(on, "status_then", "due_then")
        .order_by()
        .values("rating")
        .annotate(
            n=Count("pk"), stale=Count("pk", filter=Q(last_heard_on__lt=heard_by))
        )
    )
