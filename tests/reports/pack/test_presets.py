"""Every pack of one engine: how many questions it asks, and that it can be stored."""

from datetime import date

import pytest

from tests.factories import (
    ActionFactory,
    AnswerFactory,
    ChallengeFactory,
    DecisionFactory,
    DueCheckFactory,
    DueDateChangeFactory,
    EvidenceFactory,
    MeasureValueFactory,
    OrganisationFactory,
    PlanFactory,
    PostFactory,
    PostHoldingFactory,
    ProgressUpdateFactory,
    RecommendationFactory,
    VisitCheckFactory,
    VisitFactory,
)
from tests.reports.pack.asking import document_of, told
from tracker.choices import PackPreset
from tracker.reports.document.stored import from_json, to_json
from tracker.reports.pack.presets import WRITERS

pytestmark = pytest.mark.django_db

QUERIES = {
    PackPreset.BOARD: 32,
    PackPreset.COMMITTEE: 11,
    PackPreset.EXCEPTION: 15,
    PackPreset.VISIT: 14,
    PackPreset.PARTNER: 1,
}


def full_plan(rows):
    """A plan with so many of everything, and what a pack of it is asked with."""
    plan = PlanFactory()
    body = OrganisationFactory(plan=plan)
    visit = VisitFactory(plan=plan, published=True, starts_on=date(2026, 6, 1))
    for _ in range(rows):
        post = PostFactory(plan=plan, organisation=body)
        PostHoldingFactory(post=post)
        action = ActionFactory(plan=plan, owner_post=post, overdue=True)
        AnswerFactory(action=action)
        ProgressUpdateFactory(action=action)
        EvidenceFactory(action=action)
        DueDateChangeFactory(action=action)
        DueCheckFactory(plan=plan)
        ActionFactory(plan=plan, recorded=True)
        raised = RecommendationFactory(plan=plan)
        VisitCheckFactory.create(action=action, visit__plan=plan)
        VisitCheckFactory(recommendation=raised, visit__plan=plan)
        ChallengeFactory(plan=plan, action=action)
        DecisionFactory(plan=plan)
        MeasureValueFactory(plan=plan)
    return plan, {"visit": visit, "organisation": body}


def test_every_preset_is_written():
    assert set(WRITERS) == set(PackPreset)


@pytest.mark.parametrize("rows", [1, 50])
@pytest.mark.parametrize("preset", PackPreset.values)
def test_pack_asks_the_same_number_of_questions(
    preset, rows, django_assert_num_queries
):
    plan, asked = full_plan(rows)

    with django_assert_num_queries(QUERIES[PackPreset(preset)]):
        document_of(preset, plan, **asked)


@pytest.mark.parametrize("preset", PackPreset.values)
def test_pack_reads_back_as_it_was_stored(preset):
    plan, asked = full_plan(1)

    document = document_of(preset, plan, **asked)

    assert from_json(to_json(document)) == document


@pytest.mark.parametrize("preset", [PackPreset.VISIT, PackPreset.PARTNER])
def test_pack_of_somebody_needs_to_know_of_whom(preset):
    with pytest.raises(ValueError, match="names a"):
        document_of(preset, PlanFactory())


def test_partner_pack_has_the_actions_of_that_organisation_alone():
    body = OrganisationFactory()
    post = PostFactory(organisation=body, plan=body.plan)
    PostHoldingFactory(post=post, name="Grace Nurse")
    mine = {"plan": body.plan, "owner_post": post}
    ActionFactory(**mine, overdue=True)
    ActionFactory(plan=body.plan, overdue=True)
    ActionFactory(**mine, closed=True)

    document = document_of(PackPreset.PARTNER, body.plan, organisation=body)

    assert document.title == f"Actions of {body.name}"
    assert [row[0] for row in told(document, "overdue")] == ["A-001"]
    assert [row[0] for row in told(document, "live")] == ["A-001"]
    assert told(document, "live")[0][2] == f"{post.title}: Grace Nurse"
