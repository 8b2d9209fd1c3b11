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
    VisitNote,
)
from tracker.reports.check_words import said_by
from tracker.reports.gaps import Gaps, parted
from tracker.reports.statutory_clock import LimitRow, statutory_clock

Target = tuple[str, int | None]


@dataclass(frozen=True)
class Checked:
    """An action or a recommendation that the visit checked, beside the time before."""

    check: VisitCheck
    said: list[str]
    before: VisitCheck | None
    said_before: list[str]
    notes: list[VisitNote]

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
class Found:
    """A finding, with what was said of it since."""

    finding: Finding
    notes: list[VisitNote]


@dataclass(frozen=True)
class FindingGroup:
    """The findings of one kind."""

    label: str
    findings: list[Found]


@dataclass(frozen=True)
class VisitPage:
    """One visit, as its page shows it."""

    visit: Visit
    judgements: list[Judgement]
    checks: list[Checked]
    findings: list[FindingGroup]
    said_by_others: list[Found]
    recommendations: list[Recommendation]
    gaps: Gaps
    documents: list[ImportDraft]  # reports that were brought in
    notes: list[VisitNote]  # of the visit as a whole
    limits: tuple[LimitRow, ...]

    @property
    def finding_count(self) -> int:
        """How many findings it has, whoever speaks."""
        own = sum(len(group.findings) for group in self.findings)
        return own + len(self.said_by_others)


def visit_page(visit: Visit) -> VisitPage:
    """Read what the page shows.

    Eight queries, whatever the visit wrote; two more where statutory limits run.
    """
    notes = list(visit.notes.select_related("by", "post"))
    findings = [
        Found(each, [note for note in notes if note.finding_id == each.pk])
        for each in visit.findings.select_related("source", "theme")
    ]
    inspectors = [each for each in findings if each.finding.is_said_by_inspectors]
    raised = list(visit.recommendations.all())
    return VisitPage(
        visit=visit,
        judgements=list(visit.judgements.select_related("source").order_by("pk")),
        checks=_checks(visit, notes),
        findings=_grouped(inspectors),
        said_by_others=[each for each in findings if each not in inspectors],
        recommendations=raised,
        gaps=_gaps(visit),
        documents=list(visit.imports.in_short()),
        notes=[note for note in notes if not (note.finding_id or note.check_made_id)],
        limits=statutory_clock(visit, raised),
    )


def _grouped(findings: Iterable[Found]) -> list[FindingGroup]:
    """The findings by kind, in the order of the vocabulary; no empty group."""
    groups: dict[FindingKind, list[Found]] = {kind: [] for kind in FindingKind}
    for found in findings:
        groups[FindingKind(found.finding.kind)].append(found)
    return [FindingGroup(kind.label, rows) for kind, rows in groups.items() if rows]


def _checks(visit: Visit, notes: Iterable[VisitNote]) -> list[Checked]:
    """What the visit checked: recommendations first, then actions, by reference."""
    checks = visit.checks.select_related("action", "recommendation", "source")
    before = _checks_before(visit)
    rows = []
    for check in checks.order_by("recommendation__reference", "action__reference"):
        last = before.get(_target(check))
        said_before = said_by(last) if last else []
        said_since = [note for note in notes if note.check_made_id == check.pk]
        rows.append(Checked(check, said_by(check), last, said_before, said_since))
    return sorted(rows, key=lambda row: (row.is_of_action, row.reference))


def _checks_before(visit: Visit) -> dict[Target, VisitCheck]:
    """The latest earlier check of each target that this visit checked."""
    mine = visit.checks.all()
    earlier = (
        VisitCheck.objects.before(visit)
        .filter(
            Q(action__in=mine.values("action"))
            | Q(recommendation__in=mine.values("recommendation"))
        )
        .select_related("visit", "source")
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
