"""Drawing in a process of its own: its limits and what it is told."""

import json

import pytest

from tracker.exports import process
from tracker.exports.process import MOST_MEGABYTES, NotDrawnError, drawn_by

DRAWERS = "tests.exports.drawers"


def test_what_is_drawn_comes_back():
    assert drawn_by(f"{DRAWERS}.echo", {"say": "é"}) == '{"say": "é"}'.encode()


def test_it_is_told_nothing_but_the_job(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "secret")

    told = json.loads(drawn_by(f"{DRAWERS}.environment", {}))

    assert set(told) <= {"PYTHONPATH", "PATH", "LC_CTYPE"}


def test_memory_of_the_process_that_asks_does_not_count():
    large = b"x" * (MOST_MEGABYTES + 100) * 1024 * 1024

    drawn = drawn_by(f"{DRAWERS}.idler", {})

    assert (drawn, len(large)) == (b"done", (MOST_MEGABYTES + 100) * 1024 * 1024)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        pytest.param("sleeper", "took longer than 60 seconds", id="time"),
        pytest.param("eater", "needed more than 300 MB", id="memory"),
        pytest.param("failure", "What went wrong is in the log", id="failure"),
        pytest.param("nowhere", "What went wrong is in the log", id="no such module"),
    ],
)
def test_what_goes_wrong_is_a_sentence(name, sentence, caplog):
    with pytest.raises(NotDrawnError, match=sentence):
        drawn_by(f"{DRAWERS}.{name}", {}, seconds=1 if name == "sleeper" else 30)


def test_what_goes_wrong_is_in_the_log(caplog):
    with pytest.raises(NotDrawnError):
        drawn_by(f"{DRAWERS}.failure", {})

    assert "ValueError: the paper is wet" in caplog.text


def test_limits_are_those_promised():
    assert (process.MOST_SECONDS, process.MOST_MEGABYTES) == (60, 300)
