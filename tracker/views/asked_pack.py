"""Which pack an address asks for: its meeting or days, and for whom."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest, QueryDict

from tracker.choices import PackPreset
from tracker.forms.packs import PackDaysForm
from tracker.models import Meeting, Organisation, Plan, Visit
from tracker.reports.document import Document
from tracker.reports.pack.asking import Chosen, earlier_pack, pack_asked, shows_on
from tracker.reports.pack.presets import pack_document
from tracker.views.days import asked_day
from tracker.views.fetch import today

NEEDS = {PackPreset.VISIT: "visit", PackPreset.PARTNER: "organisation"}
NAMES = ("meeting", "visit", "organisation", "on", "since")


@dataclass(frozen=True)
class AskedPack:
    """What an address asks for, what of it was wrong, and what is still missing."""

    chosen: Chosen
    problems: tuple[str, ...]
    missing: str = ""  # what has to be chosen before there is a pack

    @property
    def address(self) -> str:
        """The query that asks for the same again."""
        query = QueryDict(mutable=True)
        chosen = self.chosen
        for name, value in (
            ("meeting", chosen.meeting and chosen.meeting.reference),
            ("visit", chosen.visit and chosen.visit.reference),
            ("organisation", chosen.organisation and chosen.organisation.slug),
            ("on", None if chosen.meeting else chosen.on),
            ("since", chosen.since),
        ):
            if value:
                query[name] = str(value)
        return query.urlencode()


def asked_pack(request: HttpRequest, plan: Plan, preset: str) -> AskedPack:
    """Read the address; a name the plan does not know is not found."""
    meeting: Meeting | None = _named(
        request, plan.meetings.select_related("board"), "meeting"
    )
    visit: Visit | None = _named(
        request, plan.visits.filter(is_published=True), "visit"
    )
    body: Organisation | None = _named(
        request, plan.organisations.all(), "organisation", "slug"
    )
    day = asked_day(request, default=plan.day(today()))
    on = shows_on(meeting, today()) if meeting else day.on
    since, problem = _since(request, on)
    chosen = Chosen(
        plan=plan,
        preset=preset,
        on=on,
        since=since,
        meeting=meeting,
        visit=visit if preset == PackPreset.VISIT else None,
        organisation=body if preset == PackPreset.PARTNER else None,
    )
    needed = NEEDS.get(PackPreset(preset), "")
    return AskedPack(
        chosen=chosen,
        problems=tuple(filter(None, (day.problem, problem))),
        missing=needed if needed and getattr(chosen, needed) is None else "",
    )


def document_of(
    request: HttpRequest, asked: AskedPack, known_at: datetime | None = None
) -> Document:
    """The pack that was asked for, as one document."""
    earlier = earlier_pack(asked.chosen, known_at)
    return pack_document(
        asked.chosen.preset,
        pack_asked(
            asked.chosen,
            earlier=earlier,
            asker=request.user,
            known_at=known_at,
            is_today=asked.chosen.on == today() and known_at is None,
        ),
    )


def days_form(asked: AskedPack, *data: QueryDict) -> PackDaysForm:
    """The boxes to ask for another meeting or day, filled as asked."""
    chosen = asked.chosen
    start = {name: getattr(chosen, name) for name in NAMES}
    for name in ("meeting", "visit"):
        start[name] = start[name] and start[name].reference
    start["organisation"] = chosen.organisation and chosen.organisation.slug
    return PackDaysForm(
        *data, plan=chosen.plan, preset=chosen.preset, today=today(), initial=start
    )


def _named(request: HttpRequest, rows: Any, name: str, by: str = "reference") -> Any:
    """The row that the address names; None where it names none."""
    asked = request.GET.get(name, "")
    if not asked:
        return None
    row = rows.filter(**{by: asked}).first()
    if row is None:
        message = f"There is no {name} {asked[:20]} in this plan."
        raise Http404(message)
    return row


def _since(request: HttpRequest, on: date) -> tuple[date | None, str]:
    """The earlier day of the address; one that is not earlier is refused."""
    if not request.GET.get("since"):
        return None, ""
    asked = asked_day(request, default=on, name="since")
    if asked.problem:
        return None, asked.problem
    if asked.on >= on:
        return None, f"Changes are shown since a day before {on:%-d %B %Y}."
    return asked.on, ""
