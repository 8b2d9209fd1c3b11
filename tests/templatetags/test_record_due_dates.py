"""How far a due date moved, in words."""

import pytest

from tracker.models import Action
from tracker.templatetags.record import days_later, times_moved


@pytest.mark.parametrize(
    ("days", "words"),
    [
        pytest.param(61, "61 days later", id="later"),
        pytest.param(1, "1 day later", id="one day later"),
        pytest.param(-1, "1 day earlier", id="one day earlier"),
        pytest.param(-30, "30 days earlier", id="earlier"),
    ],
)
def test_days_later(days, words):
    assert days_later(days) == words


@pytest.mark.parametrize(
    ("times", "days", "words"),
    [
        pytest.param(0, 0, "", id="not moved"),
        pytest.param(1, 30, "Moved once, 30 days later", id="once"),
        pytest.param(2, -1, "Moved twice, 1 day earlier", id="twice"),
        pytest.param(2, 0, "Moved twice", id="there and back"),
        pytest.param(3, 92, "Moved 3 times, 92 days later", id="three times"),
        pytest.param(1, None, "Moved once", id="no first date"),
    ],
)
def test_times_moved(times, days, words):
    action = Action()
    action.times_moved, action.days_moved = times, days

    assert times_moved(action) == words


def test_action_of_which_moves_were_not_asked_says_nothing():
    assert times_moved(Action()) == ""
