"""What a meeting was shown: frozen when it is issued."""

import hashlib
import json
from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone

from tracker.choices import PackPreset
from tracker.models.constraint import in_order, listed
from tracker.models.meeting import Meeting
from tracker.models.plan import Plan
from tracker.models.post import Organisation
from tracker.models.recorded import Appended, Recorded
from tracker.models.visit import Visit

# What holds a stored document together: no person wrote it
NOT_WORDS = frozenset({"is", "key", "kind", "colour", "of", "language", "main_table"})
NO_WORDS = ("day", "decimal")


class Pack(Appended):
    """A document as it was issued: its bytes, their hash, for which day and by whom.

    It never changes; what turns out wrong stands beside it in a note.
    `recorded_at` is the instant of issue: nothing written down later is in it.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="packs")
    reference = models.CharField(max_length=20)
    preset = models.CharField(max_length=10, choices=PackPreset)
    title = models.CharField(max_length=200)
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="packs"
    )
    visit = models.ForeignKey(
        Visit, models.PROTECT, null=True, blank=True, related_name="packs"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="packs"
    )
    shows_on = models.DateField("shows the plan as at")
    since_on = models.DateField("shows changes since")
    earlier = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="later"
    )
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="packs_issued"
    )
    content = models.TextField(editable=False)
    sha256 = models.CharField("SHA-256 when issued", max_length=64, editable=False)
    # Of the bytes that are left after words were removed (workflow.redaction)
    redacted_sha256 = models.CharField(max_length=64, blank=True, editable=False)

    natural: ClassVar = ("plan__slug", "reference")
    # A thousand lines that stand in the pack itself; the hash stands in history.
    secret: ClassVar = frozenset({"content"})

    class Meta:
        ordering = ["plan", "-reference"]
        constraints = [
            listed("pack", "preset", PackPreset),
            in_order(
                "pack",
                "since_on",
                "shows_on",
                "The changes begin after the day. Give an earlier day.",
            ),
            models.UniqueConstraint(
                fields=["plan", "reference"], name="pack_reference"
            ),
            models.CheckConstraint(
                condition=Q(preset=PackPreset.VISIT, visit__isnull=False)
                | ~Q(preset=PackPreset.VISIT) & Q(visit__isnull=True),
                name="pack_of_visit_names_it",
                violation_error_message="A visit pack, and no other, names a visit.",
            ),
            models.CheckConstraint(
                condition=Q(preset=PackPreset.PARTNER, organisation__isnull=False)
                | ~Q(preset=PackPreset.PARTNER) & Q(organisation__isnull=True),
                name="pack_of_partner_names_it",
                violation_error_message=(
                    "A partner pack, and no other, names an organisation."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    def clean(self) -> None:
        """Keep all ends in one plan."""
        for name in ("meeting", "visit", "organisation", "earlier"):
            other = getattr(self, name)
            if other and other.plan_id != self.plan_id:
                raise ValidationError({name: f"Choose a {name} of the same plan."})

    @cached_property
    def is_intact(self) -> bool:
        """Whether the stored bytes are those issued, or left by a redaction."""
        return hash_of(self.content) == (self.redacted_sha256 or self.sha256)

    def blanked(self, blank: Callable[[str], str]) -> dict[str, str]:
        """The content with words blanked, and its hash; nothing where none stood there.

        Only words are blanked, never what holds the document together. A pack that was
        tampered with stays so: it gets no new hash.
        """
        try:
            stored = json.loads(self.content)
        except ValueError:  # tampered with: text like any other
            after = blank(self.content)
            return {"content": after} if after != self.content else {}
        left = _blanked(stored, blank)
        if left == stored:
            return {}
        after = canonical(left)
        fresh = {"redacted_sha256": hash_of(after)} if self.is_intact else {}
        return {"content": after, **fresh}

    @property
    def issued_on(self) -> date:
        """The day of issue, in London."""
        return timezone.localdate(self.recorded_at)


def canonical(data: Any) -> str:
    """Plain data as JSON in one spelling: that in which a document is stored."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _blanked(data: Any, blank: Callable[[str], str]) -> Any:
    if isinstance(data, str):
        return blank(data)
    if isinstance(data, list):
        return [_blanked(each, blank) for each in data]
    if isinstance(data, dict) and data.get("is") not in NO_WORDS:
        return {
            name: each if name in NOT_WORDS else _blanked(each, blank)
            for name, each in data.items()
        }
    return data


def hash_of(content: str) -> str:
    """The SHA-256 of a pack's bytes, in hexadecimal."""
    return hashlib.sha256(content.encode()).hexdigest()


class PackNote(Appended):
    """What turned out wrong in an issued pack; the pack itself stays as it was."""

    pack = models.ForeignKey(Pack, models.PROTECT, related_name="notes")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    written_on = models.DateField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="pack_notes"
    )

    natural: ClassVar = ("pack__plan__slug", "pack__reference", "number")
    plan_path: ClassVar = "pack__plan_id"

    class Meta:
        ordering = ["pack", "number"]
        constraints = [
            models.UniqueConstraint(fields=["pack", "number"], name="pack_note_number")
        ]

    def __str__(self) -> str:
        return f"{self.pack.reference} note {self.number}"


class PackText(Recorded):
    """What a person wrote into one place of a report for one meeting."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="pack_texts")
    preset = models.CharField(max_length=10, choices=PackPreset)
    key = models.SlugField(max_length=40)
    text = models.TextField(blank=True)

    natural: ClassVar = ("meeting__plan__slug", "meeting__reference", "preset", "key")
    plan_path: ClassVar = "meeting__plan_id"

    class Meta:
        ordering = ["meeting", "preset", "key"]
        constraints = [
            listed("pack_text", "preset", PackPreset),
            models.UniqueConstraint(
                fields=["meeting", "preset", "key"], name="pack_text_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting.reference} {self.preset} {self.key}"
