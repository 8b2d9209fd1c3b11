from datetime import date

import pytest
from django.core.exceptions import ValidationError

from tests.factories import (
    DeclinedRecurrenceFactory,
    RecommendationFactory,
    RecurrenceFactory,
    UserFactory,
    VisitFactory,
)
from tracker.choices import Basis, RecurrenceKind
from tracker.models import Change, DeclinedRecurrence, Recurrence, change_set
from tracker.workflow.recurrence import (
    RecurrenceLink,
    decline_recurrence,
    link_recurrence,
    remove_recurrence,
)

pytestmark = pytest.mark.django_db

LINK = RecurrenceLink(RecurrenceKind.NARROWS, Basis.INFERRED, date(2026, 6, 1))


@pytest.fixture
def pair():
    """A recommendation of 2025, and one of 2026."""
    earlier = RecommendationFactory(visit__starts_on=date(2025, 3, 3))
    visit = VisitFactory(plan=earlier.plan)
    return {"earlier": earlier, "later": RecommendationFactory(visit=visit)}


def test_link_leaves_the_earlier_one_as_it_is(pair):
    before = pair["earlier"].version

    linked = link_recurrence(**pair, link=LINK)

    pair["earlier"].refresh_from_db()
    assert (linked.kind, linked.basis, linked.linked_on) == (
        "narrows",
        "inferred",
        date(2026, 6, 1),
    )
    assert pair["earlier"].version == before
    assert Change.objects.of(linked).get().kind == "created"


def test_link_twice_is_refused(pair):
    link_recurrence(**pair, link=LINK)

    with pytest.raises(ValidationError, match="R-002 is linked to R-001 already"):
        link_recurrence(**pair, link=LINK)

    assert Recurrence.objects.count() == 1


def test_link_the_wrong_way_is_refused(pair):
    with pytest.raises(ValidationError, match="R-002 was raised later"):
        link_recurrence(later=pair["earlier"], earlier=pair["later"], link=LINK)


def test_removed_link_stays_in_history_with_the_reason(pair):
    link = RecurrenceFactory(**pair)
    mary = UserFactory(full_name="Mary Manager")

    with change_set(by=mary):
        remove_recurrence(recurrence=link, reason="Another team.")

    removed = Change.objects.filter(model="recurrence").latest("pk")
    assert not Recurrence.objects.exists()
    assert (removed.kind, removed.why, removed.by) == ("removed", "Another team.", mary)
    assert removed.before["kind"] == "recurs"


def test_link_removed_meanwhile_is_said(pair):
    link = RecurrenceFactory(**pair)
    remove_recurrence(recurrence=Recurrence.objects.get(), reason="A slip.")

    with pytest.raises(ValidationError, match="was removed already"):
        remove_recurrence(recurrence=link, reason="A slip.")


def test_declined_recurrence_is_kept_with_its_day(pair):
    declined = decline_recurrence(**pair, reason="Two teams.", on=date(2026, 6, 15))

    stored = DeclinedRecurrence.objects.get()
    assert stored == declined
    assert (stored.declined_on, stored.reason) == (date(2026, 6, 15), "Two teams.")


def test_decline_of_what_is_linked_or_declined_is_refused(pair, today):
    RecurrenceFactory(**pair)
    with pytest.raises(ValidationError, match="R-002 is linked to R-001 already"):
        decline_recurrence(**pair, reason="", on=today)

    other = RecommendationFactory(visit=pair["later"].visit)
    declined = DeclinedRecurrenceFactory(earlier=pair["earlier"], later=other)
    with pytest.raises(ValidationError, match="This was declined already"):
        decline_recurrence(
            earlier=declined.earlier, later=declined.later, reason="", on=today
        )


def test_declined_recurrence_may_be_linked_all_the_same(pair):
    DeclinedRecurrenceFactory(**pair)

    link_recurrence(**pair, link=LINK)

    assert Recurrence.objects.count() == 1
