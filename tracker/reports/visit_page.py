"""Everything the page of one visit tells: what it judged, found, checked and raised."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from tracker.choices import FindingKind
from tracker.models import (
    Finding,
    Gap,
    ImportDraft,
    Judgement,
    Recommendation,
    Visit,
    VisitCheck,
)
from tracker.reports.check_words import said_by
from tracker.reports.gaps import Gaps, parted

Target = tuple[str, int | None]


@dataclass(frozen=True)
class Checked:
    """An action or a recommendation that the visit checked, beside the time before."""

    check: VisitCheck
    said: list[str]
    before: VisitCheck | None
    said_before: list[str]

    @property
    def is_of_action(self) -> bool:
        """Whether an action was checked, and not a recommendation."""
        return self.check.action_id is not None

    @property
    def reference(self) -> str:
        """The reference of what was checked."""
        return str(self.check.target.reference)

    @property
    def words(self) -> str:
        """What it is about."""
        if self.check.action:
            return self.check.action.title
        return self.check.recommendation.text if self.check.recommendation else ""


@dataclass(frozen=True)
class FindingGroup:
    """The findings of one kind."""

    label: str
    findings: list[Finding]


@dataclass(frozen=True)
class VisitPage:
    """One visit, as its page shows it."""

    visit: Visit
    judgements: list[Judgement]
    checks: list[Checked]
    findings: list[FindingGroup]
    said_by_others: list[Finding]
    recommendations: list[Recommendation]
    gaps: Gaps
    documents: list[ImportDraft]  # reports that were brought in


def visit_page(visit: Visit) -> VisitPage:
    """Read what the page shows. Seven queries, whatever the visit wrote."""
    findings = list(visit.findings.select_related("source", "theme"))
    inspectors = [each for each in findings if each.is_said_by_inspectors]
    return VisitPage(
        visit=visit,
        judgements=list(visit.judgements.select_related("source")),
        checks=_checks(visit),
        findings=_grouped(inspectors),
        said_by_others=[each for each in findings if not each.is_said_by_inspectors],
        recommendations=list(visit.recommendations.all()),
        gaps=_gaps(visit),
        documents=list(visit.imports.in_short()),
    )


def _grouped(findings: Iterable[Finding]) -> list[FindingGroup]:
    """The findings by kind, in the order of the vocabulary; no empty group."""
    groups: dict[FindingKind, list[Finding]] = {kind: [] for kind in FindingKind}
    for finding in findings:
        groups[FindingKind(finding.kind)].append(finding)
    return [FindingGroup(kind.label, rows) for kind, rows in groups.items() if rows]


def _checks(visit: Visit) -> list[Checked]:
    """What the visit checked: recommendations first, then actions, by reference."""
    checks = visit.checks.select_related("action", "recommendation", "source")
    before = _checks_before(visit)
    rows = []
    for check in checks.order_by("recommendation__reference", "action__reference"):
        last = before.get(_target(check))
        rows.append(Checked(check, said_by(check), last, said_by(last) if last else []))
    return sorted(rows, key=lambda row: (row.is_of_action, row.reference))


def _checks_before(visit: Visit) -> dict[Target, VisitCheck]:
    """The latest earlier check of each target that this visit checked."""
    mine = visit.checks.all()
    earlier = (
        VisitCheck.objects.filter(
            Q(action__in=mine.values("action"))
            | Q(recommendation__in=mine.values("recommendation")),
            visit__starts_on__lt=visit.starts_on,
        )
        .select_related("visit", "source")
        .order_by("visit__starts_on", "pk")
    )
    return {_target(check): check for check in earlier}


def _target(check: VisitCheck) -> Target:
    if check.action_id:
        return ("action", check.action_id)
    return ("recommendation", check.recommendation_id)


def _gaps(visit: Visit) -> Gaps:
    """What the document that tells of the visit shows to be missing; what it filled."""
    shown = Q(filled_visit=visit)
    if visit.source_id:
        shown |= Q(source=visit.source_id, filled_on__isnull=True)
    return parted(Gap.objects.with_filling().filter(shown, plan=visit.plan_id))
