from datetime import date

import pytest
from django.core.exceptions import ValidationError

from tests.factories import (
    RecommendationFactory,
    SourceFactory,
    VisitFactory,
    unsaved,
)
from tests.models.rules import assert_accepted, assert_refused, assert_said
from tracker.choices import RecommendationKind
from tracker.models import Recommendation

pytestmark = pytest.mark.django_db

NOT_LISTED = "Value 'odd' is not a valid choice."
BASIS = "Say whether the link is stated or inferred."


def required(**values):
    """A recommendation that is not stored, and has no part."""
    return unsaved(RecommendationFactory, parts=0, **values)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        pytest.param({"kind": "odd"}, NOT_LISTED, id="kind"),
        pytest.param({"section": "odd"}, NOT_LISTED, id="section"),
        pytest.param({"voice": "odd"}, NOT_LISTED, id="voice"),
        pytest.param(
            {"visit": None},
            "Choose the visit that raised it, or make it an own finding.",
            id="an area for improvement without a visit",
        ),
        pytest.param({"belongs_to_basis": "stated"}, BASIS, id="basis without a link"),
    ],
)
def test_recommendation_is_refused(values, sentence):
    assert_refused(required(**values), sentence)


def test_recommendation_that_belongs_to_another_says_how_that_is_known():
    parent = RecommendationFactory()

    assert_refused(required(plan=parent.plan, belongs_to=parent), BASIS)
    assert_accepted(
        required(plan=parent.plan, belongs_to=parent, belongs_to_basis="inferred")
    )


def test_own_finding_needs_no_visit():
    assert_accepted(required(own_finding=True))


def test_recommendation_reference_is_used_once_in_a_plan():
    taken = RecommendationFactory(text="Supervision")

    assert_refused(
        required(plan=taken.plan, reference=taken.reference),
        "Recommendation with this Plan and Reference already exists.",
    )
    assert str(taken) == "R-001 Supervision"


@pytest.mark.parametrize(
    ("column", "other", "sentence"),
    [
        pytest.param("visit", VisitFactory, "Choose a visit of the same plan.", id="v"),
        pytest.param(
            "source", SourceFactory, "Choose a document of the same plan.", id="source"
        ),
        pytest.param(
            "belongs_to",
            RecommendationFactory,
            "Choose a recommendation of the same plan.",
            id="parent",
        ),
    ],
)
def test_recommendation_keeps_to_its_plan(column, other, sentence):
    row = RecommendationFactory()
    setattr(row, column, other())
    row.belongs_to_basis = "stated" if column == "belongs_to" else ""

    assert_said(row, sentence)


def test_recommendation_does_not_belong_to_itself():
    row = RecommendationFactory()
    row.belongs_to, row.belongs_to_basis = row, "stated"

    assert_said(row, "Choose another recommendation.")


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({"text": "Other words."}, id="text"),
        pytest.param({"kind": RecommendationKind.SHORTFALL}, id="kind"),
        pytest.param({"number": "7"}, id="number"),
        pytest.param({"locator": "page 3"}, id="locator"),
        pytest.param({"more_quotes": [{"quote": "More."}]}, id="further quotes"),
        pytest.param({"visit": None}, id="moved away from its visit"),
    ],
)
def test_words_of_a_published_visit_are_not_changed(values):
    row = RecommendationFactory(visit__published=True)
    for name, value in values.items():
        setattr(row, name, value)

    with pytest.raises(ValidationError, match="its words are not changed"):
        row.save()


def test_recommendation_of_a_published_visit_is_not_removed():
    row = RecommendationFactory(visit__published=True, parts=0)

    with pytest.raises(ValidationError, match="its words are not removed"):
        row.delete()


def test_recommendation_of_a_published_visit_may_be_sorted():
    parent = RecommendationFactory()
    row = RecommendationFactory(plan=parent.plan, visit__published=True)

    row.belongs_to, row.belongs_to_basis = parent, "inferred"
    row.save()

    row.refresh_from_db()
    assert row.belongs_to == parent


def test_recommendation_of_a_visit_not_yet_published_is_changed_and_removed():
    row = RecommendationFactory(visit__draft=True, parts=0)

    row.text = "Other words."
    row.save()
    row.delete()

    assert Recommendation.objects.count() == 0


def test_required_are_those_that_inspectors_demand_by_name():
    kinds = {
        kind: RecommendationFactory(kind=kind).kind
        for kind in RecommendationKind.values
    }

    found = Recommendation.objects.required().values_list("kind", flat=True)

    assert sorted(found) == sorted(
        kind for kind in kinds if kind not in ("shortfall", "own_finding")
    )


@pytest.mark.parametrize(
    ("values", "days"),
    [
        pytest.param({}, [False, True], id="when its visit had ended"),
        pytest.param(
            {"own_finding": True, "source__published_on": date(2026, 4, 22)},
            [False, True],
            id="own finding: when its document was published",
        ),
        pytest.param(
            {"own_finding": True}, [True, True], id="own finding, no document"
        ),
    ],
)
def test_raised_by_a_day(values, days):
    published_on = values.pop("source__published_on", None)
    source = SourceFactory(published_on=published_on) if published_on else None
    RecommendationFactory(**values, **({"source": source} if source else {}))

    told = [
        Recommendation.objects.raised_by(on).exists()
        for on in (date(2026, 4, 21), date(2026, 4, 22))
    ]

    assert told == days


@pytest.mark.parametrize(
    ("values", "raised_on"),
    [
        pytest.param({}, date(2026, 4, 22), id="the last day of its visit"),
        pytest.param({"own_finding": True}, None, id="not known"),
        pytest.param(
            {"own_finding": True, "source__published_on": date(2026, 3, 1)},
            date(2026, 3, 1),
            id="the day of its document",
        ),
    ],
)
def test_recommendation_was_raised_on(values, raised_on):
    day = values.pop("source__published_on", None)
    source = SourceFactory(published_on=day) if day else None

    row = RecommendationFactory(**values, **({"source": source} if source else {}))

    assert row.raised_on == raised_on
