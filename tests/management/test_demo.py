"""The demo, on a few rows in place of the real files."""

import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from tracker.management.commands import demo
from tracker.models import Change, Pack, Plan, PlanMembership, User, Visit

pytestmark = pytest.mark.django_db

SHOWN = "a password to show"


def row(model: str, **fields: object) -> dict:
    """A row of a file."""
    return {"model": f"tracker.{model}", "fields": fields}


def plan(slug: str) -> dict:
    """A plan."""
    return row("plan", slug=slug, name=slug.title(), accountable_body="A council")


@pytest.fixture
def fixtures(settings, tmp_path):
    """Small plans in the place of the real ones, and debug on."""
    settings.DEBUG = True
    settings.BASE_DIR = tmp_path
    visit = row(
        "visit",
        plan=["aldermere"],
        reference="V-2026-01",
        kind="focused_visit",
        starts_on="2026-06-09",
        ends_on="2026-06-10",
    )
    people = [
        row("user", email=f"{name}@demo.example", full_name=name)
        for name, _ in demo.PEOPLE
    ]
    member = row(
        "planmembership",
        plan=["reading"],
        person=["viewer@demo.example"],
        role="viewer",
        starts_on="2025-06-02",
    )
    contents = {
        "reading/plan.json": [plan("reading")],
        "demo/plan.json": [plan("aldermere"), visit, *people],
        "demo/as_of.json": {"as_of": "2026-06-15"},
        "demo_members/plan_memberships.json": [member],
    }
    for name, content in contents.items():
        path = tmp_path / "fixtures" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content), encoding="utf-8")
    return tmp_path / "fixtures"


@pytest.fixture
def called(monkeypatch):
    """The other commands that are called, which then do nothing."""
    calls = []

    def call(*args, **options):
        calls.append(args)

    monkeypatch.setattr(demo, "call_command", call)
    return calls


def test_demo_without_debug_is_refused(settings):
    settings.DEBUG = False

    with pytest.raises(CommandError, match="needs DEBUG on"):
        call_command("demo")

    assert Plan.objects.count() == 0


def test_demo_prepares_and_serves_on_the_port(fixtures, called, capsys, monkeypatch):
    monkeypatch.setenv("DEMO_PASSWORD", SHOWN)

    call_command("demo", "--port", "8001")

    assert called == [
        ("build_assets", "--if-missing"),
        ("migrate",),
        ("createcachetable",),
        ("runserver", "127.0.0.1:8001"),
    ]
    assert capsys.readouterr().out == (
        "Loading the plan reading …\n"
        "Loading the plan aldermere …\n"
        "\n"
        "The demo is at http://127.0.0.1:8001/\n"
        "Sign in as one of:\n"
        "  owner@demo.example      owns actions: holds two posts in the fictional"
        " council\n"
        "  moderator@demo.example  moderator: checks what owners say\n"
        "  manager@demo.example    plan manager of both plans\n"
        "  board@demo.example      board member: reads and asks\n"
        "  viewer@demo.example     viewer: reads\n"
        "  admin@demo.example      administrator: also opens /admin/\n"
        f"Password of all of them: {SHOWN}\n"
    )


def test_demo_prepare_only_does_not_serve(fixtures, called):
    call_command("demo", "--prepare-only")

    assert [args[0] for args in called] == [
        "build_assets",
        "migrate",
        "createcachetable",
    ]


def test_demo_accounts_have_the_password(fixtures, called, monkeypatch):
    monkeypatch.setenv("DEMO_PASSWORD", SHOWN)

    call_command("demo", "--prepare-only")

    assert [user.check_password(SHOWN) for user in User.objects.all()] == [True] * 6
    assert Change.objects.filter(after__password=SHOWN).count() == 0


def test_demo_without_a_password_makes_a_new_one_at_each_start(
    fixtures, called, capsys, monkeypatch
):
    monkeypatch.delenv("DEMO_PASSWORD", raising=False)

    passwords = []
    for _ in range(2):
        call_command("demo", "--prepare-only")
        passwords.append(capsys.readouterr().out.split()[-1])

    assert passwords[0] != passwords[1]
    assert User.objects.first().check_password(passwords[1])


def test_demo_shifts_the_fictional_plan_by_whole_weeks(fixtures, called, monkeypatch):
    monkeypatch.setattr(demo.timezone, "localdate", lambda: date(2026, 7, 1))

    call_command("demo", "--prepare-only")

    assert Visit.objects.get().starts_on == date(2026, 6, 23)


def test_demo_a_second_time_leaves_the_plans_to_their_people(
    fixtures, called, monkeypatch
):
    monkeypatch.setenv("DEMO_PASSWORD", SHOWN)
    call_command("demo", "--prepare-only")
    council = Plan.objects.get(slug="aldermere")
    council.about = "A person wrote this."
    council.save()
    changes = Change.objects.count()

    call_command("demo", "--prepare-only")

    council.refresh_from_db()
    assert council.about == "A person wrote this."
    assert Change.objects.count() == changes
    assert PlanMembership.objects.count() == 1


def test_demo_loads_only_the_plan_that_is_missing(fixtures, called, capsys):
    Plan.objects.create(slug="reading", name="Ours", accountable_body="A council")

    call_command("demo", "--prepare-only")

    assert Plan.objects.get(slug="reading").name == "Ours"
    assert capsys.readouterr().out.startswith("Loading the plan aldermere …\n")


def test_demo_stops_at_a_broken_file(fixtures, called):
    (fixtures / "reading" / "plan.json").write_text("[", encoding="utf-8")

    with pytest.raises(CommandError, match=r"plan\.json is not JSON"):
        call_command("demo", "--prepare-only")


def test_demo_issues_the_packs_of_the_last_meetings(fixtures, called):
    member = row(
        "planmembership",
        plan=["aldermere"],
        person=["manager@demo.example"],
        role="plan_manager",
        starts_on="2025-06-02",
    )
    board = row("board", plan=["aldermere"], slug="board", name="The board")
    meetings = [
        row(
            "meeting",
            plan=["aldermere"],
            board=["aldermere", "board"],
            reference=f"B-2026-0{number}",
            held_on=day,
        )
        for number, day in enumerate(
            ("2026-01-15", "2026-03-19", "2026-05-14", "2027-06-17"), start=1
        )
    ]
    (fixtures / "demo/board.json").write_text(
        json.dumps([member, board, *meetings]), encoding="utf-8"
    )

    call_command("demo", "--prepare-only")
    call_command("demo", "--prepare-only")

    packs = list(Pack.objects.order_by("shows_on"))
    assert [pack.reference for pack in packs] == ["P-001", "P-002"]
    assert packs[1].earlier == packs[0]
    assert all(pack.is_intact for pack in packs)
    assert [pack.issued_on for pack in packs] == [pack.shows_on for pack in packs]
