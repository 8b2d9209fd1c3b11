"""From what a person chose to everything a pack is written from."""

from dataclasses import dataclass
from datetime import date, datetime

from tracker.choices import HoldingKind
from tracker.models import (
    Meeting,
    Organisation,
    Pack,
    PackText,
    Plan,
    PostHolding,
    User,
    Visit,
)
from tracker.reports.board import default_since
from tracker.reports.document.stored import from_json
from tracker.reports.pack.asked import Contact, PackAsked


@dataclass(frozen=True)
class Chosen:
    """Which pack, for which days, and for whom; the rest follows from it."""

    plan: Plan
    preset: str
    on: date
    since: date | None = None
    meeting: Meeting | None = None
    visit: Visit | None = None
    organisation: Organisation | None = None


def shows_on(meeting: Meeting, today: date) -> date:
    """The day a meeting's pack shows: its cut-off, or today while that is to come."""
    return min(meeting.cut_off_on or meeting.held_on, today)


def earlier_pack(chosen: Chosen, known_at: datetime | None = None) -> Pack | None:
    """The pack of the same kind that was shown last before, to compare with.

    One whose bytes were changed outside the tracker is not compared with.
    """
    before = Pack.objects.filter(
        plan=chosen.plan,
        preset=chosen.preset,
        visit=chosen.visit,
        organisation=chosen.organisation,
        shows_on__lt=chosen.on,
    ).known_by(known_at)
    latest = before.order_by("-shows_on", "-pk").first()
    return latest if latest and latest.is_intact else None


def pack_asked(
    chosen: Chosen,
    *,
    earlier: Pack | None,
    asker: User | None,
    known_at: datetime | None = None,
    is_today: bool = False,
) -> PackAsked:
    """What a pack is written from, in at most two queries.

    Changes are shown since the day of the earlier pack, unless another day is given.
    """
    meeting = chosen.meeting
    since = chosen.since or (earlier.shows_on if earlier else None)
    return PackAsked(
        plan=chosen.plan,
        on=chosen.on,
        since=since or default_since(chosen.on),
        known_at=known_at,
        is_today=is_today,
        visit=chosen.visit,
        organisation=chosen.organisation,
        meeting_of=meeting.board.name if meeting else "",
        held_on=meeting.held_on if meeting else None,
        contact=_contact(chosen, asker),
        texts=_texts(chosen),
        earlier=from_json(earlier.content) if earlier else None,
    )


def _texts(chosen: Chosen) -> dict[str, str]:
    if chosen.meeting is None:
        return {}
    rows = PackText.objects.filter(meeting=chosen.meeting, preset=chosen.preset)
    return dict(rows.values_list("key", "text"))


def _contact(chosen: Chosen, asker: User | None) -> Contact:
    """Who is named as lead officer: the person who makes the report."""
    if asker is None:
        return Contact()
    held = PostHolding.objects.filter(
        account=asker, post__plan=chosen.plan, kind=HoldingKind.HOLDER
    )
    title = held.filter(starts_on__lte=chosen.on).values_list("post__title", flat=True)
    return Contact(
        name=asker.get_full_name(),
        job_title=title.order_by("-starts_on").first() or "",
        telephone=asker.telephone,
        email=asker.email,
    )
