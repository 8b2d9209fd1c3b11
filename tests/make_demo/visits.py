"""The fictional visits: what they require and what they found."""

from dataclasses import dataclass, field
from typing import Any

from tests.factories import (
    CheckFindingFactory,
    FindingFactory,
    GapFactory,
    JudgementFactory,
    RecommendationFactory,
    RecommendationPartFactory,
    RecurrenceFactory,
    SourceFactory,
    VisitCheckFactory,
    VisitFactory,
)
from tests.make_demo.bank import read_bank, written_at
from tests.make_demo.people import Council
from tracker.choices import FindingKind, Voice
from tracker.models import Finding, Recommendation, Source, Theme, Visit

KIND_OF_PROGRESS = {
    "none": FindingKind.CONCERN,
    "limited": FindingKind.CONCERN,
    "some": FindingKind.NEUTRAL,
    "significant": FindingKind.STRENGTH,
    "met": FindingKind.STRENGTH,
}
OWN_SOURCE = "A02"


@dataclass
class Record:
    """The visits and what they require, by the keys of the bank."""

    council: Council
    sources: dict[str, Source] = field(default_factory=dict)
    visits: dict[str, Visit] = field(default_factory=dict)
    required: dict[str, Recommendation] = field(default_factory=dict)
    findings: dict[tuple[str, str], Finding] = field(default_factory=dict)

    def place(self, visit: str) -> dict[str, Any]:
        """Where the next sentence of a visit stands in its document."""
        count = sum(key == visit for key, _ in self.findings)
        source = self.visits[visit].source
        return {"source": source, "locator": f"paragraph {count + 4}"}

    def find(self, visit: str, text: str, kind: str, theme: Theme | None) -> Finding:
        """The finding of a visit with these words; one sentence is one finding."""
        key = (visit, text)
        if key not in self.findings:
            self.findings[key] = FindingFactory(
                plan=self.council.plan,
                visit=self.visits[visit],
                kind=kind,
                text=text,
                quote=text,
                theme=theme,
                **self.place(visit),
            )
        return self.findings[key]


def make_visits(council: Council) -> Record:
    """Documents, visits with their grades, findings that stand alone, and gaps."""
    bank = read_bank("visits")
    record = Record(council)
    for code, title, kind, publisher, published_on in bank["sources"]:
        record.sources[code] = SourceFactory(
            plan=council.plan,
            code=code,
            title=title,
            kind=kind,
            publisher=publisher,
            published_on=published_on,
        )
    for row in bank["visits"]:
        make_visit(record, dict(row))
    for row in bank["findings"]:
        theme = council.themes[row["theme"]]
        record.find(row["visit"], row["text"], row["kind"], theme)
    for row in bank["gaps"]:
        GapFactory(
            plan=council.plan, **{**row, "source": record.sources[row["source"]]}
        )
    make_recommendations(record)
    return record


def make_visit(record: Record, row: dict[str, Any]) -> None:
    """One published visit with its grades."""
    key, grades = row.pop("key"), row.pop("judgements", [])
    row["source"] = record.sources[row["source"]]
    visit = VisitFactory(
        plan=record.council.plan, is_published=True, framework="ilacs", **row
    )
    record.visits[key] = visit
    for area, grade in grades:
        JudgementFactory(
            visit=visit, area=area, grade=grade, source=visit.source, locator="page 1"
        )


def make_recommendations(record: Record) -> None:
    """What is required, in its parts; then what recurs, and what was checked."""
    rows = read_bank("recommendations")["recommendations"]
    for number, row in enumerate(rows, start=1):
        record.required[f"R-{number:03d}"] = make_recommendation(record, row)
    for row, made in zip(rows, record.required.values(), strict=True):
        if "recurs" in row:
            earlier, kind, basis = row["recurs"]
            RecurrenceFactory(
                later=made,
                earlier=record.required[earlier],
                kind=kind,
                basis=basis,
                linked_on=made.visit.letter_published_on,
            )
        for visit in ("inspection", "monitoring"):
            if visit in row:
                check(record, visit, row[visit], made.parts.first().theme, made)


def make_recommendation(record: Record, row: dict[str, Any]) -> Recommendation:
    """One recommendation with its parts."""
    visit = record.visits.get(row["from"])
    is_listed = row["kind"] in ("priority_action", "area_for_improvement")
    printed = visit.recommendations.count() + 1 if visit and is_listed else ""
    source = visit.source if visit else record.sources[OWN_SOURCE]
    parent, basis = row.get("belongs_to", ["", ""])
    made = RecommendationFactory(
        plan=record.council.plan,
        visit=visit,
        kind=row["kind"],
        number=str(printed),
        text=row["text"],
        voice=Voice.OFSTED if visit else Voice.COUNCIL,
        source=source,
        locator=row.get(
            "locator",
            f"what needs to improve, {printed}" if printed else "main findings",
        ),
        quote=row["text"],
        belongs_to=record.required.get(parent),
        belongs_to_basis=basis,
        parts=0,
        recorded_at=written_at(source.published_on),
    )
    for text, theme in row["parts"]:
        RecommendationPartFactory(
            recommendation=made, text=text, theme=record.council.themes[theme]
        )
    return made


def check(
    record: Record, visit: str, said: list[str], theme: Theme | None, target: Any
) -> None:
    """What a visit found about an action or a recommendation, and its finding."""
    progress, sustained, consistency, direction, words = said
    finding = record.find(visit, words, KIND_OF_PROGRESS[progress], theme)
    name = "recommendation" if isinstance(target, Recommendation) else "action"
    made = VisitCheckFactory(
        visit=record.visits[visit],
        progress=progress,
        sustained=sustained,
        consistency=consistency,
        direction=direction,
        quote=words,
        source=finding.source,
        locator=finding.locator,
        recorded_at=written_at(record.visits[visit].letter_published_on),
        **{name: target},
    )
    CheckFindingFactory(check_made=made, finding=finding)
