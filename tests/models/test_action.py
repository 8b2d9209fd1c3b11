from datetime import date

import pytest
from django.core.exceptions import ValidationError

from tests.factories import (
    ActionFactory,
    PostFactory,
    SourceFactory,
    WorkstreamFactory,
    unsaved,
)
from tests.models.rules import assert_accepted, assert_refused, assert_said
from tracker.choices import ActionStatus
from tracker.models import Action

pytestmark = pytest.mark.django_db

NOT_LISTED = "Value 'odd' is not a valid choice."
EXACT = "A due date is a day or the end of a month."


def step(**values):
    """An action that is not stored."""
    return unsaved(ActionFactory, standing=False, **values)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        pytest.param({"status": "odd"}, NOT_LISTED, id="status"),
        pytest.param({"owner_basis": "odd"}, NOT_LISTED, id="owner basis"),
        pytest.param(
            {"undated": True, "due_precision": "odd"}, NOT_LISTED, id="precision"
        ),
        pytest.param({"recorded": True, "claim_voice": "odd"}, NOT_LISTED, id="voice"),
        pytest.param({"recorded": True, "claim": "odd"}, NOT_LISTED, id="claim"),
        pytest.param(
            {"starts_on": date(2026, 10, 1)},
            "The due date is before the start. Give a later due date.",
            id="due before it starts",
        ),
        pytest.param(
            {"status": "", "first_due_on": None},
            "A recorded action needs the document's claim.",
            id="neither status nor claim",
        ),
        pytest.param(
            {"recorded": True, "claim_on": None},
            "Give the day of the claim.",
            id="claim without a day",
        ),
        pytest.param(
            {"claim_on": date(2022, 1, 19)},
            "Give the day of the claim.",
            id="day of a claim without the claim",
        ),
        pytest.param(
            {"recorded": True, "first_due_on": date(2026, 9, 30)},
            "Take the action up before a date is agreed.",
            id="recorded, with a promise",
        ),
        pytest.param({"due_precision": "season"}, EXACT, id="a season with a day"),
        pytest.param({"due_precision": "unknown"}, EXACT, id="unknown with a day"),
    ],
)
def test_action_is_refused(values, sentence):
    assert_refused(step(**values), sentence)


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({"starts_on": date(2026, 9, 30)}, id="starts on its due day"),
        pytest.param({"undated": True}, id="due by the autumn"),
        pytest.param({"due_precision": "month"}, id="due in a month"),
        pytest.param({"recorded": True}, id="recorded from a document"),
        pytest.param(
            {"recorded": True, "status": "not_started"}, id="taken up, with its claim"
        ),
        pytest.param({"due_on": None, "due_precision": "unknown"}, id="no date agreed"),
    ],
)
def test_action_is_accepted(values):
    assert_accepted(step(**values))


def test_action_reference_is_used_once_in_a_plan():
    action = ActionFactory(title="Train managers")

    assert_accepted(step(reference=action.reference))
    assert_refused(
        step(plan=action.plan, reference=action.reference),
        "Action with this Plan and Reference already exists.",
    )
    assert str(action) == "A-001 Train managers"


@pytest.mark.parametrize(
    ("column", "other", "sentence"),
    [
        pytest.param(
            "workstream",
            WorkstreamFactory,
            "Choose a workstream of the same plan.",
            id="w",
        ),
        pytest.param(
            "owner_post", PostFactory, "Choose a post of the same plan.", id="post"
        ),
        pytest.param(
            "source", SourceFactory, "Choose a document of the same plan.", id="source"
        ),
    ],
)
def test_action_keeps_to_its_plan(column, other, sentence):
    action = ActionFactory()
    setattr(action, column, other())

    assert_said(action, sentence)


@pytest.mark.parametrize(
    "day", [pytest.param(date(2026, 12, 31), id="later"), pytest.param(None, id="none")]
)
def test_first_due_date_is_never_changed(day):
    ActionFactory()
    action = Action.objects.get()

    action.first_due_on = day

    with pytest.raises(ValidationError, match="The first due date is never changed"):
        action.save()


def test_first_due_date_is_given_when_it_is_agreed():
    action = ActionFactory(undated=True)

    action.first_due_on = date(2026, 12, 31)
    action.save()

    action.refresh_from_db()
    assert action.first_due_on == date(2026, 12, 31)


def test_due_date_moves_and_the_first_one_stays():
    action = ActionFactory()

    action.due_on = date(2026, 12, 31)
    action.save()

    action.refresh_from_db()
    assert (action.first_due_on, action.due_on) == (
        date(2026, 9, 30),
        date(2026, 12, 31),
    )


@pytest.mark.parametrize(
    ("status", "label"),
    [("", "Recorded"), *zip(ActionStatus.values, ActionStatus.labels, strict=True)],
)
def test_status_label_is_that_of_the_page(status, label):
    assert Action(status=status).status_label == label
