"""Writing one row: checked whole, then stored, with its change."""

from collections.abc import Collection, Sequence
from typing import TypeVar

from django.db.models import Manager, Max, QuerySet

from tracker.models import Recorded
from tracker.workflow.row_rules import refuse_broken

Row = TypeVar("Row", bound=Recorded)


def save_record(record: Row, *, given: Collection[str] = ()) -> Row:
    """Check every rule a row can be held to, then store it.

    `given` names values that were counted out while the row above was held, such
    as a number: nobody else can have taken them. Raises ValidationError, with
    sentences by field, where a rule is broken.
    """
    check_record(record, given)
    record.save()
    return record


def save_new(records: Sequence[Row], *, given: Collection[str] = ()) -> None:
    """Check new rows of one kind, each whole, then store all in two statements."""
    for record in records:
        check_record(record, given)
    if records:
        type(records[0]).objects.bulk_save(records)


def check_record(record: Recorded, given: Collection[str] = ()) -> None:
    """Raise ValidationError, with sentences by field, where a row breaks a rule."""
    record.take_copies()
    record.full_clean(exclude=set(given), validate_constraints=False)
    refuse_broken(record, given)


def next_reference(
    rows: QuerySet | Manager, prefix: str, *, column: str = "reference", digits: int = 3
) -> str:
    """The reference after the highest one given, such as A-013; none is reused.

    `rows` are those of one plan. The caller holds the plan, so that two people
    who add at once do not get the same one.
    """
    given = rows.filter(**{f"{column}__startswith": prefix})
    numbers = [
        int(reference.removeprefix(prefix))
        for reference in given.values_list(column, flat=True)
        if reference.removeprefix(prefix).isdecimal()
    ]
    return f"{prefix}{max(numbers, default=0) + 1:0{digits}}"


def next_number(rows: QuerySet | Manager) -> int:
    """The number after the highest one among the rows of one action or visit."""
    return (rows.aggregate(highest=Max("number"))["highest"] or 0) + 1
