"""Words and colours of the record's vocabularies."""

from datetime import date, timedelta

import pytest

from tests.factories import ActionFactory, PlanFactory
from tracker.choices import (
    ActionStatus,
    CheckDirection,
    CheckProgress,
    CheckSustained,
    Claim,
    FindingKind,
    RecommendationState,
    ReportedRating,
    Voice,
)
from tracker.templatetags.record import (
    finding_kind,
    label,
    overdue_words,
    rating,
    record_link,
    state,
    state_meaning,
    status,
)


def tag(colour, words):
    return f'<strong class="govuk-tag govuk-tag--{colour}">{words}</strong>'


@pytest.mark.parametrize(("value", "words"), [("", "Recorded"), *ActionStatus.choices])
def test_status_is_a_word_and_the_colour_of_the_vocabulary(value, words):
    assert status(value) == tag(ActionStatus.colours[value], words)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("red", "Red"),
        ("amber", "Amber"),
        ("green", "Green"),
        ("blue", "Blue"),
        ("grey", "Grey"),
        ("not_rated", "Not rated"),
    ],
)
def test_rating_says_its_colour_in_words_too(value, words):
    assert rating(value) == tag(ReportedRating.colours[value], words)


@pytest.mark.parametrize(("value", "words"), RecommendationState.choices)
def test_state_is_a_word_with_its_colour_and_its_meaning(value, words):
    assert state(value) == tag(RecommendationState.colours[value], words)
    assert state_meaning(value) == RecommendationState.meanings[value]


@pytest.mark.parametrize(
    ("reference", "page"),
    [
        ("A-012", "actions/A-012"),
        ("R-004", "recommendations/R-004"),
        ("V-2026-01", "visits/V-2026-01"),
    ],
)
def test_reference_leads_to_its_page(reference, page):
    link = record_link(PlanFactory.build(slug="northmere"), reference)

    assert link == (
        '<a class="govuk-link tracker-nowrap" '
        f'href="/plans/northmere/{page}/">{reference}</a>'
    )


@pytest.mark.parametrize("drawn", [rating, state, state_meaning, status, finding_kind])
def test_value_that_is_not_known_is_drawn_as_nothing(drawn):
    assert drawn("<b>") == ""


def test_no_rating_is_nothing():
    assert rating("none") == ""


@pytest.mark.parametrize("kind", FindingKind)
def test_finding_kind_has_a_colour(kind):
    assert finding_kind(kind.value) == tag(FindingKind.colours[kind], kind.label)


@pytest.mark.parametrize(
    ("drawn", "values"),
    [
        pytest.param(status, ["", *ActionStatus.values], id="status"),
        pytest.param(rating, set(ReportedRating.values) - {"none"}, id="rating"),
        pytest.param(finding_kind, FindingKind.values, id="finding"),
    ],
)
def test_every_value_is_drawn(drawn, values):
    assert all(drawn(value) for value in values)


@pytest.mark.parametrize(
    ("vocabulary", "choices"),
    [
        ("claim", Claim),
        ("direction", CheckDirection),
        ("progress", CheckProgress),
        ("sustained", CheckSustained),
        ("voice", Voice),
    ],
)
def test_label_of_every_value_but_what_was_not_stated(vocabulary, choices):
    labels = {value: label(value, vocabulary) for value in choices.values}

    assert labels == {
        **dict(choices.choices),
        **({"not_stated": ""} if "not_stated" in choices.values else {}),
    }
    assert label("", vocabulary) == label(None, vocabulary) == ""


TODAY = date(2026, 6, 15)


@pytest.mark.parametrize(
    ("late", "words"),
    [
        pytest.param(-1, "", id="due tomorrow"),
        pytest.param(0, "", id="due today"),
        pytest.param(1, "Overdue by 1 day", id="due yesterday"),
        pytest.param(12, "Overdue by 12 days", id="due before"),
    ],
)
def test_overdue_words_count_days(late, words):
    action = ActionFactory.build(due_on=TODAY - timedelta(days=late))

    assert overdue_words(action, TODAY) == words


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({"due_on": None}, id="no due date"),
        *(
            pytest.param({"status": value}, id=value)
            for value in (*ActionStatus.delivered_statuses, "sustained", "closed")
        ),
        pytest.param({"status": ""}, id="recorded"),
    ],
)
def test_overdue_words_are_said_of_open_actions_with_a_date(values):
    action = ActionFactory.build(**{"due_on": date(2022, 3, 28), **values})

    assert overdue_words(action, TODAY) == ""
