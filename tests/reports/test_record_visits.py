"""The visits of a plan read from documents: in order, not held, what they said again."""

from datetime import date

import pytest

from tests.factories import (
    FindingFactory,
    GapFactory,
    JudgementFactory,
    PlanFactory,
    RecommendationFactory,
    ThemeFactory,
    VisitCheckFactory,
    VisitFactory,
)
from tracker.choices import Basis, Voice
from tracker.reports.record_page import record_page
from tracker.reports.record_visits import NotHeld, VisitSeries

pytestmark = pytest.mark.django_db

LAST_DAY = date(2022, 3, 21)


@pytest.fixture
def plan():
    """A plan read from documents, without anything in it."""
    return PlanFactory(from_documents=True)


def visit_of(plan, year, ordinal=None, **values):
    """A visit of a spring, numbered where an ordinal is given."""
    basis = Basis.STATED if ordinal else ""
    return VisitFactory(
        plan=plan,
        starts_on=date(year, 3, 1),
        ordinal=ordinal,
        ordinal_basis=basis,
        **values,
    )


def test_record_visits_in_order_with_those_that_are_not_held(plan):
    GapFactory(plan=plan, what="Monitoring visit 2", caution="Expected only.")
    GapFactory(plan=plan, what="Monitoring visit 3", caution="Counted back.")
    GapFactory(plan=plan, what="Monitoring visit 4", caution="Counted back.")
    first, fifth = visit_of(plan, 2016, 1), visit_of(plan, 2019, 5)
    inspection = visit_of(plan, 2018, inspection=True)
    JudgementFactory(visit=inspection)
    JudgementFactory(visit=inspection, grade="")
    for voice in (Voice.OFSTED, Voice.OFSTED_REPORTED, Voice.COUNCIL):
        FindingFactory(plan=plan, visit=fifth, voice=voice)
    VisitCheckFactory(visit=fifth)

    page = record_page(plan=plan, on=LAST_DAY)

    assert page.series == VisitSeries(
        kind="monitoring visit",
        count=5,
        described=1,
        dated_only=1,
        not_held=(NotHeld((2,), "Expected only."), NotHeld((3, 4), "Counted back.")),
    )
    assert page.series.missing == 3
    lines = [
        (line.visit or line.name, line.findings, line.checks, line.grades)
        for line in page.visits
    ]
    assert lines == [
        (first, 0, 0, 0),
        (inspection, 0, 0, 1),
        ("Monitoring visit 2", 0, 0, 0),
        ("Monitoring visit 3", 0, 0, 0),
        ("Monitoring visit 4", 0, 0, 0),
        (fifth, 2, 1, 0),
    ]
    assert page.visits[3].caution == "Counted back."


def test_record_visits_up_to_the_day_only(plan):
    first = visit_of(plan, 2016, 1)
    visit_of(plan, 2019, 5)

    page = record_page(plan=plan, on=date(2017, 7, 12))

    assert [line.visit for line in page.visits] == [first]
    assert (page.series.count, page.series.missing) == (1, 0)


@pytest.mark.parametrize(
    "ordinals",
    [
        pytest.param((None, 2), id="one has no number"),
        pytest.param((1, 1), id="a number twice"),
    ],
)
def test_record_visits_are_not_counted_where_numbers_do_not_tell(plan, ordinals):
    for year, ordinal in zip((2016, 2017), ordinals, strict=True):
        visit_of(plan, year, ordinal)

    page = record_page(plan=plan, on=LAST_DAY)

    assert (page.series, len(page.visits)) == (None, 2)


def test_record_repeated_themes_are_concerns_of_inspectors_at_two_visits(plan):
    pace, data, once = (
        ThemeFactory(plan=plan, name=name) for name in ("Pace", "Data", "Once")
    )
    one, two, three = (visit_of(plan, year) for year in (2016, 2017, 2019))
    for visit in (one, one, two):
        FindingFactory(plan=plan, visit=visit, theme=pace)
    part = RecommendationFactory(plan=plan, visit=three).parts.get()
    part.theme = pace
    part.save()
    FindingFactory(plan=plan, visit=one, theme=data)
    FindingFactory(plan=plan, visit=two, theme=data, voice=Voice.OFSTED_REPORTED)
    FindingFactory(plan=plan, visit=one, theme=once)
    FindingFactory(plan=plan, visit=two, theme=once, strength=True)
    FindingFactory(plan=plan, visit=three, theme=once, voice=Voice.COUNCIL)
    FindingFactory(plan=plan, visit=two)

    repeated = record_page(plan=plan, on=LAST_DAY).repeated
    before = record_page(plan=plan, on=date(2018, 1, 1)).repeated

    assert [(each.theme, each.visits) for each in repeated] == [
        ("Pace", (one, two, three)),
        ("Data", (one, two)),
    ]
    assert [(each.theme, each.visits) for each in before] == [
        ("Data", (one, two)),
        ("Pace", (one, two)),
    ]
