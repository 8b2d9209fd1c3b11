"""Moderating an update: once, by another person, with a rating or a reason."""

from datetime import date

import pytest
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from tests.factories import ProgressUpdateFactory, UserFactory
from tests.workflow.told import changes_since, last_change
from tracker.models import Action, Moderation, ProgressUpdate, change_set
from tracker.workflow.moderation import ModerationEntry, moderate_update

pytestmark = pytest.mark.django_db

AGREED = ModerationEntry("agreed")
CORRECTED = ModerationEntry("corrected", "red", "The figures have not moved.")
RETURNED = ModerationEntry("returned", reason="It does not say what was done.")


@pytest.fixture
def moderator():
    return UserFactory(full_name="Mo Moderator")


@pytest.fixture(autouse=True)
def _said_by(moderator):
    """Write as a page does."""
    with change_set(by=moderator):
        yield


def moderate(update, entry, by, on):
    return moderate_update(update=update, entry=entry, by=by, on=on)


@pytest.mark.parametrize(
    ("entry", "rating", "reason"),
    [
        pytest.param(AGREED, "amber", "", id="agreed: the owner's rating"),
        pytest.param(
            ModerationEntry("agreed", "red", "Fair."), "amber", "Fair.", id="agreed so"
        ),
        pytest.param(CORRECTED, "red", CORRECTED.reason, id="corrected"),
        pytest.param(RETURNED, "", RETURNED.reason, id="returned"),
        pytest.param(
            ModerationEntry("returned", "red", "Say more."),
            "",
            "Say more.",
            id="returned: no rating",
        ),
    ],
)
def test_moderation_is_stored_and_the_update_stays(
    moderator, today, entry, rating, reason
):
    update = ProgressUpdateFactory()
    said = ProgressUpdate.objects.values().get()
    start = last_change()

    moderate(update, entry, moderator, today)

    stored = Moderation.objects.get()
    assert (stored.update, stored.author) == (update, update.author)
    assert (stored.moderator, stored.moderated_on) == (moderator, today)
    assert (stored.result, stored.rating, stored.reason) == (
        entry.result,
        rating,
        reason,
    )
    assert ProgressUpdate.objects.values().get() == said
    assert Action.objects.get().status == "in_progress"
    assert changes_since(start) == [("moderation", "created", "Mo Moderator", "")]


@pytest.mark.parametrize(
    ("entry", "on", "sentence"),
    [
        pytest.param(
            ModerationEntry("corrected", "amber", "As it is"),
            date(2026, 6, 15),
            {"rating": ["This is the owner's rating. Agree, or choose another."]},
            id="corrected to the same",
        ),
        pytest.param(
            ModerationEntry("corrected", "", "Not so"),
            date(2026, 6, 15),
            {NON_FIELD_ERRORS: ["Give a rating, or return the update."]},
            id="corrected to nothing",
        ),
        pytest.param(
            ModerationEntry("corrected", "red"),
            date(2026, 6, 15),
            {NON_FIELD_ERRORS: ["Say why you correct or return the update."]},
            id="corrected without a reason",
        ),
        pytest.param(
            ModerationEntry("returned"),
            date(2026, 6, 15),
            {NON_FIELD_ERRORS: ["Say why you correct or return the update."]},
            id="returned without a reason",
        ),
        pytest.param(
            ModerationEntry("odd", "red", "So"),
            date(2026, 6, 15),
            {"result": ["Value 'odd' is not a valid choice."]},
            id="no such word",
        ),
        pytest.param(
            ModerationEntry("corrected", "blue", "So"),
            date(2026, 6, 15),
            {"rating": ["Value 'blue' is not a valid choice."]},
            id="no rating of a person",
        ),
        pytest.param(
            AGREED,
            date(2026, 5, 31),
            {
                "moderated_on": [
                    "The update was made later. Give its day or a later one."
                ]
            },
            id="before it was made",
        ),
    ],
)
def test_refused_moderation_leaves_nothing(moderator, entry, on, sentence):
    update = ProgressUpdateFactory()  # of 1 June 2026, Amber
    start = last_change()

    with pytest.raises(ValidationError) as refusal:
        moderate(update, entry, moderator, on)

    assert refusal.value.message_dict == sentence
    assert (Moderation.objects.count(), changes_since(start)) == (0, [])


@pytest.mark.parametrize("entry", [AGREED, CORRECTED, RETURNED])
def test_own_update_is_moderated_by_nobody_else_than_another(entry, today):
    update = ProgressUpdateFactory()

    with pytest.raises(ValidationError) as refusal:
        moderate(update, entry, update.author, today)

    assert refusal.value.messages == [
        "You wrote this update. Another person moderates it."
    ]
    assert not Moderation.objects.exists()


@pytest.mark.parametrize("entry", [AGREED, CORRECTED, RETURNED])
def test_second_moderation_is_told_of_the_first(moderator, today, entry):
    update = ProgressUpdateFactory()
    moderate(update, CORRECTED, UserFactory(), today)

    with pytest.raises(ValidationError) as refusal:
        moderate(update, entry, moderator, today)

    assert refusal.value.messages == ["Somebody moderated this update before you."]
    assert Moderation.objects.get().result == "corrected"
