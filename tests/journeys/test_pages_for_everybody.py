"""Every page, wide and narrow: readable by all, silent in the console, without script."""

from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from tests.factories import ActionFactory
from tests.journeys.conftest import PASSWORD, assert_accessible
from tests.people import plan_with_people
from tracker.models import User, change_set
from tracker.workflow.fixtures import load_fixtures

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FIXTURES = Path(settings.BASE_DIR) / "fixtures"
DEMO = "/plans/aldermere/"
READING = "/plans/reading/"
PAGES = [
    "/",
    "/plans/",
    DEMO,
    f"{DEMO}?on=2026-03-02",
    f"{DEMO}recommendations/",
    f"{DEMO}recommendations/?theme=nothing-of-the-kind",
    f"{DEMO}recommendations/add/",
    f"{DEMO}recommendations/R-004/",
    f"{DEMO}recommendations/R-004/edit/",
    f"{DEMO}recommendations/R-024/recurrences/add/",
    f"{DEMO}recommendations/R-001/recurrences/R-025/remove/",
    f"{DEMO}recommendations/R-024/recurrences/R-003/decline/",
    f"{DEMO}recommendations/coverage/",
    f"{DEMO}actions/",
    f"{DEMO}actions/?page=99",
    f"{DEMO}actions/?status=nothing-of-the-kind",
    f"{DEMO}actions/add/",
    f"{DEMO}actions/A-002/",
    f"{DEMO}actions/A-002/edit/",
    f"{DEMO}actions/A-002/owner/",
    f"{DEMO}actions/A-002/updates/add/",
    f"{DEMO}visits/",
    f"{DEMO}visits/recurrence/",
    f"{DEMO}visits/V-2026-01/pack/",
    f"{DEMO}board/",
    f"{DEMO}board/boards/add/",
    f"{DEMO}board/meetings/",
    f"{DEMO}board/meetings/add/",
    f"{DEMO}board/meetings/B-2026-03/",
    f"{DEMO}board/meetings/B-2026-03/edit/",
    f"{DEMO}board/meetings/B-2026-03/attendance/",
    f"{DEMO}board/meetings/B-2026-03/decisions/add/",
    f"{DEMO}board/meetings/B-2026-03/decisions/add/?decides=date",
    f"{DEMO}board/meetings/B-2026-03/decisions/add/?decides=closure",
    f"{DEMO}board/challenges/",
    f"{DEMO}board/challenges/?state=nothing-of-the-kind",
    f"{DEMO}board/challenges/add/?action=A-012",
    f"{DEMO}board/challenges/C-002/",
    f"{DEMO}board/challenges/C-008/reply/",
    f"{DEMO}board/challenges/C-009/close/",
    f"{DEMO}board/decisions/",
    f"{DEMO}board/decisions/D-007/",
    f"{DEMO}board/decisions/D-007/done/",
    f"{DEMO}visits/add/",
    f"{DEMO}visits/V-2025-02/",
    f"{DEMO}visits/V-2025-02/notes/add/",
    f"{DEMO}visits/V-2025-02/limits/action_statement/",
    f"{DEMO}visits/V-2026-02/",
    f"{DEMO}visits/V-2026-02/checks/",
    f"{DEMO}visits/V-2026-02/checks/A-001/",
    f"{DEMO}visits/V-2026-02/checks/rest/",
    f"{DEMO}visits/V-2026-02/findings/add/",
    f"{DEMO}visits/V-2026-02/publish/",
    f"{DEMO}measures/",
    f"{DEMO}measures/?status=nothing-of-the-kind",
    f"{DEMO}measures/add/",
    f"{DEMO}measures/enter/",
    f"{DEMO}measures/M-001/",
    f"{DEMO}measures/M-013/edit/",
    f"{DEMO}measures/M-004/values/add/",
    f"{DEMO}measures/M-004/values/3/correct/",
    f"{DEMO}reports/",
    f"{DEMO}reports/board/",
    f"{DEMO}reports/board/?on=soon",
    f"{DEMO}reports/board/issue/",
    f"{DEMO}reports/committee/?meeting=B-2026-03",
    f"{DEMO}reports/committee/texts/B-2026-03/",
    f"{DEMO}reports/exception/",
    f"{DEMO}reports/visit/?visit=V-2026-01",
    f"{DEMO}reports/partner/",
    f"{DEMO}board/packs/",
    f"{DEMO}people/",
    f"{DEMO}people/posts/add/",
    f"{DEMO}people/members/add/",
    f"{DEMO}import/",
    f"{DEMO}import/report/",
    f"{DEMO}import/spreadsheet/",
    f"{DEMO}history/",
    READING,
    f"{READING}recommendations/",
    f"{READING}recommendations/R-001/",
    f"{READING}actions/",
    f"{READING}actions/A-056/",
    f"{READING}actions/A-056/take-up/",
    f"{READING}visits/",
    f"{READING}visits/V-2022-01/",
    f"{READING}visits/recurrence/",
    f"{READING}board/",
    f"{READING}board/meetings/B-2017-01/",
    f"{READING}measures/",
    f"{READING}measures/M-012/",
    f"{READING}history/",
    "/accounts/password/change/",
    "/accounts/logout/",
]
OPEN_PAGES = ["/accounts/login/", "/accounts/password/reset/", "/accounts/signup/"]


@pytest.fixture
def both_plans() -> User:
    """The plans of the demo, with who manages both."""
    with change_set(actor="test"):
        for folder in ("reading", "demo", "demo_members"):
            load_fixtures(FIXTURES / folder)
    return User.objects.get(email="manager@demo.example")


@pytest.mark.timeout(600)
def test_every_page_is_accessible_wide_and_narrow(
    sign_in, both_plans: User, site: str
) -> None:
    page: Page = sign_in(both_plans)

    for address in PAGES:
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 900})
            answer = page.goto(site + address)
            assert (address, answer and answer.status) == (address, 200)
            assert_accessible(page)


def test_every_open_page_is_accessible(quiet_page: Page, site: str) -> None:
    for address in OPEN_PAGES:
        for width in (1280, 320):
            quiet_page.set_viewport_size({"width": width, "height": 900})
            quiet_page.goto(site + address)
            assert_accessible(quiet_page)


def test_an_update_is_added_without_script(new_context, site: str) -> None:
    people = plan_with_people(slug="northmere")
    ActionFactory(plan=people.plan, owner_post=people.post, in_progress=True)
    people.owner.set_password(PASSWORD)
    people.owner.save()
    page = new_context(java_script_enabled=False).new_page()

    page.goto(f"{site}/plans/northmere/actions/A-001/updates/add/")
    page.get_by_label("Email address").fill(people.owner.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("What was done?").fill("Two teams have begun.")
    page.get_by_role("button", name="Add the update").click()
    assert page.title().startswith("Error: Add an update")
    expect(page.get_by_label("What was done?")).to_have_value("Two teams have begun.")

    page.get_by_label("Per cent complete").fill("20")
    page.get_by_label("Amber").check()
    page.get_by_role("button", name="Add the update").click()
    expect(page.get_by_text("Two teams have begun.")).to_be_visible()
