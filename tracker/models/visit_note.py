"""What is said of a published visit afterwards: corrections and the council's replies."""

from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from tracker.choices import VisitNoteKind
from tracker.models.check import VisitCheck
from tracker.models.constraint import listed
from tracker.models.finding import Finding
from tracker.models.post import Post
from tracker.models.recorded import Appended
from tracker.models.visit import OfVisitQuerySet, Visit


class VisitNote(Appended):
    """A dated note on a visit, or on one of its findings or checks.

    A reply is the council's word on a finding, said by a person in a post; it is
    never the inspectors'. Where a relapse was proposed and not made, a note says why.
    """

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="notes")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=15, choices=VisitNoteKind)
    finding = models.ForeignKey(
        Finding, models.PROTECT, null=True, blank=True, related_name="notes"
    )
    check_made = models.ForeignKey(
        VisitCheck, models.PROTECT, null=True, blank=True, related_name="notes"
    )
    text = models.TextField()
    speaker = models.CharField("who replies", max_length=200, blank=True)
    post = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="+"
    )
    noted_on = models.DateField("day")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = OfVisitQuerySet.as_manager()
    natural: ClassVar = ("visit__plan__slug", "visit__reference", "number")
    plan_path: ClassVar = "visit__plan_id"
    visit_path: ClassVar = "visit_id"

    class Meta:
        ordering = ["visit", "number"]
        constraints = [
            listed("visit_note", "kind", VisitNoteKind),
            models.UniqueConstraint(
                fields=["visit", "number"], name="visit_note_number"
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="visit_note_says_something",
                violation_error_message="Write the note.",
            ),
            models.CheckConstraint(
                condition=Q(finding__isnull=True) | Q(check_made__isnull=True),
                name="visit_note_on_one_thing",
                violation_error_message="Choose a finding or a check, not both.",
            ),
            models.CheckConstraint(
                condition=Q(kind=VisitNoteKind.REPLY, post__isnull=False)
                & ~Q(speaker="")
                & Q(finding__isnull=False)
                | ~Q(kind=VisitNoteKind.REPLY) & Q(post__isnull=True, speaker=""),
                name="visit_note_reply_is_attributed",
                violation_error_message=(
                    "A reply answers a finding and names who replies, in which post."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(kind=VisitNoteKind.NO_RELAPSE)
                | Q(check_made__isnull=False),
                name="visit_note_no_relapse_is_on_check",
                violation_error_message="Choose the check that proposed the relapse.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.visit.reference} note {self.number}"

    def clean(self) -> None:
        """Keep all ends in one visit and one plan."""
        super().clean()
        for name in ("finding", "check_made"):
            other = getattr(self, name)
            if other and other.visit_id != self.visit_id:
                label = "finding" if name == "finding" else "check"
                raise ValidationError({name: f"Choose a {label} of the same visit."})
        if self.post and self.post.plan_id != self.get_plan_id():
            raise ValidationError({"post": "Choose a post of the same plan."})
