from datetime import date

import pytest
from django.core.exceptions import ValidationError

from tests.factories import (
    ActionFactory,
    AnswerFactory,
    RecommendationFactory,
    RecommendationPartFactory,
    RecurrenceFactory,
    SourceFactory,
    ThemeFactory,
    VisitCheckFactory,
    VisitFactory,
    unsaved,
)
from tests.models.rules import assert_accepted, assert_refused, assert_said
from tracker.choices import RecommendationKind
from tracker.models import Recommendation, Recurrence

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


def test_recommendation_is_unanswered_while_one_part_is():
    row = RecommendationFactory(parts=2)
    first, second = row.parts.all()
    AnswerFactory(part=first)

    assert list(Recommendation.objects.unanswered()) == [row]
    AnswerFactory(part=second)
    assert list(Recommendation.objects.unanswered()) == []


@pytest.mark.parametrize("count", [1, 50])
def test_counts_are_told_apart_in_one_query(count, django_assert_num_queries):
    row = RecommendationFactory(parts=3)
    first, second, _ = row.parts.all()
    action = ActionFactory(plan=row.plan)
    AnswerFactory(action=action, part=first)
    AnswerFactory(action=action, part=second)
    AnswerFactory(action=ActionFactory(plan=row.plan, closed=True), part=second)
    for _ in range(2):
        VisitCheckFactory(recommendation=row)
    for _ in range(count - 1):
        RecommendationFactory(plan=row.plan, visit=row.visit)

    with django_assert_num_queries(1):
        found = list(Recommendation.objects.with_counts())

    assert (
        found[0].part_count,
        found[0].covered_part_count,
        found[0].action_count,
        found[0].live_action_count,
        found[0].check_count,
    ) == (3, 2, 2, 1, 2)
    assert len(found) == count


def test_part_is_numbered_once():
    part = RecommendationPartFactory(text="Plans")

    assert_refused(
        unsaved(
            RecommendationPartFactory, recommendation=part.recommendation, number=1
        ),
        "Recommendation part with this Recommendation and Number already exists.",
    )
    assert str(part) == "R-001 part 1: Plans"


def test_part_of_another_plans_theme_is_refused():
    row = unsaved(
        RecommendationPartFactory,
        recommendation=RecommendationFactory(),
        theme=ThemeFactory(),
    )

    assert_said(row, "Choose a theme of the same plan.")


@pytest.mark.parametrize(
    "values",
    [pytest.param({"kind": "odd"}, id="kind"), pytest.param({"basis": "odd"}, id="b")],
)
def test_recurrence_is_refused(values):
    assert_refused(unsaved(RecurrenceFactory, **values), NOT_LISTED)


def test_recurrence_of_itself_is_refused():
    row = RecommendationFactory()

    assert_refused(
        unsaved(RecurrenceFactory, earlier=row, later=row),
        "A recommendation does not recur as itself.",
    )


def test_recurrence_is_linked_once():
    link = RecurrenceFactory()

    assert_refused(
        unsaved(RecurrenceFactory, earlier=link.earlier, later=link.later),
        "Recurrence with this Later and Earlier already exists.",
    )
    assert str(link) == "R-002 recurs R-001"


def test_recurrence_across_plans_is_refused():
    row = unsaved(
        RecurrenceFactory,
        earlier=RecommendationFactory(),
        later=RecommendationFactory(),
    )

    assert_said(row, "Link recommendations of one plan.")


def test_recurrence_that_names_neither_gets_sentences():
    with pytest.raises(ValidationError) as refused:
        Recurrence(
            kind="recurs", basis="stated", linked_on=date(2026, 6, 1)
        ).full_clean()

    assert sorted(refused.value.message_dict) == ["earlier", "later"]
