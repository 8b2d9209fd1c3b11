"""What a list of recommendations tells of each of them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from tracker.models import (
    Action,
    Answer,
    Plan,
    Recommendation,
    RecommendationPart,
    VisitCheck,
)
from tracker.reports.check_words import NOT_STATED, said_words

MOST_SAID = 2  # things of the last check; the page of the recommendation has all


@dataclass(frozen=True)
class RecommendationRow:
    """One line of the list."""

    recommendation: Recommendation
    last_said: list[str]


def listed_recommendations(plan: Plan, on: date) -> QuerySet[Recommendation]:
    """The plan's recommendations with what a list shows of each, for a day.

    Actions and what they answer as they stand now, checks up to the day.
    Subqueries and no joins: parts, actions and checks would multiply each other.
    """
    mine = OuterRef("pk")
    parts = RecommendationPart.objects.filter(recommendation=mine)
    answers = Answer.objects.filter(part__recommendation=mine)
    checks = VisitCheck.objects.latest_by(on).looked().filter(recommendation=mine)
    actions = Action.objects.filter(plan=plan).as_now()
    return (
        Recommendation.objects.published()
        .filter(plan=plan)
        .select_related("visit")
        .with_state(actions, on)
        .annotate(
            part_count=_count(parts, "recommendation", "pk"),
            covered_part_count=_count(parts.covered(), "recommendation", "pk"),
            action_count=_count(answers, "part__recommendation", "action"),
            check_count=_count(checks, "recommendation", "pk"),
            last_check_visit=_first(checks, "visit__reference"),
            last_check_on=_first(checks, "visit__ends_on"),
            last_check_progress=_first(checks, "progress"),
            last_check_sustained=_first(checks, "sustained"),
            last_check_consistency=_first(checks, "consistency"),
            last_check_direction=_first(checks, "direction"),
        )
    )


def recommendation_rows(page: list[Recommendation]) -> list[RecommendationRow]:
    """The lines of one page, with the first things the last visit said."""
    return [RecommendationRow(each, _last_said(each)) for each in page]


def _last_said(row: Recommendation) -> list[str]:
    said = said_words(
        row.last_check_progress or NOT_STATED,
        row.last_check_sustained or NOT_STATED,
        row.last_check_consistency or NOT_STATED,
        row.last_check_direction or NOT_STATED,
    )
    return said[:MOST_SAID]


def _count(rows: QuerySet, link: str, what: str) -> Coalesce:
    counted = rows.order_by().values(link).annotate(n=Count(what, distinct=True))
    return Coalesce(Subquery(counted.values("n")), 0, output_field=IntegerField())


def _first(rows: QuerySet, column: str) -> Subquery:
    return Subquery(rows.values(column)[:1])
