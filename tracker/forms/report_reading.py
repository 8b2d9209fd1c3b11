"""What the reader made of a report, as the workflow keeps it."""

from tracker.intake.draft import AreaDraft, DraftField, JudgementDraft, ReportDraft
from tracker.workflow.report_review import (
    AreaWords,
    ReadValue,
    Review,
    ReviewedArea,
    ReviewedGrade,
    ReviewedVisit,
    in_words,
)

NUMBER_LENGTH = 10  # of a recommendation's number, as the record holds it


def review_from(draft: ReportDraft) -> Review:
    """The draft to be reviewed; as yet nobody has corrected anything."""
    inspectors = "\n".join(draft.names)
    named = draft.lead_inspector if draft.lead_inspector.is_found else draft.inspectors
    return Review(
        visit=ReviewedVisit(
            authority=draft.authority.value or "",
            kind=draft.kind.value or "",
            framework=draft.framework.value or "",
            starts_on=draft.started_on.value,
            ends_on=draft.ended_on.value,
            published_on=draft.published_on.value,
            inspectors=inspectors,
        ),
        read={
            "authority": _read(draft.authority),
            "kind": _read(draft.kind),
            "framework": _read(draft.framework),
            "starts_on": _read(draft.started_on),
            "ends_on": _read(draft.ended_on),
            "published_on": _read(draft.published_on),
            "inspectors": ReadValue(
                inspectors, named.page, named.words, "" if inspectors else named.missing
            ),
        },
        grades=tuple(map(_grade, draft.judgements)),
        areas=tuple(map(_area, draft.areas)),
        warnings=draft.warnings,
    )


def _read(field: DraftField) -> ReadValue:
    return ReadValue(in_words(field.value), field.page, field.words, field.missing)


def _grade(judgement: JudgementDraft) -> ReviewedGrade:
    return ReviewedGrade(
        area=judgement.area,
        grade=judgement.grade_choice or "",
        printed=judgement.grade,
        page=judgement.page,
        words=judgement.words,
    )


def _area(area: AreaDraft) -> ReviewedArea:
    words = AreaWords(
        text=area.text,
        kind=area.kind,
        section=area.section,
        number=(area.number or "")[:NUMBER_LENGTH],
        page=area.page,
    )
    return ReviewedArea(words=words, as_read=words)
