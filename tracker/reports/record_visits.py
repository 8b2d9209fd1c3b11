"""The visits that documents tell of, in order, with those they do not tell of."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from tracker.choices import FindingKind, VisitKind, Voice
from tracker.models import (
    Finding,
    Gap,
    Judgement,
    Plan,
    RecommendationPart,
    Visit,
    VisitCheck,
)

SAID_AGAIN = 2  # visits at which a theme was a concern


@dataclass(frozen=True)
class VisitLine:
    """One visit and how much the documents hold of it, or one they do not hold."""

    name: str
    visit: Visit | None = None
    findings: int = 0  # what inspectors found, itself or as quoted or reported
    checks: int = 0
    grades: int = 0
    caution: str = ""  # of a visit that is not held: what is known of it

    @property
    def is_described(self) -> bool:
        """Whether a document says what the visit found."""
        return bool(self.findings or self.checks)


@dataclass(frozen=True)
class NotHeld:
    """Visits of which no more is known than one sentence says."""

    ordinals: tuple[int, ...]
    caution: str


@dataclass(frozen=True)
class VisitSeries:
    """The numbered visits of one kind: how many there were, and what is held."""

    kind: str
    count: int  # the highest number a document gives
    described: int
    dated_only: int
    not_held: tuple[NotHeld, ...]

    @property
    def missing(self) -> int:
        """How many visits are not held."""
        return sum(len(group.ordinals) for group in self.not_held)


@dataclass(frozen=True)
class RepeatedTheme:
    """A subject that inspectors named as a concern at several visits."""

    theme: str
    visits: tuple[Visit, ...]


def visits_of_record(*, plan: Plan, on: date) -> list[VisitLine]:
    """The visits that had ended by a day, the first one first, in one query."""
    findings = Finding.objects.filter(voice__in=Voice.inspectors)
    rows = (
        plan.visits.published()
        .filter(ends_on__lte=on)
        .annotate(
            finding_count=_number(findings),
            check_count=_number(VisitCheck.objects.looked()),
            grade_count=_number(Judgement.objects.exclude(grade="")),
        )
        .order_by("starts_on", "reference")
    )
    return [
        VisitLine(
            name=row.name,
            visit=row,
            findings=row.finding_count,
            checks=row.check_count,
            grades=row.grade_count,
        )
        for row in rows
    ]


def visit_series(lines: Sequence[VisitLine], gaps: Sequence[Gap]) -> VisitSeries | None:
    """The numbered monitoring visits; none where numbers are missing or used twice.

    A visit that is not held is one whose number lies below the highest one; what
    is known of it stands in the gap that is named like it.
    """
    kind = VisitKind.MONITORING_VISIT
    of_kind = [line for line in lines if line.visit and line.visit.kind == kind]
    held = {number for line in of_kind if (number := _ordinal(line, kind))}
    if not held or len(held) != len(of_kind):
        return None
    cautions: dict[str, list[int]] = defaultdict(list)
    known = {gap.what: gap.caution for gap in gaps}
    for number in sorted(set(range(1, max(held))) - held):
        cautions[known.get(f"{kind.label} {number}", "")].append(number)
    described = sum(line.is_described for line in of_kind)
    return VisitSeries(
        kind=kind.label.lower(),
        count=max(held),
        described=described,
        dated_only=len(of_kind) - described,
        not_held=tuple(NotHeld(tuple(n), text) for text, n in cautions.items()),
    )


def with_missing(
    lines: Sequence[VisitLine], series: VisitSeries | None
) -> Iterator[VisitLine]:
    """The visits in order, each missing one before the next of its series."""
    missing = [
        (number, group.caution)
        for group in (series.not_held if series else ())
        for number in group.ordinals
    ]
    missing.sort(reverse=True)
    for line in lines:
        ordinal = _ordinal(line, VisitKind.MONITORING_VISIT)
        while ordinal and missing and missing[-1][0] < ordinal:
            number, caution = missing.pop()
            name = f"{VisitKind.MONITORING_VISIT.label} {number}"
            yield VisitLine(name=name, caution=caution)
        yield line


def repeated_themes(
    *, plan: Plan, visits: Sequence[Visit], on: date
) -> list[RepeatedTheme]:
    """Themes that inspectors named as a concern at two visits or more, in one query.

    What they require and every shortfall is a concern; of statements, those that
    are marked so. The words of the council or company do not count.
    """
    found = Finding.objects.published().filter(
        plan=plan,
        kind=FindingKind.CONCERN,
        voice__in=Voice.inspectors,
        visit__ends_on__lte=on,
    )
    required = RecommendationPart.objects.published().filter(
        recommendation__plan=plan,
        recommendation__voice__in=Voice.inspectors,
        recommendation__visit__ends_on__lte=on,
    )
    visits_of: dict[str, set[int]] = defaultdict(set)
    pairs = _themes_of(found, "visit").union(
        _themes_of(required, "recommendation__visit")
    )
    for theme, visit in pairs:
        visits_of[theme].add(visit)
    themes = [
        RepeatedTheme(theme, tuple(v for v in visits if v.pk in at))
        for theme, at in visits_of.items()
        if len(at) >= SAID_AGAIN
    ]
    return sorted(themes, key=lambda each: (-len(each.visits), each.theme))


def _ordinal(line: VisitLine, kind: str) -> int | None:
    """Its number among the visits of a kind; none of another kind."""
    return line.visit.ordinal if line.visit and line.visit.kind == kind else None


def _themes_of(rows: QuerySet, visit: str) -> QuerySet:
    return rows.exclude(theme=None).order_by().values_list("theme__name", visit)


def _number(rows: QuerySet) -> Coalesce:
    of_visit = rows.filter(visit=OuterRef("pk")).order_by().values("visit")
    return Coalesce(Subquery(of_visit.annotate(n=Count("pk")).values("n")), 0)
