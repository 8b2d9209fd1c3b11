"""The visit pack: what an inspector is handed, area by area, in words.

Whatever draws it, page or file, adds no fact of its own.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from tracker.choices import RecommendationState
from tracker.models import (
    Action,
    Answer,
    Plan,
    Recommendation,
    RecommendationPart,
    Recurrence,
    Visit,
    VisitCheck,
)
from tracker.models.action_queryset import ActionQuerySet
from tracker.reports.changes_since import changes_since
from tracker.reports.check_words import said_by
from tracker.reports.visit_pack_actions import (
    NOT_STATED,
    PackAction,
    in_words,
    pack_actions,
)

LOOKED_AT = (
    "In the pack are the recommendations that this visit checked, and those that the "
    "actions it checked answer."
)
ALL_OPEN = (
    "No check of this visit is recorded, so these are all recommendations that were "
    "required by name before it and are not yet confirmed by inspectors."
)


@dataclass(frozen=True)
class PackPart:
    """One thing an area asks for, and the references of what answers it."""

    number: int
    text: str
    theme: str
    actions: tuple[str, ...]


@dataclass(frozen=True)
class PackCheck:
    """What the last visit that looked at an area said of it."""

    visit: str  # its reference and name
    said: tuple[str, ...]  # never empty
    quote: str
    place: str  # who speaks, and where in which document


@dataclass(frozen=True)
class PackArea:
    """One recommendation with all that is told of it."""

    reference: str
    text: str
    kind: str
    raised_by: str  # the visit's reference and name, or who says it
    state: str
    state_words: str
    takes_up: tuple[str, ...]  # earlier recommendations, in sentences
    last_check: PackCheck | None
    parts: tuple[PackPart, ...]
    actions: tuple[PackAction, ...]


@dataclass(frozen=True)
class VisitPack:
    """The pack of one visit for a day."""

    plan: str
    visit: str  # its reference and name
    scope: str
    inspectors: tuple[str, ...]
    on: date
    since: date | None  # changes after this day are told; none without a visit before
    since_words: str
    chosen: str  # which areas are in it, and why
    areas: tuple[PackArea, ...]

    @property
    def title(self) -> str:
        """What the pack is called."""
        return f"Visit pack: {self.visit}"


def pack_day(visit: Visit, today: date) -> date:
    """The day a pack is for, unless another is asked for.

    Of a published visit its first day; while one is prepared, or goes on, today.
    """
    return min(visit.starts_on, today) if visit.is_published else today


def visit_pack(
    *, plan: Plan, visit: Visit, on: date, known_at: datetime | None = None
) -> VisitPack:
    """What stood on a day, as the visit would be handed it, in 14 queries.

    Earlier visits speak and this one does not. Wording, themes and links are as
    they stand now. What was written down after `known_at` is left out.
    """
    before = _visit_before(plan, visit, on, known_at)
    since = before.ends_on if before else None
    actions = Action.objects.filter(plan=plan).as_at(on, known_at)
    chosen, rows = _areas(plan, visit, actions, on)
    areas = list(rows)
    parts = _parts(areas)
    answers = list(
        Answer.objects.known_by(known_at)
        .filter(part__recommendation__in=areas)
        .order_by("action__reference")
        .values_list("part", "action")
    )
    checks = _checks_before(
        visit, areas, [action for _, action in answers], on, known_at
    )
    told = pack_actions(
        actions=actions.filter(pk__in={action for _, action in answers}),
        checks=checks,
        changes=changes_since(plan=plan, since=since, on=on, known_at=known_at)
        if since
        else [],
        on=on,
    )
    of_part: dict[int, list[int]] = defaultdict(list)
    for part, action in answers:
        if action in told:
            of_part[part].append(action)
    links = _links(areas)
    return VisitPack(
        plan=plan.name,
        visit=str(visit),
        scope=visit.scope,
        inspectors=tuple(visit.inspectors.splitlines()),
        on=on,
        since=since,
        since_words=_since_words(before),
        chosen=chosen,
        areas=tuple(
            _area(row, parts[row.pk], of_part, told, checks, links[row.pk])
            for row in areas
        ),
    )


def _visit_before(
    plan: Plan, visit: Visit, on: date, known_at: datetime | None
) -> Visit | None:
    """The last published visit that was over before this one began, and by the day."""
    over = plan.visits.published(known_at).filter(  # type: ignore[attr-defined]
        ends_on__lte=on, ends_on__lt=visit.starts_on
    )
    return over.order_by("-starts_on", "-reference").first()


def _areas(
    plan: Plan, visit: Visit, actions: ActionQuerySet, on: date
) -> tuple[str, QuerySet[Recommendation]]:
    """Which areas are in the pack, said in a sentence; each with its `state`."""
    rows = Recommendation.objects.filter(plan=plan).select_related("visit")
    checks = visit.checks.looked()
    in_scope = Q(pk__in=checks.values("recommendation")) | Q(
        pk__in=Answer.objects.filter(action__in=checks.values("action")).values(
            "part__recommendation"
        )
    )
    if checks.exists():
        return LOOKED_AT, rows.filter(in_scope).with_state(actions, on)
    is_before = Q(visit__isnull=True) | Q(visit__starts_on__lt=visit.starts_on)
    required = rows.required().raised_by(on, actions.known_at).filter(is_before)
    states: QuerySet = required.with_state(actions, on)
    return ALL_OPEN, states.exclude(state=RecommendationState.CONFIRMED)


def _parts(areas: Sequence[Recommendation]) -> Mapping[int, list[RecommendationPart]]:
    found: dict[int, list[RecommendationPart]] = defaultdict(list)
    rows = RecommendationPart.objects.filter(recommendation__in=areas)
    for part in rows.select_related("theme").order_by("number"):
        found[part.recommendation_id].append(part)
    return found


def _checks_before(
    visit: Visit,
    areas: Sequence[Recommendation],
    actions: Sequence[int],
    on: date,
    known_at: datetime | None,
) -> list[VisitCheck]:
    """What earlier visits said where they looked, the latest first."""
    return list(
        VisitCheck.objects.latest_by(on, known_at)
        .filter(
            Q(recommendation__in=areas) | Q(action__in=actions),
            visit__starts_on__lt=visit.starts_on,
        )
        .looked()
        .select_related("visit", "source")
    )


def _links(areas: Sequence[Recommendation]) -> Mapping[int, list[Recurrence]]:
    found: dict[int, list[Recurrence]] = defaultdict(list)
    links = Recurrence.objects.filter(later__in=areas).select_related("earlier__visit")
    for link in links.order_by("earlier__reference"):
        found[link.later_id].append(link)
    return found


def _area(
    row: Any,
    parts: Sequence[RecommendationPart],
    of_part: Mapping[int, list[int]],
    told: Mapping[int, PackAction],
    checks: Sequence[VisitCheck],
    links: Sequence[Recurrence],
) -> PackArea:
    mine = {action for part in parts for action in of_part.get(part.pk, ())}
    last = next((each for each in checks if each.recommendation_id == row.pk), None)
    return PackArea(
        reference=row.reference,
        text=row.text,
        kind=row.get_kind_display(),
        raised_by=str(row.visit) if row.visit else row.get_voice_display(),
        state=row.state,
        state_words=RecommendationState(row.state).label,
        takes_up=tuple(_taken_up(link) for link in links),
        last_check=_pack_check(last) if last else None,
        parts=tuple(
            PackPart(
                number=part.number,
                text=part.text,
                theme=part.theme.name if part.theme else "",
                actions=tuple(told[key].reference for key in of_part.get(part.pk, ())),
            )
            for part in parts
        ),
        actions=tuple(action for key, action in told.items() if key in mine),
    )


def _taken_up(link: Recurrence) -> str:
    """Such as "Recurs: R-001 The oversight of risk (V-2025-01 Focused visit, …)"."""
    earlier = link.earlier
    said = f"{link.get_kind_display()}: {earlier.reference} {earlier.text}"
    return f"{said} ({earlier.visit})" if earlier.visit else said


def _pack_check(check: VisitCheck) -> PackCheck:
    source = f", source {check.source.code}" if check.source else ""
    place = f", {check.locator}" if check.locator else ""
    return PackCheck(
        visit=str(check.visit),
        said=tuple(said_by(check)) or (NOT_STATED,),
        quote=check.quote,
        place=f"{check.get_voice_display()}{source}{place}",
    )


def _since_words(before: Visit | None) -> str:
    if before is None:
        return "No earlier visit is recorded, so no changes since one are told."
    return (
        f"Changes are told since {before}, which ended on {in_words(before.ends_on)}."
    )
