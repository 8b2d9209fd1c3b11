"""What a moderator types: agree, correct, or return with a reason."""

import pytest
from django.http import QueryDict

from tests.factories import ProgressUpdateFactory, unsaved
from tracker.forms.moderation import ModerateUpdateForm
from tracker.workflow.moderation import ModerationEntry

pytestmark = pytest.mark.django_db


def moderate(own="amber", **values):
    update = unsaved(ProgressUpdateFactory, rating=own)
    data = QueryDict(mutable=True)
    data.update(values)
    return ModerateUpdateForm(data, update=update)


def test_moderation_offers_to_agree_to_correct_to_another_rating_or_to_return():
    choices = moderate("green").fields["result"].choices

    assert list(choices) == [
        ("agreed", "Agree with Green"),
        ("red", "Correct it to Red"),
        ("amber", "Correct it to Amber"),
        ("returned", "Return the update to the owner"),
    ]


@pytest.mark.parametrize(
    ("values", "entry"),
    [
        pytest.param({"result": "agreed"}, ModerationEntry("agreed"), id="agreed"),
        pytest.param(
            {"result": "agreed", "reason": "Read in the files."},
            ModerationEntry("agreed", "", "Read in the files."),
            id="agreed, with a word",
        ),
        pytest.param(
            {"result": "red", "reason": "Nothing moved."},
            ModerationEntry("corrected", "red", "Nothing moved."),
            id="corrected",
        ),
        pytest.param(
            {"result": "returned", "reason": "By whom?"},
            ModerationEntry("returned", "", "By whom?"),
            id="returned",
        ),
    ],
)
def test_moderation_gives_the_workflow_its_entry(values, entry):
    form = moderate(**values)

    assert form.is_valid(), form.errors
    assert form.entry() == entry


NO_REASON = {"reason": ["Say why you correct or return the update"]}
NO_CHOICE = (
    "Select a valid choice. amber is not one of the available choices."  # the owner's
)


@pytest.mark.parametrize(
    ("values", "errors"),
    [
        pytest.param({}, {"result": ["Select what you say"]}, id="nothing said"),
        pytest.param({"result": "red"}, NO_REASON, id="corrected without a reason"),
        pytest.param({"result": "returned"}, NO_REASON, id="returned without a reason"),
        pytest.param(
            {"result": "amber", "reason": "No."},
            {"result": [NO_CHOICE]},
            id="corrected to the owner's own",
        ),
    ],
)
def test_moderation_refused(values, errors):
    assert moderate(**values).errors == errors
