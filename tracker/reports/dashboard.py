"""The dashboard of a plan: what needs attention on a day, and where all of it stands."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from tracker.choices import CheckProgress
from tracker.models import (
    Evidence,
    Gap,
    Plan,
    Post,
    Visit,
    VisitCheck,
)
from tracker.models.action_queryset import ActionQuerySet
from tracker.reports.action_counts import ActionCounts, action_counts, actions_then
from tracker.reports.coverage import Coverage, coverage
from tracker.reports.measure_counts import MeasureCounts, measure_counts
from tracker.reports.open_actions import OpenAction, open_actions
from tracker.reports.share import Share
from tracker.reports.slippage import Slippage, slippage

WORST_SHOWN = 5  # overdue actions on the dashboard itself


@dataclass(frozen=True)
class Vacancy:
    """A post that nobody holds on a day, and how many open actions wait for it."""

    post: str
    open_actions: int


@dataclass(frozen=True)
class DashboardReport:
    """Where a plan stands on a day."""

    on: date
    counts: ActionCounts
    worst: list[OpenAction]  # the longest overdue, a few of them
    vacancies: list[Vacancy]
    coverage: Coverage
    evidence: Share  # tracked actions with evidence added by the day
    unchecked: int  # tracked actions that no visit has checked
    latest_visit: Visit | None  # with `action_checks` and `recommendation_checks`
    gaps: int  # that nothing has filled yet
    slippage: Slippage
    measures: MeasureCounts

    @property
    def without_holder(self) -> int:
        """Open actions that nobody answers for: no post, or one nobody holds."""
        return self.counts.unowned + sum(each.open_actions for each in self.vacancies)


def dashboard_report(
    *, plan: Plan, on: date, is_today: bool = False
) -> DashboardReport:
    """Where a plan stands on a day, in nine queries.

    Where the day is the present one, say so: the answer is the same, and quicker.
    """
    actions = actions_then(plan=plan, on=on, is_today=is_today)
    counts = action_counts(actions=actions, plan=plan, on=on)
    evidenced, checked, gaps = _counted_beside(plan, actions, on)
    late = actions.filter(due_then__lt=on)
    return DashboardReport(
        on=on,
        counts=counts,
        worst=open_actions(actions=late, plan=plan, on=on, limit=WORST_SHOWN),
        vacancies=vacancies(plan=plan, actions=actions, on=on),
        coverage=coverage(plan=plan, actions=actions, on=on),
        evidence=Share(evidenced, counts.tracked),
        unchecked=counts.tracked - checked,
        latest_visit=_latest_visit(plan, on),
        gaps=gaps,
        slippage=slippage(actions=actions, on=on),
        measures=measure_counts(plan=plan, on=on),
    )


def vacancies(*, plan: Plan, actions: ActionQuerySet, on: date) -> list[Vacancy]:
    """Posts without a holder on a day that own open actions; most of them first."""
    vacant = Post.objects.filter(plan=plan).vacant(on, actions.known_at)
    title = Post.objects.filter(pk=OuterRef("post_then")).values("title")
    rows = (
        actions.open_then()
        .filter(post_then__in=vacant.values("pk"))
        .annotate(post=Subquery(title))
        .order_by()
        .values("post_then", "post")
        .annotate(n=Count("pk"))
        .order_by("-n", "post")
    )
    return [Vacancy(row["post"], row["n"]) for row in rows]


def _counted_beside(plan: Plan, actions: ActionQuerySet, on: date) -> tuple:
    """Actions with evidence, actions that a visit looked at, and gaps, in one query."""
    tracked = actions.exclude(status_then="").values("pk")
    evidence = Evidence.objects.standing_on(on).filter(action__in=tracked)
    checks = (
        VisitCheck.objects.published()
        .looked()
        .filter(action__in=tracked, visit__ends_on__lte=on)
    )
    return (
        Plan.objects.filter(pk=plan.pk)
        .values_list(
            _number(evidence, "action__plan", "action"),
            _number(checks, "visit__plan", "action"),
            _number(Gap.objects.open().filter(plan=plan), "plan", "pk"),
        )
        .get()
    )


def _latest_visit(plan: Plan, on: date) -> Visit | None:
    """The last visit whose fieldwork had ended by a day; not in scope is no check."""
    looked = ~Q(checks__progress=CheckProgress.NOT_IN_SCOPE)
    return (
        plan.visits.published()
        .filter(ends_on__lte=on)
        .annotate(
            action_checks=Count("checks__action", filter=looked),
            recommendation_checks=Count("checks__recommendation", filter=looked),
        )
        .order_by("-starts_on", "-reference")
        .first()
    )


def _number(rows: QuerySet, by: str, what: str) -> Coalesce:
    counted = rows.order_by().values(by).annotate(n=Count(what, distinct=True))
    return Coalesce(Subquery(counted.values("n")), 0)
