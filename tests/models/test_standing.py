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
from tracker.models import StatusChange

pytestmark = pytest.mark.django_db

NOT_LISTED = "Value 'odd' is not a valid choice."
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
    ],
)
def test_status_change_is_refused(values, sentence):
    assert_refused(unsaved(StatusChangeFactory, **values), sentence)


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
