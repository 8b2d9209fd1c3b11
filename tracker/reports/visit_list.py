"""What a list of visits tells of each of them."""

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from tracker.models import Finding, Plan, Recommendation, Visit, VisitCheck


def listed_visits(plan: Plan) -> QuerySet[Visit]:
    """The plan's published visits, each with how much it raised, found and checked."""
    return plan.visits.published().annotate(
        check_count=_count(VisitCheck.objects.looked()),
        finding_count=_count(Finding.objects.all()),
        recommendation_count=_count(Recommendation.objects.all()),
    )


def drafts_of(plan: Plan) -> QuerySet[Visit]:
    """The visits that are still being recorded, for plan managers, in one query."""
    counts = {
        "check_count": _count(VisitCheck.objects.all()),
        "finding_count": _count(Finding.objects.all()),
    }
    return plan.visits.filter(is_published=False).annotate(**counts)


def _count(rows: QuerySet) -> Coalesce:
    counted = (
        rows.filter(visit=OuterRef("pk"))
        .order_by()
        .values("visit")
        .annotate(n=Count("pk"))
    )
    return Coalesce(Subquery(counted.values("n")), 0, output_field=IntegerField())
