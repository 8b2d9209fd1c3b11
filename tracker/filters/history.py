"""The filter of a plan's history."""

import re
from datetime import date, datetime, time
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone

from tracker.filters.base import PlanFilterSet
from tracker.filters.choices import RowChoiceFilter
from tracker.filters.fields import DayFilter
from tracker.models import Change, User
from tracker.reports.history import kinds_of_records

REFERENCE = re.compile(r"[A-Za-z]-[\d-]+")
SYSTEM = "system"


class HistoryFilter(PlanFilterSet):
    """Which changes of a plan to show."""

    record = django_filters.CharFilter(
        label="Record",
        method="with_record",
        help_text="A reference, such as A-012, or words of its name.",
    )
    person = RowChoiceFilter(label="Person", method="with_person")
    model = RowChoiceFilter(
        label="Kind of record", field_name="model", lookup_expr="exact"
    )
    day_from = DayFilter(label="From", method="with_day_from")
    day_to = DayFilter(label="To", method="with_day_to")
    change_set = django_filters.UUIDFilter(
        label="Change set",
        field_name="change_set",
        lookup_expr="exact",
        help_text="All that was saved together.",
    )

    class Meta:
        model = Change
        fields: tuple = ()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.filters["person"].offer(self.people)
        self.filters["model"].offer(kinds_of_records)

    def people(self) -> list[tuple[str, str]]:
        """Those who can have written here, by name: no key or address is shown.

        Asking the changes themselves who wrote them would read all of them.
        """
        people = User.objects.filter(
            Q(memberships__plan=self.plan) | Q(is_superuser=True)
        )
        names = dict.fromkeys(person.full_name for person in people)
        return [(SYSTEM, "System"), *((name, name) for name in names)]

    def with_record(self, changes: QuerySet, _name: str, text: str) -> QuerySet:
        """Changes of a record and of what belongs to it; or with words in its name.

        The updates, evidence and answers of A-012 begin with its reference; the
        checks of it, and the links to it, end with it or name it as answered.
        """
        text = text.strip()
        if not REFERENCE.fullmatch(text):
            return changes.filter(record__icontains=text)
        text = text.upper()
        return changes.filter(
            Q(record=text)
            | Q(record__startswith=f"{text} ")
            | Q(record__startswith=f"{text}:")
            | Q(record__endswith=f" {text}")
            | Q(record__contains=f" answers {text} part ")
        )

    def with_person(self, changes: QuerySet, _name: str, name: str) -> QuerySet:
        """Changes that one person wrote, or that none did."""
        if name == SYSTEM:
            return changes.filter(by__isnull=True)
        return changes.filter(by__full_name=name)

    def with_day_from(self, changes: QuerySet, _name: str, day: date) -> QuerySet:
        """Changes on a day or later."""
        return changes.filter(recorded_at__gte=instant(day, time.min))

    def with_day_to(self, changes: QuerySet, _name: str, day: date) -> QuerySet:
        """Changes on a day or earlier."""
        return changes.filter(recorded_at__lte=instant(day, time.max))


def instant(day: date, at: time) -> datetime:
    """A time of a day here."""
    return timezone.make_aware(datetime.combine(day, at))
