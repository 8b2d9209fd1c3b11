"""The first page of a plan that is what documents say, up to a last day."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q

from tracker.choices import Claim, RecommendationKind
from tracker.models import (
    Action,
    Answer,
    Gap,
    Plan,
    Recommendation,
    RecommendationPart,
    Visit,
)
from tracker.models.action_queryset import ActionQuerySet
from tracker.reports.gaps import parted
from tracker.reports.record_visits import (
    RepeatedTheme,
    VisitLine,
    VisitSeries,
    repeated_themes,
    visit_series,
    visits_of_record,
    with_missing,
)


@dataclass(frozen=True)
class AskedPart:
    """One thing that is asked for, and the actions that answer it."""

    part: RecommendationPart
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class Area:
    """An area for improvement with its parts, and the shortfalls that belong to it."""

    recommendation: Recommendation
    parts: tuple[AskedPart, ...]
    details: tuple[AskedPart, ...]


@dataclass(frozen=True)
class TakeUp:
    """The recorded actions of the latest document that has any."""

    document: str
    year: int
    count: int


@dataclass(frozen=True)
class RecordCounts:
    """How many actions stand in the documents only, and how many were taken up."""

    recorded: int
    said_done: int
    tracked: int
    take_up: TakeUp | None


@dataclass(frozen=True)
class RecordPage:
    """What documents say of a plan, up to a day."""

    on: date
    counts: RecordCounts
    latest_visit: Visit | None
    areas: list[Area]
    dates_ahead: list[Action]
    visits: list[VisitLine]
    series: VisitSeries | None
    repeated: list[RepeatedTheme]
    counted_gaps: list[Gap]  # a document says how many
    other_gaps: list[Gap]
    filled_gaps: list[Gap]  # what came later

    @property
    def gap_count(self) -> int:
        """How many things are known to exist and not held."""
        return len(self.counted_gaps) + len(self.other_gaps)


def record_page(*, plan: Plan, on: date) -> RecordPage:
    """What the documents of a plan say up to a day, in seven queries.

    What was taken up, and the links between rows, are shown as they stand now.
    """
    gaps = parted(plan.gaps.with_filling().select_related("source"))
    lines = visits_of_record(plan=plan, on=on)
    series = visit_series(lines, gaps.open)
    visits = [line.visit for line in lines if line.visit]
    latest = visits[-1] if visits else None
    return RecordPage(
        on=on,
        counts=_counts(plan, on),
        latest_visit=latest,
        areas=_areas(latest, on) if latest else [],
        dates_ahead=list(_recorded(plan, on).filter(due_on__gte=on).order_by("due_on")),
        visits=list(with_missing(lines, series)),
        series=series,
        repeated=repeated_themes(plan=plan, visits=visits, on=on),
        counted_gaps=[gap for gap in gaps.open if gap.how_many is not None],
        other_gaps=[gap for gap in gaps.open if gap.how_many is None],
        filled_gaps=gaps.filled,
    )


def _recorded(plan: Plan, on: date) -> ActionQuerySet:
    return Action.objects.filter(plan=plan, claim_on__lte=on).recorded()


def _counts(plan: Plan, on: date) -> RecordCounts:
    """Recorded actions by document, and all that are tracked, in one query."""
    is_recorded = Q(status="", claim_on__lte=on)
    rows = list(
        Action.objects.filter(plan=plan)
        .order_by("source__published_on", "source__code")
        .values("source__code", "source__published_on")
        .annotate(
            recorded=Count("pk", filter=is_recorded),
            said_done=Count("pk", filter=is_recorded & Q(claim=Claim.SAID_DONE)),
            tracked=Count("pk", filter=~Q(status="")),
        )
    )
    with_some = [row for row in rows if row["recorded"] and row["source__code"]]
    return RecordCounts(
        recorded=sum(row["recorded"] for row in rows),
        said_done=sum(row["said_done"] for row in rows),
        tracked=sum(row["tracked"] for row in rows),
        take_up=_take_up(with_some[-1]) if with_some else None,
    )


def _take_up(row: Mapping[str, Any]) -> TakeUp:
    year = row["source__published_on"].year
    return TakeUp(row["source__code"], year, row["recorded"])


def _areas(visit: Visit, on: date) -> list[Area]:
    """What a visit requires by name, part by part, in two queries."""
    required = Recommendation.objects.filter(visit=visit).required().values("pk")
    parts = list(
        RecommendationPart.objects.published()
        .filter(
            Q(recommendation__in=required) | Q(recommendation__belongs_to__in=required)
        )
        .select_related("recommendation")
    )
    asked = _asked(parts, on)
    details = defaultdict(list)
    areas: dict[Recommendation, list[AskedPart]] = defaultdict(list)
    for each in asked:
        raised = each.part.recommendation
        if raised.visit_id == visit.pk and raised.kind in RecommendationKind.required:
            areas[raised].append(each)
        else:
            details[raised.belongs_to_id].append(each)
    return [
        Area(raised, tuple(own), tuple(details[raised.pk]))
        for raised, own in areas.items()
    ]


def _asked(parts: Sequence[RecommendationPart], on: date) -> list[AskedPart]:
    """Each part with its answers: what a document said by the day, or was added."""
    said = Q(action__claim_on__lte=on) | Q(action__claim_on__isnull=True)
    answers = defaultdict(list)
    rows = Answer.objects.filter(said, part__in=[part.pk for part in parts])
    for answer in rows.select_related("action").order_by("action__reference"):
        answers[answer.part_id].append(answer)
    return [AskedPart(part, tuple(answers[part.pk])) for part in parts]
