"""Writes a report of a plan for a day into a file."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import QuerySet
from django.utils import timezone

from tracker.choices import PackPreset
from tracker.exports.process import NotDrawnError
from tracker.exports.render import FORMATS, render
from tracker.models import Plan
from tracker.reports.document import Document
from tracker.reports.pack.asking import Chosen, earlier_pack, pack_asked, shows_on
from tracker.reports.pack.presets import pack_document
from tracker.reports.packs import BrokenPackError, stored_document
from tracker.reports.visit_pack import pack_day

WRONG = 2  # exit code


class Command(BaseCommand):
    """Makes what a page of the reports shows, without a browser."""

    help = "Writes a report of a plan, as it stood on a day, into a file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which report, of what, for which day, as which file."""
        parser.add_argument("--plan", required=True, help="Its part of the address.")
        parser.add_argument("--on", type=day, help="The day, such as 2026-03-31.")
        parser.add_argument(
            "--known-at",
            type=instant,
            help="Leave out what was written down after this instant.",
        )
        parser.add_argument("--meeting", help="Such as B-2026-03; it gives the day.")
        parser.add_argument(
            "--preset", choices=PackPreset.values, default=PackPreset.BOARD.value
        )
        parser.add_argument("--visit", help="For a visit pack, such as V-2022-01.")
        parser.add_argument("--organisation", help="For a partner pack.")
        parser.add_argument("--pack", help="An issued pack instead, such as P-001.")
        parser.add_argument("--format", choices=list(FORMATS), default="docx")
        parser.add_argument("--output", type=Path, required=True)

    def handle(self, *, output: Path, **options: Any) -> None:
        """Write the file, and say so."""
        try:
            content = content_of(**options)
        except (NotDrawnError, BrokenPackError) as why:
            raise CommandError(str(why)) from why
        try:
            output.write_bytes(content)
        except OSError as why:
            message = f"{output} cannot be written: {why.strerror}."
            raise CommandError(message, returncode=WRONG) from why
        self.stdout.write(f"{output}: {len(content):,} bytes")


def content_of(**options: Any) -> bytes:
    """The file that the options ask for; a wrong one is told in a sentence."""
    plan = one(Plan.objects.all(), "slug", options["plan"], "plan")
    pack = one(plan.packs.all(), "reference", options["pack"], "issued pack")
    document = stored_document(pack) if pack else document_for(plan, options)
    if pack and options["format"] == "json":
        return pack.content.encode()
    return render(document, options["format"])


def document_for(plan: Plan, options: dict[str, Any]) -> Document:
    """The report that the options ask for, of what is known."""
    today = timezone.localdate()
    chosen = choice(plan, today, options)
    if chosen.on > today:
        message = (
            f"{chosen.on:%-d %B %Y} has not come yet. Give today or an earlier day."
        )
        raise CommandError(message, returncode=WRONG)
    known_at = options["known_at"]
    asked = pack_asked(
        chosen,
        earlier=earlier_pack(chosen, known_at),
        asker=None,
        known_at=known_at,
        is_today=chosen.on == today and known_at is None,
    )
    return pack_document(chosen.preset, asked)


def choice(plan: Plan, today: date, options: dict[str, Any]) -> Chosen:
    """What is asked for, by the names of the plan's own records."""
    meetings = plan.meetings.select_related("board")
    meeting = one(meetings, "reference", options["meeting"], "meeting")
    preset = options["preset"]
    visit = one(
        plan.visits.all(),
        "reference",
        needed(preset, PackPreset.VISIT, "--visit", options["visit"]),
        "visit",
    )
    body = one(
        plan.organisations.all(),
        "slug",
        needed(preset, PackPreset.PARTNER, "--organisation", options["organisation"]),
        "organisation",
    )
    usual = pack_day(visit, plan.day(today)) if visit else plan.day(today)
    on = options["on"] or (shows_on(meeting, today) if meeting else usual)
    return Chosen(plan, preset, on, None, meeting, visit, body)


def day(typed: str) -> date:
    """A day of the calendar."""
    try:
        return date.fromisoformat(typed)
    except ValueError:
        message = f"“{typed}” is not a day. Write it like 2026-03-31."
        raise ArgumentTypeError(message) from None


def instant(typed: str) -> datetime:
    """A day and a time, of London where it names no zone."""
    try:
        known_at = datetime.fromisoformat(typed)
    except ValueError:
        message = f"“{typed}” is no instant. Write it like 2026-03-31T17:00."
        raise ArgumentTypeError(message) from None
    return timezone.make_aware(known_at) if timezone.is_naive(known_at) else known_at


def needed(preset: str, by: PackPreset, name: str, given: str | None) -> str | None:
    """What was given, where this preset asks for it; its lack is a sentence."""
    if preset != by:
        return None
    if not given:
        message = f"A {by.label.lower()} needs {name}."
        raise CommandError(message, returncode=WRONG)
    return given


def one(rows: QuerySet, name: str, value: str | None, what: str) -> Any:
    """The row of that name; None where none is named, a sentence where it is not."""
    if not value:
        return None
    row = rows.filter(**{name: value}).first()
    if row is None:
        known = ", ".join(sorted(rows.values_list(name, flat=True)[:20])) or "none"
        message = f"There is no {what} “{value}”. There are: {known}."
        raise CommandError(message, returncode=WRONG)
    return row
