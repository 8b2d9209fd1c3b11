"""From what a person chose to everything a pack is written from."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from tracker.dates import add_months
from tracker.models import (
    Meeting,
    Organisation,
    Pack,
    PackText,
    Plan,
    User,
    Visit,
)
from tracker.reports.document.stored import from_json
from tracker.reports.pack.asked import Contact, PackAsked

MONTHS_BETWEEN_REPORTS = 3  # calendar months, where no earlier day is given


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


def default_since(on: date) -> date:
    """The day to compare with where none is given: three months before."""
    return add_months(on, -MONTHS_BETWEEN_REPORTS)


def shows_on(meeting: Meeting, today: date) -> date:
    """The day a meeting's pack shows: its cut-off, or today while that is to come."""
    return min(meeting.cut_off_on or meeting.held_on, today)


def earlier_pack(chosen: Chosen, known_at: datetime | None = None) -> Pack | None:
    """The pack of the same kind that was shown last before, to compare with."""
    before = Pack.objects.filter(
        plan=chosen.plan,
        preset=chosen.preset,
        visit=chosen.visit,
        organisation=chosen.organisation,
        shows_on__lt=chosen.on,
    ).known_by(known_at)
    return before.order_by("-shows_on", "-pk").first()


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
        **_compared_with(earlier),
    )


def _compared_with(earlier: Pack | None) -> dict[str, Any]:
    """The earlier document, or the sentence why there is none to compare with."""
    if earlier is None:
        return {}
    if not earlier.is_intact:
        said = f"{earlier.reference} was changed after it was issued, so it is not compared with."
        return {"not_compared": said}
    return {"earlier": from_json(earlier.content)}


def _texts(chosen: Chosen) -> dict[str, str]:
    if chosen.meeting is None:
        return {}
    rows = PackText.objects.filter(meeting=chosen.meeting, preset=chosen.preset)
    return dict(rows.values_list("key", "text"))


def _contact(chosen: Chosen, asker: User | None) -> Contact:
    """Who is named as lead officer: the person who makes the report."""
    if asker is None:
        return Contact()
    posts: QuerySet = chosen.plan.posts.with_people(chosen.on)  # type: ignore[attr-defined]
    held = posts.filter(holder_account=asker.pk).order_by("title")
    return Contact(
        name=asker.get_full_name(),
        job_title=held.values_list("title", flat=True).first() or "",
        telephone=asker.telephone,
        email=asker.email,
    )
