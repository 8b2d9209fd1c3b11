"""Whether a row keeps the CHECK constraints of its table, told without the database.

Django asks the database one question a constraint; a page that writes three rows
would ask fifteen. The conditions used here are few and plain, so they are read as
SQL reads them: a comparison with nothing is neither true nor false, and a CHECK is
broken only by what is false. The database holds them all the same.
"""

import operator
from collections.abc import Callable, Collection
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import CheckConstraint, F, Model, Q, UniqueConstraint

from tracker.models import Recorded

COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "exact": operator.eq,
    "gt": operator.gt,
    "gte": operator.ge,
    "lt": operator.lt,
    "lte": operator.le,
    "in": lambda value, listed: value in listed,
}


def refuse_broken(record: Recorded, given: Collection[str] = ()) -> None:
    """Raise ValidationError with the sentence of each constraint the row breaks.

    Uniqueness is asked of the database, unless the row stands and keeps its values.
    `given` names fields that are not asked about.
    """
    broken: list[ValidationError] = []
    for constraint in record._meta.constraints:
        if isinstance(constraint, CheckConstraint):
            if holds(constraint.condition, record) is False:
                broken.append(sentence_of(constraint))
        elif not _is_settled(constraint, record):
            try:
                constraint.validate(type(record), record, exclude=set(given))
            except ValidationError as refusal:
                broken.append(refusal)
    if broken:
        raise ValidationError({NON_FIELD_ERRORS: broken})


def sentence_of(constraint: CheckConstraint) -> ValidationError:
    """What a person is told where the constraint is broken."""
    return ValidationError(
        constraint.get_violation_error_message(),
        code=constraint.violation_error_code,
    )


def holds(condition: Any, record: Model) -> bool | None:
    """Whether a condition is true of a row; None where SQL could not say.

    Raises KeyError for a comparison it does not know.
    """
    if isinstance(condition, tuple):
        path, wanted = condition
        return _compare(path, wanted, record)
    said = [holds(child, record) for child in condition.children]
    decides = condition.connector == Q.OR  # one True decides OR, one False AND
    if decides not in said and None in said:
        return None
    return (decides if decides in said else not decides) != condition.negated


def _compare(path: str, wanted: Any, record: Model) -> bool | None:
    name, _, comparison = path.partition("__")
    value = _value_of(name, record)
    if comparison == "isnull":
        return (value is None) == wanted
    if isinstance(wanted, F):
        wanted = _value_of(wanted.name, record)  # type: ignore[attr-defined]
    if value is None or wanted is None:
        return None
    return COMPARISONS[comparison or "exact"](value, wanted)


def _value_of(name: str, record: Model) -> Any:
    """The value as its column holds it: an id for a link, a name for a file."""
    field: Any = record._meta.get_field(name)
    return field.get_prep_value(getattr(record, field.attname))


def _is_settled(constraint: Any, record: Recorded) -> bool:
    """Whether a row that stands keeps the values that were unique when it was stored."""
    if not isinstance(constraint, UniqueConstraint) or record._state.adding:
        return False
    if constraint.condition is not None or not constraint.fields:
        return False
    fields: list[Any] = [record._meta.get_field(name) for name in constraint.fields]
    columns = [field.attname for field in fields]
    return all(
        name in record._stored and record._stored[name] == getattr(record, name)
        for name in columns
    )
