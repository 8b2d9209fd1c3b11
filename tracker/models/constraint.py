"""Constraints said often, each with a sentence that a user can read."""

from typing import Any

from django.db.models import CheckConstraint, F, Q, TextChoices


class ListedConstraint(CheckConstraint):
    """The column holds a listed value.

    Forms need no query for it: the field's own choices have already been asked.
    """

    def validate(self, *_args: Any, **_options: Any) -> None:
        """Say nothing: `clean_fields` says it in words, without a query."""


def listed(
    name: str, field: str, choices: type[TextChoices], *, blank: bool = False
) -> CheckConstraint:
    """The column holds one of the choices, or is empty where that is allowed."""
    values = [*choices.values, ""] if blank else choices.values
    return ListedConstraint(
        condition=Q(**{f"{field}__in": values}), name=f"{name}_{field}_listed"
    )


def in_order(name: str, first: str, last: str, message: str) -> CheckConstraint:
    """The second day is not before the first, where both are known."""
    return CheckConstraint(
        condition=Q(**{f"{first}__isnull": True})
        | Q(**{f"{last}__isnull": True})
        | Q(**{f"{last}__gte": F(first)}),
        name=f"{name}_{last}_in_order",
        violation_error_message=message,
    )


def exactly_one(name: str, one: str, other: str, message: str) -> CheckConstraint:
    """One of two references is set, never both and never neither."""
    return CheckConstraint(
        condition=Q(**{f"{one}__isnull": True, f"{other}__isnull": False})
        | Q(**{f"{one}__isnull": False, f"{other}__isnull": True}),
        name=f"{name}_{one}_or_{other}",
        violation_error_message=message,
    )
