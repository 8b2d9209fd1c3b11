"""A browser, signed in, that takes no complaint: the console must stay silent."""

import os
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tracker.models import User

PASSWORD = "a long enough password"  # noqa: S105  of test accounts only
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}

# The browser's event loop runs in the thread of the test, and so do its queries.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture
def site(live_server) -> str:
    """The address of the running site, with its look."""
    return live_server.url.replace("127.0.0.1", "localhost")


@pytest.fixture
def quiet_page(page: Page) -> Iterator[Page]:
    """A page whose console says nothing: no refused script, style or file."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.set_default_timeout(10_000)
    yield page
    assert said == []


@pytest.fixture
def sign_in(quiet_page: Page, site: str) -> Callable[[User], Page]:
    """Sign in through the page, as a person does."""

    def signed_in(person: User) -> Page:
        person.set_password(PASSWORD)
        person.save()
        quiet_page.goto(f"{site}/")
        quiet_page.get_by_label("Email address").fill(person.email)
        quiet_page.get_by_label("Password", exact=True).fill(PASSWORD)
        quiet_page.get_by_role("button", name="Sign in").click()
        return quiet_page

    return signed_in


def assert_accessible(page: Page) -> None:
    """No WCAG 2.2 AA rule that axe can test is broken; nothing runs off sideways."""
    found = Axe().run(page, options=WCAG).response["violations"]
    wide = page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
    assert [(rule["id"], [n["html"] for n in rule["nodes"]]) for rule in found] == []
    assert not wide, f"{page.url} runs off sideways"


def fill_day(page: Page, legend: str, day: date) -> None:
    """Type a day into the three boxes below their legend."""
    boxes = page.get_by_role("group", name=legend)
    parts = {"Day": day.day, "Month": day.month, "Year": day.year}
    for label, part in parts.items():
        boxes.get_by_label(label).fill(str(part))
