"""Recommendations in the back office: words and parts change together."""

import pytest

from tests.admin.pages import address, as_opened, errors_of, send
from tests.factories import AnswerFactory, RecommendationFactory, VisitFactory
from tracker.models import Change, Recommendation, RecommendationPart

pytestmark = pytest.mark.django_db


def page_of(recommendation):
    """The address of a recommendation's page."""
    return address(Recommendation, "change", recommendation.pk)


def test_add_recommendation_has_a_reference_and_one_part(boss):
    visit = VisitFactory(published=True)

    send(
        boss,
        address(Recommendation, "add"),
        plan=visit.plan.pk,
        kind="area_for_improvement",
        text="The quality of supervision",
        visit=visit.pk,
    )

    added = Recommendation.objects.get()
    assert added.reference == "R-001"
    assert added.parts.get().text == "The quality of supervision"


def test_add_recommendation_without_visit_is_refused_in_words(boss):
    response = send(
        boss,
        address(Recommendation, "add"),
        plan=VisitFactory().plan.pk,
        kind="area_for_improvement",
        text="The quality of supervision",
    )

    assert "Choose the visit that raised it" in str(errors_of(response))


def test_change_words_and_parts_in_one_go(boss):
    recommendation = RecommendationFactory(
        visit__draft=True, parts=["Plans", "Reviews"]
    )
    recommendation.refresh_from_db()

    send(
        boss,
        page_of(recommendation),
        **{
            "text": "The quality of plans and reviews",
            "parts-0-text": "Care plans",
            "parts-TOTAL_FORMS": "3",
            "parts-2-text": "Case recording",
            "why": "Read again",
        },
    )

    recommendation.refresh_from_db()
    texts = list(recommendation.parts.values_list("number", "text"))
    assert recommendation.text == "The quality of plans and reviews"
    assert texts == [(1, "Care plans"), (2, "Reviews"), (3, "Case recording")]
    assert {change.why for change in Change.objects.of(recommendation)[:1]} == {
        "Read again"
    }


def test_part_that_is_answered_stays_where_words_change(boss):
    recommendation = RecommendationFactory(own_finding=True)
    answer = AnswerFactory(part=recommendation.parts.get())

    send(boss, page_of(answer.part.recommendation), text="Other", why="Shorter")

    answer.refresh_from_db()
    assert answer.part.recommendation.text == "Other"


def test_nothing_changed_leaves_no_change(boss):
    recommendation = RecommendationFactory(visit__draft=True)
    before = Change.objects.count()

    send(boss, page_of(recommendation))

    assert Change.objects.count() == before


def test_saved_meanwhile_is_refused_with_both_versions(boss):
    recommendation = RecommendationFactory(visit__draft=True)
    data = as_opened(boss.get(page_of(recommendation)))
    recommendation.text = "Their words"
    recommendation.save()

    response = boss.post(page_of(recommendation), data | {"text": "My words"})

    assert "stored now “Their words”, you typed “My words”" in str(errors_of(response))


def test_empty_part_is_refused_in_words(boss):
    recommendation = RecommendationFactory(visit__draft=True)

    response = send(boss, page_of(recommendation), **{"parts-0-text": ""})

    assert response.status_code == 200
    assert RecommendationPart.objects.get().text == recommendation.text
