from datetime import date

import pytest
from django.core.exceptions import ValidationError

from tests.factories import (
    ActionFactory,
    CheckFindingFactory,
    FindingFactory,
    RecommendationFactory,
    VisitCheckFactory,
    VisitFactory,
    unsaved,
)
from tests.models.rules import assert_accepted, assert_refused, assert_said
from tracker.models import CheckFinding, VisitCheck

pytestmark = pytest.mark.django_db

ONE_TARGET = "Choose an action or a recommendation, not both."


@pytest.mark.parametrize(
    "column", ["progress", "sustained", "consistency", "direction", "basis", "voice"]
)
def test_check_is_refused(column):
    row = unsaved(VisitCheckFactory, **{column: "odd"})

    assert_refused(row, "Value 'odd' is not a valid choice.")


@pytest.mark.parametrize("factory", [ActionFactory, RecommendationFactory])
def test_check_has_one_target(factory):
    target = factory()
    name = target._meta.model_name

    check = VisitCheckFactory(**{name: target})

    check.full_clean()
    assert check.target == target
    assert str(check) == f"V-2026-{check.visit.reference[-2:]} on {target.reference}"


def test_check_of_both_or_of_nothing_is_refused():
    visit = VisitFactory()
    both = {
        "action": ActionFactory(plan=visit.plan),
        "recommendation": RecommendationFactory(plan=visit.plan, visit=visit),
    }

    row = unsaved(VisitCheckFactory, visit=visit, **both)

    assert_refused(row, ONE_TARGET)
    assert_refused(unsaved(VisitCheckFactory, visit=visit, action=None), ONE_TARGET)


@pytest.mark.parametrize(
    ("factory", "sentence"),
    [
        (ActionFactory, "This visit already has a check of that action."),
        (
            RecommendationFactory,
            "This visit already has a check of that recommendation.",
        ),
    ],
)
def test_check_of_a_visit_and_target_is_one(factory, sentence):
    target = factory()
    name = target._meta.model_name
    check = VisitCheckFactory(**{name: target})
    again = unsaved(VisitCheckFactory, visit=check.visit, **{name: target})
    elsewhere = unsaved(VisitCheckFactory, **{name: target})

    assert_refused(again, sentence)
    assert_accepted(elsewhere)


@pytest.mark.parametrize(
    ("factory", "sentence"),
    [
        (ActionFactory, "Choose an action of the same plan."),
        (RecommendationFactory, "Choose a recommendation of the same plan."),
    ],
)
def test_check_keeps_to_its_plan(factory, sentence):
    target = factory()
    values = {target._meta.model_name: target}

    assert_said(unsaved(VisitCheckFactory, visit=VisitFactory(), **values), sentence)


def test_check_that_names_no_visit_gets_a_sentence():
    row = VisitCheck(action=ActionFactory())

    with pytest.raises(ValidationError) as refused:
        row.full_clean()

    assert refused.value.message_dict == {"visit": ["This field cannot be null."]}


def test_check_of_a_published_visit_is_read_only():
    check = VisitCheckFactory(visit__published=True)

    check.progress = "met"

    with pytest.raises(ValidationError, match="what inspectors wrote is not changed"):
        check.save()
    with pytest.raises(ValidationError, match="what inspectors wrote is not changed"):
        check.delete()


def test_latest_by_a_day_is_of_visits_that_had_ended():
    action = ActionFactory()
    early = VisitCheckFactory(action=action, visit__starts_on=date(2025, 11, 10))
    late = VisitCheckFactory(action=action, visit__starts_on=date(2026, 4, 21))

    days = (date(2025, 11, 10), date(2025, 11, 11), date(2026, 4, 22))
    found = [list(VisitCheck.objects.latest_by(on)) for on in days]

    assert found == [[], [early], [late, early]]


def test_check_rests_on_findings_of_its_own_visit():
    link = CheckFindingFactory()
    foreign = FindingFactory(plan=link.finding.plan)
    row = unsaved(CheckFindingFactory, check_made=link.check_made, finding=foreign)

    assert_said(row, "Choose a finding of the same visit.")
    assert str(link) == f"{link.check_made} rests on F-001"


def test_check_rests_on_a_finding_once():
    link = CheckFindingFactory()

    assert_refused(
        unsaved(CheckFindingFactory, check_made=link.check_made, finding=link.finding),
        "Check finding with this Check made and Finding already exists.",
    )


def test_link_that_names_nothing_gets_sentences():
    with pytest.raises(ValidationError) as refused:
        CheckFinding().full_clean()

    assert sorted(refused.value.message_dict) == ["check_made", "finding"]
