import json
from datetime import date
from pathlib import Path

import pytest

from tracker.models import (
    Action,
    Change,
    CheckFinding,
    Plan,
    PostHolding,
    User,
    Verification,
    Visit,
    change_set,
)
from tracker.workflow.fixtures import (
    FixtureError,
    RowResult,
    load_fixtures,
    read_as_of,
)

PLAN = {
    "model": "tracker.plan",
    "fields": {"slug": "p", "name": "A plan", "accountable_body": "A council"},
}
VISIT = {
    "model": "tracker.visit",
    "fact": "EV-1",
    "fields": {
        "plan": ["p"],
        "reference": "V-2026-01",
        "kind": "focused_visit",
        "starts_on": "2026-02-01",
        "ends_on": "2026-02-02",
        "is_published": True,
    },
}
FINDING = {
    "model": "tracker.finding",
    "fields": {
        "plan": ["p"],
        "reference": "F-001",
        "visit": ["p", "V-2026-01"],
        "kind": "concern",
        "text": "Plans are not up to date.",
    },
}
ACTION = {
    "model": "tracker.action",
    "fields": {
        "plan": ["p"],
        "reference": "A-001",
        "title": "Bring plans up to date",
        "claim": "planned",
        "claim_on": "2026-03-01",
    },
}
POST = [
    {
        "model": "tracker.organisation",
        "fields": {"plan": ["p"], "slug": "c", "name": "A council", "kind": "council"},
    },
    {
        "model": "tracker.post",
        "fields": {
            "plan": ["p"],
            "organisation": ["p", "c"],
            "slug": "head",
            "title": "Head of service",
        },
    },
    {
        "model": "tracker.postholding",
        "fields": {"post": ["p", "head"], "starts_on": "2026-01-01", "name": "A. B."},
    },
]
USER = {"model": "tracker.user", "fields": {"email": "a@b.example", "full_name": "A"}}

pytestmark = pytest.mark.django_db


def write(folder: Path, *rows: dict, name: str = "rows.json") -> Path:
    """A folder with these rows in one file."""
    (folder / name).write_text(json.dumps(rows), encoding="utf-8")
    return folder


def with_fields(row: dict, **fields: object) -> dict:
    """The row with other values."""
    return {**row, "fields": {**row["fields"], **fields}}


def test_load_fixtures_creates_rows_with_history(tmp_path):
    folder = write(tmp_path, FINDING, VISIT, PLAN)

    with change_set(actor="load", why="Because."):
        report = load_fixtures(folder)

    assert report.count(RowResult.CREATED) == 3
    assert report.count(RowResult.CREATED, "tracker.visit") == 1
    assert report.count(RowResult.CREATED, "tracker.action") == 0
    assert Visit.objects.get().findings.get().text == "Plans are not up to date."
    changes = Change.objects.order_by("pk")
    assert [c.model for c in changes] == ["plan", "visit", "finding"]
    assert {(c.actor, c.why) for c in changes} == {("load", "Because.")}


def test_load_fixtures_twice_changes_nothing(tmp_path):
    folder = write(tmp_path, PLAN, VISIT, FINDING, ACTION, USER, *POST)
    load_fixtures(folder)
    before = Change.objects.count()

    report = load_fixtures(folder)

    assert report.count(RowResult.UNCHANGED) == 8
    assert report.count(RowResult.CREATED) == 0
    assert Change.objects.count() == before


def test_load_fixtures_updates_what_no_person_has_changed(tmp_path):
    load_fixtures(write(tmp_path, PLAN))

    report = load_fixtures(write(tmp_path, with_fields(PLAN, about="What it is.")))

    assert report.count(RowResult.UPDATED) == 1
    assert Plan.objects.get().about == "What it is."


def test_load_fixtures_keeps_what_a_person_has_changed(tmp_path):
    load_fixtures(write(tmp_path, PLAN, ACTION))
    action = Action.objects.get()
    action.outcome = "A person wrote this."
    with change_set(by=User.objects.create_user("p@b.example", full_name="P")):
        action.save()

    report = load_fixtures(write(tmp_path, PLAN, with_fields(ACTION, title="Other")))

    action.refresh_from_db()
    assert report.count(RowResult.KEPT, "tracker.action") == 1
    assert action.title == "Bring plans up to date"
    assert action.outcome == "A person wrote this."


def test_load_fixtures_leaves_what_is_on_record(tmp_path):
    load_fixtures(write(tmp_path, PLAN, VISIT, FINDING, *POST))
    holding = with_fields(POST[2], name="C. D.")
    finding = with_fields(FINDING, text="Other words.")

    report = load_fixtures(write(tmp_path, PLAN, VISIT, finding, *POST[:2], holding))

    assert report.count(RowResult.LEFT) == 2
    assert Visit.objects.get().findings.get().text == "Plans are not up to date."
    assert PostHolding.objects.get().name == "A. B."


def test_load_fixtures_shifts_every_day(tmp_path):
    load_fixtures(write(tmp_path, PLAN, VISIT), shift_days=28)

    visit = Visit.objects.get()
    assert (visit.starts_on, visit.ends_on) == (date(2026, 3, 1), date(2026, 3, 2))
    assert visit.letter_published_on is None


YEARS = [
    with_fields(VISIT, reference=reference, starts_on=starts_on, ends_on=starts_on)
    for reference, starts_on in (
        ("V-2025-01", "2025-03-18"),
        ("V-2025-02", "2025-11-10"),
        ("V-2026-01", "2026-04-21"),
    )
]


@pytest.mark.parametrize(
    ("shift_days", "references"),
    [
        pytest.param(
            0, ["V-2025-01", "V-2025-02", "V-2026-01"], id="not moved: as in the file"
        ),
        pytest.param(28, ["V-2025-01", "V-2025-02", "V-2026-01"], id="same years"),
        pytest.param(
            56, ["V-2025-01", "V-2026-01", "V-2026-02"], id="the second is next year's"
        ),
        pytest.param(364, ["V-2026-01", "V-2026-02", "V-2027-01"], id="a year on"),
        pytest.param(-140, ["V-2024-01", "V-2025-01", "V-2025-02"], id="back"),
    ],
)
def test_moved_visit_is_called_by_the_year_of_its_day(tmp_path, shift_days, references):
    folder = write(tmp_path, PLAN, *reversed(YEARS))

    load_fixtures(folder, shift_days=shift_days)

    visits = Visit.objects.order_by("starts_on")
    assert list(visits.values_list("reference", flat=True)) == references
    assert load_fixtures(folder, shift_days=shift_days).count(RowResult.UNCHANGED) == 4


def test_rows_that_name_a_moved_visit_find_it(tmp_path):
    finding = with_fields(FINDING, visit=["p", "V-2025-02"])
    check = {
        "model": "tracker.visitcheck",
        "fields": {
            "visit": ["p", "V-2025-02"],
            "action": ["p", "A-001"],
            "progress": "some",
        },
    }
    link = {
        "model": "tracker.checkfinding",
        "fields": {
            "check_made": ["p", "V-2025-02", "A-001", None],
            "finding": ["p", "F-001"],
        },
    }
    rows = [PLAN, *YEARS, finding, ACTION, check, link]

    load_fixtures(write(tmp_path, *rows), shift_days=56)

    visit = Visit.objects.get(starts_on=date(2026, 1, 5))
    assert visit.reference == "V-2026-01"
    link = CheckFinding.objects.get()
    assert (link.check_made.visit, link.finding.visit) == (visit, visit)


def test_visit_of_another_name_keeps_it(tmp_path):
    odd = with_fields(VISIT, reference="First visit")

    load_fixtures(write(tmp_path, PLAN, odd, *YEARS), shift_days=364)

    assert Visit.objects.filter(reference="First visit").exists()
    assert Visit.objects.filter(reference="V-2027-01").exists()


CHECKED = [
    PLAN,
    USER,
    with_fields(USER, email="c@d.example", full_name="C"),
    with_fields(
        ACTION, claim="", claim_on=None, status="verified", due_precision="unknown"
    ),
    {
        "model": "tracker.statuschange",
        "fields": {
            "action": ["p", "A-001"],
            "changed_on": "2026-01-05",
            "to_status": "delivered",
            "by": ["a@b.example"],
        },
    },
    {
        "model": "tracker.verification",
        "fields": {
            "action": ["p", "A-001"],
            "number": 2,
            "due_check": ["p", "A-001", 1, "six_months"],
            "kind": "six_months",
            "delivered_by": ["a@b.example"],
            "verified_by": ["c@d.example"],
            "verified_on": "2026-07-12",
            "result": "evidenced",
            "reason": "Twenty records were read.",
        },
    },
    {
        "model": "tracker.duecheck",
        "fields": {
            "action": ["p", "A-001"],
            "after": ["p", "A-001", 1],
            "kind": "six_months",
            "due_on": "2026-07-12",
        },
    },
]
FIRST_LOOK = with_fields(
    CHECKED[5], number=1, due_check=None, kind="delivery", verified_on="2026-01-12"
)


def test_verifications_and_the_checks_between_them_are_loaded_by_turns(tmp_path):
    folder = write(tmp_path, *CHECKED, FIRST_LOOK)

    report = load_fixtures(folder)

    second = Verification.objects.get(number=2)
    assert second.due_check.after.number == 1
    assert report.count(RowResult.CREATED, "tracker.verification") == 2
    assert report.count(RowResult.CREATED, "tracker.duecheck") == 1
    assert load_fixtures(folder).count(RowResult.UNCHANGED) == len(CHECKED) + 1


def test_check_that_follows_nothing_is_named(tmp_path):
    folder = write(tmp_path, *CHECKED)

    with pytest.raises(FixtureError, match=r"row 6 \(tracker.verification\)"):
        load_fixtures(folder)

    assert not Plan.objects.exists()


def test_load_fixtures_gives_accounts_no_password(tmp_path):
    load_fixtures(write(tmp_path, USER))

    assert User.objects.get().has_usable_password() is False


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param("[", "rows.json is not JSON", id="broken JSON"),
        pytest.param("{}", "rows.json does not hold a list of rows.", id="no list"),
        pytest.param('["a"]', "row 1: a row has a model and fields.", id="no row"),
        pytest.param(
            '[{"model": "tracker.change", "fields": {}}]',
            "row 1: tracker.change is not loaded from files.",
            id="model that is not loaded",
        ),
    ],
)
def test_load_fixtures_refuses_a_broken_file(tmp_path, content, sentence):
    (tmp_path / "rows.json").write_text(content, encoding="utf-8")

    with pytest.raises(FixtureError, match=r"rows\.json") as refused:
        load_fixtures(tmp_path)

    assert sentence in str(refused.value)


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        pytest.param(
            with_fields(VISIT, colour="red"), "no field named 'colour'", id="field"
        ),
        pytest.param(with_fields(VISIT, plan=["q"]), "matching query", id="link"),
        pytest.param(
            {"model": "tracker.visit", "fields": {"reference": "V"}},
            "Visit has no plan",
            id="no link",
        ),
        pytest.param(
            with_fields(VISIT, ends_on="2026-01-01"),
            "The last day is before the first one.",
            id="rule",
        ),
        pytest.param(with_fields(VISIT, starts_on="soon"), "invalid date", id="day"),
        pytest.param(with_fields(USER, groups=[1]), "groups is not", id="groups"),
    ],
)
def test_load_fixtures_names_the_row_and_writes_nothing(tmp_path, row, sentence):
    folder = write(tmp_path, PLAN, row)

    with pytest.raises(FixtureError, match=r"rows.json, row 2 \(tracker") as refused:
        load_fixtures(folder)

    assert sentence in str(refused.value)
    assert Plan.objects.count() == Change.objects.count() == 0


def test_load_fixtures_refuses_an_update_that_breaks_a_rule(tmp_path):
    load_fixtures(write(tmp_path, PLAN))

    with pytest.raises(FixtureError, match="row 1"):
        load_fixtures(write(tmp_path, with_fields(PLAN, cadence_days=0)))


def test_load_fixtures_refuses_a_key_that_fits_two_records(tmp_path):
    change = {
        "model": "tracker.ownerchange",
        "fields": {
            "action": ["p", "A-001"],
            "changed_on": "2026-03-01",
            "to_post": ["p", "head"],
            "source": ["p", "001"],
        },
    }
    source = {
        "model": "tracker.source",
        "fields": {
            "plan": ["p"],
            "code": "001",
            "title": "A report",
            "kind": "committee_report",
            "publisher": "A council",
            "published_on": "2026-03-01",
        },
    }
    load_fixtures(write(tmp_path, PLAN, ACTION, *POST, source, change))
    (twin,) = Action.objects.get().owner_changes.all()
    twin.pk, twin._state.adding = None, True
    twin.save()

    with pytest.raises(FixtureError, match="more than one"):
        load_fixtures(tmp_path)


def test_load_fixtures_refuses_an_empty_folder(tmp_path):
    with pytest.raises(FixtureError, match="no JSON file"):
        load_fixtures(tmp_path)


def test_read_as_of_is_the_day_of_the_files(tmp_path):
    (tmp_path / "as_of.json").write_text('{"as_of": "2026-06-15"}', encoding="utf-8")

    assert read_as_of(tmp_path) == date(2026, 6, 15)


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"as_of": "soon"}'])
def test_read_as_of_without_a_day_is_refused(tmp_path, content):
    (tmp_path / "as_of.json").write_text(content, encoding="utf-8")

    with pytest.raises(FixtureError, match=r"as_of\.json holds no day"):
        read_as_of(tmp_path)
