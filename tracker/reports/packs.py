"""Issued packs: their list, one of them, and what was recorded later."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from tracker.models import Meeting, Pack, PackNote, Plan, User
from tracker.reports.document import Document
from tracker.reports.document.stored import from_json, to_json
from tracker.reports.pack.action_lists import LIVE
from tracker.reports.pack.asking import Chosen, earlier_pack, pack_asked
from tracker.reports.pack.compared import Difference, differences
from tracker.reports.pack.numbers import NUMBERS
from tracker.reports.pack.presets import pack_document

# Each row of these is named by its first cell, and told for the day alone.
COMPARED = (
    NUMBERS,
    LIVE,
    "recorded",
    "measures",
    "challenges-open",
    "decisions-outstanding",
)


class BrokenPackError(Exception):
    """The stored bytes are no longer those that were issued."""


@dataclass(frozen=True)
class IssuedPack:
    """A pack as its page shows it; without a document where its bytes were changed."""

    pack: Pack
    document: Document | None
    notes: list[PackNote]


def packs_of(plan: Plan, meeting: Meeting | None = None) -> QuerySet[Pack]:
    """The packs of a plan, the latest first, without their bytes.

    With a meeting, those that were issued for it.
    """
    packs = plan.packs.filter(meeting=meeting) if meeting else plan.packs.all()
    return (
        packs.select_related("meeting__board", "issued_by", "visit", "organisation")
        .defer("content")
        .order_by("-recorded_at", "-pk")
    )


def issued_pack(pack: Pack) -> IssuedPack:
    """Read a pack and its notes, in one query."""
    notes = list(pack.notes.select_related("written_by"))
    return IssuedPack(pack, stored_document(pack) if pack.is_intact else None, notes)


def stored_document(pack: Pack) -> Document:
    """The document as it was issued; raises BrokenPackError where it was changed."""
    if not pack.is_intact:
        message = (
            f"What is stored of {pack.reference} is not what was issued: its hash "
            "differs. Nothing of it is shown."
        )
        raise BrokenPackError(message)
    return from_json(pack.content)


def to_issue(chosen: Chosen, *, by: User, at: datetime) -> dict[str, Any]:
    """A document as it is frozen at an instant, with what it shows, as plain data."""
    earlier = earlier_pack(chosen, at)
    asked = pack_asked(chosen, earlier=earlier, asker=by, known_at=at)
    document = pack_document(chosen.preset, asked)
    return {
        "preset": chosen.preset,
        "title": document.title,
        "content": to_json(document).decode(),
        "shows_on": chosen.on,
        "since_on": asked.since,
        "known_at": at,
        "meeting": chosen.meeting,
        "visit": chosen.visit,
        "organisation": chosen.organisation,
        "earlier": earlier,
    }


def made_again(pack: Pack, *, with_later_entries: bool) -> Document:
    """The same pack for the same day, from the record as it stands.

    Without later entries it holds the numbers that were issued.
    """
    chosen = Chosen(
        plan=pack.plan,
        preset=pack.preset,
        on=pack.shows_on,
        since=pack.since_on,
        meeting=pack.meeting,
        visit=pack.visit,
        organisation=pack.organisation,
    )
    known_at = None if with_later_entries else pack.recorded_at
    asked = pack_asked(
        chosen, earlier=pack.earlier, asker=pack.issued_by, known_at=known_at
    )
    return pack_document(pack.preset, asked)


def recorded_later(pack: Pack) -> list[Difference]:
    """What the tables that are compared would say with all that is known now.

    Raises BrokenPackError where the stored bytes were changed.
    """
    issued = stored_document(pack)
    now = made_again(pack, with_later_entries=True)
    return differences(issued, now, COMPARED)
