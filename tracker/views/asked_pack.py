"""Which pack an address asks for: its meeting or days, and for whom."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, QueryDict

from tracker.choices import PackPreset
from tracker.forms.packs import PackDaysForm
from tracker.models import Meeting, Organisation, Plan, Visit
from tracker.permissions import Verb, may
from tracker.reports.document import Document
from tracker.reports.pack.asking import Chosen, earlier_pack, pack_asked, shows_on
from tracker.reports.pack.presets import pack_document
from tracker.reports.visit_pack import pack_day
from tracker.views.days import asked_day
from tracker.views.fetch import today

NEEDS = {PackPreset.VISIT: "visit", PackPreset.PARTNER: "organisation"}
NAMED = ("meeting", "visit", "organisation")
NAMES = (*NAMED, "on", "since")
A_NAME = re.compile(r"[\w-]{1,50}", re.ASCII)


@dataclass(frozen=True)
class AskedPack:
    """What an address asks for, what of it was wrong, and what is still missing."""

    chosen: Chosen
    problems: tuple[str, ...]
    missing: str = ""  # what has to be chosen before there is a pack

    @property
    def is_complete(self) -> bool:
        """Whether it can be drawn or issued as it was asked for."""
        return not self.missing and not self.problems

    @property
    def address(self) -> str:
        """The query that asks for the same again."""
        return query_of({name: getattr(self.chosen, name) for name in NAMES})


def query_of(chosen: Mapping[str, Any]) -> str:
    """The query that asks for these, by name; a meeting tells the day."""
    query = QueryDict(mutable=True)
    for name in NAMES:
        value = chosen.get(name)
        if value and not (name == "on" and chosen.get("meeting")):
            query[name] = named(value)
    return query.urlencode()


def named(value: Any) -> str:
    """How an address calls a meeting, a visit, an organisation or a day."""
    for name in ("reference", "slug"):
        if hasattr(value, name):
            return getattr(value, name)
    return str(value)


def asked_pack(request: HttpRequest, plan: Plan, preset: str) -> AskedPack:
    """Read the address; a name the plan does not know is not found."""
    meeting: Meeting | None = _named(
        request, plan.meetings.select_related("board"), "meeting"
    )
    visit: Visit | None = _named(request, visits_seen(request, plan), "visit")
    body: Organisation | None = _named(
        request, plan.organisations.all(), "organisation", "slug"
    )
    of_visit = visit if preset == PackPreset.VISIT else None
    usual = plan.day(today())
    day = asked_day(request, default=pack_day(of_visit, usual) if of_visit else usual)
    on = shows_on(meeting, today()) if meeting else day.on
    since, problem = _since(request, on)
    chosen = Chosen(
        plan=plan,
        preset=preset,
        on=on,
        since=since,
        meeting=meeting,
        visit=of_visit,
        organisation=body if preset == PackPreset.PARTNER else None,
    )
    needed = NEEDS.get(PackPreset(preset), "")
    return AskedPack(
        chosen=chosen,
        problems=tuple(filter(None, (day.problem, problem))),
        missing=needed if needed and getattr(chosen, needed) is None else "",
    )


def visits_seen(request: HttpRequest, plan: Plan) -> QuerySet[Visit]:
    """The visits a pack may be asked for; one being prepared is its managers' alone."""
    if may(request.user, Verb.EDIT_PLAN, plan):
        return plan.visits.all()
    return plan.visits.published()  # type: ignore[attr-defined]


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


def days_form(
    request: HttpRequest, asked: AskedPack, data: QueryDict | None = None
) -> PackDaysForm:
    """The boxes to ask for another meeting or day, filled as asked."""
    chosen = asked.chosen
    start = {
        name: named(value) if name in NAMED and value else value
        for name in NAMES
        for value in [getattr(chosen, name)]
    }
    return PackDaysForm(
        data,
        visits=visits_seen(request, chosen.plan),
        plan=chosen.plan,
        preset=chosen.preset,
        today=today(),
        initial=start,
    )


def _named(request: HttpRequest, rows: Any, name: str, by: str = "reference") -> Any:
    """The row that the address names; None where it names none."""
    asked = request.GET.get(name, "")
    if not asked:
        return None
    row = rows.filter(**{by: asked}).first() if A_NAME.fullmatch(asked) else None
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
