"""Every page of the back office: it opens, it scales, nothing is deleted."""

import pytest
from django.contrib import admin
from django.urls import reverse

from tests import factories
from tests.admin.pages import address
from tests.factories import PlanFactory
from tracker.models import Action, Change, Plan, Post, Recommendation, Recorded, Visit

pytestmark = pytest.mark.django_db

MAKERS = {
    made._meta.model: made
    for made in (getattr(factories, name) for name in factories.__all__)
    if hasattr(made, "_meta") and made._meta.model is not None
}
OURS = list(admin.site._registry)
# Written by the workflow alone, or with the record they belong to
NOT_ADDED = {
    "answer",
    "attendance",
    "challenge",
    "challengeclosing",
    "challengereply",
    "change",
    "decision",
    "decisioncompletion",
    "declinedrecurrence",
    "duecheck",
    "duedatechange",
    "evidence",
    "importdraft",
    "moderation",
    "ownerchange",
    "pack",
    "packnote",
    "packtext",
    "recommendationpart",
    "reminder",
    "statuschange",
    "timelimitchange",
    "verification",
    "visitnote",
}
each_model = pytest.mark.parametrize("model", OURS, ids=lambda m: m._meta.model_name)


def make(model, **values):
    """A row of the model."""
    if model is Change:
        return Change.objects.of(PlanFactory()).get()
    return MAKERS[model](**values)


def stored_kinds(base):
    """Every stored kind of row."""
    for kind in base.__subclasses__():
        if not kind._meta.abstract and kind.__module__.startswith("tracker"):
            yield kind
        yield from stored_kinds(kind)


def test_back_office_holds_the_record_and_nothing_else():
    assert {*stored_kinds(Recorded), Change} == set(OURS)


@each_model
def test_list_row_and_history_open(boss, model):
    row = make(model)

    for path in (
        address(model, "changelist"),
        address(model, "changelist") + "?q=something",
        address(model, "change", row.pk),
        address(model, "history", row.pk),
    ):
        assert boss.get(path).status_code == 200, path


@each_model
def test_new_row_opens_where_rows_are_added(boss, model):
    status = 403 if model._meta.model_name in NOT_ADDED else 200

    assert boss.get(address(model, "add")).status_code == status


@pytest.mark.parametrize(
    "model",
    [model for model in OURS if model._meta.model_name not in NOT_ADDED],
    ids=lambda model: model._meta.model_name,
)
def test_empty_form_is_refused_in_words(boss, model):
    before = Change.objects.count()

    response = boss.post(address(model, "add"), {})

    assert response.status_code == 200
    assert response.context["adminform"].form.errors
    assert Change.objects.count() == before


@each_model
def test_nothing_is_deleted(boss, model):
    row = make(model)
    path = address(model, "delete", row.pk)

    assert boss.get(path).status_code == 403
    assert boss.post(path, {"post": "yes"}).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": [row.pk]}
    boss.post(address(model, "changelist"), chosen)
    assert model._base_manager.filter(pk=row.pk).exists()


@each_model
def test_list_asks_as_often_for_50_rows_as_for_1(
    boss, model, django_assert_max_num_queries, django_assert_num_queries
):
    make(model)
    with django_assert_max_num_queries(14) as asked:
        boss.get(address(model, "changelist"))
    for _ in range(49):
        make(model)

    with django_assert_num_queries(len(asked)):
        boss.get(address(model, "changelist"))


def below_action(action):
    """What stands below an action."""
    factories.VisitCheckFactory(action=action)
    factories.AnswerFactory(action=action)
    factories.ProgressUpdateFactory(action=action)
    factories.EvidenceFactory(action=action)
    factories.StatusChangeFactory(action=action, to_status="delivered")
    seen = factories.VerificationFactory(action=action, verified_on=factories.TODAY)
    factories.DueCheckFactory(after=seen)
    factories.DueDateChangeFactory(action=action, refused=True)
    factories.StatusChangeFactory(action=action, to_status="closed")
    factories.OwnerChangeFactory(action=action)


def below_visit(visit):
    """What stands below a visit."""
    factories.VisitCheckFactory(visit=visit)
    recommendation = factories.RecommendationFactory(visit=visit)
    other = factories.VisitFactory(plan=visit.plan)
    recommendation = factories.RecommendationFactory(visit=other)
    factories.VisitCheckFactory(visit=visit, recommendation=recommendation)
    factories.FindingFactory(visit=visit)
    factories.JudgementFactory(visit=visit)


def below_recommendation(recommendation):
    """What stands below a recommendation."""
    factories.RecommendationPartFactory(recommendation=recommendation)
    factories.VisitCheckFactory(
        recommendation=recommendation,
        visit=factories.VisitFactory(plan=recommendation.plan),
    )


def below_post(post):
    """What stands below a post."""
    number = post.holdings.count()
    factories.PostHoldingFactory(
        post=post,
        starts_on=factories.TODAY.replace(year=1960 + number),
        account=factories.UserFactory(),
    )


def below_plan(plan):
    """What stands below a plan."""
    factories.PlanMembershipFactory(plan=plan)


@pytest.mark.parametrize(
    ("model", "add_below"),
    [
        (Action, below_action),
        (Visit, below_visit),
        (Recommendation, below_recommendation),
        (Post, below_post),
        (Plan, below_plan),
    ],
)
def test_row_asks_as_often_with_50_rows_below_as_with_1(
    boss, model, add_below, django_assert_max_num_queries, django_assert_num_queries
):
    row = make(model)
    add_below(row)
    path = address(model, "change", row.pk)
    with django_assert_max_num_queries(20) as asked:
        boss.get(path)
    for _ in range(49):
        add_below(row)

    with django_assert_num_queries(len(asked)):
        boss.get(path)


def test_first_page_asks_for_session_and_person_only(boss, django_assert_num_queries):
    with django_assert_num_queries(2):
        response = boss.get(reverse("admin:index"))

    assert "Recent actions" not in response.content.decode()
