"""A report confirmed: its visit, grades and recommendations, all at once, or nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from tracker.choices import SourceKind, VisitKind, Voice
from tracker.models import (
    Gap,
    ImportDraft,
    Judgement,
    Plan,
    Source,
    StaleRecordError,
    Theme,
    User,
    Visit,
    change_set,
)
from tracker.workflow.gaps import fill_gap
from tracker.workflow.publishing import publish_visit
from tracker.workflow.recommendations import (
    NewRecommendation,
    PartWording,
    RecommendationWording,
    create_recommendations,
)
from tracker.workflow.records import save_new, save_record
from tracker.workflow.report_drafts import refuse_confirmed, review_of
from tracker.workflow.report_plan import Planned, planned
from tracker.workflow.report_review import Review, ReviewedArea, ReviewedGrade
from tracker.workflow.visits import VisitFacts, record_visit

INSPECTIONS = (VisitKind.FULL_INSPECTION, VisitKind.JOINT_INSPECTION)
CHOOSE_VISIT = "Choose the visit that the report is about"
NOTHING_NEW = "Everything in this report is in the plan already."
TICK_A_GRADE = "Tick a grade: all else in this report is in the plan already."


@dataclass(frozen=True)
class Decision:
    """What a person decided: which visit, what of it, and which gaps it fills."""

    visit: Visit | None  # one that is there, to add to
    publish: bool  # a new visit; one that is there stays as it is
    grades: Sequence[str]  # the areas whose grades are added
    gaps: Sequence[Gap]


@transaction.atomic
def confirm_report(
    *,
    draft: ImportDraft,
    version: int,
    decision: Decision,
    by: User,
    on: date,
) -> ImportDraft:
    """Bring the report in, all in one change set; told in the draft's `result`.

    Of a visit that is there nothing changes but what is added to it. Raises
    ValidationError where the report was brought in already, something it needs is
    not said, or it would add nothing; StaleRecordError where the draft was saved
    since `version`.
    """
    plan = Plan.objects.locked(draft.plan_id)
    held = ImportDraft.objects.select_related("plan", "made_by").locked(draft.pk)
    refuse_confirmed(held)
    if held.version != version:
        raise StaleRecordError(held)
    review = review_of(held)
    plans = _checked(plan, review, decision)
    with change_set(by=by, why=str(held)) as now:
        source = _source(plan, review)
        visit = _held(decision.visit) or _visit(plan, review, source, by, on)
        grades = _add_grades(visit, source, plans.grades, decision.grades)
        added = create_recommendations(
            plan=plan, entries=_recommendations(plan, visit, source, plans.new)
        )
        if decision.publish and not decision.visit:
            visit = publish_visit(visit=visit, by=by, on=on)
        note = _note(len(added), len(grades), held.file_name)
        for gap in decision.gaps:
            fill_gap(gap=gap, visit=visit, note=note, by=by, on=on)
        held.visit = visit
        held.result = {
            "joined": decision.visit is not None,
            "recommendations": [[row.reference, row.text] for row in added],
            "grades": grades,
            "gaps": [[gap.reference, gap.what] for gap in decision.gaps],
            **_left_out(review, plans),
        }
        held.review = {}
        held.confirmed_by, held.confirmed_on, held.change_set = by, on, now.id
        return save_record(held)


def _left_out(review: Review, plans: Planned) -> dict[str, Any]:
    """What of the report was not added: dropped by a person, or there already."""
    return {
        "dropped": len(review.areas) - len(review.kept),
        "known": [row.reference for _, row in plans.known],
    }


def _checked(plan: Plan, review: Review, decision: Decision) -> Planned:
    """What will be done, once all that it needs is said."""
    if needed := list(review.still_needed()):
        raise ValidationError(needed)
    plans = planned(plan=plan, review=review, visit=decision.visit)
    if plans.visits and decision.visit not in plans.visits:
        raise ValidationError({"visit": CHOOSE_VISIT})
    wanted = {row.area for row in plans.grades} & set(decision.grades)
    if not plans.new and not wanted:
        raise ValidationError(TICK_A_GRADE if plans.grades else NOTHING_NEW)
    return plans


def _source(plan: Plan, review: Review) -> Source:
    """The document, with the next number of the plan's documents."""
    said = review.visit
    is_report = said.kind in INSPECTIONS
    kind = SourceKind.INSPECTION_REPORT if is_report else SourceKind.INSPECTORATE_LETTER
    first, last, published = said.known_days()
    named = Visit(kind=said.kind, starts_on=first, ends_on=last)
    about = f"{said.authority}: " if said.authority else ""
    return save_record(
        Source(
            plan=plan,
            code=_next_code(plan),
            title=f"{about}{named.name}"[:250],
            kind=kind,
            publisher="Ofsted",
            published_on=published,
            people=said.inspectors,
        )
    )


def _held(visit: Visit | None) -> Visit | None:
    """The visit that is there, so that nobody publishes it meanwhile."""
    rows = Visit.objects.select_related("plan", "source")
    return rows.locked(visit.pk) if visit else None


def _next_code(plan: Plan) -> str:
    """The number after the highest one among the plan's documents, such as 005."""
    codes = plan.sources.values_list("code", flat=True)
    return f"{max((int(c) for c in codes if c.isdecimal()), default=0) + 1:03}"


def _visit(plan: Plan, review: Review, source: Source, by: User, on: date) -> Visit:
    said, read = review.visit, review.read["starts_on"]
    first, last, published = said.known_days()
    facts = VisitFacts(
        kind=said.kind,
        starts_on=first,
        ends_on=last,
        framework=said.framework,
        inspectors=said.inspectors,
        source=source,
        locator=_place(read.page, ""),
        quote=read.words,
        letter_published_on=published,
    )
    return record_visit(plan=plan, facts=facts, by=by, on=on)


def _add_grades(
    visit: Visit, source: Source, grades: Iterable[ReviewedGrade], wanted: Sequence[str]
) -> list[list[str]]:
    """Store the wanted grades; each area with its grade in words."""
    chosen = [grade for grade in grades if grade.area in wanted]
    save_new(
        [
            Judgement(
                visit=visit,
                area=grade.area,
                grade=grade.grade,
                source=source,
                locator=_place(grade.page, ""),
                quote=grade.words or grade.printed,
            )
            for grade in chosen
        ]
    )
    return [[grade.area, grade.grade_label or grade.printed] for grade in chosen]


def _recommendations(
    plan: Plan, visit: Visit, source: Source, areas: Iterable[ReviewedArea]
) -> list[NewRecommendation]:
    """The areas as the plan holds them, in Ofsted's words and voice."""
    themes = {theme.slug: theme for theme in plan.themes.all()}
    return [
        NewRecommendation(
            RecommendationWording(
                kind=area.words.kind,
                section=area.words.section,
                number=area.words.number,
                text=area.words.text,
                visit=visit,
                voice=Voice.OFSTED,
                source=source,
                locator=_place(area.words.page, area.words.number),
                quote=area.words.text,
            ),
            _parts(area, themes),
        )
        for area in areas
    ]


def _parts(area: ReviewedArea, themes: dict[str, Theme]) -> list[PartWording]:
    """Its parts, or itself; a theme that is gone meanwhile is no theme."""
    if not area.parts:
        return [PartWording(area.words.text, themes.get(area.theme))]
    return [PartWording(part.text, themes.get(part.theme)) for part in area.parts]


def _place(page: int | None, number: str) -> str:
    """Where it stands in the document, in words."""
    places = (f"page {page}" if page else "", f"number {number}" if number else "")
    return ", ".join(filter(None, places))


def _note(added: int, grades: int, name: str) -> str:
    """What came, in words: what a filled gap shows."""
    came = [f"{added} recommendation{'' if added == 1 else 's'}"]
    if grades:
        came.append(f"{grades} grade{'' if grades == 1 else 's'}")
    return f"{' and '.join(came)} from {name}"[:250]
