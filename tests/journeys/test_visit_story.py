"""A plan manager after a two-day visit: recorded, checked, published, without script."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from tests.factories import (
    ActionFactory,
    AnswerFactory,
    RecommendationFactory,
    VisitCheckFactory,
    VisitFactory,
)
from tests.journeys.conftest import PASSWORD, fill_day
from tests.people import PlanPeople, plan_with_people
from tracker.models import Visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def people() -> PlanPeople:
    """A plan with a visit, a recommendation, and two actions that answer it."""
    people = plan_with_people(name="Northmere plan", slug="northmere")
    visit = VisitFactory(plan=people.plan, starts_on=date(2025, 11, 4))
    raised = RecommendationFactory(plan=people.plan, visit=visit)
    for values in ({"status": "verified"}, {"in_progress": True}):
        action = ActionFactory(plan=people.plan, **values)
        AnswerFactory(action=action, part=raised.parts.get())
    VisitCheckFactory(visit=visit, action=people.plan.actions.first())
    return people


def signed_in(page: Page, site: str, people: PlanPeople) -> None:
    """Sign in as the plan manager."""
    people.manager.set_password(PASSWORD)
    people.manager.save()
    page.goto(f"{site}/plans/northmere/visits/")
    page.get_by_label("Email address").fill(people.manager.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def test_visit_is_recorded_checked_and_published(
    new_context, site: str, people: PlanPeople
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.set_default_timeout(10_000)
    signed_in(page, site, people)

    page.get_by_role("button", name="Record a visit").click()
    page.get_by_label("Monitoring visit").check()
    fill_day(page, "First day of fieldwork", date(2026, 5, 19))
    fill_day(page, "Last day of fieldwork", date(2026, 5, 20))
    page.get_by_role("button", name="Record the visit").click()
    expect(page.get_by_text("This visit is a draft.")).to_be_visible()

    page.get_by_role("link", name="Add a finding").click()
    page.get_by_label("Concern").check()
    page.get_by_label("What was found").fill("Supervision has slipped.")
    page.get_by_role("button", name="Add the finding").click()
    expect(page.get_by_text("Supervision has slipped.")).to_be_visible()

    page.get_by_role("link", name="Worksheet").click()
    expect(page.get_by_text("0 of 3 recorded")).to_be_visible()
    row = page.get_by_role("group", name="A-001")
    expect(row.get_by_text("Progress: some")).to_be_visible()
    row.get_by_label("Sustained?").select_option(label="Not sustained")
    page.get_by_role("button", name="Save what is answered").click()
    assert page.title().startswith("Error: Worksheet")
    row = page.get_by_role("group", name="A-001")
    expect(row.get_by_label("Sustained?")).to_have_value("no")
    row.get_by_label("Progress").select_option(label="Limited")
    page.get_by_role("button", name="Save what is answered").click()
    expect(page.get_by_text("1 of 3 recorded")).to_be_visible()

    page.get_by_role("link", name="Put the 2 without an answer down").click()
    page.get_by_role("button", name="Confirm: 2 not in scope").click()
    expect(page.get_by_text("Everything is recorded.")).to_be_visible()

    page.get_by_role("link", name="Go on to publish").click()
    expect(page.get_by_label("Put A-001 back in progress")).to_be_checked()
    page.get_by_role("button", name="Publish V-2026-01").click()
    expect(page.get_by_text("V-2026-01 is published.")).to_be_visible()

    page.goto(f"{site}/plans/northmere/actions/A-001/")
    expect(page.get_by_text("V-2026-01 found it not sustained.")).to_be_visible()
    assert Visit.objects.get(reference="V-2026-01").is_published
