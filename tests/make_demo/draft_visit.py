"""A visit that is half recorded, so that the worksheet and publishing can be seen."""

from tests.factories import (
    CheckFindingFactory,
    FindingFactory,
    VisitCheckFactory,
    VisitFactory,
)
from tests.make_demo.bank import read_bank, written_at
from tests.make_demo.visits import Record
from tracker.models import Action, Finding, Visit


def make_draft_visit(record: Record) -> None:
    """The draft with what was found so far, and the first of its checks."""
    bank = read_bank("draft_visit")
    visit = VisitFactory(plan=record.council.plan, draft=True, **bank["visit"])
    findings = [
        FindingFactory(
            plan=visit.plan,
            visit=visit,
            kind=row["kind"],
            text=row["text"],
            theme=record.council.themes[row["theme"]],
        )
        for row in bank["findings"]
    ]
    for row in bank["checks"]["rows"]:
        check(record, visit, row[:-1], findings[row[-1] - 1])


def check(record: Record, visit: Visit, said: list[str], finding: Finding) -> None:
    """What the visit found of one action or recommendation."""
    reference, progress, sustained, consistency, direction = said
    if reference.startswith("A"):
        target = {"action": Action.objects.get(plan=visit.plan, reference=reference)}
    else:
        target = {"recommendation": record.required[reference]}
    made = VisitCheckFactory(
        visit=visit,
        progress=progress,
        sustained=sustained,
        consistency=consistency,
        direction=direction,
        recorded_at=written_at(visit.ends_on),
        **target,
    )
    CheckFindingFactory(check_made=made, finding=finding)
