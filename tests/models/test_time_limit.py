from datetime import date

import pytest
from django.core.exceptions import ValidationError

from tests.factories import (
    RecommendationFactory,
    TimeLimitChangeFactory,
    VisitFactory,
    unsaved,
)
from tests.models.rules import assert_accepted, assert_refused
from tracker.choices import RecommendationKind, StatutoryLimit, VisitKind
from tracker.dates import TIME_LIMITS as EVERY_LIMIT
from tracker.models.time_limit import TIME_LIMITS, limits_of, raised_priority_action


@pytest.mark.parametrize(
    ("kind", "has_priority_action", "limits"),
    [
        pytest.param(
            VisitKind.FULL_INSPECTION,
            False,
            [StatutoryLimit.REPORT_PUBLICATION, StatutoryLimit.ACTION_STATEMENT],
            id="SI 2007/462 reg. 2 and 3: an inspection under section 136",
        ),
        pytest.param(
            VisitKind.FOCUSED_VISIT,
            True,
            [StatutoryLimit.FOCUSED_VISIT_DRAFT, StatutoryLimit.ACTION_STATEMENT],
            id="Ofsted focused visits: draft and statement after priority actions",
        ),
        pytest.param(
            VisitKind.FOCUSED_VISIT, False, [], id="focused visit without them"
        ),
        pytest.param(
            VisitKind.JOINT_INSPECTION,
            False,
            [StatutoryLimit.JOINT_STATEMENT],
            id="SI 2015/1792 reg. 4: a joint inspection, where the report asks for it",
        ),
        pytest.param(VisitKind.MONITORING_VISIT, True, [], id="monitoring visit"),
    ],
)
def test_limits_that_a_kind_of_visit_starts(kind, has_priority_action, limits):
    visit = VisitFactory.build(plan=None, kind=kind, reference="V-2026-01")

    assert limits_of(visit, has_priority_action=has_priority_action) == limits


def test_every_limit_is_counted_by_dates():
    assert {*TIME_LIMITS} == {*StatutoryLimit}
    assert {*TIME_LIMITS.values()} == {*EVERY_LIMIT}
    assert {code: limit.name for code, limit in TIME_LIMITS.items()} == {
        choice.value: choice.label for choice in StatutoryLimit
    }


@pytest.mark.django_db
def test_priority_action_is_seen_among_what_the_visit_raised():
    visit = VisitFactory()
    RecommendationFactory(visit=visit)
    assert not raised_priority_action(visit)

    RecommendationFactory(visit=visit, kind=RecommendationKind.PRIORITY_ACTION)

    assert raised_priority_action(visit)


@pytest.mark.django_db
def test_changed_limit_says_why():
    assert_accepted(unsaved(TimeLimitChangeFactory))
    assert_refused(
        unsaved(TimeLimitChangeFactory, reason=""), "This field cannot be blank."
    )


@pytest.mark.django_db
def test_changed_limit_that_stands_is_not_changed():
    change = TimeLimitChangeFactory()
    change.due_on = date(2026, 9, 30)

    with pytest.raises(ValidationError, match="is on record and is not changed"):
        change.save()
