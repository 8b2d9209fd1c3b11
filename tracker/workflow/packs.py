"""Packs: issued once, never changed, corrected by notes; words kept for a meeting."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from tracker.models import (
    Meeting,
    Organisation,
    Pack,
    PackNote,
    PackText,
    Plan,
    User,
    Visit,
)
from tracker.models.pack import hash_of
from tracker.workflow.records import next_number, next_reference, save_record


@dataclass(frozen=True)
class PackIssue:
    """A document to be frozen: its stored bytes, and what it shows."""

    preset: str
    title: str
    content: str
    shows_on: date
    since_on: date
    known_at: datetime
    meeting: Meeting | None = None
    visit: Visit | None = None
    organisation: Organisation | None = None
    earlier: Pack | None = None


@transaction.atomic
def issue_pack(*, plan: Plan, issue: PackIssue, by: User) -> Pack:
    """Freeze a document with its hash; `known_at` becomes its time of issue.

    Raises ValidationError where a rule is broken, the visit is a draft, or the same
    bytes were issued for that meeting already.
    """
    Plan.objects.locked(plan.pk)
    if issue.visit and not issue.visit.is_published:
        raise ValidationError(
            f"{issue.visit.reference} is not published, so its pack is not issued yet. "
            "It can be read and downloaded."
        )
    sha256 = hash_of(issue.content)
    same = plan.packs.filter(sha256=sha256, meeting=issue.meeting).first()
    if same:
        raise ValidationError(f"This is {same.reference} already, to the last letter.")
    return save_record(
        Pack(
            plan=plan,
            reference=next_reference(plan.packs, "P-"),
            preset=issue.preset,
            title=issue.title,
            meeting=issue.meeting,
            visit=issue.visit,
            organisation=issue.organisation,
            shows_on=issue.shows_on,
            since_on=issue.since_on,
            earlier=issue.earlier,
            issued_by=by,
            content=issue.content,
            sha256=sha256,
            recorded_at=issue.known_at,
        ),
        given={"reference"},
    )


@transaction.atomic
def note_pack(*, pack: Pack, text: str, by: User, on: date) -> PackNote:
    """Say what turned out wrong in an issued pack; the pack stays as it was.

    Raises ValidationError where nothing is said.
    """
    held = Pack.objects.select_related("plan").locked(pack.pk)
    return save_record(
        PackNote(
            pack=held,
            number=next_number(held.notes),
            text=text,
            written_on=on,
            written_by=by,
        ),
        given={"number"},
    )


@transaction.atomic
def write_texts(
    *, meeting: Meeting, preset: str, texts: Mapping[str, str], versions: Mapping
) -> int:
    """Keep what was written into the places of a report; says how many changed.

    Raises StaleRecordError where a place was written by somebody else since
    `versions`, which holds the version of each place that was there.
    """
    Meeting.objects.locked(meeting.pk)
    stored = {
        row.key: row for row in PackText.objects.filter(meeting=meeting, preset=preset)
    }
    changed = 0
    for key, text in texts.items():
        row = stored.get(key) or PackText(meeting=meeting, preset=preset, key=key)
        if row.text == text:
            continue
        if row.pk:
            row = PackText.objects.select_related("meeting").locked(
                row.pk, versions.get(key, 0)
            )
        row.text = text
        save_record(row)
        changed += 1
    return changed
