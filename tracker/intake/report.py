"""An Ofsted report or letter to a draft: from the file as it is, or from its text.

Pure: bytes or text go in, a draft comes out, and nothing is stored.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from tracker.choices import Framework, RecommendationSection, VisitKind
from tracker.intake import cover, letter
from tracker.intake.areas import read_areas
from tracker.intake.draft import LETTERS, DraftField, ReportDraft, ReportRefusedError
from tracker.intake.judgements import read_judgements
from tracker.intake.layout import document_of
from tracker.intake.lines import Document
from tracker.intake.pasted import document_of_text
from tracker.intake.pdf_pages import pages_of

LSCB = RecommendationSection.LSCB
OFSTED = re.compile(r"\bofsted\b|office for standards in education", re.IGNORECASE)
NOT_OF_OFSTED = (
    "Ofsted is not named in it. Choose a report or letter of Ofsted about the council’s "
    "children’s services."
)
NO_REPORT = (
    "It names Ofsted but is no report or letter of an inspection or visit that can be "
    "read here: neither its heading nor a list of what must improve was found."
)
MISSING = {
    "authority": "The name of the authority was not found.",
    "kind": "What kind of visit it was does not stand in its heading.",
    "framework": "The framework is not named.",
    "started_on": "The first day of the fieldwork was not found.",
    "ended_on": "The last day of the fieldwork was not found.",
    "published_on": "The day of publication is not printed.",
    "lead_inspector": "No lead inspector is named.",
    "inspectors": "No inspectors are named.",
}


def read_pdf(data: bytes) -> ReportDraft:
    """The draft of a PDF.

    Raises ReportRefusedError, with a sentence, for a file that is no PDF, is damaged,
    protected, scanned, too long, or not of Ofsted. Bounded in time and memory.
    """
    return _draft(document_of(pages_of(data)))


def read_text(text: str) -> ReportDraft:
    """The draft of a letter whose text was pasted; it is all one page.

    Raises ReportRefusedError, with a sentence, for no text, too much of it, or text
    that is not of Ofsted.
    """
    return _draft(document_of_text(text))


def _draft(document: Document) -> ReportDraft:
    if not any(OFSTED.search(page) for page in document.pages):
        raise ReportRefusedError(NOT_OF_OFSTED)
    form = cover.form_of(document)
    areas, amiss = read_areas(document)
    if form is None and not areas:
        raise ReportRefusedError(NO_REPORT)
    judgements = read_judgements(document)
    is_letter = form is not None and form.kind in LETTERS
    fields = _of_letter(document) if is_letter else _of_cover(document)
    draft = ReportDraft(
        **fields | _of_form(document, form),
        judgements=tuple(judgements),
        areas=tuple(areas),
        pages=document.pages,
    )
    return replace(_told(draft), warnings=(*amiss, *_not_found(draft)))


def _of_cover(document: Document) -> dict[str, Any]:
    started_on, ended_on = cover.days_after(document, cover.INSPECTED)
    return {
        "framework": DraftField(),
        "started_on": started_on,
        "ended_on": ended_on,
        "published_on": cover.days_after(document, cover.PUBLISHED)[0],
        "lead_inspector": cover.lead_inspector(document),
        "inspectors": DraftField(),
    }


def _of_letter(document: Document) -> dict[str, Any]:
    started_on, ended_on = letter.days_visited(document)
    return {
        "framework": letter.framework_named(document),
        "started_on": started_on,
        "ended_on": ended_on,
        "published_on": letter.day_written(document),
        "lead_inspector": DraftField(),
        "inspectors": letter.inspectors_named(document),
    }


def _of_form(document: Document, form: cover.Form | None) -> dict[str, Any]:
    """What the heading says itself, and else the largest words as the authority."""
    if form is None:
        return {"kind": DraftField(), "authority": cover.largest_words(document)}
    said: dict[str, Any] = {"kind": DraftField(form.kind, form.page, form.words)}
    if form.framework:
        said["framework"] = DraftField(form.framework, form.page, form.words)
    if form.authority:
        return said | {"authority": DraftField(form.authority, form.page, form.words)}
    return said | {"authority": cover.largest_words(document)}


def _told(draft: ReportDraft) -> ReportDraft:
    """The draft with a sentence in each field that was not found.

    A report names a lead inspector, a letter its inspectors: the other is not missed.
    """
    expected = set(MISSING) - {"inspectors" if draft.is_report else "lead_inspector"}
    missing: dict[str, Any] = {
        name: DraftField(missing=MISSING[name])
        for name in expected
        if not getattr(draft, name).is_found
    }
    return replace(draft, **missing)


def _not_found(draft: ReportDraft) -> Iterator[str]:
    """Sentences on whole parts that were not found."""
    if not draft.areas:
        yield "No list of what must improve was found. Add what is asked for by hand."
    if draft.kind.value == VisitKind.FULL_INSPECTION and not draft.judgements:
        yield "No grades were found. Add them by hand."
    sections = {area.section for area in draft.areas}
    if draft.framework.value == Framework.SIF and LSCB not in sections:
        yield "Nothing that the Local Safeguarding Children Board must improve was found."
    for number, page in enumerate(draft.pages, 1):
        if not page.strip():
            yield f"Page {number} holds no text that can be read. Look at it in the file."
