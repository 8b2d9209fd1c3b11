"""An owner's afternoon: from my work to the list that goes to the board."""

import csv
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.factories import (
    ActionFactory,
    AnswerFactory,
    RecommendationFactory,
    SourceFactory,
    VisitCheckFactory,
    VisitFactory,
)
from tests.forms.evidence_files import PDF
from tests.people import PlanPeople, plan_with_people
from tracker.models import Evidence

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
QUOTE = "Supervision is now monthly in most teams, but it is not always recorded."


@pytest.fixture
def people() -> PlanPeople:
    """A plan in which the owner has one overdue action that a visit checked."""
    people = plan_with_people(name="Northmere plan", slug="northmere")
    late = timezone.localdate() - timedelta(days=12)
    recommendation = RecommendationFactory(plan=people.plan)
    action = ActionFactory(
        plan=people.plan,
        title="Hold supervision every month",
        in_progress=True,
        owner_post=people.post,
        due_on=late,
    )
    ActionFactory(plan=people.plan, title="Rewrite the threshold guide")
    AnswerFactory(action=action, part=recommendation.parts.get())
    visit = VisitFactory(plan=people.plan, reference="V-2026-07")
    VisitCheckFactory(
        visit=visit, action=action, quote=QUOTE, source=SourceFactory(plan=people.plan)
    )
    return people


def downloaded(page: Page, link: str, folder: Path) -> Path:
    """The file that a link of the page saves."""
    with page.expect_download() as download:
        page.get_by_role("link", name=link, exact=True).click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def test_owner_updates_an_overdue_action_and_saves_the_list(
    sign_in, people: PlanPeople, tmp_path: Path
) -> None:
    proof = tmp_path / "audit.pdf"
    proof.write_bytes(PDF)

    page = sign_in(people.owner)
    expect(page.get_by_role("heading", name="My work")).to_be_visible()
    expect(page.get_by_text("Overdue by 12 days.")).to_be_visible()

    page.get_by_role("link", name="Hold supervision every month").click()
    page.get_by_role("button", name="Add an update").click()
    page.get_by_label("What was done?").fill("All teams hold it monthly.")
    page.get_by_label("What difference did it make?").fill("Plans are reviewed sooner.")
    page.get_by_label("Per cent complete").fill("80")
    page.get_by_label("Red").check()  # late, so the plan suggests it
    page.get_by_label("Evidence: title").fill("Audit of May")
    page.get_by_label("Evidence: type").select_option(label="Audit")
    page.get_by_label("Evidence: file").set_input_files(proof)
    page.get_by_label("The file names no child").check()
    page.get_by_role("button", name="Add the update").click()

    timeline = page.locator(".tracker-timeline")
    expect(timeline.get_by_text("All teams hold it monthly.")).to_be_visible()
    expect(timeline.get_by_role("link", name="Audit of May")).to_be_visible()
    assert downloaded(page, "Audit of May", tmp_path).read_bytes() == PDF
    assert Evidence.objects.get().file_name == "audit.pdf"

    page.get_by_role("link", name="V-2026-07").first.click()
    expect(page.get_by_text(QUOTE).first).to_be_visible()

    page.get_by_role("link", name="Actions", exact=True).click()
    page.get_by_label("Search").fill("supervision")
    page.get_by_role("button", name="Show actions").click()
    expect(page.get_by_role("heading", name="1 action")).to_be_visible()

    table = downloaded(page, "CSV", tmp_path)
    assert table.read_bytes().startswith(b"\xef\xbb\xbf")
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["Reference"], row["Per cent complete"]) for row in rows] == [
        ("A-001", "80")
    ]

    sheet = load_workbook(downloaded(page, "Excel", tmp_path)).worksheets[0]
    heading, row = sheet.iter_rows(values_only=True)
    assert dict(zip(heading, row, strict=True))["Action"] == (
        "Hold supervision every month"
    )
