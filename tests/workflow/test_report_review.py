"""A review: plain values that survive JSON, and say what is missing."""

import json
from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError

from tests.reviews import a_review, area_of, words_of
from tracker.workflow.report_review import (
    NO_SUCH_AREA,
    ReadValue,
    Review,
    ReviewedArea,
    ReviewedPart,
    is_about,
)

SPLIT = area_of(
    "Plans", parts=(ReviewedPart("Plans", "plans"), ReviewedPart("Reviews"))
)


@pytest.mark.parametrize(
    "review",
    [
        pytest.param(a_review(), id="as read"),
        pytest.param(a_review(areas=(SPLIT,)), id="split"),
        pytest.param(a_review(areas=(ReviewedArea(words_of("Added")),)), id="added"),
        pytest.param(
            a_review(visit={"starts_on": None, "kind": ""}, grades=(), areas=()),
            id="little found",
        ),
    ],
)
def test_review_survives_json(review):
    assert Review.from_data(json.loads(json.dumps(review.as_data()))) == review


def test_facts_say_value_and_what_was_read_of_it():
    review = a_review(visit={"authority": "Northmere County Council"})

    facts = {fact.label: fact for fact in review.facts()}

    assert [*facts] == [
        "Authority",
        "Kind of visit",
        "Framework",
        "First day",
        "Last day",
        "Published on",
        "Inspectors, the lead first",
    ]
    assert facts["First day"].value == "2 March 2026"
    assert facts["Kind of visit"].value == "Full inspection"
    assert facts["Authority"].read == ReadValue("Northmere", 1, "“Northmere”")
    corrected = [label for label, fact in facts.items() if fact.is_corrected]
    assert corrected == ["Authority"]


@pytest.mark.parametrize(
    ("review", "sentences"),
    [
        pytest.param(a_review(), [], id="nothing"),
        pytest.param(
            a_review(visit={"kind": ""}),
            ["Say what kind of visit it was."],
            id="kind",
        ),
        pytest.param(
            a_review(visit={"ends_on": None}),
            ["Give the first and the last day of the visit."],
            id="last day",
        ),
        pytest.param(
            a_review(visit={"published_on": None}),
            ["Give the day on which the report was published."],
            id="day of publication",
        ),
        pytest.param(
            a_review(grades=(), areas=(area_of("Plans", is_dropped=True),)),
            ["Add an area: there is nothing to bring in."],
            id="all dropped",
        ),
        pytest.param(a_review(areas=()), [], id="grades alone"),
    ],
)
def test_what_is_still_needed_is_said(review, sentences):
    assert list(review.still_needed()) == sentences


def test_dropped_area_is_not_kept():
    kept, dropped = area_of("Plans"), area_of("Reviews", is_dropped=True)

    assert a_review(areas=(kept, dropped)).kept == [kept]


def test_area_that_differs_from_what_was_read_is_corrected():
    read = area_of("The qualty of plans")

    assert not read.is_corrected
    assert replace(read, words=words_of("The quality of plans")).is_corrected
    assert not ReviewedArea(words_of("Added")).is_corrected


@pytest.mark.parametrize("number", [-1, 0, 3])
def test_place_without_an_area_is_refused(number):
    with pytest.raises(ValidationError) as refused:
        a_review().with_area(number, SPLIT)

    assert refused.value.messages == [NO_SUCH_AREA]


@pytest.mark.parametrize(
    ("body", "authority", "same"),
    [
        pytest.param("Northmere Council", "Northmere", True, id="council"),
        pytest.param(
            "Northmere County Council; a company runs its services",
            "Northmere",
            True,
            id="says more",
        ),
        pytest.param(
            "London Borough of Barking and Dagenham",
            "Barking & Dagenham",
            True,
            id="sign for and",
        ),
        pytest.param(
            "Northmere children’s services",
            "NORTHMERE COUNTY COUNCIL",
            True,
            id="letters",
        ),
        pytest.param("Aldermere Council", "Northmere Council", False, id="another"),
        pytest.param("South Northmere", "North Northmere", False, id="neighbour"),
        pytest.param("A council", "Northmere", False, id="one word"),
        pytest.param("Northmere Council", "", True, id="none read"),
    ],
)
def test_report_on_another_body_is_told_by_the_words_that_tell(body, authority, same):
    assert is_about(body, authority) == same
