from datetime import date

import pytest

from tests.factories import (
    ActionFactory,
    OwnerChangeFactory,
    PostFactory,
    SourceFactory,
    StatusChangeFactory,
    UserFactory,
    unsaved,
)
from tests.models.rules import assert_accepted, assert_refused, assert_said
from tracker.choices import CloseReason
from tracker.models import StatusChange

pytestmark = pytest.mark.django_db

NOT_LISTED = "Value 'odd' is not a valid choice."
WHY_CLOSED = "Choose why the action is closed."
ONE_SPEAKER = "Give the person who says so or the document, not both."


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        pytest.param({"from_status": "odd"}, NOT_LISTED, id="from"),
        pytest.param({"to_status": "odd"}, NOT_LISTED, id="to"),
        pytest.param(
            {"from_status": "delivered", "to_status": "delivered"},
            "The action already has that status.",
            id="no change",
        ),
        pytest.param({"by": None}, ONE_SPEAKER, id="said by nobody"),
        pytest.param(
            {"to_status": "closed", "close_reason": "odd"}, NOT_LISTED, id="odd reason"
        ),
        pytest.param(
            {"to_status": "closed", "close_reason": ""}, WHY_CLOSED, id="closed: why"
        ),
        pytest.param(
            {"close_reason": "duplicate"}, WHY_CLOSED, id="a reason, not closed"
        ),
    ],
)
def test_status_change_is_refused(values, sentence):
    assert_refused(unsaved(StatusChangeFactory, **values), sentence)


@pytest.mark.parametrize("reason", CloseReason.values)
def test_closed_for_each_reason_and_another_in_its_place_where_it_names_one(reason):
    action = ActionFactory(standing=False)
    values = {"action": action, "to_status": "closed", "close_reason": reason}
    other = ActionFactory(plan=action.plan)
    row = unsaved(StatusChangeFactory, **values, superseded_by=other)

    assert_accepted(unsaved(StatusChangeFactory, **values))
    if reason in CloseReason.names_another:
        assert_accepted(row)
    else:
        assert_refused(row, "Only a closed action has another instead.")


def test_action_is_not_closed_in_favour_of_itself():
    action = ActionFactory(standing=False)
    row = unsaved(
        StatusChangeFactory,
        action=action,
        to_status="closed",
        close_reason="superseded",
        superseded_by=action,
    )

    assert_refused(row, "Choose another action.")


@pytest.mark.parametrize("made", [StatusChangeFactory, OwnerChangeFactory])
def test_change_is_said_by_a_person_or_a_document(made):
    source = SourceFactory()

    assert_accepted(unsaved(made, by=None, source=source))
    assert_refused(
        unsaved(made, plan=source.plan, by=UserFactory(), source=source), ONE_SPEAKER
    )
    assert_refused(unsaved(made, by=None), ONE_SPEAKER)


@pytest.mark.parametrize("made", [StatusChangeFactory, OwnerChangeFactory])
def test_change_said_by_another_plans_document_is_refused(made):
    row = unsaved(made, action=ActionFactory(), by=None, source=SourceFactory())

    assert_said(row, "Choose a document of the same plan.")


@pytest.mark.parametrize("column", ["from_post", "to_post"])
def test_owner_change_keeps_to_its_plan(column):
    row = unsaved(OwnerChangeFactory, action=ActionFactory(), **{column: PostFactory()})

    assert_said(row, "Choose a post of the same plan.")


def test_changes_read_as_sentences():
    action = ActionFactory(standing=False)
    post = PostFactory(plan=action.plan, title="Head of help")

    assert str(StatusChangeFactory(action=action)) == "A-001: not started"
    assert str(OwnerChangeFactory(action=action, to_post=post)) == (
        "A-001: owner Head of help"
    )
    nobody = OwnerChangeFactory(action=action, from_post=post, to_post=None)
    assert str(nobody) == "A-001: owner nobody"


@pytest.mark.parametrize(
    ("on", "statuses"),
    [
        pytest.param(date(2026, 3, 1), [], id="before"),
        pytest.param(date(2026, 3, 2), ["not_started"], id="on the first day"),
        pytest.param(
            date(2026, 6, 1), ["in_progress", "not_started"], id="latest first"
        ),
    ],
)
def test_latest_by_a_day(on, statuses):
    ActionFactory(in_progress=True)

    found = StatusChange.objects.latest_by(on)

    assert [change.to_status for change in found] == statuses


def test_latest_of_one_day_is_the_one_written_last():
    day = date(2026, 3, 2)
    ActionFactory(standing=[(day, "not_started"), (day, "in_progress")])

    assert StatusChange.objects.latest_by(day).first().to_status == "in_progress"
