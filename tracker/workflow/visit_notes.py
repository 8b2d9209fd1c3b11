"""Dated notes on a published visit: corrections, and the council's replies."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from tracker.choices import VisitNoteKind
from tracker.models import (
    Finding,
    Post,
    User,
    Visit,
    VisitCheck,
    VisitNote,
    change_set,
)
from tracker.workflow.records import next_number, save_record


@dataclass(frozen=True)
class NoteEntry:
    """A correction of the visit, or of one of its findings or checks; or a reply.

    A reply answers a finding and says who replies, in which post.
    """

    kind: str
    text: str
    finding: Finding | None = None
    check_made: VisitCheck | None = None
    speaker: str = ""
    post: Post | None = None


@transaction.atomic
def add_note(
    *, visit: Visit, entry: NoteEntry, noted_on: date, by: User, on: date
) -> VisitNote:
    """Add a dated note to a published visit; what inspectors wrote stays.

    Raises ValidationError where the visit is a draft, the day is after `on` or
    before the visit, the note is of no kind a person writes, or a rule is broken.
    """
    held = Visit.objects.select_related("plan").locked(visit.pk)
    if not held.is_published:
        raise ValidationError(
            "This visit is a draft: mend its words themselves. Notes come after "
            "it is published."
        )
    if entry.kind == VisitNoteKind.NO_RELAPSE:
        raise ValidationError({"kind": "That is noted when the visit is published."})
    if noted_on > on:
        raise ValidationError({"noted_on": "Give today or a day in the past."})
    if noted_on < held.starts_on:
        raise ValidationError({"noted_on": "Give a day after the visit began."})
    note = VisitNote(
        visit=held,
        number=next_number(held.notes),
        noted_on=noted_on,
        by=by,
        **vars(entry),
    )
    if _stands_already(note):
        raise ValidationError("This note is on record already.")
    with change_set(by=by):
        return save_record(note, given={"number"})


def _stands_already(note: VisitNote) -> bool:
    """Whether the same was said on the same day: a form that was sent twice."""
    names = ("kind", "text", "finding", "check_made", "speaker", "post", "noted_on")
    same = {name: getattr(note, name) for name in names}
    return note.visit.notes.filter(by=note.by, **same).exists()
