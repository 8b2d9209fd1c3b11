"""Evidence: files and links offered with an action, and withdrawn again."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction

from tracker.models import Evidence, ProgressUpdate, User, change_set
from tracker.workflow.records import save_record


@dataclass(frozen=True)
class CheckedFile:
    """A file whose content has been looked at: what it is, and its hash."""

    content: File
    name: str
    content_type: str
    size: int
    sha256: str


@dataclass(frozen=True)
class EvidenceEntry:
    """What a person offers: a title, and a file or a link."""

    title: str
    kind: str
    link: str = ""
    file: CheckedFile | None = None


def add_evidence(
    *, update: ProgressUpdate, entry: EvidenceEntry, number: int
) -> Evidence:
    """Store a file or a link with an update, whose action the caller holds.

    The file is written before its row, named by its hash: if the row is then
    refused, a file without a name stays behind and nothing points at it. The
    other way round a row could point at nothing.
    """
    evidence = Evidence(
        action=update.action,
        update=update,
        number=number,
        title=entry.title,
        kind=entry.kind,
        link=entry.link,
        added_on=update.made_on,
        added_by=update.author,
    )
    if entry.file:
        evidence.file_name = entry.file.name
        evidence.content_type = entry.file.content_type
        evidence.size = entry.file.size
        evidence.sha256 = entry.file.sha256
        evidence.file = File(entry.file.content, name=entry.file.sha256)
    return save_record(evidence, given={"number"})


@transaction.atomic
def withdraw_evidence(
    *, evidence: Evidence, reason: str, by: User, on: date
) -> Evidence:
    """Take evidence back: its row stays, with who, when and why; its bytes go.

    They are deleted after the commit, so that a row which stands is never without
    its file. Raises ValidationError where it is withdrawn already.
    """
    held = Evidence.objects.select_related("action__plan").locked(evidence.pk)
    if held.withdrawn_on:
        raise ValidationError(
            f"This was withdrawn on {held.withdrawn_on:%-d %B %Y} already."
        )
    held.withdrawn_on = on
    held.withdrawn_by = by
    held.withdrawn_reason = reason
    with change_set(why=reason):
        save_record(held)
    # A store that fails must not undo what was said: the page then tells who sees to it
    transaction.on_commit(lambda: erase_file(held), robust=True)
    return held


def erase_file(evidence: Evidence) -> None:
    """Delete the bytes of withdrawn evidence, unless other evidence is that file."""
    if evidence.file.name and is_still_stored(evidence):
        evidence.file.storage.delete(evidence.file.name)


def is_still_stored(evidence: Evidence) -> bool:
    """Whether the store holds a file that only this evidence points at."""
    name = evidence.file.name
    if not name or Evidence.objects.standing().filter(file=name).exists():
        return False
    return evidence.file.storage.exists(name)
