"""Nobody marks their own homework: four people, one action, six months."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.factories import ActionFactory, AnswerFactory, PlanMembershipFactory
from tests.journeys.conftest import assert_accessible
from tests.people import PlanPeople, plan_with_people
from tracker.dates import add_months
from tracker.models import Action, User

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NOT_YET = "The audit covers three teams of five. Please add the others."
GONE = "In four of ten records supervision had stopped."


@pytest.fixture
def delivered_on() -> date:
    """The day the story begins: half a year and two days ago."""
    return add_months(timezone.localdate(), -6) - timedelta(days=2)


@pytest.fixture
def people(delivered_on: date) -> PlanPeople:
    """A plan in which the owner has one action in progress."""
    people = plan_with_people(name="Northmere plan", slug="northmere")
    action = ActionFactory(
        plan=people.plan,
        title="Hold supervision every month",
        output="A supervision standard",
        outcome="Every social worker has supervision each month",
        impact="Children's plans do not drift",
        in_progress=True,
        owner_post=people.post,
        due_on=delivered_on + timedelta(days=20),
        standing__taken_up_on=delivered_on - timedelta(days=60),
    )
    AnswerFactory(action=action)
    return people


@pytest.fixture
def second_moderator(people: PlanPeople) -> User:
    """The fourth person, who had no part in it yet."""
    return PlanMembershipFactory(
        plan=people.plan, moderator=True, person__full_name="Mona Second"
    ).person


@pytest.fixture
def on_day(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    """Let the site take a day for today."""

    def take(day: date) -> None:
        monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: day)

    return take


@pytest.fixture
def as_person(sign_in, quiet_page: Page) -> Callable[[User], Page]:
    """Sign out whoever is there, and sign in."""

    def signed_in(person: User) -> Page:
        quiet_page.context.clear_cookies()
        page = sign_in(person)
        expect(page.get_by_role("heading", name="My work")).to_be_visible()
        return page

    return signed_in


def deliver(page: Page, did: str, evidence: str) -> None:
    """Fill in the page on which an action is delivered."""
    page.get_by_label("What was done?").fill(did)
    page.get_by_label("What difference did it make?").fill("Plans are reviewed sooner.")
    page.get_by_label("Green").check()
    page.get_by_label("Evidence: title").fill(evidence)
    page.get_by_label("Evidence: type").select_option(label="Audit")
    page.get_by_label("Evidence: link").fill("https://documents.example/audit")
    assert_accessible(page)
    page.get_by_role("button", name="Deliver").click()


def verify(page: Page, found: str, saw: str) -> None:
    """Fill in the page on which an action is verified."""
    expect(page.get_by_text("Children's plans do not drift")).to_be_visible()
    page.get_by_label(found, exact=True).check()
    page.get_by_label("What did you see?").fill(saw)
    assert_accessible(page)
    page.get_by_role("button", name="Save what you found").click()


def test_delivered_returned_verified_and_back_in_progress_after_six_months(
    site: str,
    as_person: Callable[[User], Page],
    on_day: Callable[[date], None],
    people: PlanPeople,
    second_moderator: User,
    delivered_on: date,
) -> None:
    on_day(delivered_on)
    page = as_person(people.owner)
    page.get_by_role("link", name="Hold supervision every month").click()
    page.get_by_role("link", name="Deliver the action").click()
    deliver(page, "All five teams hold it monthly.", "Audit of three teams")
    expect(page.get_by_text("A-001 is delivered.")).to_be_visible()
    expect(page.get_by_text("moderators and plan managers verify")).to_be_visible()
    assert_accessible(page)

    page = as_person(people.moderator)
    page.get_by_role("link", name="Verify : A-001").click()
    verify(page, "Not evidenced", NOT_YET)
    expect(page.get_by_role("heading", name="My work")).to_be_visible()
    expect(page.get_by_text("It is in progress.")).to_be_visible()

    again_on = delivered_on + timedelta(days=1)
    on_day(again_on)
    page = as_person(people.owner)
    expect(page.get_by_role("heading", name="Returned to you")).to_be_visible()
    expect(page.get_by_text(NOT_YET)).to_be_visible()
    page.get_by_role("link", name="Hold supervision every month").first.click()
    page.get_by_role("button", name="Deliver the action").click()
    deliver(page, "The other two teams were audited.", "Audit of the other teams")

    page = as_person(people.manager)
    page.get_by_role("link", name="Verify : A-001").click()
    expect(page.get_by_role("link", name="Audit of the other teams")).to_be_visible()
    verify(page, "Evidenced", "All five teams: ten records each.")
    expect(page.get_by_text("It is verified.")).to_be_visible()

    checked_on = add_months(again_on, 6)
    on_day(checked_on)
    page = as_person(second_moderator)
    page.get_by_role("link", name="Look again : A-001").click()
    expect(
        page.get_by_role("heading", name="Make the check at 6 months")
    ).to_be_visible()
    verify(page, "Not evidenced", GONE)

    page.goto(f"{site}/plans/northmere/actions/A-001/")
    timeline = page.locator(".tracker-timeline")
    expect(timeline.get_by_text("Verified to in progress")).to_be_visible()
    expect(timeline.get_by_text(GONE)).to_have_count(2)
    summary = page.locator(".govuk-summary-list")
    for day in (delivered_on, again_on):
        expect(summary).to_contain_text(f"{day:%-d %B %Y}")
    action = Action.objects.get()
    assert list(action.status_changes.values_list("to_status", "changed_on"))[2:] == [
        ("delivered", delivered_on),
        ("in_progress", delivered_on),
        ("delivered", again_on),
        ("verified", again_on),
        ("in_progress", checked_on),
    ]
    assert action.status == "in_progress"
    assert_accessible(page)
    page.set_viewport_size({"width": 320, "height": 640})
    assert_accessible(page)
