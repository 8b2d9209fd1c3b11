from datetime import date

import pytest
from django.core.exceptions import ValidationError

from tests.factories import UserFactory, VisitFactory
from tracker.choices import StatutoryLimit
from tracker.models import Change
from tracker.workflow.time_limits import change_time_limit

pytestmark = pytest.mark.django_db

REASON = "Ofsted agreed to a later day."
DUE = date(2026, 9, 15)


def change(visit, on, **values):
    """Another day for the statement."""
    said = {
        "limit": StatutoryLimit.ACTION_STATEMENT,
        "due_on": DUE,
        "reason": REASON,
        "by": UserFactory(),
        **values,
    }
    return change_time_limit(visit=visit, on=on, **said)


def test_change_is_added_with_who_when_and_why(today):
    visit, by = VisitFactory(inspection=True), UserFactory()

    first = change(visit, today, by=by)
    change(visit, today, due_on=date(2026, 9, 30))

    assert (first.by, first.changed_on, first.reason) == (by, today, REASON)
    assert [each.due_on for each in visit.limit_changes.all()] == [
        DUE,
        date(2026, 9, 30),
    ]
    assert Change.objects.of(first).get().why == REASON


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        pytest.param(
            {"limit": StatutoryLimit.FOCUSED_VISIT_DRAFT},
            "does not run for this visit",
            id="of another kind of visit",
        ),
        pytest.param({"reason": ""}, "cannot be blank", id="no reason"),
        pytest.param(
            {"due_on": date(2026, 1, 1)}, "after the visit began", id="too early"
        ),
    ],
)
def test_change_is_refused(today, values, sentence):
    visit = VisitFactory(inspection=True)

    with pytest.raises(ValidationError, match=sentence):
        change(visit, today, **values)

    assert not visit.limit_changes.exists()


def test_change_sent_twice_is_refused(today):
    visit = VisitFactory(inspection=True)
    change(visit, today)

    with pytest.raises(ValidationError, match="given already"):
        change(visit, today)
