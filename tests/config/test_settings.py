"""Settings from the environment: what is missing stops the start, with a hint."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TELL = (
    "import json; from django.conf import settings as s; print(json.dumps("
    "{'mail': s.EMAIL_BACKEND, 'wait': s.EMAIL_TIMEOUT, 'hosts': s.ALLOWED_HOSTS,"
    " 'engine': s.DATABASES['default']['ENGINE'], 'secure': s.SESSION_COOKIE_SECURE}))"
)
SERVER = {
    "DEBUG": "false",
    "SECRET_KEY": "for this test only",
    "ALLOWED_HOSTS": "plan.example, www.plan.example",
    "DATABASE_URL": "postgres://tracker@db.example/tracker",
}


def started(**environment: str) -> subprocess.CompletedProcess:
    """What a process says of its settings, with nothing else in its environment."""
    return subprocess.run(  # noqa: S603  our own interpreter and our own code
        [sys.executable, "-c", TELL],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "config.settings",
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
    )


def test_settings_of_a_server_come_from_the_environment() -> None:
    process = started(**SERVER, EMAIL_URL="submission://u:p@mail.example:587")

    assert json.loads(process.stdout) == {
        "mail": "django.core.mail.backends.smtp.EmailBackend",
        "wait": 10,
        "hosts": ["plan.example", "www.plan.example"],
        "engine": "django.db.backends.postgresql",
        "secure": True,
    }


def test_settings_with_debug_need_nothing_and_print_their_mail() -> None:
    process = started(DEBUG="true", SECRET_KEY="for this test only")

    assert json.loads(process.stdout) == {
        "mail": "django.core.mail.backends.console.EmailBackend",
        "wait": 10,
        "hosts": ["localhost", "127.0.0.1", "[::1]"],
        "engine": "django.db.backends.sqlite3",
        "secure": False,
    }


@pytest.mark.parametrize(
    ("missing", "hint"),
    [
        pytest.param("SECRET_KEY", "Give a long random text", id="key"),
        pytest.param("ALLOWED_HOSTS", "separated by commas", id="hosts"),
        pytest.param("DATABASE_URL", "postgres://user", id="database"),
    ],
)
def test_settings_of_a_server_stop_with_a_hint(missing: str, hint: str) -> None:
    process = started(**{name: v for name, v in SERVER.items() if name != missing})

    assert process.returncode == 1
    assert f"ImproperlyConfigured: {missing} is not set." in process.stderr
    assert hint in process.stderr
