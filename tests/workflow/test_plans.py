"""How a plan is kept: set by its manager, from now on."""

import pytest
from django.core.exceptions import ValidationError

from tests.factories import PlanFactory, PostFactory
from tracker.choices import RatingPreset
from tracker.models import Change, Plan, StaleRecordError
from tracker.workflow.plans import PlanSettings, keep_plan

pytestmark = pytest.mark.django_db


def settings_with(post):
    return PlanSettings(
        cadence_days=14, rating_preset=RatingPreset.PERCENT, accountable_post=post
    )


def test_keep_plan_stores_all_three_and_leaves_one_change():
    plan = PlanFactory()
    post = PostFactory(plan=plan)

    keep_plan(plan=plan, version=1, settings=settings_with(post))

    kept = Plan.objects.get()
    assert (kept.cadence_days, kept.rating_preset, kept.accountable_post) == (
        14,
        "percent",
        post,
    )
    assert Change.objects.of(plan).first().after == {
        "cadence_days": 14,
        "rating_preset": "percent",
        "accountable_post_id": post.pk,
    }


def test_keep_plan_refuses_the_post_of_another_plan():
    plan = PlanFactory()

    with pytest.raises(ValidationError) as refusal:
        keep_plan(plan=plan, version=1, settings=settings_with(PostFactory()))

    assert refusal.value.message_dict == {
        "accountable_post": ["Choose a post of the same plan."]
    }
    assert Plan.objects.get(pk=plan.pk).cadence_days == 28


def test_keep_plan_after_another_save_is_refused():
    plan = PlanFactory(version=2)

    with pytest.raises(StaleRecordError):
        keep_plan(plan=plan, version=1, settings=settings_with(None))

    assert Plan.objects.get().cadence_days == 28
