"""Evidence: files and links offered with an action."""

from dataclasses import dataclass
from datetime import date

from django.core.files import File

from tracker.models import Action, Evidence, ProgressUpdate, User
from tracker.workflow.records import next_number, save_record


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
    *,
    action: Action,
    entry: EvidenceEntry,
    by: User,
    on: date,
    update: ProgressUpdate | None = None,
) -> Evidence:
    """Store a file or a link with the action, which the caller holds.

    The file is written before its row, named by its hash: if the row is then
    refused, a file without a name stays behind and nothing points at it. The
    other way round a row could point at nothing.
    """
    evidence = Evidence(
        action=action,
        update=update,
        number=next_number(action.evidence),
        title=entry.title,
        kind=entry.kind,
        link=entry.link,
        added_on=on,
        added_by=by,
    )
    if entry.file:
        evidence.file_name = entry.file.name
        evidence.content_type = entry.file.content_type
        evidence.size = entry.file.size
        evidence.sha256 = entry.file.sha256
        evidence.file = File(entry.file.content, name=entry.file.sha256)
    return save_record(evidence, given={"number"})
