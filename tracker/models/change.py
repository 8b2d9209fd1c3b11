"""History: every write of a recorded model leaves one Change row."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, NoReturn

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils import timezone

from tracker.choices import ChangeKind
from tracker.models.change_set import open_change_set
from tracker.models.constraint import listed


class ChangeQuerySet(models.QuerySet):
    """Changes are read; nothing but `redact` alters them, nothing removes them."""

    def update(self, **_values: Any) -> NoReturn:
        """Refuse: history is only added to."""
        raise TypeError("A change row is never altered.")

    def delete(self) -> NoReturn:
        """Refuse: history is only added to."""
        raise TypeError("A change row is never removed.")

    def redact(self, pk: int, **texts: Any) -> None:
        """Put these texts, with words blanked, in place of a row's own.

        The one door through which a change row is altered; workflow.redaction
        alone goes through it, and leaves a change row that says so.
        """
        models.QuerySet.update(self.filter(pk=pk), **texts)

    def published(self) -> "ChangeQuerySet":
        """Without those of a visit that is a draft: its plan managers alone see it."""
        return self.filter(
            models.Q(visit__isnull=True) | models.Q(visit__is_published=True)
        )

    def of(self, record: models.Model) -> "ChangeQuerySet":
        """The changes of one record."""
        return self.filter(model=record._meta.model_name, record_id=record.pk)


class Change(models.Model):
    """One write: what stood there before and after, who wrote it, when and why.

    Of a redaction only what stands there now. Written by `Recorded` alone, in the transaction of the write it tells of.
    """

    plan = models.ForeignKey("Plan", models.PROTECT, null=True, blank=True)
    visit = models.ForeignKey(
        "Visit", models.PROTECT, null=True, blank=True, related_name="+"
    )
    model = models.CharField(max_length=50)
    record_id = models.BigIntegerField()
    record = models.CharField(max_length=250, help_text="The record's name then.")
    kind = models.CharField(max_length=10, choices=ChangeKind)
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    after = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True
    )
    actor = models.CharField(
        max_length=100, help_text="Who wrote where no person did: a command."
    )
    why = models.TextField(blank=True)
    change_set = models.UUIDField()
    recorded_at = models.DateTimeField(default=timezone.now)

    objects = ChangeQuerySet.as_manager()
    visit_path = "visit_id"

    class Meta:
        ordering = ["-recorded_at", "-pk"]
        constraints = [listed("change", "kind", ChangeKind)]
        indexes = [
            models.Index(fields=["model", "record_id"], name="change_of_record"),
            models.Index(fields=["plan", "-recorded_at"], name="change_of_plan"),
            models.Index(fields=["change_set"], name="change_set"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.model} {self.record}"

    def save(self, *args: Any, **options: Any) -> None:
        """Add a row; a row that stands is never written again."""
        if not self._state.adding:
            raise TypeError("A change row is never altered.")
        super().save(*args, **options)

    def delete(self, *_args: Any, **_options: Any) -> NoReturn:
        """Refuse: history is only added to."""
        raise TypeError("A change row is never removed.")


def change_of(
    record: models.Model, kind: ChangeKind, before: dict, after: dict
) -> Change:
    """The row that tells of one write, not yet saved."""
    return _said_now(
        plan_id=record.get_plan_id(),
        visit_id=record.get_visit_id(),
        model=record._meta.model_name,
        record_id=record.pk,
        record=str(record)[:250],
        kind=kind,
        before=before,
        after=after,
    )


def redaction_of(change: Change, *, name: str, after: dict) -> Change:
    """The row that tells of words blanked in a record known by one of its changes.

    It holds what stands there now, never what stood; the record may be gone.
    """
    return _said_now(
        plan_id=change.plan_id,
        visit_id=change.visit_id,
        model=change.model,
        record_id=change.record_id,
        record=name,
        kind=ChangeKind.REDACTED,
        after=after,
    )


def _said_now(**values: Any) -> Change:
    now = open_change_set()
    return Change(
        **values,
        by=now.by,
        actor="" if now.by else now.actor,
        why=" ".join(filter(None, (now.why, now.confirmed))),
        change_set=now.id,
    )


@dataclass(frozen=True)
class _Gathered:
    """Changes of the writes that stand or fall together, within these savepoints."""

    savepoints: list[str]
    changes: list[Change] = field(default_factory=list)


_gathered: ContextVar[_Gathered | None] = ContextVar("gathered", default=None)


def write_changes(changes: Iterable[Change]) -> None:
    """Store the rows of one write, at once or with all that is written together."""
    gathered = _gathered.get()
    if gathered and gathered.savepoints == _savepoints():
        gathered.changes.extend(changes)
    else:
        Change.objects.bulk_create(changes)


@contextmanager
def written_together() -> Iterator[None]:
    """A transaction whose changes are stored in one statement, at its end.

    Inside another one they become that one's as soon as nothing can undo them
    alone. So what is written in a savepoint opened by other means, which can be
    undone alone, is told at once.
    """
    is_inner = _gathered.get() is not None
    with transaction.atomic():
        gathered = _Gathered(_savepoints())
        before = _gathered.set(gathered)
        try:
            yield
        finally:
            _gathered.reset(before)
        if not is_inner:
            Change.objects.bulk_create(gathered.changes)
    if is_inner:
        write_changes(gathered.changes)


def _savepoints() -> list[str]:
    """What of the present transaction can be undone alone, from the outside in."""
    return [each for each in transaction.get_connection().savepoint_ids if each]
