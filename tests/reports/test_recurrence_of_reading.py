"""The matrix of the Reading record: what its files hold, and no more."""

import json
from collections import defaultdict

import pytest
from django.conf import settings

from tracker.choices import Voice
from tracker.models import Plan
from tracker.reports.recurrence import recurrence_matrix
from tracker.workflow.fixtures import load_fixtures

pytestmark = pytest.mark.django_db

READING = settings.BASE_DIR / "fixtures" / "reading"


def rows(name):
    """The fields of each row of a file."""
    content = json.loads((READING / f"{name}.json").read_text(encoding="utf-8"))
    return [row["fields"] for row in content]


def name_of(link):
    """What a link names: the last of its words; nothing where there is none."""
    return link[-1] if link else None


@pytest.fixture
def matrix():
    load_fixtures(READING)
    plan = Plan.objects.get()
    return recurrence_matrix(plan=plan, on=plan.record_ends_on)


def told(matrix, what):
    """What the matrix says in one way, by theme and visit."""
    return {
        (line.theme, cell.visit.reference): sorted(what(cell))
        for line in matrix.lines
        for cell in line.cells
        if what(cell)
    }


def held(*pairs):
    """References by theme and visit, each once."""
    found = defaultdict(set)
    for theme, visit, reference in pairs:
        found[theme, visit].add(reference)
    return {place: sorted(references) for place, references in found.items()}


def themes_of():
    """The themes of each recommendation, and of each action by what it answers."""
    named = {row["slug"]: row["name"] for row in rows("themes")}
    of_part = {
        (row["recommendation"][1], row["number"]): named[row["theme"][1]]
        for row in rows("recommendation_parts")
    }
    themes = defaultdict(set)
    for (reference, _), theme in of_part.items():
        themes[reference].add(theme)
    for row in rows("answers"):
        _, reference, number = row["part"]
        themes[row["action"][1]].add(of_part[reference, number])
    return named, themes


def test_what_was_raised_is_what_the_files_say(matrix):
    _, themes = themes_of()

    expected = held(
        *(
            (theme, row["visit"][1], row["reference"])
            for row in rows("recommendations")
            if row.get("visit") and row["voice"] in Voice.inspectors
            for theme in themes[row["reference"]]
        )
    )

    assert told(matrix, lambda cell: cell.raised) == expected


def test_what_was_checked_is_what_the_files_say(matrix):
    _, themes = themes_of()

    expected = held(
        *(
            (theme, row["visit"][1], target)
            for row in rows("visit_checks")
            if row["voice"] in Voice.inspectors
            for target in [name_of(row.get("action") or row["recommendation"])]
            for theme in themes[target]
        )
    )

    found = told(matrix, lambda cell: [each.reference for each in cell.checked])
    assert found == expected
    assert told(matrix, lambda cell: cell.not_in_scope) == {}


def test_concerns_are_those_of_inspectors_in_the_files(matrix):
    named, _ = themes_of()

    expected = held(
        *(
            (named[row["theme"][1]], row["visit"][1], row["reference"])
            for row in rows("findings")
            if row.get("visit")
            and row.get("theme")
            and row["kind"] == "concern"
            and row["voice"] in Voice.inspectors
        )
    )

    assert told(matrix, lambda cell: cell.concerns) == expected


def test_visits_of_which_dates_or_grades_alone_are_held_have_no_column(matrix):
    shown = [visit.reference for visit in matrix.visits]
    silent = [visit.reference for visit in matrix.silent_visits]

    assert shown == ["V-2016-01", "V-2017-02", "V-2019-01", "V-2019-02", "V-2022-01"]
    assert silent == ["V-2013-01", "V-2016-02", "V-2017-01", "V-2019-03"]


def test_years_open_are_counted_to_the_last_document(matrix):
    lines = {line.theme: line for line in matrix.lines}

    pace = lines["Pace and sustainability of improvement"]
    practice = lines["Quality and consistency of social work practice (general)"]
    assert (pace.open_words, pace.times_raised) == ("4 years 9 months", 3)
    assert (practice.open_words, practice.times_raised) == ("5 years 9 months", 3)
    assert not any(line.confirmed_on or line.recurrences for line in matrix.lines)
