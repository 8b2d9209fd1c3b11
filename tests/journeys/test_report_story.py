"""From Ofsted's report to the plan, and to the next visit.

Uploaded, corrected, split, confirmed, answered; then checked, and read over the years.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from tests.factories import (
    GapFactory,
    ImportDraftFactory,
    PlanMembershipFactory,
    ThemeFactory,
)
from tests.intake.made_reports import ilacs
from tests.intake.papers import items
from tests.journeys.conftest import assert_accessible, fill_day
from tests.people import PlanPeople, plan_with_people
from tests.reviews import a_review
from tests.views.pages import address, words
from tracker.models import Plan, Recommendation, User, change_set
from tracker.workflow.fixtures import load_fixtures

WIDE, NARROW = 1280, 320
REPORT = ilacs(
    improve=items(
        "\u2022 The quality of asessments, plans and reviews",
        "\u2022 How often managers talk with social workers about their work",
    )
)


@pytest.fixture
def people() -> PlanPeople:
    """A council's plan that does not hold the report yet, and says so."""
    people = plan_with_people(
        name="Northmere plan", slug="northmere", accountable_body="Northmere Council"
    )
    GapFactory(plan=people.plan, what="The report of 2021", how_many=3)
    ThemeFactory(plan=people.plan, name="Planning")
    return people


def assert_accessible_at_both_widths(page: Page) -> None:
    """On a screen and on a phone."""
    for width in (NARROW, WIDE):
        page.set_viewport_size({"width": width, "height": 900})
        assert_accessible(page)


def upload(page: Page, folder: Path) -> None:
    """Choose the PDF."""
    file = folder / "northmere.pdf"
    file.write_bytes(REPORT)
    page.get_by_role("link", name="Visits").click()
    page.get_by_role("link", name="Bring in an Ofsted report").click()
    assert_accessible_at_both_widths(page)
    page.get_by_label("PDF", exact=True).set_input_files(file)
    page.get_by_role("button", name="Read the report").click()
    expect(page.get_by_role("heading", name="Check what was read")).to_be_visible()
    assert_accessible_at_both_widths(page)


def say_when_it_was_published(page: Page) -> None:
    """The report does not print the day."""
    expect(page.get_by_text("Give the day on which the report")).to_be_visible()
    page.get_by_role("link", name="Correct the visit").click()
    assert_accessible_at_both_widths(page)
    fill_day(page, "Published on", date(2022, 1, 14))
    page.get_by_role("button", name="Save in the draft").click()


def correct_and_split(page: Page) -> None:
    """One word was misprinted; the area asks for three things."""
    page.get_by_role("link", name="Correct area 1").click()
    expect(page.locator("mark")).to_have_text(
        "The quality of asessments, plans and reviews"
    )
    assert_accessible_at_both_widths(page)
    page.get_by_label("In the report's words").fill(
        "The quality of assessments, plans and reviews"
    )
    page.get_by_role("button", name="Save in the draft").click()
    expect(page.get_by_text("Corrected", exact=True)).to_be_visible()

    page.get_by_role("link", name="Split into parts of area 1").click()
    assert_accessible_at_both_widths(page)
    page.get_by_label("Parts", exact=True).fill("Assessments\nPlans\nReviews")
    page.get_by_label("Theme of these parts").select_option(label="Planning")
    page.get_by_role("button", name="Save in the draft").click()
    expect(page.get_by_role("listitem").filter(has_text="Reviews").last).to_be_visible()


def confirm(page: Page) -> None:
    """It makes a visit, and fills the gap, though one area is missing."""
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("2 recommendations, in 4 parts")).to_be_visible()
    assert_accessible_at_both_widths(page)
    page.get_by_label("It says 3; this report brings 2").check()
    page.get_by_role("button", name="Bring it in").click()
    expect(page.get_by_text("northmere.pdf was brought in.")).to_be_visible()
    expect(page.get_by_role("heading", name="Gaps filled")).to_be_visible()
    assert_accessible_at_both_widths(page)


def add_action(page: Page) -> None:
    """One of the parts gets an action."""
    expect(page.get_by_text("0 of 3 parts answered")).to_be_visible()
    page.get_by_role("link", name="Add an action for part 2").click()
    expect(page.get_by_label("R-001.2 Plans")).to_be_checked()
    page.get_by_label("Action", exact=True).fill("Write plans with families")
    page.get_by_label("Output", exact=True).fill("A standard for plans")
    page.get_by_label("Outcome", exact=True).fill("Families know their plan")
    page.get_by_label("Owner").select_option(label="Head of safeguarding")
    page.get_by_label("No due date is agreed yet").check()
    page.get_by_role("button", name="Add the action").click()


def record_next_visit(page: Page, site: str) -> None:
    """A year later inspectors look at the action, and the visit is published."""
    page.goto(f"{site}/plans/northmere/visits/")
    page.get_by_role("button", name="Record a visit").click()
    page.get_by_label("Monitoring visit").check()
    fill_day(page, "First day of fieldwork", date(2026, 5, 19))
    fill_day(page, "Last day of fieldwork", date(2026, 5, 20))
    page.get_by_role("button", name="Record the visit").click()
    page.get_by_role("link", name="Worksheet").click()
    row = page.get_by_role("group", name="A-001")
    row.get_by_label("Progress").select_option(label="Some")
    row.get_by_label("Direction").select_option(label="Better")
    page.get_by_role("button", name="Save what is answered").click()
    page.get_by_role("link", name="Put the 2 without an answer down").click()
    page.get_by_role("button", name="Confirm: 2 not in scope").click()
    page.get_by_role("link", name="Go on to publish").click()
    assert_accessible_at_both_widths(page)
    page.get_by_role("button", name="Publish V-2026-01").click()
    expect(page.get_by_text("V-2026-01 is published.")).to_be_visible()


def assert_checked_in_matrix_and_timeline(page: Page, site: str) -> None:
    """The theme's row and the action's own page say what the visit said."""
    page.goto(f"{site}/plans/northmere/visits/recurrence/")
    planning = page.get_by_role("row").filter(has_text="Planning")
    expect(planning.get_by_text("Raised R-001")).to_be_visible()
    expect(planning.get_by_text("Checked A-001: Progress: some")).to_be_visible()
    expect(planning.get_by_text("Not in scope R-001")).to_be_visible()
    assert_accessible_at_both_widths(page)

    page.goto(f"{site}/plans/northmere/actions/A-001/")
    timeline = page.locator(".tracker-timeline")
    expect(timeline.get_by_role("link", name="V-2026-01")).to_be_visible()
    expect(timeline.get_by_text("Progress: some")).to_be_visible()


@pytest.mark.browser
@pytest.mark.timeout(240)
@pytest.mark.django_db(transaction=True)
def test_report_is_brought_in_answered_and_checked_at_the_next_visit(
    sign_in: Callable[[User], Page], site: str, people: PlanPeople, tmp_path: Path
) -> None:
    page = sign_in(people.manager)
    page.goto(f"{site}/plans/northmere/")
    expect(page.get_by_text("1 thing known to exist, but not held")).to_be_visible()
    upload(page, tmp_path)
    say_when_it_was_published(page)
    correct_and_split(page)
    assert not Recommendation.objects.exists()
    confirm(page)

    page.get_by_role("link", name="R-001").click()
    add_action(page)

    page.goto(f"{site}/plans/northmere/recommendations/R-001/")
    expect(page.get_by_text("1 of 3 parts answered")).to_be_visible()
    page.goto(f"{site}/plans/northmere/")
    expect(page.get_by_text("1 of 4 parts (25%) answered")).to_be_visible()
    expect(page.get_by_text("known to exist, but not held")).to_have_count(0)
    page.goto(f"{site}/plans/northmere/visits/V-2021-01/")
    expect(page.get_by_text("by Mary Manager with V-2021-01")).to_be_visible()
    assert_accessible_at_both_widths(page)

    record_next_visit(page, site)
    assert_checked_in_matrix_and_timeline(page, site)


# The report of 2016, brought into what five documents say of Reading


AREAS = tuple(f"Made-up area {number} of a test" for number in range(1, 19))


def rows_of(plan: Plan) -> dict[str, list]:
    """What the record holds: every row of what an import could touch."""
    return {
        name: list(getattr(plan, name).order_by("pk").values())
        for name in ("visits", "recommendations", "findings", "actions", "gaps")
    }


@pytest.mark.django_db
def test_report_of_2016_fills_the_gap_of_18_recommendations_and_changes_nothing_else(
    client,
) -> None:
    with change_set(actor="test"):
        load_fixtures(Path(settings.BASE_DIR) / "fixtures" / "reading")
    plan = Plan.objects.get(slug="reading")
    manager = PlanMembershipFactory(
        plan=plan, manager=True, person__full_name="Mary Manager"
    ).person
    days = {"starts_on": date(2016, 5, 23), "ends_on": date(2016, 6, 15)}
    said = {"authority": "Reading", "framework": "sif"}
    review = a_review(*AREAS, visit=days | said | {"published_on": date(2016, 8, 5)})
    draft = ImportDraftFactory(plan=plan, report=True, review=review.as_data())
    before = rows_of(plan)
    client.force_login(manager)

    client.post(
        address("import-confirm", plan, draft.number), {"version": 1, "gaps": ["G-01"]}
    )

    after = rows_of(plan)
    gap = plan.gaps.get(reference="G-01")
    assert (gap.filled_by, gap.filled_visit.reference) == (manager, "V-2016-01")
    assert (
        after["recommendations"][: len(before["recommendations"])]
        == (before["recommendations"])
    )
    added = after["recommendations"][len(before["recommendations"]) :]
    assert [row["text"] for row in added] == [*AREAS]
    gaps = [row for row in before["gaps"] if row["id"] != gap.pk]
    assert [row for row in after["gaps"] if row["id"] != gap.pk] == gaps
    for name in ("visits", "findings", "actions"):
        assert after[name] == before[name]
    shown = words(client.get(address("plan-detail", plan)).content.decode())
    assert "28 things are known to exist, or to have happened, and not held" in shown
    assert (
        f"G-01: The text of the 18 recommendations of 2016 (18). Filled on "
        f"{gap.filled_on:%-d %B %Y} by Mary Manager with V-2016-01 : "
        "18 recommendations from report.pdf."
    ) in shown
