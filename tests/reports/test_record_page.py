"""The first page of a plan read from documents."""

from datetime import date

import pytest

from tests.factories import (
    ActionFactory,
    AnswerFactory,
    FindingFactory,
    GapFactory,
    PlanFactory,
    RecommendationFactory,
    SourceFactory,
    ThemeFactory,
    VisitFactory,
)
from tracker.choices import Basis, Claim, RecommendationKind
from tracker.models import Plan, change_set
from tracker.reports.record_page import TakeUp, record_page
from tracker.workflow.fixtures import load_fixtures

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


def recorded(plan, **values):
    """An action that stands in a document only."""
    return ActionFactory(plan=plan, recorded=True, **values)


def test_record_page_of_an_empty_plan(plan):
    page = record_page(plan=plan, on=LAST_DAY)

    assert (page.latest_visit, page.series, page.counts.take_up) == (None, None, None)
    assert (page.areas, page.dates_ahead, page.visits, page.repeated) == ([],) * 4
    assert (page.counts.recorded, page.gap_count) == (0, 0)


# Counts, and what to take up


def test_record_counts_of_what_documents_claim_by_the_day(plan):
    recorded(plan, claim=Claim.SAID_DONE, claim_on=date(2017, 7, 12))
    recorded(plan, claim=Claim.SAID_DONE, claim_on=LAST_DAY)
    recorded(plan, claim=Claim.PLANNED, claim_on=LAST_DAY)
    ActionFactory(plan=plan, in_progress=True)
    recorded(PlanFactory())

    then = record_page(plan=plan, on=LAST_DAY).counts
    before = record_page(plan=plan, on=date(2022, 3, 20)).counts

    assert (then.recorded, then.said_done, then.tracked) == (3, 2, 1)
    assert (before.recorded, before.said_done) == (1, 1)


def test_record_take_up_is_of_the_latest_document_with_recorded_actions(plan):
    old = SourceFactory(plan=plan, code="001", published_on=date(2017, 7, 12))
    new = SourceFactory(plan=plan, code="004", published_on=LAST_DAY)
    recorded(plan, source=old)
    first, _second = (recorded(plan, source=new) for _ in range(2))
    recorded(plan)

    assert record_page(plan=plan, on=LAST_DAY).counts.take_up == TakeUp("004", 2022, 2)

    first.status = "not_started"
    first.save()

    assert record_page(plan=plan, on=LAST_DAY).counts.take_up == TakeUp("004", 2022, 1)


# The latest visit and its areas


def test_record_areas_of_the_latest_visit_part_by_part(plan):
    old, latest = visit_of(plan, 2019), visit_of(plan, 2022)
    RecommendationFactory(plan=plan, visit=old)
    RecommendationFactory(
        plan=plan, visit=latest, kind=RecommendationKind.SHORTFALL, reference="R-090"
    )
    area = RecommendationFactory(
        plan=plan, visit=latest, reference="R-100", parts=["Recording", "Plans"]
    )
    detail = RecommendationFactory(
        plan=plan,
        visit=latest,
        reference="R-101",
        kind=RecommendationKind.SHORTFALL,
        belongs_to=area,
        belongs_to_basis=Basis.INFERRED,
    )
    answer = AnswerFactory(part=area.parts.get(number=2), action=recorded(plan))
    of_detail = AnswerFactory(part=detail.parts.get(), action=recorded(plan))

    page = record_page(plan=plan, on=LAST_DAY)

    assert page.latest_visit == latest
    (shown,) = page.areas
    assert shown.recommendation == area
    assert [(each.part.text, each.answers) for each in shown.parts] == [
        ("Recording", ()),
        ("Plans", (answer,)),
    ]
    assert [(each.part, each.answers) for each in shown.details] == [
        (detail.parts.get(), (of_detail,))
    ]


def test_record_answers_of_what_was_said_by_the_day_or_added_since(plan):
    area = RecommendationFactory(plan=plan, visit=visit_of(plan, 2022))
    part = area.parts.get()
    said = recorded(plan, claim_on=date(2022, 3, 10))
    later = recorded(plan, claim_on=LAST_DAY)
    added = ActionFactory(plan=plan)
    for action in (said, later, added):
        AnswerFactory(part=part, action=action)

    page = record_page(plan=plan, on=date(2022, 3, 20))

    answers = page.areas[0].parts[0].answers
    assert [answer.action for answer in answers] == [said, added]


# Dates ahead


def test_record_dates_ahead_of_the_day_the_nearest_first(plan):
    days = [date(2022, 3, 31), date(2022, 3, 20), date(2022, 3, 21), date(2022, 3, 28)]
    for day in days:
        recorded(plan, due_on=day, due_precision="day", claim_on=date(2022, 3, 1))
    recorded(plan, due_words="soon", due_precision="relative")
    ActionFactory(plan=plan, due_on=date(2022, 4, 1))

    page = record_page(plan=plan, on=LAST_DAY)

    assert [action.due_on for action in page.dates_ahead] == [
        date(2022, 3, 21),
        date(2022, 3, 28),
        date(2022, 3, 31),
    ]


# What is not held


def test_record_gaps_those_with_a_number_apart(plan):
    counted = GapFactory(plan=plan, how_many=18)
    other = GapFactory(plan=plan)

    page = record_page(plan=plan, on=LAST_DAY)

    assert (page.counted_gaps, page.other_gaps, page.gap_count) == (
        [counted],
        [other],
        2,
    )


def test_record_gaps_that_a_visit_filled_are_told_apart_and_not_counted(plan):
    gap = GapFactory(plan=plan, how_many=18, filled=True)

    page = record_page(plan=plan, on=LAST_DAY)

    assert (page.filled_gaps, page.counted_gaps, page.gap_count) == ([gap], [], 0)


@pytest.mark.parametrize("rows", [1, 50])
def test_record_page_reads_in_few_queries(plan, rows, django_assert_num_queries):
    visit = visit_of(plan, 2019, 2)
    theme = ThemeFactory(plan=plan)
    for _ in range(rows):
        area = RecommendationFactory(plan=plan, visit=visit)
        action = recorded(plan, due_on=date(2022, 3, 31), due_precision="day")
        AnswerFactory(part=area.parts.get(), action=action)
        FindingFactory(plan=plan, visit=visit, theme=theme)
        GapFactory(plan=plan)

    with django_assert_num_queries(7):
        page = record_page(plan=plan, on=LAST_DAY)

    assert (len(page.areas), len(page.dates_ahead), page.gap_count) == (rows,) * 3


# The Reading record itself


def test_record_page_of_reading_says_what_the_documents_say(settings):
    with change_set(actor="test", why="Read from the documents."):
        load_fixtures(settings.BASE_DIR / "fixtures" / "reading")

    page = record_page(plan=Plan.objects.get(), on=LAST_DAY)

    assert (page.counts.recorded, page.counts.said_done) == (64, 14)
    assert page.counts.take_up == TakeUp("004", 2022, 13)
    assert (len(page.areas), sum(len(area.parts) for area in page.areas)) == (4, 11)
    answered = [
        each.part.text for area in page.areas for each in area.parts if each.answers
    ]
    assert answered == [
        "Oversight of children in need work by qualified social workers"
    ]
    assert [action.due_on.day for action in page.dates_ahead] == [28, 31]
    series = page.series
    assert (series.count, series.described, series.dated_only, series.missing) == (
        9,
        3,
        2,
        4,
    )
    assert [group.ordinals for group in series.not_held] == [(4,), (5, 6, 7)]
    assert [(each.theme, len(each.visits)) for each in page.repeated[:1]] == [
        ("Pace and sustainability of improvement", 4)
    ]
    assert page.gap_count == 29
