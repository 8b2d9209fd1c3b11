"""The worksheet of a visit: what it may check, the time before beside this time."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from tracker.choices import ActionStatus, CheckProgress, CheckSustained
from tracker.models import (
    Action,
    Answer,
    Recommendation,
    RecommendationPart,
    Visit,
    VisitCheck,
)
from tracker.reports.check_words import said_by

Target = Action | Recommendation
Key = tuple[str, int | None]
Link = tuple[int, int, str | None]  # an action, a recommendation, a theme's slug


@dataclass(frozen=True)
class WorksheetRow:
    """An action or a recommendation, the check before, and this visit's, if any."""

    target: Target
    under: Recommendation | None  # the recommendation whose group it stands in
    themes: frozenset[str]
    before: VisitCheck | None
    check: VisitCheck | None

    @property
    def is_action(self) -> bool:
        """Whether an action is checked, and not a recommendation."""
        return isinstance(self.target, Action)

    @property
    def words(self) -> str:
        """What it is about."""
        target = self.target
        return target.title if isinstance(target, Action) else target.text

    @property
    def said_before(self) -> list[str]:
        """What the check before said."""
        return said_by(self.before) if self.before else []

    @property
    def said(self) -> list[str]:
        """What this visit says, once it is recorded."""
        return said_by(self.check) if self.check else []


@dataclass(frozen=True)
class Worksheet:
    """Every row in order: each recommendation, then the actions that answer it."""

    rows: tuple[WorksheetRow, ...]
    settled: tuple[Recommendation, ...]  # met and sustained before: not asked again

    @property
    def recorded(self) -> int:
        """How many rows have a check."""
        return sum(row.check is not None for row in self.rows)

    @property
    def rest(self) -> list[WorksheetRow]:
        """What has no check yet."""
        return [row for row in self.rows if row.check is None]


def worksheet(*, visit: Visit) -> Worksheet:
    """Read what a visit may check, in six queries, however long the plan.

    Recommendations that were raised by then and not yet found met and sustained,
    and actions that are not closed; and whatever has a check of this visit. The
    check before is that of the last visit that looked.
    """
    looked = VisitCheck.objects.before(visit).looked()
    before = _by_target(looked.select_related("visit", "source"))
    mine = _by_target(visit.checks.select_related("source"))
    raised = list(_recommendations(visit))
    settled = tuple(
        each for each in raised if _is_settled(each, before) and _key(each) not in mine
    )
    standing = [each for each in raised if each not in settled]
    links = _links(visit)
    under = _groups(_actions(visit), links, standing)
    themes = _themes(visit, links)

    def row(target: Target, group: Recommendation | None) -> WorksheetRow:
        key = _key(target)
        found = frozenset(themes.get(key, ()))
        return WorksheetRow(target, group, found, before.get(key), mine.get(key))

    rows: list[WorksheetRow] = []
    for each in standing:
        rows.append(row(each, each))
        rows += [row(action, each) for action in under.get(each.pk, ())]
    rows += [row(action, None) for action in under.get(None, ())]
    return Worksheet(tuple(rows), settled)


def _recommendations(visit: Visit) -> Iterable[Recommendation]:
    raised = Recommendation.objects.published().filter(plan=visit.plan_id)
    return raised.exclude(visit__starts_on__gte=visit.starts_on).select_related("visit")


def _actions(visit: Visit) -> Iterable[Action]:
    checked = Q(pk__in=visit.checks.filter(action__isnull=False).values("action"))
    return (
        Action.objects.filter(plan=visit.plan_id)
        .filter(~Q(status=ActionStatus.CLOSED) | checked)
        .order_by("reference")
    )


def _is_settled(raised: Recommendation, before: dict[Key, VisitCheck]) -> bool:
    last = before.get(_key(raised))
    return last is not None and (last.progress, last.sustained) == (
        CheckProgress.MET,
        CheckSustained.YES,
    )


def _links(visit: Visit) -> list[Link]:
    """Which action answers which recommendation, and the theme of the part."""
    answers = Answer.objects.filter(action__plan=visit.plan_id)
    return list(
        answers.order_by("part__recommendation__reference", "part__number").values_list(
            "action", "part__recommendation", "part__theme__slug"
        )
    )


def _groups(
    actions: Iterable[Action], links: Iterable[Link], standing: list[Recommendation]
) -> dict[int | None, list[Action]]:
    """The actions under the first recommendation that each answers."""
    shown = {each.pk for each in standing}
    first: dict[int, int] = {}
    for action, raised, _theme in links:
        if raised in shown:
            first.setdefault(action, raised)
    groups: dict[int | None, list[Action]] = {}
    for each in actions:
        groups.setdefault(first.get(each.pk), []).append(each)
    return groups


def _themes(visit: Visit, links: Iterable[Link]) -> dict[Key, set[str]]:
    """The themes of each target, by their slugs."""
    themes: dict[Key, set[str]] = {}
    for action, _raised, theme in links:
        themes.setdefault(("action", action), set()).add(theme or "")
    parts = RecommendationPart.objects.filter(recommendation__plan=visit.plan_id)
    for raised, theme in parts.values_list("recommendation", "theme__slug"):
        themes.setdefault(("recommendation", raised), set()).add(theme or "")
    return themes


def _by_target(checks: Iterable[VisitCheck]) -> dict[Key, VisitCheck]:
    """The last check of each target."""
    return {
        ("action", check.action_id)
        if check.action_id
        else ("recommendation", check.recommendation_id): check
        for check in checks
    }


def _key(target: Target) -> Key:
    name = "action" if isinstance(target, Action) else "recommendation"
    return (name, target.pk)
