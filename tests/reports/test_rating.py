"""The rating a plan suggests, the rule in words, and the distance between voices."""

from datetime import date, timedelta

import pytest

from tests.factories import PlanFactory, unsaved
from tracker.choices import RatingPreset
from tracker.reports.rating import (
    gap,
    gap_to_inspectors,
    rule_in_words,
    suggested_rating,
)

TODAY = date(2026, 6, 15)
DAY = timedelta(days=1)


def plan(**values):
    """A plan that is not stored; by dates unless told otherwise."""
    return unsaved(PlanFactory, **values)


@pytest.mark.parametrize(
    ("due_in", "percent", "updated_before", "suggested"),
    [
        pytest.param(None, 10, 90, "", id="no due date"),
        pytest.param(-1, 99, 1, "red", id="past due, however far"),
        pytest.param(0, 75, 1, "green", id="due today, far enough"),
        pytest.param(0, 74, 1, "amber", id="due today, not far enough"),
        pytest.param(28, 74, 1, "amber", id="due within 28 days"),
        pytest.param(29, 0, 1, "green", id="due in 29 days"),
        pytest.param(60, 90, 28, "green", id="updated 28 days ago"),
        pytest.param(60, 90, 29, "amber", id="updated 29 days ago"),
        pytest.param(60, 90, None, "amber", id="never updated"),
    ],
)
def test_rating_suggested_by_dates(due_in, percent, updated_before, suggested):
    rating = suggested_rating(
        plan=plan(),
        due_on=None if due_in is None else TODAY + due_in * DAY,
        percent=percent,
        last_update_on=None if updated_before is None else TODAY - updated_before * DAY,
        on=TODAY,
    )

    assert rating == suggested


def test_rating_suggested_by_dates_follows_the_plans_own_cadence():
    told = {"due_on": TODAY + 60 * DAY, "percent": 50, "on": TODAY}
    weekly = plan(cadence_days=7)

    assert (
        suggested_rating(plan=weekly, last_update_on=TODAY - 7 * DAY, **told) == "green"
    )
    assert (
        suggested_rating(plan=weekly, last_update_on=TODAY - 8 * DAY, **told) == "amber"
    )


@pytest.mark.parametrize(
    ("percent", "due_in", "suggested"),
    [
        pytest.param(0, 60, "red", id="nothing"),
        pytest.param(25, 60, "red", id="a quarter"),
        pytest.param(26, 60, "amber", id="more than a quarter"),
        pytest.param(75, 60, "amber", id="three quarters"),
        pytest.param(76, 60, "green", id="more than three quarters"),
        pytest.param(49, -1, "red", id="late, under half"),
        pytest.param(50, -1, "amber", id="late, half"),
        pytest.param(100, -1, "green", id="late, all"),
        pytest.param(60, None, "amber", id="no due date"),
    ],
)
def test_rating_suggested_by_per_cent(percent, due_in, suggested):
    rating = suggested_rating(
        plan=plan(rating_preset=RatingPreset.PERCENT),
        due_on=None if due_in is None else TODAY + due_in * DAY,
        percent=percent,
        last_update_on=None,
        on=TODAY,
    )

    assert rating == suggested


@pytest.mark.parametrize(
    ("preset", "words"),
    [
        pytest.param(
            RatingPreset.DATES,
            "The plan suggests Red past the due date; Amber if it is due within 28 days "
            "and less than 75% complete, or was not updated for 14 days; else Green. "
            "Without a due date it suggests none.",
            id="dates",
        ),
        pytest.param(
            RatingPreset.PERCENT,
            "The plan suggests Red up to 25% complete, Amber up to 75%, Green above; "
            "past the due date Red below 50%.",
            id="percent",
        ),
    ],
)
def test_rule_in_words(preset, words):
    assert rule_in_words(plan(rating_preset=preset, cadence_days=14)) == words


@pytest.mark.parametrize(
    ("owner", "other", "steps"),
    [
        ("green", "red", 2),
        ("green", "amber", 1),
        ("amber", "amber", 0),
        ("red", "green", -2),
        ("", "green", None),
        ("green", "", None),
    ],
)
def test_gap_counts_how_much_more_hopeful_the_owner_is(owner, other, steps):
    assert gap(owner, other) == steps


@pytest.mark.parametrize(
    ("owner", "progress", "steps"),
    [
        ("green", "none", 2),
        ("green", "limited", 2),
        ("green", "some", 1),
        ("amber", "significant", -1),
        ("green", "met", 0),
        ("green", "not_stated", None),
        ("green", "not_in_scope", None),
        ("", "met", None),
    ],
)
def test_gap_to_inspectors_counts_only_what_they_said(owner, progress, steps):
    assert gap_to_inspectors(owner, progress) == steps
