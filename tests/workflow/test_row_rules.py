"""What is told of a row without the database is what the database would say."""

import itertools
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from django.apps import apps
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import CheckConstraint, F, Field, Q

from tests.factories import PlanMembershipFactory
from tracker.models import Recorded
from tracker.workflow.row_rules import holds, refuse_broken

RULES = [
    pytest.param(model, constraint, id=constraint.name)
    for model in apps.get_app_config("tracker").get_models()
    if issubclass(model, Recorded)
    for constraint in model._meta.constraints
    if isinstance(constraint, CheckConstraint)
]


def named_in(condition: Q) -> set[str]:
    """The fields that a condition looks at."""
    names = set()
    for child in condition.children:
        if isinstance(child, Q):
            names |= named_in(child)
            continue
        path, value = child
        names.add(path.partition("__")[0])
        if isinstance(value, F):
            names.add(value.name)
    return names


VALUES = {
    "BooleanField": [True, False],
    "DateField": [date(2026, 3, 1), date(2026, 3, 31)],
    "DateTimeField": [datetime(2026, 3, day, tzinfo=UTC) for day in (1, 31)],
    "DecimalField": [Decimal(-1), Decimal(0), Decimal("1.5")],
    "ForeignKey": [1, 2],
    "OneToOneField": [1, 2],
    "PositiveIntegerField": [0, 1, 100, 101],
    "PositiveSmallIntegerField": [0, 1, 100, 101],
    "UUIDField": [UUID(int=1)],
}


def values_for(field: Field) -> list:
    """A few values of each sort, nothing among them where the column takes it."""
    listed = [value for value, _ in field.flatchoices]
    some = VALUES.get(field.get_internal_type(), ["", "anything", *listed])
    return [None, *some] if field.null else some


@pytest.mark.django_db
@pytest.mark.parametrize(("model", "constraint"), RULES)
def test_row_rules_agree_with_the_database(model, constraint):
    names = sorted(named_in(constraint.condition))
    fields = [model._meta.get_field(name) for name in names]

    for values in itertools.product(*map(values_for, fields)):
        row = model(
            **{
                field.attname: value
                for field, value in zip(fields, values, strict=True)
            }
        )
        expressions = row._get_field_expression_map(meta=model._meta)

        said = holds(constraint.condition, row)

        assert (said is not False) == constraint.condition.check(expressions), values


TRUE, FALSE = Q(role="viewer"), Q(role="moderator")
UNKNOWN = Q(ends_on__gte=date(2026, 1, 1))  # of a membership without a last day


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        pytest.param(TRUE & UNKNOWN, None, id="true and unknown"),
        pytest.param(FALSE & UNKNOWN, False, id="false and unknown"),
        pytest.param(TRUE | UNKNOWN, True, id="true or unknown"),
        pytest.param(FALSE | UNKNOWN, None, id="false or unknown"),
        pytest.param(~UNKNOWN, None, id="not unknown"),
        pytest.param(~(FALSE & UNKNOWN), True, id="not (false and unknown)"),
        pytest.param(~(TRUE | UNKNOWN), False, id="not (true or unknown)"),
    ],
)
def test_what_is_unknown_decides_nothing(condition, said):
    row = PlanMembershipFactory.build(role="viewer", ends_on=None)

    assert holds(condition, row) is said


def test_every_model_has_rules_that_are_read():
    assert len(RULES) > 50


def test_comparison_that_is_not_known_is_not_passed_over():
    row = PlanMembershipFactory.build()

    with pytest.raises(KeyError):
        holds(Q(role__startswith="v"), row)


@pytest.mark.django_db
def test_broken_rules_are_all_said():
    member = PlanMembershipFactory()
    again = PlanMembershipFactory.build(
        plan=member.plan, person=member.person, ends_on=date(2024, 1, 1)
    )

    with pytest.raises(ValidationError) as refusal:
        refuse_broken(again)

    assert refusal.value.message_dict == {
        NON_FIELD_ERRORS: [
            "The last day is before the first one. Give a later last day.",
            "This person already has a role from that day.",
        ]
    }
