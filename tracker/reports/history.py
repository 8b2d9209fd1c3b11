"""History told: who changed what, field by field, in words.

A record's own history is the plan's, narrowed: `history/?record=A-012`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import BooleanField, DateField, DateTimeField, Field, JSONField
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.text import capfirst

from tracker.choices import ChangeKind
from tracker.models import Change, Recorded, User
from tracker.reports.history_names import Key, Names, names_of

# Said elsewhere on the page, or of no use to a reader: a stored file's own name
HIDDEN = frozenset({"plan_id", "recorded_at", "file"})
REMOVED = "(no longer there)"
SHORT = 8  # characters of a change set's id that are shown


@dataclass(frozen=True)
class FieldChange:
    """One field: what stood there before, and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class ChangeRow:
    """One write, in words."""

    change: Change
    record_kind: str
    who: str
    fields: list[FieldChange]

    @property
    def recorded_at(self) -> datetime:
        """When it was written."""
        return self.change.recorded_at

    @property
    def happened(self) -> str:
        """Created, changed or removed."""
        return ChangeKind(self.change.kind).label

    @property
    def is_changed(self) -> bool:
        """Whether there is a before and an after."""
        return self.change.kind == ChangeKind.CHANGED

    @property
    def reference(self) -> str:
        """What the record is filtered by, such as A-012; none where it has none."""
        first = self.change.record.split(" ", 1)[0].rstrip(":")
        return first if first[1:2] == "-" else ""

    @property
    def short_change_set(self) -> str:
        """The beginning of the change set's id."""
        return str(self.change.change_set)[:SHORT]

    @property
    def in_one_text(self) -> str:
        """All fields, one a line, for a file."""
        return "\n".join(self._line(each) for each in self.fields)

    def _line(self, each: FieldChange) -> str:
        if self.is_changed:
            before, after = each.before or "nothing", each.after or "nothing"
            return f"{each.label}: {before} → {after}"
        return f"{each.label}: {each.after or each.before}"


def change_rows(changes: Iterable[Change], names: Names | None = None) -> Iterator:
    """Each change in words.

    Without `names` the rows that the changes point at are looked up, in one query.
    """
    if names is None:
        changes = list(changes)
        names = names_of(key for change in changes for key in _points_at(change))
    for change in changes:
        yield ChangeRow(
            change=change,
            record_kind=kind_of_record(change.model),
            who=who_wrote(change),
            fields=list(_fields(change, names)),
        )


def who_wrote(change: Change) -> str:
    """The person, or the command that wrote where no person did."""
    if change.by:
        return str(change.by)
    return "system" if change.actor == "system" else f"system ({change.actor})"


def kind_of_record(model: str) -> str:
    """What a kind of record is called, such as "Visit check"."""
    try:
        return capfirst(apps.get_model("tracker", model)._meta.verbose_name)
    except LookupError:
        return capfirst(model)


def kinds_of_records() -> list[tuple[str, str]]:
    """Every kind of record that a plan's history tells of, by name."""
    kinds = [
        (str(model._meta.model_name), kind_of_record(str(model._meta.model_name)))
        for model in apps.get_app_config("tracker").get_models()
        if issubclass(model, Recorded) and model is not User
    ]
    return sorted(kinds, key=lambda kind: kind[1])


@cache
def _labels(column: Any) -> dict[str, str]:
    """The words for a column's values, where they are listed."""
    return dict(column.flatchoices)


@cache
def _columns(model: str) -> dict[str, Field]:
    """The stored columns of a kind of record, in the model's order."""
    try:
        columns = apps.get_model("tracker", model)._meta.concrete_fields
    except LookupError:
        return {}
    return {column.attname: column for column in columns}


def _points_at(change: Change) -> Iterator[Key]:
    """The rows that the change's values point at."""
    for name, column in _columns(change.model).items():
        if column.is_relation and name not in HIDDEN:
            for values in (change.before, change.after):
                if values.get(name) is not None:
                    yield _key(column, values[name])


def _key(column: Any, pk: int) -> Key:
    return (str(column.related_model._meta.model_name), pk)


def _fields(change: Change, names: Names) -> Iterator[FieldChange]:
    """The fields in the model's order; of a new or removed row only what was said."""
    columns = _columns(change.model)
    written = {**change.before, **change.after}
    known = [name for name in columns if name in written]
    for name in [*known, *(written.keys() - columns.keys())]:
        if name in HIDDEN:
            continue
        column = columns.get(name)
        before = in_words(column, change.before.get(name), names)
        after = in_words(column, change.after.get(name), names)
        if before or after:
            yield FieldChange(_label(change.model, name), before, after)


@cache
def _label(model: str, name: str) -> str:
    """What a column is called, also one that is gone."""
    column = _columns(model).get(name)
    return capfirst(str(column.verbose_name) if column else name.replace("_", " "))


def in_words(column: Any, value: Any, names: Names) -> str:
    """A stored value as people read it; empty where there is none."""
    if value is None or value in ("", []):
        return ""
    if column is None:
        return str(value)
    if column.is_relation:
        return names.get(_key(column, value), REMOVED)
    if labels := _labels(column):
        return str(labels.get(value, value))
    return _plain_words(column, value)


def _plain_words(column: Field, value: Any) -> str:
    if isinstance(column, BooleanField):
        return "Yes" if value else "No"
    if isinstance(column, DateTimeField):
        instant = parse_datetime(value)
        return f"{timezone.localtime(instant):%-d %B %Y at %H:%M}" if instant else value
    if isinstance(column, DateField):
        return f"{parse_date(value):%-d %B %Y}"
    if isinstance(column, JSONField):
        return "\n".join(
            f"{each.get('source')}, {each.get('locator')}: “{each.get('quote')}”"
            for each in value
        )
    return str(value)
