"""Writing one row: checked whole, then stored, with its change."""

from typing import TypeVar

from django.db.models import Manager, Max, QuerySet

from tracker.models import Recorded

Row = TypeVar("Row", bound=Recorded)


def save_record(record: Row) -> Row:
    """Check every rule a row can be held to, then store it.

    Raises ValidationError, with sentences by field, where a rule is broken.
    """
    record.full_clean()
    record.save()
    return record


def next_reference(rows: QuerySet | Manager, prefix: str) -> str:
    """The reference after the highest one given, such as A-013; none is reused.

    `rows` are those of one plan. The caller holds the plan, so that two people
    who add at once do not get the same one.
    """
    numbers = [
        int(reference.removeprefix(prefix))
        for reference in rows.filter(reference__startswith=prefix).values_list(
            "reference", flat=True
        )
        if reference.removeprefix(prefix).isdigit()
    ]
    return f"{prefix}{max(numbers, default=0) + 1:03}"


def next_number(rows: QuerySet | Manager) -> int:
    """The number after the highest one among the rows of one action or visit."""
    return (rows.aggregate(highest=Max("number"))["highest"] or 0) + 1
