"""How far recommendations are answered by actions that are tracked and not closed."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import (
    BooleanField,
    Count,
    ExpressionWrapper,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)

from tracker.choices import ActionStatus, RecommendationState
from tracker.models import Action, Answer, Plan, Recommendation, RecommendationPart
from tracker.models.action_queryset import ActionQuerySet
from tracker.reports.action_counts import actions_then
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


@dataclass(frozen=True)
class NotCounted:
    """An action that answers a part and does not cover it."""

    action: Action
    is_closed: bool  # else it is only recorded from a document


@dataclass(frozen=True)
class OpenPart:
    """A part that no such action answers, with those that do not count."""

    part: RecommendationPart
    not_counted: tuple[NotCounted, ...]


@dataclass(frozen=True)
class CoverageByPart:
    """How far a plan's recommendations are answered on a day, and what is not."""

    on: date
    coverage: Coverage
    by_state: Mapping[str, int]  # recommendations, the worst state first
    unanswered: tuple[tuple[Recommendation, tuple[OpenPart, ...]], ...]


def coverage_by_part(*, plan: Plan, on: date, is_today: bool = False) -> CoverageByPart:
    """Each part that no live action answers on a day, in four queries.

    Where the day is the present one, say so: the answer is the same, and quicker.
    """
    actions = actions_then(plan=plan, on=on, is_today=is_today)
    rows = unanswered(plan=plan, actions=actions, on=on)
    not_counted = _not_counted(rows, actions)
    return CoverageByPart(
        on=on,
        coverage=coverage(plan=plan, actions=actions, on=on),
        by_state=by_state(plan=plan, actions=actions, on=on),
        unanswered=tuple(
            (
                row.recommendation,
                tuple(
                    OpenPart(part, tuple(not_counted[part.pk])) for part in row.parts
                ),
            )
            for row in rows
        ),
    )


def _not_counted(
    rows: Sequence[Unanswered], actions: ActionQuerySet
) -> Mapping[int, list[NotCounted]]:
    """The closed and the recorded actions of each part, by reference."""
    stood: QuerySet = actions.filter(pk=OuterRef("action")).values("status_then")
    answers = (
        Answer.objects.filter(
            part__in=[part.pk for row in rows for part in row.parts],
            action__in=actions.values("pk"),
        )
        .annotate(status_then=Subquery(stood[:1]))
        .select_related("action")
        .order_by("action__reference")
    )
    found: dict[int, list[NotCounted]] = defaultdict(list)
    for answer in answers:
        is_closed = answer.status_then == ActionStatus.CLOSED
        found[answer.part_id].append(NotCounted(answer.action, is_closed))
    return found


def coverage(*, plan: Plan, actions: ActionQuerySet, on: date) -> Coverage:
    """Count what had been raised by a day, in one query.

    `actions` are the plan's as they stood on it.
    """
    is_covered = _is_covered(actions)
    found = _raised_parts(plan, on, actions.known_at).aggregate(
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
        _raised_parts(plan, on, actions.known_at)
        .select_related("recommendation__visit", "theme")
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
    raised: QuerySet = Recommendation.objects.filter(plan=plan).raised_by(
        on, actions.known_at
    )
    rows = raised.with_state(actions, on).order_by().values_list("state")
    counts = dict(rows.annotate(n=Count("pk")))
    return {**dict.fromkeys(RecommendationState.values, 0), **counts}


def _raised_parts(
    plan: Plan, on: date, known_at: datetime | None
) -> QuerySet[RecommendationPart]:
    raised = Recommendation.objects.filter(plan=plan).raised_by(on, known_at)
    return RecommendationPart.objects.filter(recommendation__in=raised.values("pk"))


def _is_covered(actions: ActionQuerySet) -> Q:
    live = Answer.objects.given_by(actions, ActionStatus.live_statuses)
    return Q(pk__in=live.values("part"))
