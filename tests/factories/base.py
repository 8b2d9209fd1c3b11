"""What all factories share: one plan for all rows, numbers within it."""

from datetime import date
from operator import attrgetter
from typing import Any

from factory import LazyAttribute
from factory.django import DjangoModelFactory

from tracker.models import Plan, Recorded, User

TODAY = date(2026, 6, 15)


def plan_of(value: Any) -> Plan | None:
    """The plan of a row; none for accounts and for what is no row."""
    if isinstance(value, Plan):
        return value
    if not isinstance(value, Recorded) or isinstance(value, User):
        return None
    return attrgetter(value.plan_path.removesuffix("_id").replace("__", "."))(value)


class InPlanFactory(DjangoModelFactory):
    """Makes rows of a plan: that of the rows it is given, else a new one."""

    class Meta:
        abstract = True
        skip_postgeneration_save = True

    @classmethod
    def _generate(cls, strategy: str, params: dict) -> Any:
        if "plan" not in params:
            plans = (plan_of(value) for value in params.values())
            plan = next((plan for plan in plans if plan), None)
            params = {**params, **({"plan": plan} if plan else {})}
        return super()._generate(strategy, params)


def count_up(parent: str, rows: str) -> LazyAttribute:
    """The next number among the rows that the parent already has."""

    def next_number(row: Any) -> int:
        owner = getattr(row, parent)
        return getattr(owner, rows).count() + 1 if owner.pk else 1

    return LazyAttribute(next_number)


def reference(letter: str, rows: str) -> LazyAttribute:
    """The next reference in the plan, such as A-001."""
    number = count_up("plan", rows)
    return LazyAttribute(lambda row: f"{letter}-{number.function(row):03d}")


def unsaved(factory: type[DjangoModelFactory], **values: Any) -> Any:
    """A row that is not stored yet, while all it refers to is."""

    class Unsaved(factory):
        @classmethod
        def _create(cls, model_class: type, *_args: Any, **columns: Any) -> Any:
            return model_class(**columns)

    return Unsaved(**values)
