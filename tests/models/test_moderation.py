"""A moderator's word on an update: by another person, with a rating or a reason."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from tests.factories import (
    ActionFactory,
    ModerationFactory,
    ProgressUpdateFactory,
    UserFactory,
    unsaved,
)
from tests.models.rules import assert_accepted, assert_refused, assert_said
from tracker.models import Moderation

pytestmark = pytest.mark.django_db

RATE_OR_RETURN = "Give a rating, or return the update."
SAY_WHY = "Say why you correct or return the update."
OWN = "You wrote this update. Another person moderates it."


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({}, id="agreed"),
        pytest.param({"reason": "Well said."}, id="agreed, with a reason"),
        pytest.param({"corrected": True}, id="corrected"),
        pytest.param({"returned": True}, id="returned"),
    ],
)
def test_moderation_is_accepted(values):
    assert_accepted(unsaved(ModerationFactory, **values))


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        pytest.param({"rating": ""}, RATE_OR_RETURN, id="agreed without a rating"),
        pytest.param(
            {"returned": True, "rating": "red"},
            RATE_OR_RETURN,
            id="returned with a rating",
        ),
        pytest.param({"corrected": True, "reason": ""}, SAY_WHY, id="corrected: why"),
        pytest.param({"returned": True, "reason": ""}, SAY_WHY, id="returned: why"),
    ],
)
def test_moderation_is_refused(values, sentence):
    assert_refused(unsaved(ModerationFactory, **values), sentence)


def test_own_update_is_not_moderated():
    update = ProgressUpdateFactory()

    assert_refused(
        unsaved(ModerationFactory, update=update, moderator=update.author), OWN
    )


def test_author_is_the_updates_whatever_is_given():
    update = ProgressUpdateFactory()

    moderation = ModerationFactory(update=update, author=UserFactory())
    with pytest.raises(IntegrityError), transaction.atomic():
        ModerationFactory(author=UserFactory(), moderator=update.author, update=update)

    moderation.refresh_from_db()
    assert moderation.author == update.author


def test_update_is_moderated_once():
    moderation = ModerationFactory()

    assert_refused(
        unsaved(ModerationFactory, update=moderation.update),
        "Moderation with this Update already exists.",
    )


def test_moderation_before_the_update_is_refused():
    row = unsaved(ModerationFactory, moderated_on=date(2026, 5, 31))

    assert_said(row, "The update was made later. Give its day or a later one.")


def test_moderation_stands_for_ever():
    moderation = ModerationFactory()
    moderation.rating = "green"

    with pytest.raises(ValidationError, match="is on record and is not changed"):
        moderation.save()
    with pytest.raises(ValidationError, match="is on record and is not removed"):
        moderation.delete()


def test_rating_by_a_day_is_that_of_the_latest_update_that_was_rated():
    action = ActionFactory(in_progress=True)
    for made_on, moderated_on, values in (
        (date(2026, 3, 20), date(2026, 6, 1), {"rating": "red"}),
        (date(2026, 4, 20), date(2026, 4, 27), {"rating": "green"}),
        (date(2026, 5, 20), date(2026, 5, 27), {"returned": True}),
    ):
        update = ProgressUpdateFactory(action=action, made_on=made_on)
        ModerationFactory(update=update, moderated_on=moderated_on, **values)

    ratings = {
        on: list(Moderation.objects.rating_by(on).values_list("rating", flat=True))
        for on in (date(2026, 4, 26), date(2026, 5, 31), date(2026, 6, 1))
    }

    assert ratings == {
        date(2026, 4, 26): [],
        date(2026, 5, 31): ["green"],
        date(2026, 6, 1): ["green", "red"],
    }


@pytest.mark.parametrize(
    ("values", "words"),
    [
        pytest.param({}, "A-001 update 1: agreed", id="agreed"),
        pytest.param({"corrected": True}, "A-001 update 1: corrected", id="corrected"),
        pytest.param({"returned": True}, "A-001 update 1: returned", id="returned"),
    ],
)
def test_moderation_reads_as_a_sentence(values, words):
    assert str(ModerationFactory(**values)) == words
