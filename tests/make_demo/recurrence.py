"""What recurs in the fictional council: an inspection years before, and links to it."""

from typing import Any

from tests.factories import (
    AnswerFactory,
    DeclinedRecurrenceFactory,
    JudgementFactory,
    RecommendationFactory,
    RecommendationPartFactory,
    RecurrenceFactory,
    SourceFactory,
    VisitCheckFactory,
    VisitFactory,
)
from tests.make_demo.bank import read_bank, written_at
from tests.make_demo.visits import Record, check
from tracker.choices import CheckProgress, RecommendationKind, Voice
from tracker.models import Visit


def make_recurrence(record: Record) -> None:
    """The visit before all others, its recommendations, links, and what is no link."""
    bank = read_bank("recurrence")
    visit = make_earlier_visit(record, bank)
    for number, row in enumerate(bank["recommendations"], start=1):
        make_earlier(record, visit, number, row)
    for later, earlier, kind, basis, letter in bank["links"]["rows"]:
        RecurrenceFactory(
            later=record.required[later],
            earlier=record.required[earlier],
            kind=kind,
            basis=basis,
            linked_on=record.visits[letter].letter_published_on,
        )
    for later, earlier, reason in bank["declined"]["rows"]:
        DeclinedRecurrenceFactory(
            later=record.required[later],
            earlier=record.required[earlier],
            declined_on=bank["declined"]["on"],
            reason=reason,
            recorded_at=written_at(bank["declined"]["on"]),
        )
    for key, references in bank["not_in_scope"].items():
        for reference in references:
            leave_out(record, record.visits[key], reference)


def make_earlier_visit(record: Record, bank: dict[str, Any]) -> Visit:
    """The inspection, with its report and its grades."""
    plan = record.council.plan
    source = SourceFactory(plan=plan, **bank["source"])
    visit = VisitFactory(
        plan=plan,
        source=source,
        is_published=True,
        framework="ilacs",
        **bank["visit"],
    )
    for area, grade in bank["judgements"]:
        JudgementFactory(
            visit=visit, area=area, grade=grade, source=source, locator="page 1"
        )
    return visit


def make_earlier(
    record: Record, visit: Visit, number: int, row: dict[str, Any]
) -> None:
    """One recommendation with its parts, what answers them, and who checked it."""
    plan = record.council.plan
    made = RecommendationFactory(
        plan=plan,
        visit=visit,
        kind=RecommendationKind.AREA_FOR_IMPROVEMENT,
        number=str(number),
        text=row["text"],
        voice=Voice.OFSTED,
        source=visit.source,
        locator=f"what needs to improve, {number}",
        quote=row["text"],
        parts=0,
        recorded_at=written_at(visit.source.published_on),
    )
    record.required[made.reference] = made
    for text, theme, actions in row["parts"]:
        about = record.council.themes[theme]
        part = RecommendationPartFactory(recommendation=made, text=text, theme=about)
        for action in plan.actions.filter(reference__in=actions):
            AnswerFactory(action=action, part=part, recorded_at=action.recorded_at)
    for visited, *said in row["checks"]:
        check(record, visited, said, about, made)


def leave_out(record: Record, visit: Visit, reference: str) -> None:
    """That a visit says it did not look at a recommendation."""
    VisitCheckFactory(
        visit=visit,
        recommendation=record.required[reference],
        progress=CheckProgress.NOT_IN_SCOPE,
        source=visit.source,
        locator="scope",
        recorded_at=written_at(visit.letter_published_on),
    )
