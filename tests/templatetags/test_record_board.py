"""Where challenges and decisions stand: words, and their one colour."""

import pytest

from tracker.choices import ChallengeState, DecisionState
from tracker.templatetags.record import challenge_state, decision_state


@pytest.mark.parametrize(
    ("drawn", "choices"),
    [
        pytest.param(challenge_state, ChallengeState, id="challenge"),
        pytest.param(decision_state, DecisionState, id="decision"),
    ],
)
def test_state_is_a_word_and_the_colour_of_the_vocabulary(drawn, choices):
    for value, words in choices.choices:
        colour = choices.colours[value]
        tag = f'<strong class="govuk-tag govuk-tag--{colour}">{words}</strong>'
        assert drawn(value) == tag

    assert drawn("<b>") == ""
