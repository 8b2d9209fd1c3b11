"""A report that was read, as people review it: made up, of a council that does not exist."""

import hashlib
from dataclasses import replace
from datetime import date
from io import BytesIO

from django.core.files import File

from tracker.choices import Framework, RecommendationKind, VisitKind
from tracker.workflow.report_drafts import ReadReport
from tracker.workflow.report_review import (
    AreaWords,
    ReadValue,
    Review,
    ReviewedArea,
    ReviewedGrade,
    ReviewedVisit,
    in_words,
)

TEXTS = ("The quality of plans", "Supervision of social workers")
PAGES = ("Inspection of Northmere", f"What needs to improve\n{TEXTS[0]}\n{TEXTS[1]}")
VISIT = ReviewedVisit(
    authority="Northmere",
    kind=VisitKind.FULL_INSPECTION,
    framework=Framework.ILACS,
    starts_on=date(2026, 3, 2),
    ends_on=date(2026, 3, 13),
    published_on=date(2026, 5, 18),
    inspectors="Ann Archer",
)
GRADES = (ReviewedGrade("Overall effectiveness", "good", "Good", 1, "Overall Good"),)


def words_of(text: str, **values: object) -> AreaWords:
    """An area for improvement of the local authority, as it was read."""
    area = AreaWords(
        text=text,
        kind=RecommendationKind.AREA_FOR_IMPROVEMENT,
        section="local_authority",
        number="",
        page=2,
    )
    return replace(area, **values)


def area_of(text: str, **values: object) -> ReviewedArea:
    """An area that nobody has corrected yet."""
    words = words_of(text)
    return replace(ReviewedArea(words=words, as_read=words), **values)


def a_review(*texts: str, visit: dict | None = None, **values: object) -> Review:
    """A report with these areas, read without a fault."""
    said = replace(VISIT, **(visit or {}))
    read = {
        name: ReadValue(in_words(value), 1, f"“{in_words(value)}”")
        for name, value in vars(VISIT).items()
    }
    areas = tuple(area_of(text) for text in texts or TEXTS)
    return replace(Review(said, read, GRADES, areas), **values)


def a_report(
    review: Review | None = None, *, content: bytes = b"%PDF-1.7 made up %%EOF"
) -> ReadReport:
    """A document as the upload form hands it to the workflow."""
    return ReadReport(
        content=File(BytesIO(content)),
        name="report.pdf",
        sha256=hashlib.sha256(content).hexdigest(),
        pages=PAGES,
        review=review or a_review(),
    )
