"""An action taken up from a document: tracked from a day, its claim kept."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from tests.factories import (
    ActionFactory,
    OwnerChangeFactory,
    PostFactory,
    SourceFactory,
    UserFactory,
)
from tests.workflow.told import copies_agree
from tracker.choices import ActionStatus, Claim, DatePrecision
from tracker.models import (
    Action,
    Change,
    OwnerChange,
    StaleRecordError,
    change_set,
)
from tracker.workflow.actions import (
    Promise,
    take_up_action,
)

pytestmark = pytest.mark.django_db

DUE = date(2026, 12, 31)
DOCUMENT_ON = date(2022, 1, 19)  # the claim of ActionFactory(recorded=True)


@pytest.fixture
def manager():
    return UserFactory(full_name="Mary Manager")


@pytest.fixture(autouse=True)
def _said_by(manager):
    """Write as a page does."""
    with change_set(by=manager):
        yield


def test_take_up_action_tracks_it_and_keeps_the_claim(manager, today):
    action = ActionFactory(recorded=True, due_words="by the autumn")
    post = PostFactory(plan=action.plan)

    take_up_action(
        action=action,
        version=1,
        promise=Promise(owner_post=post, due_on=DUE, status=ActionStatus.IN_PROGRESS),
        by=manager,
        on=today,
    )

    stored = Action.objects.get()
    assert (stored.status, stored.owner_post) == (ActionStatus.IN_PROGRESS, post)
    assert (stored.first_due_on, stored.due_on) == (DUE, DUE)
    assert stored.due_precision == DatePrecision.DAY
    assert (stored.claim, stored.claim_on) == (Claim.PLANNED, DOCUMENT_ON)
    assert stored.due_words == "by the autumn"
    assert copies_agree(action, today)
    assert list(
        Change.objects.filter(by=manager)
        .exclude(record=str(action))
        .order_by("pk")
        .values_list("model", flat=True)
    )[-2:] == ["statuschange", "ownerchange"]


def test_take_up_action_by_the_documents_owner_says_no_second_time_whose_it_is(
    manager, today
):
    post = PostFactory()
    action = ActionFactory(
        plan=post.plan, recorded=True, owner_post=post, standing=False
    )
    named = OwnerChangeFactory(
        action=action,
        to_post=post,
        by=None,
        source=SourceFactory(plan=post.plan),
        changed_on=DOCUMENT_ON,
    )

    take_up_action(
        action=action,
        version=1,
        promise=Promise(owner_post=post, due_on=None),
        by=manager,
        on=today,
    )

    assert OwnerChange.objects.get() == named
    assert copies_agree(action, today)


def test_take_up_action_by_another_post_says_whose_it_was(manager, today):
    before = PostFactory()
    action = ActionFactory(plan=before.plan, recorded=True, owner_post=before)
    post = PostFactory(plan=before.plan)

    take_up_action(
        action=action,
        version=1,
        promise=Promise(owner_post=post, due_on=None),
        by=manager,
        on=today,
    )

    last = action.owner_changes.last()
    assert (last.from_post, last.to_post, last.changed_on) == (before, post, today)
    assert copies_agree(action, today)


@pytest.mark.parametrize(
    ("values", "on", "field", "said"),
    [
        pytest.param(
            {"in_progress": True},
            date(2026, 6, 15),
            NON_FIELD_ERRORS,
            "A-001 is already tracked.",
            id="tracked",
        ),
        pytest.param(
            {"recorded": True},
            DOCUMENT_ON - timedelta(days=1),
            "taken_up_on",
            "The document is of 19 January 2022. Give that day or a later one.",
            id="before the document",
        ),
        pytest.param(
            {"recorded": True, "owned": True},
            date(2026, 3, 1),
            "changed_on",
            "The owner last changed on 2 March 2026. Give that day or a later one.",
            id="before it had its owner",
        ),
    ],
)
def test_take_up_action_refused_leaves_nothing(manager, values, on, field, said):
    action = ActionFactory(**values)
    promise = Promise(owner_post=PostFactory(plan=action.plan), due_on=DUE)
    start = Change.objects.count()

    with pytest.raises(ValidationError) as refusal:
        take_up_action(action=action, version=1, promise=promise, by=manager, on=on)

    errors = getattr(refusal.value, "error_dict", None)
    assert refusal.value.messages == [said]
    assert list(errors or [NON_FIELD_ERRORS]) == [field]
    assert Action.objects.get().status == action.status
    assert Change.objects.count() == start


def test_take_up_action_of_a_stale_form_is_refused(manager, today):
    action = ActionFactory(recorded=True)
    other = Action.objects.get()
    other.title = "Other words"
    other.save()

    with pytest.raises(StaleRecordError):
        take_up_action(
            action=action,
            version=1,
            promise=Promise(owner_post=PostFactory(plan=action.plan), due_on=DUE),
            by=manager,
            on=today,
        )

    assert Action.objects.get().status == ""
