"""Starts the tracker on this machine with both plans and people to sign in as."""

import os
import secrets
from collections.abc import Iterable
from datetime import date, datetime, time
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db.models import QuerySet
from django.utils import timezone

from tracker.choices import PackPreset, Role
from tracker.models import Plan, PlanMembership, User, change_set
from tracker.reports.pack.asking import Chosen, shows_on
from tracker.reports.packs import to_issue
from tracker.workflow.accounts import share_password
from tracker.workflow.fixtures import FixtureError, load_fixtures, read_as_of
from tracker.workflow.packs import PackIssue, issue_pack

READING = "reading"
COUNCIL = "aldermere"
PEOPLE = (
    ("owner", "owns actions: holds two posts in the fictional council"),
    ("moderator", "moderator: checks what owners say"),
    ("manager", "plan manager of both plans"),
    ("board", "board member: reads and asks"),
    ("viewer", "viewer: reads"),
    ("admin", "administrator: also opens /admin/"),
)
PASSWORD_BYTES = 12
PACKS_ISSUED = 2  # of the last meetings of the fictional council
OFFICE_CLOSES = time(17)


class Command(BaseCommand):
    """Prepares the database, then serves; a second start finds all in place."""

    help = "Loads both plans, makes demo users and serves on 127.0.0.1."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser):
        """Which port, and whether to stop before serving."""
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument(
            "--prepare-only", action="store_true", help="Do all but serve."
        )

    def handle(self, *, port, prepare_only, **options):
        """Prepare, say who may sign in, and serve."""
        if not settings.DEBUG:
            message = "demo makes accounts that share a password: it needs DEBUG on."
            raise CommandError(message)
        call_command("build_assets", "--if-missing", stdout=self.stdout)
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        password = os.environ.get("DEMO_PASSWORD") or secrets.token_urlsafe(
            PASSWORD_BYTES
        )
        try:
            with change_set(actor="demo", why="Made for the demonstration."):
                self.load_plans(settings.BASE_DIR / "fixtures", timezone.localdate())
                share_password(accounts=list(demo_accounts()), password=password)
        except FixtureError as error:
            raise CommandError(str(error)) from error
        self.stdout.write("\n".join(welcome(port, password)))
        if not prepare_only:
            call_command("runserver", f"127.0.0.1:{port}", use_reloader=False)

    def load_plans(self, fixtures: Path, today: date) -> None:
        """Load what is missing; a plan that is there is left to its people."""
        shift = whole_weeks(read_as_of(fixtures / "demo"), today)
        self.load(READING, fixtures / "reading", 0)
        if self.load(COUNCIL, fixtures / "demo", shift):
            issue_packs(Plan.objects.get(slug=COUNCIL), today)
        members = PlanMembership.objects.filter(
            plan__slug=READING, person__in=demo_accounts()
        )
        if not members.exists():
            load_fixtures(fixtures / "demo_members", shift_days=shift)

    def load(self, slug: str, folder: Path, shift_days: int) -> bool:
        """Load one plan where it is missing; says whether it was."""
        if Plan.objects.filter(slug=slug).exists():
            return False
        self.stdout.write(f"Loading the plan {slug} …")
        load_fixtures(folder, shift_days=shift_days)
        return True


def issue_packs(plan: Plan, today: date) -> None:
    """Board packs of the last meetings, as they would have been issued then.

    They are made here, not loaded: their days move with the plan's, and the hash of
    stored bytes would not.
    """
    managers = demo_accounts().filter(
        memberships__plan=plan, memberships__role=Role.PLAN_MANAGER
    )
    manager = managers.first()
    for meeting in reversed(plan.meetings.held(today)[:PACKS_ISSUED]):
        on = shows_on(meeting, today)
        chosen = Chosen(plan, PackPreset.BOARD, on, meeting=meeting)
        at = datetime.combine(on, OFFICE_CLOSES, tzinfo=timezone.get_default_timezone())
        if manager and at < timezone.now():
            issue = PackIssue(**to_issue(chosen, by=manager, at=at))
            issue_pack(plan=plan, issue=issue, by=manager)


def whole_weeks(start: date, end: date) -> int:
    """The days of the full weeks between two days: a Tuesday stays a Tuesday."""
    return (end - start).days // 7 * 7


def demo_accounts() -> QuerySet[User]:
    """The accounts that come with the fictional council."""
    emails = [f"{name}@demo.example" for name, _ in PEOPLE]
    return User.objects.filter(email__in=emails)


def welcome(port: int, password: str) -> Iterable[str]:
    """Where to go, and whom to sign in as."""
    yield f"\nThe demo is at http://127.0.0.1:{port}/\nSign in as one of:"
    for name, what in PEOPLE:
        yield f"  {name + '@demo.example':24}{what}"
    yield f"Password of all of them: {password}"
