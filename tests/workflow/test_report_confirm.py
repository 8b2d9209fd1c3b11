"""A report confirmed: all of it at once, once, and nothing else."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from tests.factories import (
    GapFactory,
    ImportDraftFactory,
    JudgementFactory,
    RecommendationFactory,
    SourceFactory,
    ThemeFactory,
    UserFactory,
    VisitFactory,
)
from tests.reviews import GRADES, TEXTS, a_review, area_of
from tracker.models import (
    Change,
    Gap,
    ImportDraft,
    Judgement,
    Recommendation,
    RecommendationPart,
    Source,
    StaleRecordError,
    Visit,
    change_set,
)
from tracker.workflow import report_confirm
from tracker.workflow.report_confirm import Decision, confirm_report
from tracker.workflow.report_plan import planned
from tracker.workflow.report_review import ReviewedPart

pytestmark = pytest.mark.django_db

QUERIES = 38  # however much the report asks for
NEW = Decision(visit=None, publish=True, grades=["Overall effectiveness"], gaps=[])
INSPECTION = {
    "inspection": True,
    "published": True,
    "starts_on": date(2026, 3, 5),
    "ends_on": date(2026, 3, 20),
}


def draft_of(review=None, **values):
    review = review or a_review()
    return ImportDraftFactory(report=True, review=review.as_data(), **values)


def confirm(draft, today, decision=NEW, by=None, version=1):
    with change_set(actor="test"):
        return confirm_report(
            draft=draft,
            version=version,
            decision=decision,
            by=by or UserFactory(),
            on=today,
        )


def joining(visit, grades=(), gaps=()):
    return Decision(visit=visit, publish=False, grades=list(grades), gaps=list(gaps))


def test_report_makes_source_visit_grades_and_recommendations(today):
    draft, by = draft_of(), UserFactory()

    confirm(draft, today, by=by)

    source, visit = Source.objects.get(), Visit.objects.get()
    assert (source.code, source.kind, source.publisher) == (
        "001",
        "inspection_report",
        "Ofsted",
    )
    assert source.title == "Northmere: Full inspection, 2 to 13 March 2026"
    assert source.published_on == date(2026, 5, 18)
    assert (visit.reference, visit.kind, visit.framework) == (
        "V-2026-01",
        "full_inspection",
        "ilacs",
    )
    assert (visit.starts_on, visit.ends_on) == (date(2026, 3, 2), date(2026, 3, 13))
    assert (visit.inspectors, visit.letter_published_on) == (
        "Ann Archer",
        date(2026, 5, 18),
    )
    assert (visit.source, visit.locator, visit.quote) == (
        source,
        "page 1",
        "“2 March 2026”",
    )
    assert visit.is_published
    judgement = Judgement.objects.get()
    assert (judgement.visit, judgement.area, judgement.grade) == (
        visit,
        "Overall effectiveness",
        "good",
    )
    assert (judgement.source, judgement.quote) == (source, "Overall Good")
    rows = Recommendation.objects.values_list(
        "reference", "text", "kind", "voice", "visit", "source", "locator", "quote"
    )
    same = ("area_for_improvement", "ofsted", visit.pk, source.pk, "page 2")
    assert list(rows) == [
        ("R-001", TEXTS[0], *same, TEXTS[0]),
        ("R-002", TEXTS[1], *same, TEXTS[1]),
    ]
    parts = RecommendationPart.objects.values_list("number", "text", "theme")
    assert list(parts) == [(1, TEXTS[0], None), (1, TEXTS[1], None)]
    draft = ImportDraft.objects.get()
    assert (draft.confirmed_by, draft.confirmed_on, draft.visit) == (by, today, visit)
    assert draft.review == {}
    assert draft.result == {
        "joined": False,
        "recommendations": [["R-001", TEXTS[0]], ["R-002", TEXTS[1]]],
        "grades": [["Overall effectiveness", "Good"]],
        "gaps": [],
        "dropped": 0,
        "known": [],
    }


def test_all_of_it_is_one_change_set_by_one_person(today):
    draft, by = draft_of(), UserFactory()

    confirm(draft, today, by=by)

    held = ImportDraft.objects.get()
    changes = Change.objects.filter(change_set=held.change_set)
    assert set(changes.values_list("model", flat=True)) == {
        "importdraft",
        "judgement",
        "recommendation",
        "recommendationpart",
        "source",
        "visit",
    }
    assert set(changes.values_list("by", flat=True)) == {by.pk}
    added = changes.exclude(model="visit").values_list("why", flat=True)
    assert set(added) == {"Import 1: report.pdf"}


def test_parts_themes_and_numbers_are_brought_in_and_dropped_areas_are_not(today):
    draft = draft_of()
    theme = ThemeFactory(plan=draft.plan, slug="plans")
    parts = (ReviewedPart("Plans", "plans"), ReviewedPart("Reviews", "gone"))
    areas = (
        area_of("Plans and reviews", parts=parts),
        area_of("Supervision", theme="plans"),
        area_of("Dropped", is_dropped=True),
    )
    draft.review = a_review(areas=areas).as_data()
    draft.save()

    confirm(draft, today)

    rows = RecommendationPart.objects.values_list(
        "recommendation__reference", "number", "text", "theme"
    )
    assert list(rows) == [
        ("R-001", 1, "Plans", theme.pk),
        ("R-001", 2, "Reviews", None),
        ("R-002", 1, "Supervision", theme.pk),
    ]
    assert ImportDraft.objects.get().result["dropped"] == 1


def test_letter_is_a_letter_and_its_code_follows_the_highest(today):
    draft = draft_of(a_review(visit={"kind": "focused_visit"}, grades=()))
    SourceFactory(plan=draft.plan, code="007")
    SourceFactory(plan=draft.plan, code="minutes")

    confirm(draft, today)

    source = Source.objects.get(
        publisher="Ofsted", kind="inspectorate_letter", code="008"
    )
    assert source.title == "Northmere: Focused visit, 2 to 13 March 2026"


def test_visit_may_stay_a_draft(today):
    decision = Decision(visit=None, publish=False, grades=[], gaps=[])

    confirm(draft_of(), today, decision)

    assert not Visit.objects.get().is_published


# A visit that is there


def test_recommendations_are_added_to_a_visit_that_is_there_and_nothing_else(today):
    draft = draft_of()
    visit = VisitFactory(
        plan=draft.plan, **INSPECTION, source=SourceFactory(plan=draft.plan)
    )
    grade = JudgementFactory(visit=visit, area="overall", grade="inadequate")
    before = Visit.objects.filter(pk=visit.pk).values().get()

    confirm(draft, today, joining(visit))

    assert Visit.objects.filter(pk=visit.pk).values().get() == before
    assert list(Judgement.objects.all()) == [grade]
    assert set(Recommendation.objects.values_list("visit", flat=True)) == {visit.pk}
    assert Recommendation.objects.count() == 2
    assert ImportDraft.objects.get().result["joined"]


def test_grade_of_a_visit_that_is_there_is_added_where_it_is_asked_for(today):
    draft = draft_of()
    visit = VisitFactory(plan=draft.plan, **INSPECTION)

    confirm(draft, today, joining(visit, grades=["Overall effectiveness"]))

    assert Judgement.objects.get().area == "Overall effectiveness"


def test_what_the_visit_has_already_is_left_as_it_is(today):
    draft = draft_of()
    visit = VisitFactory(plan=draft.plan, **INSPECTION)
    known = RecommendationFactory(visit=visit, text="The  quality of Plans.")
    JudgementFactory(visit=visit, area="overall EFFECTIVENESS")

    plans = planned(plan=draft.plan, review=a_review())
    confirm(draft, today, joining(visit, grades=["Overall effectiveness"]))

    assert [area.words.text for area in plans.new] == [TEXTS[1]]
    assert [recommendation for _, recommendation in plans.known] == [known]
    assert plans.grades == []
    texts = Recommendation.objects.exclude(pk=known.pk).values_list("text", flat=True)
    assert list(texts) == [TEXTS[1]]
    assert Judgement.objects.count() == 1
    assert ImportDraft.objects.get().result["known"] == [known.reference]


@pytest.mark.parametrize(
    ("grades", "sentence"),
    [
        pytest.param((), report_confirm.NOTHING_NEW, id="nothing"),
        pytest.param(GRADES, report_confirm.TICK_A_GRADE, id="a grade"),
    ],
)
def test_report_that_adds_nothing_is_refused(today, grades, sentence):
    draft = draft_of(a_review(TEXTS[0], grades=grades))
    visit = VisitFactory(plan=draft.plan, **INSPECTION)
    RecommendationFactory(visit=visit, text=TEXTS[0])

    with pytest.raises(ValidationError) as refused:
        confirm(draft, today, joining(visit))

    assert refused.value.messages == [sentence]
    assert not Source.objects.exists()


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "is_same"),
    [
        pytest.param((2026, 3, 13), (2026, 3, 20), True, id="begins on the last day"),
        pytest.param((2026, 2, 20), (2026, 3, 2), True, id="ends on the first day"),
        pytest.param((2026, 3, 1), (2026, 3, 31), True, id="known by month"),
        pytest.param((2026, 3, 14), (2026, 3, 20), False, id="after"),
        pytest.param((2026, 2, 20), (2026, 3, 1), False, id="before"),
    ],
)
def test_visit_of_the_same_kind_on_some_of_the_days_is_the_same(
    starts_on, ends_on, is_same
):
    draft = draft_of()
    days = {"starts_on": date(*starts_on), "ends_on": date(*ends_on)}
    visit = VisitFactory(plan=draft.plan, inspection=True, **days)
    VisitFactory(plan=draft.plan, starts_on=date(2026, 3, 3))  # of another kind
    VisitFactory(inspection=True, **days)  # of another plan

    found = planned(plan=draft.plan, review=a_review()).visits

    assert found == ([visit] if is_same else [])


def test_one_of_several_visits_has_to_be_chosen(today):
    draft = draft_of()
    visits = [VisitFactory(plan=draft.plan, **INSPECTION) for _ in range(2)]

    with pytest.raises(ValidationError) as refused:
        confirm(draft, today)

    assert refused.value.message_dict == {"visit": [report_confirm.CHOOSE_VISIT]}
    assert not Source.objects.exists()
    confirm(draft, today, joining(visits[1]))
    assert Recommendation.objects.first().visit == visits[1]


def test_visit_recorded_meanwhile_is_not_recorded_twice(today):
    draft = draft_of()
    VisitFactory(plan=draft.plan, **INSPECTION)  # after the page was opened

    with pytest.raises(ValidationError):
        confirm(draft, today)

    assert Visit.objects.count() == 1


# Gaps


def test_gaps_that_were_ticked_are_filled_and_no_others(today):
    draft, by = draft_of(), UserFactory()
    gap = GapFactory(plan=draft.plan, how_many=18)
    other = GapFactory(plan=draft.plan)
    visit = VisitFactory(plan=draft.plan, **INSPECTION)

    confirm(draft, today, joining(visit, gaps=[gap]), by=by)

    filled = Gap.objects.get(pk=gap.pk)
    assert (filled.filled_on, filled.filled_by, filled.filled_visit) == (
        today,
        by,
        visit,
    )
    assert filled.filled_note == "2 recommendations from report.pdf"
    assert list(Gap.objects.open()) == [other]
    assert ImportDraft.objects.get().result["gaps"] == [[gap.reference, gap.what]]


def test_gap_that_somebody_filled_meanwhile_stops_all(today):
    draft = draft_of()
    gap = GapFactory(plan=draft.plan, filled=True)

    with pytest.raises(ValidationError, match="was filled on 1 June 2026 already"):
        confirm(draft, today, Decision(None, publish=True, grades=[], gaps=[gap]))

    assert not Source.objects.exists()
    assert not Recommendation.objects.exists()
    assert not ImportDraft.objects.get().is_confirmed


# What is refused


def test_confirming_twice_is_refused_and_adds_nothing(today):
    draft = draft_of()
    confirm(draft, today)

    with pytest.raises(ValidationError) as refused:
        confirm(draft, today)

    assert refused.value.messages == [
        "This report was brought in already, on 15 June 2026."
    ]
    assert Visit.objects.count() == Source.objects.count() == 1


def test_draft_that_was_changed_since_is_refused(today):
    draft = draft_of()

    with pytest.raises(StaleRecordError):
        confirm(draft, today, version=2)

    assert not Visit.objects.exists()


def test_what_is_still_needed_is_said(today):
    draft = draft_of(a_review(visit={"published_on": None, "kind": ""}))

    with pytest.raises(ValidationError) as refused:
        confirm(draft, today)

    assert refused.value.messages == [
        "Say what kind of visit it was.",
        "Give the day on which the report was published.",
    ]


def test_report_of_a_day_to_come_is_refused(today):
    draft = draft_of(a_review(visit={"published_on": date(2026, 6, 16)}))

    with pytest.raises(ValidationError, match="Give today or a day in the past"):
        confirm(draft, today)

    assert not Source.objects.exists()


@pytest.mark.parametrize("count", [1, 50])
def test_queries_are_the_same_for_one_area_as_for_fifty(
    today, count, django_assert_num_queries
):
    texts = [f"Area {number}" for number in range(count)]
    draft, by = draft_of(a_review(*texts)), UserFactory()

    with django_assert_num_queries(QUERIES):
        confirm(draft, today, by=by)

    assert Recommendation.objects.count() == count
