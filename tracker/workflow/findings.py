"""What a draft visit found and judged: added, mended, taken out until published."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from tracker.choices import Voice
from tracker.models import (
    Finding,
    Judgement,
    Plan,
    Source,
    Theme,
    User,
    Visit,
    change_set,
)
from tracker.workflow.records import next_reference, save_record
from tracker.workflow.visits import hold_draft


@dataclass(frozen=True)
class FindingEntry:
    """One statement of a visit, where it stands, and its own words."""

    kind: str
    text: str
    quote: str = ""
    locator: str = ""
    source: Source | None = None
    theme: Theme | None = None
    voice: str = Voice.OFSTED


@dataclass(frozen=True)
class JudgementEntry:
    """The grade of one area; a report may give none."""

    area: str
    grade: str = ""
    quote: str = ""
    locator: str = ""
    source: Source | None = None


@transaction.atomic
def add_finding(*, visit: Visit, entry: FindingEntry, by: User) -> Finding:
    """Add a finding to a draft visit, with the next reference of the plan.

    A quote without a document is one of the visit's own document. Raises
    ValidationError where a rule is broken or the visit is published.
    """
    Plan.objects.locked(visit.plan_id)
    held = hold_draft(visit)
    finding = Finding(
        plan=held.plan,
        visit=held,
        reference=next_reference(held.plan.findings, "F-"),
    )
    return _store(finding, held, entry, by)


@transaction.atomic
def edit_finding(
    *, finding: Finding, version: int, entry: FindingEntry, by: User
) -> Finding:
    """Mend a finding of a draft visit.

    Raises ValidationError where a rule is broken or the visit is published,
    StaleRecordError where it was saved since `version`.
    """
    assert finding.visit, "only what a visit found is mended here"
    visit = hold_draft(finding.visit)
    held = Finding.objects.select_related("plan").locked(finding.pk, version)
    return _store(held, visit, entry, by)


@transaction.atomic
def remove_finding(*, finding: Finding, by: User) -> None:
    """Take a finding out of a draft visit, and out of the checks that rest on it.

    Raises ValidationError where the visit is published.
    """
    assert finding.visit, "only what a visit found is taken out here"
    hold_draft(finding.visit)
    with change_set(by=by):
        for link in finding.check_links.select_related("check_made__visit", "finding"):
            link.delete()
        finding.delete()


@transaction.atomic
def add_judgement(*, visit: Visit, entry: JudgementEntry, by: User) -> Judgement:
    """Add the grade of an area to a draft visit.

    Raises ValidationError where a rule is broken, the area has a grade already, or
    the visit is published.
    """
    held = hold_draft(visit)
    return _store(Judgement(visit=held), held, entry, by)


@transaction.atomic
def edit_judgement(
    *, judgement: Judgement, version: int, entry: JudgementEntry, by: User
) -> Judgement:
    """Mend a grade of a draft visit.

    Raises ValidationError where a rule is broken or the visit is published,
    StaleRecordError where it was saved since `version`.
    """
    visit = hold_draft(judgement.visit)
    held = Judgement.objects.locked(judgement.pk, version)
    return _store(held, visit, entry, by)


@transaction.atomic
def remove_judgement(*, judgement: Judgement, by: User) -> None:
    """Take a grade out of a draft visit.

    Raises ValidationError where the visit is published.
    """
    hold_draft(judgement.visit)
    with change_set(by=by):
        judgement.delete()


def _store(record: Any, visit: Visit, entry: Any, by: User) -> Any:
    """Give the row what was typed; a quote stands in the visit's document."""
    record.visit = visit
    for name, value in vars(entry).items():
        setattr(record, name, value)
    if record.source is None and (record.quote or record.locator):
        record.source = visit.source
    with change_set(by=by):
        return save_record(record)
