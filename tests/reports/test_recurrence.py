"""Themes by visits: what was raised, checked, not in scope, a concern; years open."""

from datetime import date

import pytest

from tests.factories import (
    ActionFactory,
    AnswerFactory,
    FindingFactory,
    PlanFactory,
    RecommendationFactory,
    RecommendationPartFactory,
    RecurrenceFactory,
    ThemeFactory,
    VisitCheckFactory,
    VisitFactory,
)
from tracker.choices import Voice
from tracker.reports.recurrence import Checked, in_years, recurrence_matrix

pytestmark = pytest.mark.django_db

ON = date(2026, 6, 15)


@pytest.fixture
def plan():
    return PlanFactory()


@pytest.fixture
def pace(plan):
    return ThemeFactory(plan=plan, name="Pace")


def visit_of(plan, year, **values):
    """A published visit of a spring."""
    return VisitFactory(
        **{"plan": plan, "starts_on": date(year, 3, 1), "is_published": True, **values}
    )


def raised(visit, *themes, **values):
    """What the visit raised, with a part about each theme."""
    row = RecommendationFactory(visit=visit, parts=0, **values)
    for theme in themes:
        RecommendationPartFactory(recommendation=row, theme=theme)
    return row


def line_of(plan, on=ON):
    """The one line of the matrix."""
    (line,) = recurrence_matrix(plan=plan, on=on).lines
    return line


def test_cell_says_what_the_visit_said_of_the_theme(plan, pace):
    first, second = visit_of(plan, 2024), visit_of(plan, 2025)
    row = raised(first, pace, ThemeFactory(plan=plan))
    other = raised(first, pace)
    action = ActionFactory(plan=plan)
    AnswerFactory(action=action, part=row.parts.first())
    VisitCheckFactory(visit=second, recommendation=row, sustained="no")
    VisitCheckFactory(visit=second, action=action, progress="not_stated")
    VisitCheckFactory(visit=second, recommendation=other, progress="not_in_scope")
    finding = FindingFactory(plan=plan, visit=second, theme=pace)

    matrix = recurrence_matrix(plan=plan, on=ON)

    assert matrix.visits == (first, second)
    line = matrix.lines[0]
    assert line.theme == "Pace"
    assert line.cells[0].raised == ("R-001", "R-002")
    assert line.cells[0].checked == line.cells[0].concerns == ()
    assert line.cells[1].raised == ()
    assert line.cells[1].checked == (
        Checked("R-001", False, ("Progress: some", "Not sustained")),
        Checked("A-001", True, ()),
    )
    assert line.cells[1].not_in_scope == (Checked("R-002", False, ()),)
    assert line.cells[1].concerns == (finding.reference,)


def test_not_in_scope_is_not_the_same_as_not_raised(plan, pace):
    first, second, third = (visit_of(plan, year) for year in (2022, 2023, 2024))
    row = raised(first, pace)
    VisitCheckFactory(visit=second, recommendation=row, progress="not_in_scope")
    FindingFactory(plan=plan, visit=third, theme=ThemeFactory(plan=plan))

    line = recurrence_matrix(plan=plan, on=ON).lines[0]

    assert [cell.is_silent for cell in line.cells] == [False, False, True]
    assert line.times_raised == 1


def test_visit_of_which_nothing_about_a_theme_is_held_has_no_column(plan, pace):
    shown, silent = visit_of(plan, 2024), visit_of(plan, 2025)
    raised(shown, pace)
    raised(silent)
    FindingFactory(plan=plan, visit=silent)

    matrix = recurrence_matrix(plan=plan, on=ON)

    assert (matrix.visits, matrix.silent_visits) == ((shown,), (silent,))


@pytest.mark.parametrize(
    ("voice", "count"),
    [
        pytest.param(Voice.OFSTED_REPORTED, 1, id="Ofsted, as reported"),
        pytest.param(Voice.COUNCIL, 0, id="the council"),
        pytest.param(Voice.UNATTRIBUTED, 0, id="nobody knows who"),
    ],
)
def test_only_inspectors_speak(plan, pace, voice, count):
    visit = visit_of(plan, 2024)
    own = raised(visit_of(plan, 2020), pace, voice=Voice.OFSTED)
    FindingFactory(plan=plan, visit=visit, theme=pace, voice=voice)
    raised(visit, pace, voice=voice)
    VisitCheckFactory(visit=visit, recommendation=own, voice=voice)

    cells = line_of(plan).cells[1:]

    found = [(len(c.raised), len(c.checked), len(c.concerns)) for c in cells]
    assert found == [(1, 1, 1)] * count


def test_strength_is_no_concern_and_own_finding_no_recommendation(plan, pace):
    FindingFactory(plan=plan, visit=visit_of(plan, 2024), theme=pace, strength=True)
    raised(None, pace, plan=plan, own_finding=True)

    assert recurrence_matrix(plan=plan, on=ON).lines == ()


def test_draft_and_later_visits_say_nothing_yet(plan, pace):
    raised(visit_of(plan, 2024), pace)
    raised(visit_of(plan, 2025, is_published=False), pace)
    raised(visit_of(plan, 2026, starts_on=ON), pace)

    line = line_of(plan)

    assert [cell.raised for cell in line.cells] == [("R-001",)]


# Years open


def test_theme_is_open_from_the_first_visit_that_raised_it_to_the_day(plan, pace):
    FindingFactory(plan=plan, visit=visit_of(plan, 2015), theme=pace)
    raised(visit_of(plan, 2019, ends_on=date(2019, 3, 14)), pace)
    raised(visit_of(plan, 2022), pace)

    line = line_of(plan)

    assert (line.raised_on, line.confirmed_on) == (date(2019, 3, 14), None)
    assert (line.months_open, line.open_words) == (87, "7 years 3 months")
    assert line_of(plan, date(2020, 3, 13)).open_words == "11 months"


def test_theme_that_was_a_concern_only_has_no_years(plan, pace):
    FindingFactory(plan=plan, visit=visit_of(plan, 2020), theme=pace)

    line = line_of(plan)

    assert (line.raised_on, line.months_open, line.open_words) == (None, None, "")


def test_theme_is_closed_once_all_raised_about_it_is_found_met(plan, pace):
    first = raised(visit_of(plan, 2019), pace)
    second = raised(visit_of(plan, 2020), pace)
    for year, row in ((2022, first), (2024, second)):
        VisitCheckFactory(
            visit=visit_of(plan, year), recommendation=row, progress="met"
        )

    before, after = line_of(plan, date(2023, 1, 1)), line_of(plan)

    assert before.confirmed_on is None
    assert after.confirmed_on == date(2024, 3, 2)
    assert after.open_words == "5 years"


def test_recommendation_that_a_later_one_takes_up_holds_no_theme_open(plan, pace):
    first = raised(visit_of(plan, 2019), pace)
    second = raised(visit_of(plan, 2020), pace)
    VisitCheckFactory(visit=visit_of(plan, 2024), recommendation=second, progress="met")
    still_open = line_of(plan)
    RecurrenceFactory(later=second, earlier=first)

    closed = line_of(plan)

    assert (still_open.confirmed_on, still_open.recurrences) == (None, 0)
    assert (closed.confirmed_on, closed.recurrences) == (date(2024, 3, 2), 1)


def test_link_to_another_theme_counts_for_neither(plan, pace):
    first = raised(visit_of(plan, 2019), pace)
    second = raised(visit_of(plan, 2020), ThemeFactory(plan=plan))
    RecurrenceFactory(later=second, earlier=first)

    lines = recurrence_matrix(plan=plan, on=ON).lines

    assert [line.recurrences for line in lines] == [0, 0]


def test_lines_begin_with_what_is_open_longest(plan):
    never, closed, newer, older = (
        ThemeFactory(plan=plan, name=name) for name in ("A", "B", "C", "D")
    )
    FindingFactory(plan=plan, visit=visit_of(plan, 2010), theme=never)
    met = raised(visit_of(plan, 2011), closed)
    VisitCheckFactory(visit=visit_of(plan, 2012), recommendation=met, progress="met")
    raised(visit_of(plan, 2022), newer)
    raised(visit_of(plan, 2021), older)

    lines = recurrence_matrix(plan=plan, on=ON).lines

    assert [line.theme for line in lines] == ["D", "C", "B", "A"]


@pytest.mark.parametrize(
    ("months", "words"),
    [
        (0, "less than a month"),
        (1, "1 month"),
        (12, "1 year"),
        (13, "1 year 1 month"),
        (57, "4 years 9 months"),
    ],
)
def test_months_in_words(months, words):
    assert in_years(months) == words


@pytest.mark.parametrize("count", [1, 50])
def test_matrix_in_seven_queries(plan, pace, count, django_assert_num_queries):
    for year in range(1970, 1970 + count):
        visit = visit_of(plan, year)
        row = raised(visit, pace)
        action = ActionFactory(plan=plan)
        AnswerFactory(action=action, part=row.parts.get())
        VisitCheckFactory(visit=visit, action=action)
        FindingFactory(plan=plan, visit=visit, theme=pace)

    with django_assert_num_queries(7):
        matrix = recurrence_matrix(plan=plan, on=ON)

    assert matrix.lines[0].times_raised == count
