"""Reports of Ofsted: kept as a draft, and corrected by people, before they count."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction

from tracker.choices import ImportKind
from tracker.models import ImportDraft, Plan, StaleRecordError, User
from tracker.workflow.records import next_number, save_record
from tracker.workflow.report_review import (
    AreaWords,
    Review,
    ReviewedArea,
    ReviewedGrade,
    ReviewedPart,
    ReviewedVisit,
)


@dataclass(frozen=True)
class ReadReport:
    """A document that was read: itself, its hash, the text of its pages, the draft."""

    content: File
    name: str
    sha256: str
    pages: tuple[str, ...]
    review: Review


@transaction.atomic
def save_report(*, plan: Plan, report: ReadReport, by: User, on: date) -> ImportDraft:
    """Keep a report until it is confirmed; the plan stays as it is.

    The same document again is the draft there is, also where it was brought in:
    a report is brought in once. The file is written before its row, as evidence is.
    """
    Plan.objects.locked(plan.pk)
    earlier = plan.import_drafts.reports().filter(sha256=report.sha256).first()
    if earlier:
        return earlier
    draft = ImportDraft(
        plan=plan,
        number=next_number(plan.import_drafts),
        kind=ImportKind.REPORT,
        file_name=report.name,
        sha256=report.sha256,
        review=report.review.as_data(),
        pages=list(report.pages),
        made_by=by,
        made_on=on,
    )
    draft.file = File(report.content, name=report.sha256)
    return save_record(draft, given={"number"})


def review_of(draft: ImportDraft) -> Review:
    """What a draft that waits holds, as people have corrected it so far."""
    return Review.from_data(draft.review)


def edit_visit(
    *, draft: ImportDraft, version: int, visit: ReviewedVisit
) -> ImportDraft:
    """Say of the visit what the report says. Raises as `_edit` does."""
    return _edit(
        draft, version, lambda review: replace(review, visit=visit), "The visit"
    )


def edit_grades(
    *, draft: ImportDraft, version: int, grades: Sequence[ReviewedGrade]
) -> ImportDraft:
    """Put these grades in place of those in the draft. Raises as `_edit` does."""
    return _edit(
        draft,
        version,
        lambda review: replace(review, grades=tuple(grades)),
        "The grades",
    )


def add_area(*, draft: ImportDraft, version: int, words: AreaWords) -> ImportDraft:
    """Add an area that the reading missed. Raises as `_edit` does."""

    def added(review: Review) -> Review:
        return replace(review, areas=(*review.areas, ReviewedArea(words)))

    return _edit(draft, version, added, "An area was added")


def correct_area(
    *, draft: ImportDraft, version: int, number: int, words: AreaWords
) -> ImportDraft:
    """Put the report's words in place of those that were read. Raises as `_edit`."""
    return _edit_area(draft, version, number, lambda area: replace(area, words=words))


def drop_area(*, draft: ImportDraft, version: int, number: int) -> ImportDraft:
    """Leave an area out, or take it in again. Raises as `_edit` does."""

    def dropped(area: ReviewedArea) -> ReviewedArea:
        return replace(area, is_dropped=not area.is_dropped)

    return _edit_area(draft, version, number, dropped)


def split_area(
    *,
    draft: ImportDraft,
    version: int,
    number: int,
    parts: Sequence[ReviewedPart],
    theme: str = "",
) -> ImportDraft:
    """Say which separate things an area asks for; none: it asks for one thing.

    `theme` is that of the area as a whole. Raises as `_edit` does.
    """

    def split(area: ReviewedArea) -> ReviewedArea:
        return replace(area, parts=tuple(parts), theme=theme)

    return _edit_area(draft, version, number, split)


def _edit_area(
    draft: ImportDraft,
    version: int,
    number: int,
    change: Callable[[ReviewedArea], ReviewedArea],
) -> ImportDraft:
    def edited(review: Review) -> Review:
        return review.with_area(number, change(review.area(number)))

    return _edit(draft, version, edited, f"Area {number}")


@transaction.atomic
def _edit(
    draft: ImportDraft, version: int, change: Callable[[Review], Review], what: str
) -> ImportDraft:
    """Change the review of a draft; its history says what was looked at.

    Raises StaleRecordError where it was saved since `version`, ValidationError where
    it was brought in already.
    """
    held = ImportDraft.objects.select_related("plan", "made_by").locked(draft.pk)
    refuse_confirmed(held)
    if held.version != version:
        raise StaleRecordError(held)
    held.review = change(review_of(held)).as_data()
    held.last_edit = what
    save_record(held)
    if held.version == version:
        # The same piece again: whoever opened the draft before has seen another one
        held.version += 1
        held.save()
    return held


def refuse_confirmed(draft: ImportDraft) -> None:
    """Raise ValidationError where a draft was brought in already."""
    if draft.is_confirmed:
        raise ValidationError(
            f"This report was brought in already, on {draft.confirmed_on:%-d %B %Y}."
        )
