"""How far recommendations are answered by actions that are tracked and not closed."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet

from tracker.choices import ActionStatus, RecommendationState
from tracker.models import Answer, Plan, Recommendation, RecommendationPart
from tracker.models.action_queryset import ActionQuerySet
from tracker.reports.share import Share


@dataclass(frozen=True)
class Coverage:
    """Parts that such an action answers, and recommendations with one that none does."""

    parts: Share
    recommendations: int
    unanswered: int


@dataclass(frozen=True)
class Unanswered:
    """A recommendation with the parts of it that no such action answers."""

    recommendation: Recommendation
    parts: tuple[RecommendationPart, ...]
    of: int  # parts it has in all


def coverage(*, plan: Plan, actions: ActionQuerySet, on: date) -> Coverage:
    """Count what had been raised by a day, in one query.

    `actions` are the plan's as they stood on it.
    """
    is_covered = _is_covered(actions)
    found = _raised_parts(plan, on).aggregate(
        parts=Count("pk"),
        covered=Count("pk", filter=is_covered),
        recommendations=Count("recommendation", distinct=True),
        unanswered=Count("recommendation", filter=~is_covered, distinct=True),
    )
    parts = Share(found.pop("covered"), found.pop("parts"))
    return Coverage(parts=parts, **found)


def unanswered(*, plan: Plan, actions: ActionQuerySet, on: date) -> list[Unanswered]:
    """The recommendations that `coverage` counts as unanswered, in one query."""
    is_covered = ExpressionWrapper(_is_covered(actions), output_field=BooleanField())
    rows = (
        _raised_parts(plan, on)
        .select_related("recommendation__visit")
        .annotate(is_covered=is_covered)
        .order_by("recommendation__reference", "number")
    )
    parts_of: dict[Recommendation, list] = defaultdict(list)
    for part in rows:
        parts_of[part.recommendation].append(part)
    return [
        Unanswered(raised, missing, len(parts))
        for raised, parts in parts_of.items()
        if (missing := tuple(part for part in parts if not part.is_covered))
    ]


def by_state(*, plan: Plan, actions: ActionQuerySet, on: date) -> dict[str, int]:
    """How many of what had been raised by a day stood in each state, in one query.

    `actions` are the plan's as they stood on it; the worst state comes first.
    """
    raised: QuerySet = Recommendation.objects.filter(plan=plan).raised_by(on)
    rows = raised.with_state(actions, on).order_by().values_list("state")
    counts = dict(rows.annotate(n=Count("pk")))
    return {**dict.fromkeys(RecommendationState.values, 0), **counts}


def _raised_parts(plan: Plan, on: date) -> QuerySet[RecommendationPart]:
    raised = Recommendation.objects.filter(plan=plan).raised_by(on)
    return RecommendationPart.objects.filter(recommendation__in=raised.values("pk"))


def _is_covered(actions: ActionQuerySet) -> Q:
    live = Answer.objects.given_by(actions, ActionStatus.live_statuses)
    return Q(pk__in=live.values("part"))
