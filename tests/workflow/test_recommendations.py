import pytest
from django.core.exceptions import ValidationError

from tests.factories import (
    AnswerFactory,
    PlanFactory,
    RecommendationFactory,
    ThemeFactory,
    UserFactory,
    VisitFactory,
)
from tracker.choices import RecommendationKind, RecommendationSection, Voice
from tracker.models import Change, StaleRecordError, change_set
from tracker.workflow.recommendations import (
    NewRecommendation,
    PartWording,
    RecommendationWording,
    create_recommendation,
    create_recommendations,
    edit_recommendation,
)

pytestmark = pytest.mark.django_db

WHY = "The letter was corrected."


def words(visit=None, **values):
    """A recommendation's words, an area for improvement of the visit."""
    return RecommendationWording(
        **{
            "kind": RecommendationKind.AREA_FOR_IMPROVEMENT,
            "section": RecommendationSection.LOCAL_AUTHORITY,
            "number": "3",
            "text": "The quality of plans.",
            "visit": visit,
            "voice": Voice.OFSTED,
            "source": None,
            "locator": "",
            "quote": "",
            **values,
        }
    )


def parts_of(recommendation):
    """Number, text and theme of each part."""
    return list(recommendation.parts.values_list("number", "text", "theme"))


def as_they_stand(recommendation):
    """The parts, unchanged."""
    return [
        PartWording(part.text, part.theme, part.number)
        for part in recommendation.parts.all()
    ]


def test_create_numbers_reference_and_parts():
    visit = VisitFactory()
    RecommendationFactory(visit=visit)
    theme = ThemeFactory(plan=visit.plan)

    added = create_recommendation(
        plan=visit.plan,
        wording=words(visit),
        parts=[PartWording("Plans", theme), PartWording("Reviews")],
    )

    assert added.reference == "R-002"
    assert added.number == "3"
    assert parts_of(added) == [(1, "Plans", theme.pk), (2, "Reviews", None)]


def test_create_without_parts_makes_it_its_own_part():
    visit = VisitFactory()

    added = create_recommendation(plan=visit.plan, wording=words(visit), parts=[])

    assert parts_of(added) == [(1, "The quality of plans.", None)]


def test_create_without_visit_is_refused_unless_it_is_an_own_finding():
    plan = PlanFactory()
    own = words(kind=RecommendationKind.OWN_FINDING, voice=Voice.COUNCIL)

    with pytest.raises(ValidationError, match="Choose the visit that raised it"):
        create_recommendation(plan=plan, wording=words(), parts=[])

    assert create_recommendation(plan=plan, wording=own, parts=[]).visit is None
    assert plan.recommendations.count() == 1


def test_edit_writes_words_and_parts_in_one_change_set_with_the_reason():
    recommendation = RecommendationFactory(
        visit__draft=True, parts=["Plans", "Reviews"]
    )
    mary = UserFactory(full_name="Mary Manager")

    with change_set(by=mary):
        edited = edit_recommendation(
            recommendation=recommendation,
            version=1,
            wording=words(recommendation.visit, text="The quality of all plans."),
            parts=[PartWording("All plans", None, 1), PartWording("Audits")],
            why=WHY,
        )

    assert edited.text == "The quality of all plans."
    assert edited.version == 2
    assert parts_of(edited) == [(1, "All plans", None), (3, "Audits", None)]
    written = Change.objects.filter(why=WHY)
    assert sorted(written.values_list("model", "kind", "by__full_name")) == [
        ("recommendation", "changed", "Mary Manager"),
        ("recommendationpart", "changed", "Mary Manager"),
        ("recommendationpart", "created", "Mary Manager"),
        ("recommendationpart", "removed", "Mary Manager"),
    ]
    assert len(set(written.values_list("change_set"))) == 1


def test_edit_of_parts_alone_makes_an_open_form_stale():
    recommendation = RecommendationFactory()
    stands = as_they_stand(recommendation)

    edited = edit_recommendation(
        recommendation=recommendation,
        version=1,
        wording=None,
        parts=[*stands, PartWording("Audits")],
        why=WHY,
    )

    assert edited.version == 2
    with pytest.raises(StaleRecordError) as stale:
        edit_recommendation(
            recommendation=recommendation,
            version=1,
            wording=None,
            parts=stands,
            why=WHY,
        )
    assert stale.value.current.version == 2
    assert recommendation.parts.count() == 2


def test_edit_that_changes_nothing_leaves_no_trace():
    recommendation = RecommendationFactory()

    edited = edit_recommendation(
        recommendation=recommendation,
        version=1,
        wording=None,
        parts=as_they_stand(recommendation),
        why=WHY,
    )

    assert edited.version == 1
    assert not Change.objects.filter(why=WHY).exists()


def test_part_that_an_action_answers_stays():
    recommendation = RecommendationFactory(parts=["Plans", "Reviews"])
    AnswerFactory(part=recommendation.parts.get(number=2))

    with pytest.raises(ValidationError) as refused:
        edit_recommendation(
            recommendation=recommendation,
            version=1,
            wording=None,
            parts=[PartWording("Plans", None, 1), PartWording("Audits")],
            why=WHY,
        )

    assert refused.value.message_dict == {
        "parts": [
            (
                "Part 2 is answered by an action, so it stays. "
                "Take it out of the action first."
            )
        ]
    }
    assert parts_of(recommendation) == [(1, "Plans", None), (2, "Reviews", None)]


def test_last_part_stays():
    recommendation = RecommendationFactory()

    with pytest.raises(ValidationError, match="Keep at least one part"):
        edit_recommendation(
            recommendation=recommendation, version=1, wording=None, parts=[], why=WHY
        )


def test_words_of_a_published_visit_stay_and_its_parts_may_change():
    visit = VisitFactory(published=True)
    recommendation = RecommendationFactory(visit=visit)
    theme = ThemeFactory(plan=visit.plan)

    with pytest.raises(ValidationError, match="is published"):
        edit_recommendation(
            recommendation=recommendation,
            version=1,
            wording=words(visit),
            parts=as_they_stand(recommendation),
            why=WHY,
        )
    edit_recommendation(
        recommendation=recommendation,
        version=1,
        wording=None,
        parts=[PartWording("Supervision", theme, 1)],
        why=WHY,
    )

    assert parts_of(recommendation) == [(1, "Supervision", theme.pk)]


def test_theme_of_another_plan_is_refused():
    recommendation = RecommendationFactory()

    with pytest.raises(ValidationError, match="Choose a theme of the same plan"):
        edit_recommendation(
            recommendation=recommendation,
            version=1,
            wording=None,
            parts=[PartWording("Plans", ThemeFactory(), 1)],
            why=WHY,
        )


def test_several_are_numbered_on_from_the_highest_with_their_parts():
    visit = VisitFactory()
    RecommendationFactory(visit=visit)
    theme = ThemeFactory(plan=visit.plan)

    added = create_recommendations(
        plan=visit.plan,
        entries=[
            NewRecommendation(words(visit), [PartWording("Plans", theme)]),
            NewRecommendation(
                words(visit), [PartWording("Plans"), PartWording("Reviews")]
            ),
        ],
    )

    assert [row.reference for row in added] == ["R-002", "R-003"]
    assert parts_of(added[0]) == [(1, "Plans", theme.pk)]
    assert parts_of(added[1]) == [(1, "Plans", None), (2, "Reviews", None)]
    assert Change.objects.of(added[1]).exists()


def test_none_of_several_is_stored_where_one_breaks_a_rule():
    visit = VisitFactory()
    entries = [
        NewRecommendation(words(visit), [PartWording("Plans")]),
        NewRecommendation(words(), [PartWording("Plans")]),
    ]

    with pytest.raises(ValidationError, match="Choose the visit that raised it"):
        create_recommendations(plan=visit.plan, entries=entries)

    assert not visit.plan.recommendations.exists()
