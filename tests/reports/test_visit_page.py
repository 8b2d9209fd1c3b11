from datetime import date

import pytest

from tests.factories import (
    ActionFactory,
    FindingFactory,
    GapFactory,
    ImportDraftFactory,
    JudgementFactory,
    PlanFactory,
    RecommendationFactory,
    SourceFactory,
    VisitCheckFactory,
    VisitFactory,
    VisitNoteFactory,
)
from tracker.choices import FindingKind, Voice
from tracker.reports.gaps import Gaps
from tracker.reports.visit_page import Found, visit_page

pytestmark = pytest.mark.django_db
QUERIES = 8


@pytest.fixture
def plan():
    return PlanFactory()


@pytest.fixture
def visit(plan):
    return VisitFactory(plan=plan, starts_on=date(2026, 5, 5))


def test_check_stands_beside_the_latest_one_before_it(plan, visit):
    action = ActionFactory(plan=plan)
    for starts_on, progress in [
        (date(2025, 5, 6), "none"),
        (date(2026, 2, 3), "limited"),
        (date(2026, 6, 2), "met"),
    ]:
        other = VisitFactory(plan=plan, starts_on=starts_on)
        VisitCheckFactory(visit=other, action=action, progress=progress)
    VisitCheckFactory(visit=visit, action=action, progress="some")

    (checked,) = visit_page(visit).checks

    assert checked.said == ["Progress: some"]
    assert checked.before.visit.starts_on == date(2026, 2, 3)
    assert checked.said_before == ["Progress: limited"]


def test_check_of_another_target_is_not_the_one_before(plan, visit):
    earlier = VisitFactory(plan=plan, starts_on=date(2026, 2, 3))
    VisitCheckFactory(visit=earlier)
    VisitCheckFactory(visit=visit)

    (checked,) = visit_page(visit).checks

    assert checked.before is None
    assert checked.said_before == []


def test_recommendations_stand_before_actions(plan, visit):
    action = ActionFactory(plan=plan)
    recommendation = RecommendationFactory(plan=plan)
    VisitCheckFactory(visit=visit, action=action)
    VisitCheckFactory(visit=visit, recommendation=recommendation)

    checks = visit_page(visit).checks

    assert [(each.reference, each.words) for each in checks] == [
        (recommendation.reference, recommendation.text),
        (action.reference, action.title),
    ]


def test_words_of_the_council_stand_apart_from_the_inspectors(visit):
    strength = FindingFactory(visit=visit, strength=True)
    concern = FindingFactory(visit=visit, voice=Voice.OFSTED_REPORTED)
    council = FindingFactory(visit=visit, voice=Voice.COUNCIL)
    unattributed = FindingFactory(visit=visit, voice=Voice.UNATTRIBUTED)

    page = visit_page(visit)

    assert [(group.label, group.findings) for group in page.findings] == [
        (FindingKind.STRENGTH.label, [Found(strength, [])]),
        (FindingKind.CONCERN.label, [Found(concern, [])]),
    ]
    others = [found.finding for found in page.said_by_others]
    assert others == [council, unattributed]
    assert page.finding_count == 4


def test_notes_stand_with_what_they_are_about(visit):
    check = VisitCheckFactory(visit=visit)
    reply = VisitNoteFactory(visit=visit, reply=True)
    of_check = VisitNoteFactory(visit=visit, check_made=check)
    of_visit = VisitNoteFactory(visit=visit)

    page = visit_page(visit)

    assert page.notes == [of_visit]
    assert page.checks[0].notes == [of_check]
    assert page.findings[0].findings == [Found(reply.finding, [reply])]


def test_check_of_a_draft_is_no_check_before(visit):
    check = VisitCheckFactory(visit=visit)
    draft = VisitFactory(plan=visit.plan, draft=True, starts_on=date(2026, 2, 3))
    VisitCheckFactory(visit=draft, action=check.action)

    assert visit_page(visit).checks[0].before is None


def test_gaps_are_those_of_the_document_that_tells_of_the_visit(plan):
    source = SourceFactory(plan=plan)
    visit = VisitFactory(plan=plan, source=source)
    gap = GapFactory(plan=plan, source=source)
    GapFactory(plan=plan)

    assert visit_page(visit).gaps == Gaps(open=[gap], filled=[])
    assert visit_page(VisitFactory(plan=plan)).gaps == Gaps(open=[], filled=[])


def test_gaps_that_a_visit_filled_are_shown_with_it_and_no_longer_elsewhere(plan):
    source = SourceFactory(plan=plan)
    told = VisitFactory(plan=plan, source=source)
    brought = VisitFactory(plan=plan)
    gap = GapFactory(plan=plan, source=source, filled=True, filled_visit=brought)

    assert visit_page(brought).gaps == Gaps(open=[], filled=[gap])
    assert visit_page(told).gaps == Gaps(open=[], filled=[])


def test_documents_are_the_reports_that_were_brought_in(plan):
    visit = VisitFactory(plan=plan)
    report = ImportDraftFactory(plan=plan, brought_in=True, visit=visit)
    ImportDraftFactory(plan=plan, report=True)

    assert visit_page(visit).documents == [report]


def test_grades_and_what_it_raised(visit):
    judgement = JudgementFactory(visit=visit)
    recommendation = RecommendationFactory(visit=visit)

    page = visit_page(visit)

    assert page.judgements == [judgement]
    assert page.recommendations == [recommendation]


@pytest.mark.parametrize("count", [1, 50])
def test_page_is_read_in_eight_queries(plan, django_assert_num_queries, count):
    visit = VisitFactory(plan=plan, source=SourceFactory(plan=plan))
    earlier = VisitFactory(plan=plan, starts_on=date(2026, 2, 3))
    for _ in range(count):
        FindingFactory(visit=visit, source=visit.source)
        check = VisitCheckFactory(visit=visit)
        VisitCheckFactory(visit=earlier, action=check.action)

    with django_assert_num_queries(QUERIES):
        page = visit_page(visit)
        assert page.checks[0].reference
        assert page.checks[0].before.visit.reference
