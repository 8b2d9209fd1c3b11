"""History: every write of a recorded model leaves one Change row."""

import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from typing import Any, NoReturn

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone

from tracker.choices import ChangeKind
from tracker.models.constraint import listed


@dataclass(frozen=True)
class ChangeSet:
    """Who writes, and why: one per request, command, bulk edit or import.

    `confirmed` is what the person confirmed on the form; it is kept with the why.
    """

    by: Any = None
    why: str = ""
    confirmed: str = ""
    actor: str = "system"
    id: uuid.UUID = field(default_factory=uuid.uuid4)


_open_change_set: ContextVar[ChangeSet | None] = ContextVar("change_set", default=None)


@contextmanager
def change_set(
    *, by: Any = None, why: str = "", actor: str = "", confirmed: str = ""
) -> Iterator[ChangeSet]:
    """Say who writes and why, for all writes inside; the only way to say it.

    Inside another one it keeps that one's id, and whatever is not said anew.
    """
    outer = _open_change_set.get() or ChangeSet()
    said = {"by": by, "why": why, "actor": actor, "confirmed": confirmed}
    inner = replace(outer, **{name: value for name, value in said.items() if value})
    token = _open_change_set.set(inner)
    try:
        yield inner
    finally:
        _open_change_set.reset(token)


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
    now = _open_change_set.get() or ChangeSet()
    return Change(
        **values,
        by=now.by,
        actor="" if now.by else now.actor,
        why=" ".join(filter(None, (now.why, now.confirmed))),
        change_set=now.id,
    )


def write_changes(changes: Iterable[Change]) -> None:
    """Store the rows of one write."""
    Change.objects.bulk_create(changes)
