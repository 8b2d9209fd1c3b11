"""The command that writes a report into a file, on both plans and every format."""

import csv
import json
import subprocess
from io import BytesIO, StringIO
from shutil import which

import docx
import openpyxl
import pypdfium2
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from tests.factories import PackFactory, PlanFactory, VisitFactory
from tracker.models import Plan
from tracker.workflow.fixtures import load_fixtures

pytestmark = pytest.mark.django_db

PLANS = {
    "aldermere": {
        "on": "2026-06-15",
        "visit": "V-2026-01",
        "organisation": "health",
        "folder": "demo",
    },
    "reading": {
        "on": "2022-03-21",
        "visit": "V-2019-03",
        "organisation": "company",
        "folder": "reading",
    },
}
PRESETS = ["board", "committee", "exception", "visit", "partner"]
OFFICE = which("soffice")


@pytest.fixture(params=PLANS)
def plan(request):
    """Each of the plans that are shipped."""
    load_fixtures(settings.BASE_DIR / "fixtures" / PLANS[request.param]["folder"])
    return request.param


def written(path, plan, preset, suffix, **options):
    """The bytes that the command writes."""
    told = PLANS.get(plan, {})
    of = {name: told[name] for name in ("visit", "organisation") if name in told}
    call_command(
        "board_report",
        **{
            "plan": plan,
            "preset": preset,
            "format": suffix,
            "on": None,
            **of,
            **options,
        },
        output=path,
        stdout=StringIO(),
    )
    return path.read_bytes()


def cells_of(content, suffix):
    """Every cell of a file's tables, or all its words, as readers of others see it."""
    if suffix == "docx":
        tables = docx.Document(BytesIO(content)).tables
        return {cell.text for table in tables for cell in table._cells}
    if suffix == "xlsx":
        book = openpyxl.load_workbook(BytesIO(content))
        return {
            str(cell)
            for sheet in book
            for row in sheet.iter_rows(values_only=True)
            for cell in row
            if cell is not None
        }
    pages = pypdfium2.PdfDocument(content)
    text = " ".join(page.get_textpage().get_text_bounded() for page in pages)
    return " ".join(text.replace("\ufffe", "").split())


@pytest.mark.parametrize("preset", PRESETS)
def test_every_format_of_every_preset_opens_and_names_the_same_rows(
    plan, preset, tmp_path
):
    stored = json.loads(written(tmp_path / "a.json", plan, preset, "json"))["document"]

    main = next(
        block
        for section in stored["sections"]
        for block in section["blocks"]
        if block.get("key") == stored["main_table"]
    )
    names = [row[0]["label"] for row in main["rows"]]
    rows = list(
        csv.reader(
            StringIO(
                written(tmp_path / "a.csv", plan, preset, "csv").decode("utf-8-sig")
            )
        )
    )
    assert [row[0] for row in rows[1:]] == names
    for suffix in ("docx", "xlsx", "pdf"):
        found = cells_of(
            written(tmp_path / f"a.{suffix}", plan, preset, suffix), suffix
        )
        assert {name for name in names if name not in found} == set(), suffix


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("suffix", ["docx", "xlsx"])
def test_another_office_opens_it_without_repair(tmp_path, suffix):
    plan = PlanFactory(slug="northmere")
    written(tmp_path / f"a.{suffix}", plan.slug, "board", suffix)

    subprocess.run(  # noqa: S603  nothing of the command comes from outside
        [OFFICE, "--headless", "--convert-to", "pdf", f"a.{suffix}"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        timeout=120,
    )

    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")


def test_committee_report_has_the_council_s_headings_in_order(tmp_path):
    load_fixtures(settings.BASE_DIR / "fixtures" / "reading")

    content = written(tmp_path / "a.docx", "reading", "committee", "docx")

    texts = [each.text for each in docx.Document(BytesIO(content)).paragraphs]
    headings = [text for text in texts if text[:1].isdigit() and text.isupper()]
    assert [text.split(".")[0] for text in headings] == [str(n) for n in range(1, 11)]
    assert headings[0] == "1. PURPOSE OF REPORT AND EXECUTIVE SUMMARY"


# What is wrong is a sentence, and exit code 2


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"plan": "nowhere"}, "There is no plan “nowhere”. There are: northmere."),
        ({"meeting": "B-1"}, "There is no meeting “B-1”. There are: none."),
        ({"preset": "visit"}, "A visit pack needs --visit."),
        (
            {"preset": "visit", "visit": "V-1"},
            "There is no visit “V-1”. There are: V-2026-01.",
        ),
        ({"preset": "partner"}, "A partner pack needs --organisation."),
        (
            {"preset": "partner", "organisation": "x"},
            "There is no organisation “x”. There are: none.",
        ),
        ({"pack": "P-9"}, "There is no issued pack “P-9”. There are: none."),
    ],
)
def test_wrong_or_missing_name_is_told(tmp_path, options, sentence):
    plan = PlanFactory(slug="northmere")
    VisitFactory(plan=plan, reference="V-2026-01")
    asked = {"plan": "northmere", "preset": "board", "format": "json", **options}

    with pytest.raises(CommandError) as told:
        call_command("board_report", **asked, output=tmp_path / "a")

    assert (str(told.value), told.value.returncode) == (sentence, 2)
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--on", "soon"], "“soon” is not a day. Write it like 2026-03-31."),
        (["--known-at", "now"], "“now” is no instant. Write it like 2026-03-31T17:00."),
        (["--preset", "weekly"], "invalid choice: 'weekly'"),
        (["--on", "2999-01-01"], "1 January 2999 has not come yet."),
    ],
)
def test_wrong_value_is_told(tmp_path, arguments, sentence):
    PlanFactory(slug="northmere")
    asked = ["--plan", "northmere", "--output", str(tmp_path / "a")]

    with pytest.raises(CommandError, match=sentence[:20].replace("“", ".")) as told:
        call_command("board_report", *asked, *arguments)

    assert sentence in str(told.value)


def test_folder_that_is_not_there_is_told(tmp_path):
    PlanFactory(slug="northmere")
    path = tmp_path / "nowhere" / "a.json"

    with pytest.raises(CommandError, match="cannot be written") as told:
        call_command("board_report", plan="northmere", format="json", output=path)

    assert told.value.returncode == 2


def test_without_the_font_nothing_is_drawn(tmp_path, monkeypatch):
    PlanFactory(slug="northmere")
    monkeypatch.setattr("tracker.exports.font.is_there", lambda: False)

    with pytest.raises(CommandError, match=r"run manage\.py build_assets"):
        call_command(
            "board_report", plan="northmere", format="pdf", output=tmp_path / "a"
        )

    assert not (tmp_path / "a").exists()


# Issued packs


def test_issued_pack_is_written_as_stored(tmp_path):
    pack = PackFactory(plan__slug="northmere")

    content = written(
        tmp_path / "a", pack.plan.slug, "board", "json", pack=pack.reference
    )

    assert content == pack.content.encode()


def test_pack_that_was_tampered_with_is_told_and_not_written(tmp_path):
    pack = PackFactory()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE tracker_pack SET content = %s", [pack.content + " "])

    with pytest.raises(CommandError, match="is not what was issued: its hash differs"):
        written(tmp_path / "a", pack.plan.slug, "board", "pdf", pack=pack.reference)

    assert not (tmp_path / "a").exists()
    assert Plan.objects.count() == 1
