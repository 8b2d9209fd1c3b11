"""Questions asked of many actions at once, each for a day."""

from datetime import date, datetime, timedelta
from typing import Any, Self

from django.db.models import (
    Case,
    CharField,
    Count,
    DateField,
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from tracker.choices import ActionStatus, HoldingKind, ReportedRating
from tracker.dates import DUE_SOON_DAYS
from tracker.models.check import VisitCheck
from tracker.models.due_date import DueDateChange
from tracker.models.evidence import Evidence
from tracker.models.moderation import Moderation
from tracker.models.post import Post, PostHolding
from tracker.models.progress import ProgressUpdate
from tracker.models.recorded import RecordedQuerySet
from tracker.models.standing import OwnerChange, StatusChange


def first(rows: QuerySet, column: str, **options: Any) -> Subquery:
    """The column of the first of the rows, for each row of the query around it."""
    return Subquery(rows.values(column)[:1], **options)


def facts_that_overrule(
    on: date, status: str, due: str
) -> list[tuple[Q, ReportedRating]]:
    """What overrules a rating that people said, and what is shown; the first holds."""
    is_open = Q(**{f"{status}__in": ActionStatus.open_statuses})
    is_to_come = Q(starts_on__isnull=True) | Q(starts_on__gt=on)
    return [
        (Q(**{f"{status}__in": ["", ActionStatus.CLOSED]}), ReportedRating.NONE),
        (Q(**{status: ActionStatus.SUSTAINED}), ReportedRating.BLUE),
        (
            Q(**{f"{status}__in": ActionStatus.delivered_statuses}),
            ReportedRating.GREEN,
        ),
        (is_open & Q(**{f"{due}__lt": on}), ReportedRating.RED),
        (Q(**{status: ActionStatus.NOT_STARTED}) & is_to_come, ReportedRating.GREY),
    ]


class DaysBetween(Func):
    """Calendar days from the second date to the first, counted by the database."""

    template = "(%(expressions)s)"
    arg_joiner = " - "
    output_field = IntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **options: Any) -> Any:
        """SQLite keeps days as text: they are counted as Julian days."""
        days = self.copy()
        days.set_source_expressions(
            [Func(each, function="julianday") for each in self.get_source_expressions()]
        )
        return days.as_sql(
            compiler, connection, template="CAST(%(expressions)s AS INTEGER)", **options
        )


class ActionQuerySet(RecordedQuerySet):
    """Actions.

    `known_at`, given by `as_at`, leaves out of every later question what was written
    down after that instant.
    """

    known_at: datetime | None = None

    def _clone(self) -> Self:
        clone = super()._clone()
        clone.known_at = self.known_at
        return clone

    def tracked(self) -> Self:
        """Those that somebody has taken up."""
        return self.exclude(status="")

    def recorded(self) -> Self:
        """Those that stand in a document only."""
        return self.filter(status="")

    def open(self) -> Self:
        """Tracked and still to be delivered."""
        return self.filter(status__in=ActionStatus.open_statuses)

    def overdue(self, on: date) -> Self:
        """Open, and past their due date on a day."""
        return self.open().filter(due_on__lt=on)

    def due_between(self, start: date, end: date) -> Self:
        """Open, and due from one day to another, both included."""
        return self.open().filter(due_on__range=(start, end))

    def due_soon(self, on: date) -> Self:
        """Open, and due within 28 days of a day."""
        return self.due_between(on, on + timedelta(days=DUE_SOON_DAYS))

    def stale(self, on: date, cadence_days: int) -> Self:
        """Open, and without an update for longer than the plan's cadence."""
        return (
            self.open()
            .with_last_heard(on)
            .filter(last_heard_on__lt=on - timedelta(days=cadence_days))
        )

    def never_checked(self) -> Self:
        """Those that no visit has looked at."""
        looked = VisitCheck.objects.published().looked()
        return self.filter(~Exists(looked.filter(action=OuterRef("pk"))))

    def with_owner(self, on: date, post: str = "owner_post") -> Self:
        """Each with its owner post's holder on a day; empty where it is vacant."""
        holders = PostHolding.objects.latest_of(HoldingKind.HOLDER, on, self.known_at)
        return self.annotate(
            holder_name=Coalesce(
                first(holders.filter(post=OuterRef(post)), "name"), Value("")
            )
        )

    def with_progress(self, on: date) -> Self:
        """Each with the day, rating and per cent of its last update by a day."""
        updates = (
            ProgressUpdate.objects.latest_by(on)
            .known_by(self.known_at)
            .filter(action=OuterRef("pk"))
        )
        return self.annotate(
            last_update_on=first(updates, "made_on", output_field=DateField()),
            last_rating=first(updates, "rating", output_field=CharField()),
            last_percent=first(updates, "percent", output_field=IntegerField()),
        )

    def with_last_heard(self, on: date) -> Self:
        """Each with the day of its last update, or that it was taken up on."""
        begun = StatusChange.objects.filter(action=OuterRef("pk"), from_status="")
        return self.with_progress(on).annotate(
            last_heard_on=Coalesce("last_update_on", first(begun, "changed_on"))
        )

    def with_last_entries(self) -> Self:
        """Each with what its next entry follows.

        The day of the last step, and the last numbers of updates and evidence, 0
        where there is none.
        """
        steps = StatusChange.objects.filter(action=OuterRef("pk"))
        updates = ProgressUpdate.objects.filter(action=OuterRef("pk"))
        evidence = Evidence.objects.filter(action=OuterRef("pk"))
        return self.annotate(
            last_step_on=first(steps.order_by("-changed_on", "-pk"), "changed_on"),
            last_update=Coalesce(first(updates.order_by("-number"), "number"), 0),
            last_evidence=Coalesce(first(evidence.order_by("-number"), "number"), 0),
        )

    def with_checks(self, on: date) -> Self:
        """Each with how many visits looked at it, and what the last of them said."""
        looked = VisitCheck.objects.latest_by(on, self.known_at).looked()
        checks = looked.filter(action=OuterRef("pk"))
        counted = checks.order_by().values("action").annotate(n=Count("pk"))
        return self.annotate(
            check_count=Coalesce(first(counted, "n"), 0),
            last_check_visit=first(checks, "visit__reference"),
            last_check_progress=first(checks, "progress"),
            last_check_sustained=first(checks, "sustained"),
            last_check_direction=first(checks, "direction"),
        )

    def with_rating(
        self, on: date, status: str = "status", due: str = "due_on"
    ) -> Self:
        """Each with its reported rating on a day, and whether that is self-rated.

        The latest moderated rating comes before the latest own one. Facts overrule
        both: overdue is Red before anything else, for a late action is late
        whether or not it was started.
        """
        facts = facts_that_overrule(on, status, due)
        moderations = (
            Moderation.objects.rating_by(on)
            .known_by(self.known_at)
            .filter(update__action=OuterRef("pk"))
        )
        not_rated = Value(ReportedRating.NOT_RATED.value)
        return (
            self.with_progress(on)
            .annotate(moderated_rating=first(moderations, "rating"))
            .annotate(
                rating=Case(
                    *(When(fact, then=Value(shown.value)) for fact, shown in facts),
                    default=Coalesce("moderated_rating", "last_rating", not_rated),
                    output_field=CharField(),
                ),
                is_self_rated=Case(
                    *(When(fact, then=Value(False)) for fact, _ in facts),
                    When(
                        moderated_rating__isnull=True,
                        last_rating__isnull=False,
                        then=Value(True),
                    ),
                    default=Value(False),
                ),
            )
        )

    def as_at(self, on: date, known_at: datetime | None = None) -> Self:
        """Those that stood in the plan on a day, as they stood then.

        `status_then`, `post_then` and `due_then` come from the dated rows; with
        `known_at`, from those that were written down by that instant.
        """
        steps, owners = (
            rows.latest_by(on).known_by(known_at).filter(action=OuterRef("pk"))
            for rows in (StatusChange.objects, OwnerChange.objects)
        )
        moves = DueDateChange.objects.filter(action=OuterRef("pk"))
        moved = moves.approved_by(on, known_at)
        to_move = moves.approved_after(on, known_at)
        actions = self.known_by(known_at)
        actions.known_at = known_at
        return actions.annotate(
            status_then=Coalesce(first(steps, "to_status"), Value("")),
            post_then=first(owners, "to_post"),
            due_then=Case(
                When(Exists(moved), then=first(moved, "new_on")),
                When(Exists(to_move), then=first(to_move, "old_on")),
                default=F("due_on"),
            ),
        ).exclude(Q(claim="") | Q(claim_on__gt=on), status_then="")

    def with_moves(self, on: date, due: str = "due_on") -> Self:
        """Each with how often its due date moved by a day, and by how many days.

        `days_moved` counts from the first due date; None where one of the two is not
        agreed, less than 0 where the date came forward.
        """
        moves = DueDateChange.objects.approved_by(on, self.known_at).filter(
            action=OuterRef("pk")
        )
        counted = moves.order_by().values("action").annotate(n=Count("pk"))
        return self.annotate(
            times_moved=Coalesce(first(counted, "n"), 0),
            days_moved=DaysBetween(due, "first_due_on"),
        )

    def moved_twice(self, on: date) -> Self:
        """Those whose due date moved twice or more by a day."""
        return self.with_moves(on).filter(times_moved__gte=2)

    def open_then(self) -> Self:
        """After as_at() or as_now(): tracked and still to be delivered then."""
        return self.filter(status_then__in=ActionStatus.open_statuses)

    def as_now(self) -> Self:
        """As `as_at` for the present day: the copies are the latest rows."""
        return self.annotate(
            status_then=F("status"), post_then=F("owner_post"), due_then=F("due_on")
        )

    def with_owner_then(self, on: date) -> Self:
        """After as_at() or as_now(): each with its owner then; no owner is empty."""
        posts = Post.objects.filter(pk=OuterRef("post_then"))
        return self.annotate(
            post_title=Coalesce(first(posts, "title"), Value(""))
        ).with_owner(on, "post_then")

    def for_report(self, on: date) -> Self:
        """After as_at() or as_now(): what a report says of each, in one query."""
        return (
            self.with_owner_then(on)
            .with_last_heard(on)
            .with_rating(on, "status_then", "due_then")
        )

    def for_list(self, on: date) -> Self:
        """Everything a list of actions shows, in one query."""
        return (
            self.select_related("owner_post", "workstream")
            .with_owner(on)
            .with_checks(on)
            .with_rating(on)
            .with_moves(on)
        )
