from datetime import date

import pytest
from django.core.exceptions import ValidationError

from tests.factories import (
    DeclinedRecurrenceFactory,
    RecommendationFactory,
    RecurrenceFactory,
    VisitFactory,
    unsaved,
)
from tests.models.rules import assert_accepted, assert_refused, assert_said
from tracker.models import Recurrence

pytestmark = pytest.mark.django_db

NOT_LISTED = "Value 'odd' is not a valid choice."
LINKS = [RecurrenceFactory, DeclinedRecurrenceFactory]


@pytest.fixture
def pair():
    """A recommendation of 2025, and one of 2026."""
    earlier = RecommendationFactory(visit__starts_on=date(2025, 3, 3))
    visit = VisitFactory(plan=earlier.plan)
    return {"earlier": earlier, "later": RecommendationFactory(visit=visit)}


@pytest.mark.parametrize(
    "values",
    [pytest.param({"kind": "odd"}, id="kind"), pytest.param({"basis": "odd"}, id="b")],
)
def test_recurrence_is_refused(values):
    assert_refused(unsaved(RecurrenceFactory, **values), NOT_LISTED)


def test_recurrence_of_itself_is_refused():
    row = RecommendationFactory()

    assert_refused(
        unsaved(RecurrenceFactory, earlier=row, later=row),
        "A recommendation does not recur as itself.",
    )


def test_recurrence_is_linked_once():
    link = RecurrenceFactory()

    assert_refused(
        unsaved(RecurrenceFactory, earlier=link.earlier, later=link.later),
        "Recurrence with this Later and Earlier already exists.",
    )
    assert str(link) == "R-002 recurs R-001"


@pytest.mark.parametrize("link", LINKS)
def test_recurrence_across_plans_is_refused(link):
    row = unsaved(
        link,
        earlier=RecommendationFactory(),
        later=RecommendationFactory(),
    )

    assert_said(row, "Link recommendations of one plan.")


def test_recurrence_that_names_neither_gets_sentences():
    with pytest.raises(ValidationError) as refused:
        Recurrence(
            kind="recurs", basis="stated", linked_on=date(2026, 6, 1)
        ).full_clean()

    assert sorted(refused.value.message_dict) == ["earlier", "later"]


@pytest.mark.parametrize("link", LINKS)
def test_recurrence_goes_from_the_later_to_the_earlier(pair, link):
    turned = {"earlier": pair["later"], "later": pair["earlier"]}

    assert_said(
        unsaved(link, **turned),
        "R-002 was raised later. Link it from its own page.",
    )
    assert_accepted(unsaved(link, **pair))


@pytest.mark.parametrize("link", LINKS)
def test_recurrence_within_one_visit_is_refused(pair, link):
    same = RecommendationFactory(visit=pair["later"].visit)

    assert_said(
        unsaved(link, earlier=same, later=pair["later"]),
        "V-2026-02 raised both. Choose a recommendation of an earlier visit.",
    )


def test_recurrence_of_what_was_raised_on_no_known_day_is_accepted(pair):
    own = RecommendationFactory(plan=pair["later"].plan, own_finding=True)

    assert_accepted(unsaved(RecurrenceFactory, earlier=own, later=pair["later"]))


def test_recurrence_is_not_linked_before_it_was_raised(pair):
    raised, before = date(2026, 4, 22), date(2026, 4, 21)

    assert_said(
        unsaved(RecurrenceFactory, **pair, linked_on=before),
        "R-002 was raised on 22 April 2026. Give that day or a later one.",
    )
    assert_accepted(unsaved(RecurrenceFactory, **pair, linked_on=raised))


def test_recurrence_is_declined_once():
    declined = DeclinedRecurrenceFactory()

    assert_refused(
        unsaved(
            DeclinedRecurrenceFactory, earlier=declined.earlier, later=declined.later
        ),
        "This was declined already.",
    )
    assert str(declined) == "R-002 does not take up R-001"


def test_declined_recurrence_stays_as_it_was_said():
    declined = DeclinedRecurrenceFactory()
    declined.reason = "Another one."

    with pytest.raises(ValidationError, match="is on record and is not changed"):
        declined.save()
