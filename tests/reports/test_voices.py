"""Three voices on one action: who said what last, and how far apart they are."""

from datetime import date

import pytest

from tests.factories import (
    ActionFactory,
    ModerationFactory,
    ProgressUpdateFactory,
    VisitCheckFactory,
    VisitFactory,
)
from tracker.choices import CheckProgress
from tracker.models import ProgressUpdate
from tracker.reports.voices import voices

pytestmark = pytest.mark.django_db


@pytest.fixture
def action():
    return ActionFactory(in_progress=True)


def heard(action):
    """The voices, read as the page reads them."""
    updates = ProgressUpdate.objects.select_related("moderation")
    return voices(
        updates=list(updates), checks=list(action.checks.select_related("visit"))
    )


def test_voices_of_an_action_of_which_nobody_spoke(action):
    said = heard(action)

    assert (said.owner, said.moderator, said.inspectors) == (None, None, None)
    assert said.sentences == []


def test_voices_are_the_last_of_each_by_day(action):
    latest = ProgressUpdateFactory(action=action, made_on=date(2026, 6, 5))
    earlier = ProgressUpdateFactory(action=action, made_on=date(2026, 6, 1))
    word = ModerationFactory(update=earlier)
    checks = [
        VisitCheckFactory(
            action=action, visit=VisitFactory(plan=action.plan, starts_on=day)
        )
        for day in (date(2026, 4, 21), date(2025, 9, 9))
    ]

    said = heard(action)

    assert (said.owner, said.moderator) == (latest, word)
    assert said.inspectors == checks[0]


def test_visit_that_did_not_look_is_no_voice(action):
    spoke = VisitCheckFactory(
        action=action,
        visit=VisitFactory(plan=action.plan, starts_on=date(2025, 9, 9)),
    )
    VisitCheckFactory(
        action=action,
        progress=CheckProgress.NOT_IN_SCOPE,
        visit=VisitFactory(plan=action.plan, starts_on=date(2026, 4, 21)),
    )

    assert heard(action).inspectors == spoke


@pytest.mark.parametrize(
    ("own", "moderated", "sentence"),
    [
        pytest.param(
            "green",
            "amber",
            "The owner is one step more hopeful than the moderator.",
            id="one step more",
        ),
        pytest.param(
            "green",
            "red",
            "The owner is two steps more hopeful than the moderator.",
            id="two steps more",
        ),
        pytest.param(
            "red",
            "amber",
            "The owner is one step less hopeful than the moderator.",
            id="one step less",
        ),
        pytest.param("amber", "amber", "The owner and the moderator agree.", id="none"),
    ],
)
def test_gap_to_the_moderator_in_words(action, own, moderated, sentence):
    update = ProgressUpdateFactory(action=action, rating=own)
    result = "agreed" if own == moderated else "corrected"
    ModerationFactory(
        update=update, result=result, rating=moderated, reason="Read in the files."
    )

    assert heard(action).sentences == [sentence]


def test_gap_is_told_of_the_update_that_was_moderated(action):
    judged = ProgressUpdateFactory(action=action, rating="green")
    ModerationFactory(update=judged, corrected=True)
    ProgressUpdateFactory(action=action, rating="red")

    assert heard(action).sentences == [
        "On update 1: the owner was two steps more hopeful than the moderator."
    ]


def test_update_returned_is_the_moderators_last_word_but_no_rating(action):
    agreed = ModerationFactory(update=ProgressUpdateFactory(action=action))
    returned = ModerationFactory(
        update=ProgressUpdateFactory(action=action), returned=True
    )

    said = heard(action)

    assert (said.moderator, said.returned) == (agreed, returned)
    assert said.sentences == ["On update 1: the owner and the moderator agreed."]


@pytest.mark.parametrize(
    ("progress", "sentences"),
    [
        pytest.param(
            "limited",
            ["The owner is one step more hopeful than the inspectors were."],
            id="more hopeful",
        ),
        pytest.param("some", ["The owner and the inspectors agree."], id="agreed"),
        pytest.param("not_in_scope", [], id="silence is not evidence"),
    ],
)
def test_gap_to_the_inspectors_in_words(action, progress, sentences):
    ProgressUpdateFactory(action=action, rating="amber")
    VisitCheckFactory(action=action, progress=progress)

    assert heard(action).sentences == sentences


def test_voices_ask_nothing_of_the_database(action, django_assert_num_queries):
    update = ProgressUpdateFactory(action=action, rating="green")
    ModerationFactory(update=update, corrected=True)
    VisitCheckFactory(action=action)
    updates = list(ProgressUpdate.objects.select_related("moderation__moderator"))
    checks = list(action.checks.select_related("visit"))

    with django_assert_num_queries(0):
        said = voices(updates=updates, checks=checks)
        assert len(said.sentences) == 2
