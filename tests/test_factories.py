"""Factories make rows that the models themselves would accept, all in one plan."""

import pytest
from factory.django import DjangoModelFactory

from tests import factories
from tests.factories import ActionFactory, EvidenceFactory, RecommendationFactory
from tests.people import plan_with_people
from tracker.choices import ActionStatus
from tracker.models import Plan

FACTORIES = [
    made
    for name in factories.__all__
    if isinstance(made := getattr(factories, name), type)
    and issubclass(made, DjangoModelFactory)
]


@pytest.mark.django_db
@pytest.mark.parametrize("made", FACTORIES, ids=lambda made: made.__name__)
def test_factory_makes_a_valid_row_in_one_plan(made):
    row = made()

    row.full_clean()
    assert Plan.objects.count() == (0 if made is factories.UserFactory else 1)


@pytest.mark.django_db
def test_factory_takes_the_plan_of_the_row_given():
    visit = factories.VisitFactory()

    finding = factories.FindingFactory(visit=visit)
    check = factories.VisitCheckFactory(visit=visit)

    assert finding.plan == visit.plan
    assert check.action.plan == visit.plan
    assert Plan.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "trait",
    [
        *ActionStatus.values[1:],
        "overdue",
        "due_soon",
        "undated",
        "owned",
        "recorded",
    ],
)
def test_action_copies_agree_with_its_rows(trait):
    action = ActionFactory(**{trait: True})

    action.full_clean()
    steps = action.status_changes.values_list("from_status", "to_status")
    owners = action.owner_changes.values_list("to_post", flat=True)
    before = ["", *(after for _, after in steps)]
    assert [start for start, _ in steps] == before[:-1]
    assert before[-1] == action.status
    assert list(owners) == ([action.owner_post_id] if action.owner_post_id else [])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("parts", "texts"),
    [
        pytest.param(None, ["Supervision"], id="its own text"),
        pytest.param(2, ["Part 1 of R-001", "Part 2 of R-001"], id="a number"),
        pytest.param(["Plans", "Reviews"], ["Plans", "Reviews"], id="texts"),
    ],
)
def test_recommendation_has_the_parts_asked_for(parts, texts):
    options = {} if parts is None else {"parts": parts}

    made = RecommendationFactory(text="Supervision", **options)

    assert list(made.parts.values_list("text", flat=True)) == texts


@pytest.mark.django_db
def test_evidence_stored_has_a_file():
    evidence = EvidenceFactory(stored=True)

    evidence.full_clean()
    assert evidence.file.size == evidence.size


@pytest.mark.django_db
def test_plan_with_people_has_one_plan():
    people = plan_with_people()

    assert list(Plan.objects.all()) == [people.plan]
