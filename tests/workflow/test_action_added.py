"""An action added to a plan: what is written, and what is refused."""

from datetime import date

import pytest
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from tests.factories import (
    ActionFactory,
    PlanFactory,
    PostFactory,
    RecommendationFactory,
    UserFactory,
    WorkstreamFactory,
)
from tests.workflow.told import changes_since, last_change, wording
from tracker.choices import ActionStatus, ChangeKind, DatePrecision, LinkBasis
from tracker.models import (
    Action,
    Answer,
    Change,
    OwnerChange,
    StatusChange,
    change_set,
)
from tracker.workflow.actions import (
    Promise,
    create_action,
)

pytestmark = pytest.mark.django_db

DUE = date(2026, 12, 31)


@pytest.fixture
def plan():
    return PlanFactory()


@pytest.fixture
def manager():
    return UserFactory(full_name="Mary Manager")


@pytest.fixture(autouse=True)
def _said_by(manager):
    """Write as a page does: in one change set that names the person."""
    with change_set(by=manager, why="Agreed at the board"):
        yield


def test_create_action_writes_the_action_and_its_dated_rows(plan, manager, today):
    post = PostFactory(plan=plan)
    part = RecommendationFactory(plan=plan).parts.get()
    stream = WorkstreamFactory(plan=plan)
    start = last_change()

    action = create_action(
        plan=plan,
        wording=wording(part, workstream=stream),
        promise=Promise(owner_post=post, due_on=DUE, starts_on=today),
        by=manager,
        on=today,
    )

    stored = Action.objects.get()
    assert stored == action
    assert stored.reference == "A-001"
    assert (stored.title, stored.output) == ("Train managers", "A course")
    assert (stored.outcome, stored.impact) == (
        "Supervision is regular",
        "Children see one worker",
    )
    assert (stored.workstream, stored.owner_post) == (stream, post)
    assert (stored.starts_on, stored.first_due_on, stored.due_on) == (today, DUE, DUE)
    assert stored.due_precision == DatePrecision.DAY
    assert StatusChange.objects.values_list(
        "action", "changed_on", "from_status", "to_status", "by"
    ).get() == (action.pk, today, "", ActionStatus.NOT_STARTED, manager.pk)
    assert OwnerChange.objects.values_list(
        "action", "changed_on", "from_post", "to_post", "by"
    ).get() == (action.pk, today, None, post.pk, manager.pk)
    assert Answer.objects.values_list("action", "part", "basis").get() == (
        action.pk,
        part.pk,
        LinkBasis.EXPLICIT,
    )
    said = (ChangeKind.CREATED, "Mary Manager", "Agreed at the board")
    assert changes_since(start) == [
        ("action", *said),
        ("answer", *said),
        ("statuschange", *said),
        ("ownerchange", *said),
    ]
    written = Change.objects.filter(pk__gt=start)
    assert written.values("change_set").distinct().count() == 1
    assert set(written.values_list("plan", flat=True)) == {plan.pk}


def test_create_action_without_owner_and_date_says_that_none_is_agreed(
    plan, manager, today
):
    action = create_action(
        plan=plan,
        wording=wording(),
        promise=Promise(owner_post=None, due_on=None),
        by=manager,
        on=today,
    )

    assert (action.first_due_on, action.due_on) == (None, None)
    assert action.due_precision == DatePrecision.UNKNOWN
    assert not OwnerChange.objects.exists()


def test_create_action_gives_the_next_reference(plan, manager, today):
    ActionFactory(plan=plan, reference="A-064")

    action = create_action(
        plan=plan,
        wording=wording(),
        promise=Promise(owner_post=None, due_on=DUE),
        by=manager,
        on=today,
    )

    assert action.reference == "A-065"


@pytest.mark.parametrize(
    ("words", "promised", "said"),
    [
        pytest.param(
            {},
            {"starts_on": date(2027, 1, 1)},
            {
                NON_FIELD_ERRORS: [
                    "The due date is before the start. Give a later due date."
                ]
            },
            id="due before start",
        ),
        pytest.param(
            {"title": ""}, {}, {"title": ["This field cannot be blank."]}, id="no words"
        ),
        pytest.param(
            {"title": "IMPROVE supervision"},
            {},
            {"title": ["A-001 already says this."]},
            id="the same words",
        ),
        pytest.param(
            {"elsewhere": True},
            {},
            {"part": ["Choose a recommendation of the same plan."]},
            id="part of another plan",
        ),
    ],
)
def test_create_action_refused_leaves_nothing(
    plan, manager, today, words, promised, said
):
    standing = ActionFactory(plan=plan, title="Improve supervision")
    words = dict(words)
    elsewhere = words.pop("elsewhere", False)
    parts = [RecommendationFactory().parts.get()] if elsewhere else []
    start = last_change()

    with pytest.raises(ValidationError) as refusal:
        create_action(
            plan=plan,
            wording=wording(*parts, **words),
            promise=Promise(owner_post=None, due_on=DUE, **promised),
            by=manager,
            on=today,
        )

    assert refusal.value.message_dict == said
    assert Action.objects.get() == standing
    assert changes_since(start) == []


def test_create_action_refuses_a_post_of_another_plan(plan, manager, today):
    with pytest.raises(ValidationError) as refusal:
        create_action(
            plan=plan,
            wording=wording(),
            promise=Promise(owner_post=PostFactory(), due_on=DUE),
            by=manager,
            on=today,
        )

    assert refusal.value.message_dict == {
        "owner_post": ["Choose a post of the same plan."]
    }
