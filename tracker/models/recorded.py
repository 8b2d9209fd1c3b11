"""The base of every model whose writes are history."""

from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import Any, ClassVar, NoReturn, Self

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import models, transaction
from django.utils import timezone

from tracker.choices import ChangeKind
from tracker.models.change import change_of, write_changes

CHANGED_SECRET = "(changed)"  # noqa: S105  stands in history where a secret would


def own_copy(value: Any) -> Any:
    """The value itself; of a list or a mapping, which may change in place, a copy."""
    return deepcopy(value) if isinstance(value, (list, dict)) else value


class StaleRecordError(Exception):
    """Somebody saved the record after the form was opened; `current` is theirs."""

    def __init__(self, current: "Recorded") -> None:
        super().__init__(f"{current} was changed after you opened it.")
        self.current = current


class RecordedQuerySet(models.QuerySet):
    """Rows whose writes leave changes; what would go round that is refused."""

    def update(self, **_values: Any) -> NoReturn:
        """Refuse: it writes no history."""
        raise TypeError("update() leaves no history: save() each row, or bulk_save().")

    def bulk_update(self, *_args: Any, **_options: Any) -> NoReturn:
        """Refuse: it writes no history."""
        raise TypeError("bulk_update() leaves no history: use bulk_save().")

    def bulk_create(self, *_args: Any, **_options: Any) -> NoReturn:
        """Refuse: it writes no history."""
        raise TypeError("bulk_create() leaves no history: use bulk_save().")

    def delete(self) -> NoReturn:
        """Refuse: rows are removed one by one, where they may be at all."""
        raise TypeError("delete() leaves no history: delete() each row.")

    def bulk_save(self, records: Sequence["Recorded"]) -> None:
        """Create all these new rows and their changes, in two statements."""
        for record in records:
            record.take_copies()
        with transaction.atomic(savepoint=False):
            super().bulk_create(records)
            write_changes(
                change_of(record, ChangeKind.CREATED, {}, record.note_stored())
                for record in records
            )

    def locked(self, pk: int, version: int | None = None) -> Any:
        """The row, held until the transaction ends.

        `version` is what the form was opened with; raises StaleRecordError where the
        row has been saved since.
        """
        record = self.select_for_update(of=("self",)).get(pk=pk)
        if version is not None and record.version != version:
            raise StaleRecordError(record)
        return record

    def get_by_natural_key(self, *values: Any) -> Any:
        """The row that people know by these values."""
        return self.get(**dict(zip(self.model.natural, values, strict=True)))


class Recorded(models.Model):
    """A row whose every write leaves a Change, in the same transaction.

    `natural` names the values people know a row by; `plan_path` leads to its
    plan, `visit_path` to the visit it stands in, if any; `unrecorded` and `secret` are fields that history leaves out or hides.
    """

    version = models.PositiveIntegerField(default=1, editable=False)

    objects = RecordedQuerySet.as_manager()

    natural: ClassVar[tuple[str, ...]] = ("pk",)
    plan_path: ClassVar[str] = "plan_id"
    visit_path: ClassVar[str] = ""
    unrecorded: ClassVar[frozenset[str]] = frozenset()
    secret: ClassVar[frozenset[str]] = frozenset()
    _stored: dict[str, Any]

    class Meta:
        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        """Store the row and, where something recorded changed, its change."""
        self.take_copies()
        adding = self._state.adding
        before = {} if adding else self._stored
        changed = self._changed_since(before, options.get("update_fields"))
        if not changed:
            super().save(*args, **options)
            return
        if not adding:
            self.version += 1
            if options.get("update_fields") is not None:
                options["update_fields"] = {*options["update_fields"], "version"}
        try:
            with transaction.atomic(savepoint=False):
                super().save(*args, **options)
                now = self._values()
                self._stored = {**before, **{name: now[name] for name in changed}}
                self._write_change(adding, before, changed)
        except Exception:
            # Nothing was stored: what a second try changes must be told again.
            self._stored = before
            self.version -= not adding
            raise

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:
        """Remove the row; what stood in it stays in its change."""
        with transaction.atomic(savepoint=False):
            change = change_of(
                self, ChangeKind.REMOVED, self._without_secrets(self._stored), {}
            )
            removed = super().delete(*args, **options)
            change.save()
        return removed

    def redact(self, columns: dict[str, Any]) -> None:
        """Put these texts, with words blanked, in place of the row's own.

        The one door past whatever keeps a row as it was said. workflow.redaction
        alone goes through it, and writes the change that says so.
        """
        row = type(self).objects.filter(pk=self.pk)
        models.QuerySet.update(row, **columns, version=self.version + 1)

    def clean_fields(self, exclude: Iterable[str] | None = None) -> None:
        """Check each value; an object that has been read is not looked up again."""
        read = {
            column.name
            for column in self._meta.concrete_fields
            if column.is_relation and column.get_cached_value(self, None) is not None
        }
        super().clean_fields(exclude={*(exclude or ()), *read})

    def refresh_from_db(
        self, using: str | None = None, fields: Any = None, **options: Any
    ) -> None:
        """Read the row again, and remember what was stored."""
        super().refresh_from_db(using, fields, **options)
        self._stored = {**self._stored, **self._values(fields)}

    def take_copies(self) -> None:
        """Copy what the row repeats of another one; asked before every write."""

    def note_stored(self) -> dict[str, Any]:
        """Take the values as they stand for those of the database; return them."""
        self._stored = self._values()
        return self._without_secrets(self._stored)

    @classmethod
    def from_db(cls, db: str | None, field_names: Any, values: Any) -> Self:
        """Remember what was stored, so that a save can tell what it changes."""
        record = super().from_db(db, field_names, values)
        skip = cls.unrecorded | {"id", "version"}
        record._stored = {
            name: own_copy(value)
            for name, value in zip(field_names, values, strict=False)
            if name not in skip
        }
        return record

    def natural_key(self) -> tuple:
        """The values people know this row by, for files."""
        return tuple(self._along(path.split("__")) for path in self.natural)

    def get_plan_id(self) -> int | None:
        """The plan this row belongs to; none for accounts, and none before it is said."""
        try:
            return self._along(self.plan_path.split("__"))
        except ObjectDoesNotExist:
            return None

    def get_visit_id(self) -> int | None:
        """The visit this row stands in; none for what no visit brought up."""
        return self._along(self.visit_path.split("__")) if self.visit_path else None

    def _along(self, path: Sequence[str]) -> Any:
        value: Any = self
        for name in path:
            value = getattr(value, name) if value is not None else None
        return value

    def _values(self, names: Iterable[str] | None = None) -> dict[str, Any]:
        """The recorded values as they stand, of all columns read or of those named."""
        skip = self.get_deferred_fields() | self.unrecorded | {"id", "version"}
        return {
            column.attname: column.value_to_string(self)
            if isinstance(column, models.FileField)
            else own_copy(getattr(self, column.attname))
            for column in self._meta.concrete_fields
            if column.attname not in skip
            and (names is None or column.name in names or column.attname in names)
        }

    def _changed_since(self, before: dict, names: Iterable[str] | None) -> set[str]:
        now = self._values(names)
        return {name for name in now if name not in before or before[name] != now[name]}

    def _write_change(self, adding: bool, before: dict, changed: set[str]) -> None:
        old = {} if adding else {k: before.get(k) for k in changed}
        new = {k: self._stored[k] for k in changed}
        kind = ChangeKind.CREATED if adding else ChangeKind.CHANGED
        rows = (self._without_secrets(old), self._without_secrets(new))
        write_changes([change_of(self, kind, *rows)])

    def _without_secrets(self, values: dict[str, Any]) -> dict[str, Any]:
        return {
            name: CHANGED_SECRET if name in self.secret and value else value
            for name, value in values.items()
        }


class Appended(Recorded):
    """A dated row that is only added to: what was said that day stays said."""

    recorded_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        """Add the row; a row that stands is not written again.

        But for `may_change`: a kind of row may allow one change of its own.
        """
        if not self._state.adding and not self.may_change(
            self._changed_since(self._stored, None)
        ):
            raise ValidationError(
                f"{self} is on record and is not changed. Add a new entry instead."
            )
        super().save(*args, **options)

    def may_change(self, changed: set[str]) -> bool:
        """Whether these columns of a row that stands may still change: none."""
        return False

    def delete(self, *_args: Any, **_options: Any) -> NoReturn:
        """Refuse: the row is on record."""
        raise ValidationError(f"{self} is on record and is not removed.")
