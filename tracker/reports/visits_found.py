"""What each visit found of actions and recommendations, for a day."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, OuterRef, Prefetch, Subquery
from django.db.models.functions import Coalesce

from tracker.choices import FindingKind, Voice
from tracker.models import Finding, Plan, Visit, VisitCheck
from tracker.reports.check_words import said_by


@dataclass(frozen=True)
class CheckFound:
    """One visit's word on one action or recommendation."""

    check: VisitCheck
    action: str  # its reference; empty where a recommendation was checked
    recommendation: str
    text: str  # the action's title or the recommendation's words
    said: tuple[str, ...]  # what was stated, in words; empty where nothing was


@dataclass(frozen=True)
class VisitFound:
    """One visit, how many statements inspectors made at it, and its checks."""

    visit: Visit
    strengths: int
    concerns: int
    checks: tuple[CheckFound, ...]


def visits_found(
    *, plan: Plan, on: date, known_at: datetime | None = None
) -> list[VisitFound]:
    """The visits that had ended by a day, the newest first, in two queries.

    Of each visit its checks of actions come before those of recommendations; with
    `known_at`, those written down and published by that instant.
    """
    checks = (
        VisitCheck.objects.known_by(known_at)
        .looked()
        .select_related("action", "recommendation", "source")
    )
    visits = (
        plan.visits.published(known_at)
        .filter(ends_on__lte=on)
        .annotate(
            strengths=_statements(FindingKind.STRENGTH),
            concerns=_statements(FindingKind.CONCERN),
        )
        .prefetch_related(Prefetch("checks", checks.order_by("pk")))
    )
    return [_visit_found(visit) for visit in visits]


def _visit_found(visit: Visit) -> VisitFound:
    checks = [_check_found(check) for check in visit.checks.all()]
    checks.sort(key=lambda each: (not each.action, each.action, each.recommendation))
    return VisitFound(visit, visit.strengths, visit.concerns, tuple(checks))


def _check_found(check: VisitCheck) -> CheckFound:
    said = tuple(said_by(check))
    if check.action:
        action = check.action
        return CheckFound(check, action.reference, "", action.title, said)
    raised = check.recommendation
    assert raised, "a check has one target: the database holds that"
    return CheckFound(check, "", raised.reference, raised.text, said)


def _statements(kind: str) -> Coalesce:
    rows = Finding.objects.filter(
        visit=OuterRef("pk"), kind=kind, voice__in=Voice.inspectors
    )
    counted = rows.order_by().values("visit").annotate(n=Count("pk"))
    return Coalesce(Subquery(counted.values("n")), 0)
